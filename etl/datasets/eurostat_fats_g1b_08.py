"""Enterprises in Germany under the control of China, without finance, 2008 to 2020."""

from etl.readers.eurostat import fats
from etl.readers.eurostat.client import dataset
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="fats_g1b_08",
    title=Title(
        "Auslandskontrollierte Unternehmen nach dem Land der Kontrolle (2008–2020)",
        "Foreign-controlled enterprises by controlling country (2008–2020)",
    ),
    cadence="closed with 2020",
    rows=(1, 500),
    rhythm=Rhythm("year", has_ended=True),
)
_SURVEY = fats.Survey(DATASET.table, "inward", partner="c_ctrl", measure="indic_sb",
                      branch="B-N_S95_X_K", since=2008)  # fmt: skip

fetch, parse, suppressed = _SURVEY.fetch, _SURVEY.parse, _SURVEY.suppressed
