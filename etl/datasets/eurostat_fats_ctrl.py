"""Enterprises in Germany under the control of China, whole business economy, since 2021."""

from etl.readers.eurostat import fats
from etl.readers.eurostat.client import dataset
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="fats_ctrl",
    title=Title(
        "Auslandskontrollierte Unternehmen nach dem Land der Kontrolle (ab 2021)",
        "Foreign-controlled enterprises by controlling country (from 2021)",
    ),
    cadence="yearly, about 20 months after the year",
    rows=(1, 500),
    rhythm=Rhythm("year"),
)
_SURVEY = fats.Survey(DATASET.table, "inward", partner="c_ctrl", measure="indic_sbs",
                      branch="B-S_X_O_S94", since=2021)  # fmt: skip

fetch, parse, suppressed = _SURVEY.fetch, _SURVEY.parse, _SURVEY.suppressed
