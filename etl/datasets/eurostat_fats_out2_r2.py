"""Enterprises in China under German control, business economy, 2010 to 2020."""

from etl.readers.eurostat import fats
from etl.readers.eurostat.client import dataset
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="fats_out2_r2",
    title=Title(
        "Unternehmen im Ausland unter Kontrolle aus dem meldenden Land (2010–2020)",
        "Enterprises abroad controlled from the reporting country (2010–2020)",
    ),
    cadence="closed with 2020",
    rows=(1, 500),
    rhythm=Rhythm("year", has_ended=True),
)
_SURVEY = fats.Survey(DATASET.table, "outward", partner="partner", measure="indic_bp",
                      branch="B-S_X_O", since=2010)  # fmt: skip

fetch, parse, suppressed = _SURVEY.fetch, _SURVEY.parse, _SURVEY.suppressed
