"""The Landesdatenbank NRW over real HTTP: its layout, its signs, every damaged answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data import ask as data_ask
from data.ask import ask
from etl import datasets
from etl.__main__ import main
from etl.datasets import landesdatenbank_12521_03i as residents
from etl.datasets import landesdatenbank_13111_54i as employees
from etl.readers.landesdatenbank import table as landesdatenbank_table
from etl.vintages import claims as vintages_claims
from etl.vintages import store
from i18n import LANGUAGES, Locale
from run import ROOT
from tests import visits
from tests.each import each
from tests.warehouses import Project
from tests.worlds import landesdatenbank as world
from tests.worlds.genesis import zipped
from tests.worlds.landesdatenbank import Landesdatenbank
from tests.worlds.playback import Answer, Asked, Playback, playback

SAMPLES = ROOT.parent / "shared" / "samples" / "landesdatenbank_nrw"
RESIDENTS, PEOPLE, GDP = (f"landesdatenbank_{code}" for code in ("12521_03i", "12411_15i",
                                                                  "82711_01i"))  # fmt: skip
JOBS = "landesdatenbank_13111_54i"
HTML = b"<!DOCTYPE html><html><head><title>Wartungsarbeiten</title></head></html>"


@pytest.fixture
def fresh(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with nothing fetched yet."""
    monkeypatch.setenv("CHINA_MONITOR_VINTAGES", str(project.root / "vintages"))
    data_ask._warehouse.cache_clear()
    return project


def update(answers: Callable[[Asked], Answer], monkeypatch: pytest.MonkeyPatch,
           *locale: str) -> tuple[int, Playback]:  # fmt: skip
    with playback(answers) as served:
        monkeypatch.setenv("CHINA_MONITOR_PLAYBACK", served.address)
        return main(["update", *locale]), served


def claims(source: str, number: int = 0) -> pd.DataFrame:
    table = next(one for one in datasets.fetched() if one.name == source)
    return vintages_claims.parsed(table, store.vintages(source)[number])


def series(code: str) -> tuple[list[int], list[int]]:
    """Years known and missing of an expected series."""
    (row,) = list(ask("gaps").where(code=code))
    return list(row.known), list(row.missing)


