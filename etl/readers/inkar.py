"""INKAR, the regional data base of the BBSR: what its data sets have in common."""

from __future__ import annotations

from functools import partial

from etl.readers import collected
from etl.schema import Dataset, Rhythm, Title

#: The national accounts of the Länder as they were before the revision of 2024.
BEFORE_2024 = "laender_accounts_before_2024"

#: The form of indicators of INKAR, which the project carries and nobody fetches.
dataset = partial(
    Dataset,
    series=Title("INKAR, Indikator", "INKAR, indicator"),
    publisher="Bundesinstitut für Bau-, Stadt- und Raumforschung (BBSR)",
    page="https://www.inkar.de/",
    licence="dl-de/by-2-0",
    cadence="yearly",
    rhythm=Rhythm("year"),
)


def kreise(column: str) -> dict[str, str]:
    """Key (AGS) of a Kreis of NRW → its ``code`` or ``name_de``."""
    regions = collected.reference("regions")
    ours = regions[regions["kind"] == "kreis"]
    return {str(ags): str(cell) for ags, cell in zip(ours["ags"], ours[column], strict=True)}
