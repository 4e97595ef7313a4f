"""Tables of rail, inland ports, foreign control and chapters of goods: found, never guessed."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data import ask as data_ask
from data import paths
from data.ask import ask
from etl import datasets
from etl.__main__ import main
from etl.fetch import http
from etl.readers.genesis import cells as genesis_cells
from etl.readers.genesis import metadata
from etl.readers.genesis.request import CHINA, TRADE, Ask
from etl.vintages import claims as vintages_claims
from etl.vintages import store
from i18n import LANGUAGES
from i18n.catalog import text_of
from run import ROOT
from tests import visits
from tests.each import each, spread
from tests.warehouses import Project
from tests.worlds import genesis_tables
from tests.worlds.genesis import TOKEN, World, written, zipped
from tests.worlds.playback import Answer, Asked, Playback, playback

SAMPLES = ROOT.parent / "shared" / "samples" / "genesis"
RAIL, ABROAD = "genesis_46131_0010", "genesis_46131_0014"
PORTS, CONTROL = "genesis_46321_0016", "genesis_48131_0001"
YEARS, MONTHS = "genesis_51000_0007", "genesis_51000_0008"
EVERY = (RAIL, ABROAD, PORTS, CONTROL, YEARS, MONTHS)


@pytest.fixture
def fresh(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with an account and nothing fetched yet."""
    monkeypatch.setenv("CHINA_MONITOR_VINTAGES", str(project.root / "vintages"))
    monkeypatch.setenv("GENESIS_TOKEN", TOKEN)
    data_ask._warehouse.cache_clear()
    return project


def update(answers: Callable[[Asked], Answer], *sources: str) -> tuple[int, Playback]:
    with playback(answers) as served, pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHINA_MONITOR_PLAYBACK", served.address)
        return main(["update", *sources]), served


def claims(source: str) -> pd.DataFrame:
    """The claims of the one state of a table."""
    (vintage,) = store.vintages(source)
    found = vintages_claims.parsed(next(t for t in datasets.fetched() if t.name == source), vintage)
    return found.assign(figure=found["value"].astype(float))


def carried(year: int, *names: str) -> int:
    return sum(genesis_tables.figure("X-BEF", year, (f"Monat {month}", *names))
               for month in range(1, 13))  # fmt: skip


@pytest.mark.usefixtures("without_build")
def test_rail_between_germany_and_china_is_found_by_labels_and_added_up_over_goods(
    fresh: Project,
) -> None:
    code, served = update(World(), RAIL)

    assert code == 0
    found = claims(RAIL)
    asked = [one.fields for one in served.asked if "tablefile" in one.path]
    keys = {(one["classifyingkey1"], one["classifyingkey2"]) for one in asked}
    assert keys == {("LAND-DE", "LAND-CN"), ("LAND-CN", "LAND-DE")}
    assert all("contents" not in one for one in asked)
    year = found[(found["period_kind"] == "year") & (found["period_start"] == "2024-01-01")]
    east = year[year["flow"] == "eastbound"].iloc[0]
    goods = ("Getreide", "Maschinen", "Nicht bestimmbar")
    assert east["figure"] == sum(carried(2024, "Deutschland", "China", one) for one in goods)
    assert (east["place"], east["counterpart"], east["evidence_kind"], east["qualifier"]) == (
        "china_germany", "cn", "computed", "exact")  # fmt: skip
    assert set(found["flow"]) == {"eastbound", "westbound"}
    assert set(found["unit"]) == {"tonnes"}
    assert set(found["basis"]) == {"official_statistics"}
    assert len(found[found["period_kind"] == "month"]) == 2 * 12 * 15


@pytest.mark.usefixtures("without_build")
def test_rail_between_nrw_and_abroad_is_neither_china_nor_germany(fresh: Project) -> None:
    assert update(World(), ABROAD)[0] == 0

    found = claims(ABROAD)
    assert set(found["counterpart"]) == {"world"}
    assert set(found["place"]) == {"nrw_abroad"}
    out = found[(found["flow"] == "outward") & (found["period_start"] == "2020-03-01")].iloc[0]
    names = ("Nordrhein-Westfalen", "Ausland")
    assert out["figure"] == sum(genesis_tables.figure("X-BEF", 2020, ("Monat 3", *names, one))
                                for one in ("Maschinen", "Nicht bestimmbar"))  # fmt: skip


