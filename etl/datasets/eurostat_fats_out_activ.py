"""Enterprises in China under German control, whole business economy, since 2021."""

from etl.readers.eurostat import fats
from etl.readers.eurostat.client import dataset
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="fats_out_activ",
    title=Title(
        "Unternehmen im Ausland unter Kontrolle aus dem meldenden Land (ab 2021)",
        "Enterprises abroad controlled from the reporting country (from 2021)",
    ),
    cadence="yearly, about 20 months after the year",
    rows=(1, 500),
    rhythm=Rhythm("year"),
)
_SURVEY = fats.Survey(DATASET.table, "outward", partner="partner", measure="indic_sbs",
                      branch="B-S_X_O", since=2021)  # fmt: skip

fetch, parse, suppressed = _SURVEY.fetch, _SURVEY.parse, _SURVEY.suppressed