@pytest.mark.usefixtures("without_build")
def test_residents_come_without_an_account_for_the_day_that_the_file_states(
    fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = "31.12.2023"

    code, served = update(Landesdatenbank(days=(day,)), monkeypatch, RESIDENTS)

    assert code == 0
    (asked,) = served.asked
    assert asked.path == (
        "www.landesdatenbank.nrw.de/ldbnrwws/downloader/00/tables/12521-03i_00.csv"
    )
    assert not {"username", "password"} & set(asked.headers)
    found = claims(RESIDENTS)
    assert set(found["period_start"]) == set(found["period_end"]) == {"2023-12-31"}
    assert set(found["period_kind"]) == {"point"}
    (herne,) = found[(found["region"] == "herne") & (found["counterpart"] == "cn")].to_dict(
        "records"
    )
    assert int(str(herne["value"])) == world.people("05916", "479", day)
    assert (herne["china_scope"], herne["qualifier"], herne["unit"]) == (
        "cn", "about", "inhabitants")  # fmt: skip
    assert "Vielfaches von 5" in str(herne["note_de"])
    assert "multiple of 5" in str(herne["note_en"])
    (vintage,) = store.vintages(RESIDENTS)
    assert vintage.state.isoformat() == "2026-02-09"
    # Of nobody from Macau there is a sign, which may be a figure rounded away: missing, not zero.
    assert set(found["counterpart"]) == {"cn", "hk", "tw"}
    assert len(set(found["region"])) == 53 + 2


def test_the_ruhr_area_is_our_sum_and_says_so(
    fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert update(Landesdatenbank(), monkeypatch, PEOPLE)[0] == 0

    found = claims(PEOPLE).query("indicator == 'population'").set_index("region")
    inside = [row for row in ask("kreise") if row.in_rvr]
    expected = sum(world.figure(row.ags, "people", "31.12.2024") for row in inside)
    assert int(found["value"]["ruhr"]) == expected
    assert found["evidence_kind"]["ruhr"] == "computed"
    assert "Eigene Summe der 15 Städte und Kreise" in found["note_de"]["ruhr"]
    assert set(found["evidence_kind"].drop("ruhr")) == {"statistic"}
    assert "Basis Zensus 2022 und früher" in found["note_de"]["herne"]
    # Municipalities and Regierungsbezirke are no Kreise.
    assert len(found) == 53 + 2


@pytest.mark.usefixtures("without_build")
def test_a_sign_for_one_of_its_kreise_leaves_the_ruhr_area_without_sum(
    fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = re.compile(r"(;05916;[^;]*;)\d+;")
    answers = Landesdatenbank(rewrite=lambda text: hidden.sub(r"\1.;", text))

    assert update(answers, monkeypatch, PEOPLE)[0] == 0

    people = claims(PEOPLE).query("indicator == 'population'")
    assert {"ruhr", "herne"}.isdisjoint(people["region"])


def test_what_is_fetched_closes_its_gaps_and_shows_in_the_answers_of_the_pages(
    fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = ("herne_residents_cn", "nrw_residents_cn", "herne_population", "herne_gdp")
    before = {code: series(code) for code in codes}
    assert all(known == [] for known, _ in before.values())
    newest = max(before["herne_gdp"][1])
    days = tuple(f"31.12.{year}" for year in before["herne_population"][1])
    years = tuple(map(str, range(2008, newest + 1)))

    code, _ = update(Landesdatenbank(days=days, years=years, state="20.11.2026"), monkeypatch,
                     RESIDENTS, PEOPLE, GDP)  # fmt: skip

    assert code == 0
    for code_of, (_, missing) in before.items():
        assert series(code_of) == (missing, [])
    shown = ask("figures_on", regions=["herne"], indicators=["gdp", "population"], newest="yes")
    assert [(row.indicator, int(row.value)) for row in shown] == [
        ("gdp", world.figure("05916", "gdp", str(newest))),
        ("population", world.figure("05916", "people", f"31.12.{newest}")),
    ]
    assert {row.publisher for row in shown} == {"IT.NRW"}


def plainly(app: AppTest) -> str:
    """Headers, notes and pieces of HTML of a page, tags left out."""
    said = [*(one.value for kind in (app.header, app.info) for one in kind), *visits.html(app)]
    return unescape(re.sub(r"<[^>]*>", " ", " ".join(said)))


@pytest.fixture(scope="module")
def fetched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one state of each table and a warehouse built with them."""
    folder = tmp_path_factory.mktemp("fetched")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHINA_MONITOR_VINTAGES", str(folder / "vintages"))
        patch.setenv("CHINA_MONITOR_WAREHOUSE", str(folder / "warehouse"))
        patch.setattr(store, "bundled", lambda _: None)
        assert update(Landesdatenbank(), patch, RESIDENTS, PEOPLE, GDP)[0] == 0
    return folder


@pytest.mark.parametrize("lang", LANGUAGES)
def test_before_residents_are_fetched_why_herne_says_what_fetches_them(
    lang: str, unbundled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(unbundled))
    data_ask._warehouse.cache_clear()

    app = visits.visit("location/herne", lang=lang)

    assert visits.trouble(app) == []
    assert "python -m etl update landesdatenbank_12521_03i" in plainly(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_why_herne_shows_residents_by_kreis_with_the_newest_day_and_the_sum_in_its_title(
    lang: str, fetched: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(fetched / "warehouse"))
    data_ask._warehouse.cache_clear()

    app = visits.visit("location/herne", lang=lang)

    assert visits.trouble(app) == []
    locale, day = Locale(lang), "31.12.2024"
    ruhr = [row.ags for row in ask("kreise") if row.in_rvr]
    shown = plainly(app)
    for places in (["05916"], ruhr, list(world.kreise())):
        count = locale.number(sum(world.people(ags, "479", day) for ags in places))
        assert locale("qualified.about", value=count) in shown
    wanted = sorted(world.people(ags, "479", day) for ags in ruhr)
    assert len(wanted) == 15
    drawn = [x for chart in visits.figures(app) for x, _ in chart if set(x or ()) <= {*wanted}]
    assert wanted in map(sorted, drawn)
    assert locale.value(world.figure("05916", "people", day), "inhabitants") in shown


def test_a_newer_reference_day_stands_beside_the_one_before(
    fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert update(Landesdatenbank(), monkeypatch, RESIDENTS)[0] == 0
    later = Landesdatenbank(days=("31.12.2025",), state="20.09.2026")

    assert update(later, monkeypatch, RESIDENTS)[0] == 0

    known, _ = series("herne_residents_cn")
    assert known == [2024, 2025]


@pytest.mark.usefixtures("without_build")
def test_a_table_that_steps_back_to_an_older_day_waits_in_quarantine(
    fresh: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert update(Landesdatenbank(), monkeypatch, RESIDENTS)[0] == 0

    assert update(Landesdatenbank(days=("31.12.2022",)), monkeypatch, RESIDENTS)[0] == 1

    assert "states 2022-12-31 at the latest, the state before it 2024-12-31" in (
        capsys.readouterr().out
    )
    assert len(store.vintages(RESIDENTS)) == 1


@pytest.mark.usefixtures("without_build")
def test_a_new_day_of_another_order_of_magnitude_waits_in_quarantine(
    fresh: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert update(Landesdatenbank(), monkeypatch, PEOPLE)[0] == 0
    thousandfold = re.compile(r"(31.12.2025;05[0-9]*;[^;]*;)(\d+)")
    later = Landesdatenbank(
        days=("31.12.2025",),
        state="20.09.2026",
        rewrite=lambda whole: thousandfold.sub(r"\g<1>\g<2>000", whole),
    )

    assert update(later, monkeypatch, PEOPLE)[0] == 1

    assert re.search("population: .* times those known before", capsys.readouterr().out)
    assert len(store.vintages(PEOPLE)) == 1


def text(old: str, new: str, count: int = 1) -> Landesdatenbank:
    def rewrite(whole: str) -> str:
        assert re.search(old, whole), old
        return re.sub(old, new, whole, count=count)

    return Landesdatenbank(rewrite=rewrite)


def fixed(body: bytes, status: int = 200) -> Callable[[Asked], Answer]:
    return lambda asked: Answer(body, status)


#: Fault → source, what answers, exit code, what is said.
FAULTS: dict[str, tuple[str, Callable[[Asked], Answer], int, str]] = {
    "not found": (RESIDENTS, fixed(b"", 404), 4, "status 404.*add official_table FILE"),
    "a page": (RESIDENTS, fixed(HTML), 4, "a page titled 'Wartungsarbeiten'"),
    "another table": (RESIDENTS, text("12521-03i", "12521-04i"), 4, "the table 12521-04i"),
    "letters of DOS": (RESIDENTS, Landesdatenbank(encoding="cp850"), 1, "its columns are"),
    "letters twice encoded": (RESIDENTS, Landesdatenbank(
        encoding="utf-8", rewrite=lambda whole: whole.encode().decode("latin-1")), 1,
        "its columns are"),
    "names in other letters": (PEOPLE, text("Köln, krfr", "K\x94ln, krfr"), 1, "05315 is named"),
    "missing column": (RESIDENTS, text("Insgesamt", "zusammen"), 1, "expected .* / Insgesamt"),
    "new column": (RESIDENTS, text("männlich", "divers"), 1, "its columns are .*divers"),
    "another unit": (RESIDENTS, text("Anzahl", "1000"), 1, "unit '1000', expected 'Anzahl'"),
    "people in thousands": (PEOPLE, text("Anzahl", "1000"), 1,
                            "Bevölkerungsstand .*1000.*expected one"),
    "no key of the regions": (RESIDENTS, text(r"(31.12.2024);05[0-9]*;", r"\1;", 0), 1,
                              "no line begins with"),
    "unknown key": (PEOPLE, text(";05916;", ";05917;"), 1, "unknown key of a Kreis: 05917"),
    "a key no region has": (PEOPLE, text(";05916;", ";5916;"), 1, "line .* begins with"),
    "a key of another Kreis": (PEOPLE, text(";05916;", ";05915;"), 1, "05915 is named 'Herne"),
    "a Kreis less": (PEOPLE, text("31.12.2024;05916;.*\n", ""), 1, "no line for 05916"),
    "Kreise without the Land": (RESIDENTS, text("31.12.2024;05;.*\n", "", 0), 1, "no line for 05"),
    "Kreise beyond the Land": (PEOPLE, text(r"(;05916;[^;]*;)\d+", r"\g<1>9"), 1, "add up to"),
    "nobody from China": (RESIDENTS, text(";479;", ";478;", 0), 1, "no line for nationality 479"),
    "another key for China": (RESIDENTS, text("  China .Festland.", "Ceylon", 0), 1,
                              "479 is named 'Ceylon'"),
    "not rounded": (RESIDENTS, text(r"(;05916;.*;479;[^;]*;)\d+", r"\g<1>91"), 1,
                    "91 is no multiple of 5"),
    "English figures": (PEOPLE, text(r"(;05916;[^;]*;)\d+", r"\g<1>1.234"), 1, "German number"),
    "a cell too few": (PEOPLE, text("(;05916;.*);[^;]*\n", r"\1\n"), 1, "cells; expected 6"),
    "no end": (RESIDENTS, text("__________", ""), 1, "cut short"),
    "no reference day": (RESIDENTS, text("31.12.2024", "31.02.2024", 0), 1, "is no day"),
    "stated twice": (PEOPLE, text("(31.12.2024;05916;.*\n)", r"\1\1"), 1, "stated twice"),
    "GDP per head": (GDP, text("(;;;)Bruttoinlandsprodukt;", r"\1BIP je Einwohner;"), 1,
                     "expected one Bruttoinlandsprodukt"),
    "GDP in thousands": (GDP, text("Mill. EUR", "1000 EUR"), 1, "in millions of euro"),
    "GDP of a day": (GDP, text("2023;", "31.12.2023;", 0), 1, "'31.12.2023' is no year"),
}  # fmt: skip


@each("name", FAULTS)
def test_no_fault_changes_what_is_kept_and_served(
    name: str, fresh: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source, answers, code, told = FAULTS[name]
    before = fresh.state()

    found, _ = update(answers, monkeypatch, source)

    out = capsys.readouterr().out
    assert found == code, out
    assert re.search(told, out), out
    assert store.vintages(source) == []
    assert fresh.state() == before


@pytest.mark.usefixtures("without_build")
def test_a_zip_file_is_unpacked_whatever_type_it_comes_with(
    fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = Landesdatenbank().file(Landesdatenbank().population())

    assert update(fixed(zipped("12411-15i_00.csv", raw)), monkeypatch, PEOPLE)[0] == 0

    (vintage,) = store.vintages(PEOPLE)
    assert vintage.parts() == {"12411-15i_00.csv": raw}


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8-sig"])
def test_a_table_downloaded_by_hand_may_hold_the_kreise_and_days_that_somebody_chose(
    encoding: str, fresh: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = Landesdatenbank(days=("31.12.2019", "31.12.2020")).residents()
    few = [line for line in whole.splitlines(keepends=True)
           if not re.match(r"31\.12\.\d{4};05", line) or ";05916;" in line]  # fmt: skip
    file = fresh.root / "12521-03i.csv"
    file.write_bytes("".join(few).encode(encoding))

    assert main(["add", "auto", str(file)]) == 0
    assert "new state of 09.02.2026" in capsys.readouterr().out
    assert main(["add", "official_table", str(file), "--accept"]) == 0

    known, _ = series("herne_residents_cn")
    assert known == [2019, 2020]
    (vintage,) = store.vintages(RESIDENTS)
    assert vintage.is_by_hand


def test_before_2016_figures_were_not_rounded_and_are_not_called_so() -> None:
    made = Landesdatenbank(days=("31.12.2015",)).residents()
    text = re.sub(r"(;05916;.*;479;[^;]*;)\d+", r"\g<1>91", made)

    found = residents.parse({"12521-03i.csv": text.encode("latin-1")})

    herne = found[(found["region"] == "herne") & (found["counterpart"] == "cn")].iloc[0]
    assert (herne["value"], herne["qualifier"]) == ("91", "exact")
    assert pd.isna(herne["note_de"])


def test_names_lose_their_indent_and_keep_their_level() -> None:
    raw = Landesdatenbank().file(Landesdatenbank().population())

    frame = landesdatenbank_table.read(raw, "12411-15i").frame

    named = frame.set_index("ags")[["name", "level"]]
    assert named.loc[["05", "055", "05916", "05154036"]].to_numpy().tolist() == [
        ["Nordrhein-Westfalen", 0], ["Münster, Regierungsbezirk", 1],
        ["Herne, krfr. Stadt", 2], ["Kleve, Stadt", 3]]  # fmt: skip


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the publisher's files do not lie here")
def test_files_of_the_publisher_are_read() -> None:
    raw = (SAMPLES / "12521-03i_trimmed.csv").read_bytes()
    found = residents.parse({"12521-03i.csv": raw})
    china = found[found["counterpart"] == "cn"].set_index("region")["value"]
    assert (china["de-nw"], china["duisburg"], china["herne"]) == ("38040", "1005", "90")
    assert set(found["period_start"]) == {"2024-12-31"}
    # Its second file lacks the end, as one that was cut short does.
    cut = (SAMPLES / "12411-15i_trimmed.csv").read_bytes()
    with pytest.raises(ValueError, match="cut short"):
        landesdatenbank_table.read(cut, "12411-15i")
    lines = cut.decode("latin-1").splitlines(keepends=True)
    end = next(n for n, line in enumerate(lines) if line.startswith("Die Fortschreibung"))
    whole = "".join([*lines[:end], "__________\n", *lines[end:]]).encode("latin-1")
    read = landesdatenbank_table.read(whole, "12411-15i")
    column = next(name for name, one in read.measures.items() if one.unit == "Anzahl")
    assert read.figures(column).set_index("ags")["number"]["05112"] == "502270"


@pytest.mark.usefixtures("without_build")
def test_employees_are_joined_by_name_and_the_day_is_that_of_the_line(
    fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = Landesdatenbank(
        rewrite=lambda text: text.replace("Eine Bemerkung", "Datenabruf Juli 2024")
    )
    assert update(answers, monkeypatch, JOBS)[0] == 0

    found = claims(JOBS)
    day = "31.12.2024"
    assert set(found["region"].value_counts()) == {len(world.INDUSTRIES)}
    assert set(found["period_end"]) == {"2024-12-31"}
    assert found["note_de"].str.contains("Fehler des Amts").all()
    whole = found.fillna({"product": ""}).set_index(["region", "product"])
    value = whole["value"].astype(int)
    for region, ags in (("herne", ["05916"]), ("kreis_unna", ["05978"]), ("de-nw", world.kreise())):
        for product, key in (("wz_c", "C"), ("wz_g_i", "G-I"), ("", "")):
            assert value[region, product] == sum(
                world.figure(one, f"jobs{key}", day) for one in ags
            )


@each(
    ("old", "new", "message"),
    [
        ("Unna, Kreis", "Unnau, Kreis", "unknown region: Unnau, Kreis"),
        (";G-I;", ";G-Z;", "no industry"),
        (" (Anzahl)", "", "no header with four columns"),
    ],
)
def test_a_table_of_employees_that_is_not_as_known_is_refused(
    old: str, new: str, message: str
) -> None:
    text = Landesdatenbank().employees().replace(old, new)
    with pytest.raises(ValueError, match=message):
        employees.parse({"13111-54i.csv": text.encode("latin-1")})