def hiding(cell: dict[str, str]) -> dict[str, str]:
    """March 2020 is hidden for one goods group, all of May 2020 is nothing."""
    if cell["time"] != "2020" or "X-GUT" not in cell.values():
        return cell
    if "MONAT05" in cell.values():
        return cell | {"value": "-", "value_q": ""}
    is_hidden = "MONAT03" in cell.values() and "NST7-111" in cell.values()
    return cell | {"value": ".", "value_q": ""} if is_hidden else cell


@pytest.mark.usefixtures("without_build")
def test_a_hidden_goods_group_leaves_a_lower_bound_and_nothing_is_zero(fresh: Project) -> None:
    assert update(World(change=hiding), RAIL)[0] == 0

    found = {
        (row["period_kind"], row["period_start"]): row
        for row in claims(RAIL).query("flow == 'westbound'").to_dict("records")
    }
    march = found["month", "2020-03-01"]
    assert march["qualifier"] == "more_than"
    assert march["figure"] == genesis_tables.figure(
        "X-BEF", 2020, ("Monat 3", "China", "Deutschland", "Nicht bestimmbar"))  # fmt: skip
    assert found["month", "2020-05-01"]["figure"] == 0
    assert found["year", "2020-01-01"]["qualifier"] == "more_than"
    assert found["year", "2021-01-01"]["qualifier"] == "exact"


@pytest.mark.usefixtures("without_build")
def test_ports_of_nrw_alone_with_their_published_totals_and_tonnes_apart_from_teu(
    fresh: Project,
) -> None:
    assert update(World(), PORTS)[0] == 0

    found = claims(PORTS)
    assert set(found["place"]) == {"port_duisburg", "port_gelsenkirchen", "port_herne",
                                   "port_koeln"}  # fmt: skip
    one = found[(found["place"] == "port_duisburg") & (found["period_start"] == "2022-01-01")]
    whole = one[one["indicator"] == "ship_handling_tonnes"]
    assert list(whole["figure"]) == [genesis_tables.figure("X-UMG", 2022, ("Duisburg",))]
    assert list(whole["evidence_kind"]) == ["statistic"]
    teu = one[one["indicator"] == "container_handling_teu"]
    assert list(teu["unit"]) == ["teu"]
    goods = one[one["indicator"] == "ship_handling_goods_tonnes"].set_index("product")
    assert set(goods.index) == {"02", "03", "10"}
    assert goods.loc["03", "figure"] == genesis_tables.figure("X-UMG", 2022, ("Duisburg", "Erze"))
    assert set(found.loc[found["place"] == "port_herne", "region"]) == {"herne"}
    # The operator's figures stay another way of counting.
    assert set(found["basis"]) == {"official_statistics"}


@pytest.mark.usefixtures("without_build")
def test_foreign_control_from_asia_is_never_said_to_be_from_china(fresh: Project) -> None:
    assert update(World(), CONTROL)[0] == 0

    found = claims(CONTROL)
    assert set(found["counterpart"]) == {"asia", "world"}
    asia = found[(found["counterpart"] == "asia") & (found["period_start"] == "2020-01-01")]
    units = dict(zip(asia["indicator"], asia["unit"], strict=True))
    assert units == {"foreign_controlled_enterprises": "companies",
                     "foreign_controlled_persons": "employees",
                     "foreign_controlled_turnover": "meur"}  # fmt: skip
    turnover = asia.set_index("indicator").loc["foreign_controlled_turnover", "figure"]
    assert turnover == genesis_tables.figure("X-UMS", 2020, ("Asien",)) / 1000
    assert found["china_scope"].isna().all()


@pytest.mark.usefixtures("without_build")
def test_should_the_table_name_china_it_is_taken_as_china(fresh: Project) -> None:
    naming = World(rewrite=lambda text: text.replace(";Amerika;", ";China;"))

    assert update(naming, CONTROL)[0] == 0

    china = claims(CONTROL).query("counterpart == 'cn'")
    assert set(china["china_scope"]) == {"cn"}
    assert len(china) == 3 * 12


@pytest.mark.usefixtures("without_build")
def test_chapters_of_goods_are_special_trade_of_germany(fresh: Project) -> None:
    code, served = update(World(), YEARS, MONTHS)

    assert code == 0
    found = claims(YEARS)
    assert set(found["trade_system"]) == {"special"}
    assert set(found["product_scheme"]) == {"wa"}
    assert {"wa_84", "wa_85"} <= set(found["product"])
    assert set(found["counterpart"]) == {"cn", "hk", "mo", "tw"}
    assert set(claims(MONTHS)["period_kind"]) == {"month"}
    asked = [one.fields for one in served.asked if "tablefile" in one.path]
    assert {one["classifyingkey1"] for one in asked if one["name"] == "51000-0008"} == {CHINA[0]}


