"""Postcodes of GeoNames: only those of NRW, a point for each, nothing that is not as documented."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from data import paths
from etl.datasets import geonames_postcodes as table
from etl.fetch.http import Damaged
from tests.each import each
from tests.worlds import geonames
from tests.worlds.playback import Asked


def zipped(text: str = "") -> bytes:
    return geonames.GeoNames(lambda one: text or one)(Asked(table.URL, [], {})).body


def test_only_places_of_nrw_are_kept_each_with_its_accuracy() -> None:
    rows = table.parse({"DE.zip": zipped()})

    assert list(rows) == ["postcode", "place", "kreis_ags", "lat", "lon", "accuracy"]
    assert len(rows) == geonames.COUNT + 2
    assert set(rows["kreis_ags"]) == {"05916"}
    assert set(rows["accuracy"].dropna()) == {"1", "4", "6"}
    assert rows["accuracy"].isna().any()
    assert rows["postcode"].duplicated().sum() == 2


def test_the_bundled_state_reads_as_a_fetched_one() -> None:
    raw = (paths.SNAPSHOTS / "geonames_postcodes" / "DE.txt").read_bytes()
    rows = table.parse({"DE.txt": raw})

    assert 800 < len(rows) < 1_000
    assert rows["kreis_ags"].nunique() == 53
    assert set(rows.loc[rows["postcode"] == "44623", "place"]) == {"Herne"}


@each(("fault", "said"), [
    (lambda text: text.replace("\t", ";"), "expected 12 and DE"),
    (lambda text: text[:-1], "stops inside a line"),
    (lambda text: text.replace("\tNW\t", "\tHE\t"), "no line of NW"),
    (lambda text: text.replace("\t44007\t", "\t4400\t"), "five digits"),
    (lambda text: text + geonames.line(9, "Ort 9").replace("\t50.9", "\t50.8").replace(
        "51.26", "51.27") + "\n", "two points"),
    (lambda text: text + "\n", "expected 12 and DE"),
])  # fmt: skip
def test_a_file_that_is_not_as_documented_is_refused_with_what_was_found(
    fault: Callable[[str], str], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        table.parse({"DE.zip": zipped(fault(geonames.text()))})


def test_a_zip_without_the_file_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("FR.txt", geonames.text())
    with pytest.raises(Damaged, match=r"expected DE\.txt"):
        table.parse({"DE.zip": packed.getvalue()})