def told(before: str, after: str) -> World:
    return World(retell=lambda said: said.replace(before, after))


def text(before: str, after: str) -> World:
    return World(rewrite=lambda flat: flat.replace(before, after))


def only(**cell: str) -> Callable[[dict[str, str]], dict[str, str]]:
    """Change all cells in the same way."""
    return lambda found: found | cell


#: Fault → table, what answers, exit code, what is said.
FAULTS: dict[str, tuple[str, World, int, str]] = {
    "no dispatch": (RAIL, told("Versandland", "Irgendwo"), 4,
                    "found the dimensions .*X-AB .Irgendwo.*expected one dimension of dispatch"),
    "two dispatches": (RAIL, told("Gütergruppen", "Versandart"), 4, "one dimension of dispatch"),
    "no china": (RAIL, told('"Content": "China"', '"Content": "Tibet"'), 4,
                 "found 'Hongkong, China' among 4 values; expected China once"),
    "china twice": (RAIL, told('"Polen"', '"China (ab 2020)"'), 4, "expected China once"),
    "no values": (RAIL, World(retell=lambda said: re.sub(r'"List": \[.*\]', '"List": null', said)),
                  4, "no value among 0 values"),
    "no object": (RAIL, told('"Object": {', '"Ding": {'), 4, "found an answer without Object"),
    "no structure": (PORTS, told('"Structure": {"Head', '"Struktur": {"Head'), 4,
                     "found the dimensions none; expected one dimension of ports"),
    "another unit": (RAIL, World(change=only(value_unit="1000 t")), 1,
                     "found Beförderte Güter in 1000 t; expected one measure in t"),
    "other places": (RAIL, text(";China;", ";Tibet;"), 1,
                     "found other places alone; expected Deutschland and China"),
    "levels of goods": (RAIL, text("NST7-011", "NST7-01"), 1,
                        r"several levels \(NST7-01, NST7-1\d1\)"),
    "the same twice": (RAIL, text("NST7-011", "NST7-111"), 1, "same line twice"),
    "no such month": (RAIL, text("MONAT12", "MONAT13"), 1, "unknown month: 'MONAT13'"),
    "no ports": (PORTS, told("Binnenhäfen", "Orte"), 4, "expected one dimension of ports"),
    "no duisburg": (PORTS, text(";Duisburg;", ";Duisburg-Ruhrort;"), 1,
                    "found the ports Duisburg-Ruhrort, .*expected Duisburg among them"),
    "no handling": (PORTS, text("Umgeschlagene", "Verladene"), 1, "expected Umgeschlagene Güter"),
    "no divisions": (PORTS, text("NST7-10;", "NST7-101;"), 1,
                     r"found NST7-101 \(Metalle\); expected divisions of NST 2007"),
    "divisions that do not add up": (PORTS, World(change=lambda c: c | {"value": "9"} if
                                     "NST7-03" in c.values() else c), 1,
                                     "add up to .* the published total is"),
    "no origin": (CONTROL, told("Herkunftskontinent der Muttergesellschaft", "Branche"), 4,
                  "expected one dimension of origin"),
    "no asia": (CONTROL, text(";Asien;", ";Australien;"), 1,
                "found the origins Europa, Australien, .*expected China or Asien"),
    "no measure": (CONTROL, World(change=only(value_variable_label="Löhne")), 1,
                   "found the measures Löhne; expected Unternehmen"),
    "turnover in pieces": (CONTROL, text("Tsd. EUR;X-UMS", "Stück;X-UMS"), 1,
                           "found Umsatz in 'Stück'"),
    "unknown chapter": (YEARS, text("WA84", "WA77"), 1, "unknown product group: WA77"),
    "unknown sign": (CONTROL, World(change=only(value_q="z")), 1, "quality sign: 'z'"),
}  # fmt: skip


@each("name", FAULTS)
def test_no_fault_changes_what_is_kept_and_served(
    name: str, fresh: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    source, answers, code, said = FAULTS[name]
    before = fresh.state()
    shutil.rmtree(paths.vintages(), ignore_errors=True)  # what had arrived would be gone on with

    found, _ = update(answers, source)

    out = capsys.readouterr().out.replace("\n", " ")
    assert found == code, out
    assert re.search(said, out), out
    assert store.vintages(source) == []
    assert fresh.state() == before


def flat(name: str) -> bytes:
    """A whole table as a flat file, as the page gives it."""
    form = {"name": name, "startyear": "2009", "endyear": "2025",
            "contents": ",".join(TRADE), "classifyingkey1": CHINA[0]}  # fmt: skip
    rows = list(World().cells(form))
    return written(rows).encode()


@pytest.mark.usefixtures("without_build")
@pytest.mark.parametrize(("source", "packed"), spread(EVERY, [False, True]))
def test_a_flat_file_downloaded_by_hand_is_known_by_its_name(
    source: str, packed: bool, fresh: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    table = source.removeprefix("genesis_").replace("_", "-")
    raw = flat(table)
    file = fresh.root / (f"{table}_17000_de_flat.zip" if packed else f"{table}_de_flat.csv")
    file.write_bytes(zipped("x.csv", raw) if packed else raw)

    assert main(["add", "auto", str(file)]) == 0
    assert f"{table}: new state" in capsys.readouterr().out
    assert store.vintages(source) == []
    assert main(["add", "official_table", str(file), "--accept"]) == 0
    assert len(claims(source)) >= 72
    assert store.vintages(source)[0].is_by_hand

    renamed = file.with_name("download" + file.suffix)
    file.rename(renamed)
    assert main(["update", "--file", str(renamed)]) == 2
    assert "at the beginning of its name" in capsys.readouterr().out


def test_the_csv_of_the_page_is_refused_where_its_columns_are_not_documented(
    fresh: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    file = fresh.root / "46321-0016_$.csv"
    file.write_text("Tabelle: 46321-0016\nUmgeschlagene Güter;;\n__________\n", encoding="utf-8")

    assert main(["update", "--file", str(file)]) == 1

    assert "download it as a flat file (ffcsv)" in capsys.readouterr().out
    assert store.vintages(PORTS) == []


def test_pieces_of_a_question_never_take_each_others_place() -> None:
    whole = Ask("51000-0007", TRADE, years=(2008, 2026),
                keys=(("STLAH", CHINA), ("WAM2", ("*",))))  # fmt: skip
    open_ones, names = [whole], [whole.name]
    while open_ones:
        halves = open_ones.pop().halves()
        open_ones += halves
        names += [half.name for half in halves]

    assert len(names) == len(set(names)) > 500
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]{1,120}", name) for name in names)


@each(
    ("time", "within", "expected"),
    [
        ("2024", {}, ("2024-01-01", "2024-12-31", "year")),
        ("2024", {"MONAT": "MONAT02"}, ("2024-02-01", "2024-02-29", "month")),
        ("2023", {"QUARTG": "QUART4"}, ("2023-10-01", "2023-12-31", "quarter")),
        ("2024-12-31", {}, ("2024-12-31", "2024-12-31", "point")),
        ("2023-10P6M", {}, ("2023-10-01", "2024-03-31", "span")),
        ("2024-07P6M", {}, ("2024-07-01", "2024-12-31", "half")),
    ],
)
def test_every_documented_time_has_its_days(
    time: str, within: dict[str, str], expected: tuple[str, str, str]
) -> None:
    cells = pd.DataFrame([{"time": time, **within}], dtype="str")
    (found,) = genesis_cells.periods(cells).to_dict("records")
    assert (found["period_start"], found["period_end"], found["period_kind"]) == expected


@each("time", ["2024-02-30", "24", "2023-13P6M", "2024P6M", "Januar 2024"])
def test_other_times_are_refused(time: str) -> None:
    with pytest.raises(ValueError, match=r"a time that (is not documented|does not exist)"):
        genesis_cells.periods(pd.DataFrame([{"time": time}], dtype="str"))


@each(
    ("label", "is_china"),
    [("China", True), ("Volksrepublik China", True), ("China (ab 1990)", True),
     ("Hongkong, China", False), ("Taiwan (China)", False), ("China und Hongkong", False),
     ("Indochina", False)],
)  # fmt: skip
def test_only_china_itself_is_china(label: str, is_china: bool) -> None:
    assert metadata.is_china(label) == is_china


@pytest.fixture(scope="module")
def first_states(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a warehouse built with a first state of all these tables."""
    folder = tmp_path_factory.mktemp("played")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHINA_MONITOR_VINTAGES", str(folder / "vintages"))
        patch.setenv("CHINA_MONITOR_WAREHOUSE", str(folder / "warehouse"))
        patch.setenv("GENESIS_TOKEN", TOKEN)
        assert update(World(), *EVERY)[0] == 0
    return folder


@pytest.fixture
def played(first_states: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The warehouse with all these tables is what pages and questions read."""
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(first_states / "warehouse"))
    data_ask._warehouse.cache_clear()
    yield first_states
    data_ask._warehouse.cache_clear()


def test_gaps_that_these_tables_can_fill_close(
    request: pytest.FixtureRequest, warehouse: Path
) -> None:
    fillable = {"de_product_export_cn", "de_product_import_cn", "de_product_export_cn_month",
                "de_product_import_cn_month", "de_foreign_controlled_asia",
                "duisburg_port_tonnes", "de_cn_rail_tonnes_westbound",
                "de_cn_rail_tonnes_eastbound", "nrw_abroad_rail_tonnes_inward",
                "nrw_abroad_rail_tonnes_outward"}  # fmt: skip

    def gaps() -> set[str]:
        return {row.code for row in ask("gaps") if len(row.missing) or len(row.partial)}

    assert fillable <= gaps()
    request.getfixturevalue("played")
    assert not fillable & gaps()


#: Page, link → what it says with figures, and the command that it names without them.
PAGES: dict[str, tuple[dict[str, str], str, str]] = {
    "freight/benchmark": (
        {},
        "findings.subject.freight.bench.germany_tonnes.one",
        "genesis_46131_0010",
    ),
    "companies/counts": ({}, "companies.control.subtitle", "genesis_48131_0001"),
    "trade/products": ({"region": "de"}, "scheme.wa", "genesis_51000_0007"),
}


def said(path: str, lang: str, link: dict[str, str]) -> str:
    """All that a page says; nothing goes wrong."""
    app = visits.visit(path, lang=lang, **link)
    assert visits.trouble(app) == []
    told = [*app.header, *app.info, *app.markdown]
    return html.unescape(" ".join([*visits.html(app), *(str(one.value) for one in told)]))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_pages_show_what_was_fetched(path: str, lang: str, played: Path) -> None:
    link, key, command = PAGES[path]
    expected = text_of(lang, key).partition("{")[0][1:]  # a sentence begins with a capital

    told = said(path, lang, link)

    assert expected in told
    assert command not in told


@each("lang", LANGUAGES)
@each("path", PAGES)
def test_pages_say_what_is_missing_and_what_fetches_it(
    path: str, lang: str, warehouse: Path
) -> None:
    link, _, command = PAGES[path]
    assert f"python -m etl update {command}" in said(path, lang, link)


def test_duisburg_and_herne_stand_among_the_ports_of_each_year(played: Path) -> None:
    rows = {row.place: row for row in ask("freight_ports", year="2021")}
    assert {"port_duisburg", "port_herne"} <= set(rows)
    assert rows["port_herne"].value == genesis_tables.figure("X-UMG", 2021, ("Herne",))
    years = list(
        ask(
            "series",
            indicator="ship_handling_tonnes",
            place="port_duisburg",
            basis="official_statistics",
            flow="none",
            since=2011,
        )
    )
    assert [row.period_start.year for row in years] == list(range(2011, 2026))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_goods_of_duisburg_are_drawn_when_they_are_known(lang: str, played: Path) -> None:
    ore = ask("freight_goods", place="port_duisburg").labels.name("product", "03", lang)
    assert ore in said("freight/benchmark", lang, {"compare": "duisburg"})


def test_a_month_of_product_groups_can_be_chosen_and_years_come_first(played: Path) -> None:
    month = "wa_202411_202411"
    told = said("trade/products", "de", {"region": "de", "release": month})
    assert "November 2024" in told
    assert "2025" in said("trade/products", "de", {"region": "de"})
    shown = ask("trade_products", region="de", scheme="wa", start=date(2024, 1, 1),
                end=date(2024, 12, 31), most=1)  # fmt: skip
    assert [row.flow for row in shown] == ["export", "import"]
    assert {row.known_count for row in shown} == {3}


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the publisher's files do not lie here")
def test_the_publishers_own_files_say_their_dimensions_and_times() -> None:
    said = json.loads((SAMPLES / "metadata_table_51000-0010_de.json").read_bytes())
    assert metadata.structure(said["Object"])["STLAH"].startswith("Länderverzeichnis")
    read = 0
    for file in [*SAMPLES.glob("ffcsv_*.csv"), *SAMPLES.glob("tablefile_*.zip"),
                 *SAMPLES.glob("resultfile_*.csv")]:  # fmt: skip
        raw = file.read_bytes()
        raw = http.unzip(raw) if raw.startswith(b"PK") else raw
        found = metadata.flat(raw)
        assert {f"{code}_label" for code in found.dimensions} <= set(found.cells.columns)
        assert set(genesis_cells.periods(found.cells)["period_kind"]) <= {"year", "point"}
        read += 1
    assert read > 3
