"""Trade by mode of transport: from the interface and from files, each fault to its table alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from etl import datasets
from etl.__main__ import main
from etl.fetch.update import accept_download
from etl.readers.eurostat import bulk, modes
from etl.vintages import claims as vintages_claims
from etl.vintages import mode_trade, store
from tests.each import each
from tests.etl.test_eurostat import update
from tests.warehouses import Project
from tests.worlds import comext_files as files
from tests.worlds import eurostat as world
from tests.worlds.eurostat import CODES, Eurostat, value
from tests.worlds.playback import Answer, Asked

NAME = "eurostat_ds_058213"
MONTHS = tuple(f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13))[:-3]
KNOWN = [code for code in world.MODES if code != "TOTAL"]
(TABLE,) = (one for one in datasets.fetched() if one.name == NAME)


@pytest.fixture
def fresh(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with nothing fetched yet, in which nobody waits."""
    monkeypatch.setenv("CHINA_MONITOR_VINTAGES", str(project.root / "vintages"))
    monkeypatch.setattr("etl.readers.eurostat.client.WAITS_S", (0, 0, 0))
    return project


def made(flow: str, product: str, code: str, month: str, measure: str = "VALUE_IN_EUROS") -> float:
    return value("M", "DE", "CN", product, flow, code, measure, month) + 0.5


def with_codes(**codes: tuple[str, ...]) -> Eurostat:
    return Eurostat(times=MONTHS, codes=CODES | {"DS-058213": CODES["DS-058213"] | codes})


@pytest.mark.usefixtures("without_build")
def test_months_come_by_mode_in_total_and_by_chapter(
    fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, served = update(Eurostat(times=MONTHS), monkeypatch, NAME)

    assert code == 0
    asked = [set(one.pairs) for one in served.asked[1:]]
    assert all({("reporter", "DE"), ("freq", "M"), ("transport_mode", "2")} <= one for one in asked)
    assert not [one for one in asked if {("transport_mode", "TOTAL"), ("product", "8703")} & one]
    (vintage,) = store.vintages(NAME)
    months = mode_trade.rows().set_index(["counterpart", "flow", "mode", "period_start"])
    totals, chapters = months[months["product"].isna()], months[months["product"] == "wa_84"]
    at = ("cn", "import", "rail", "2025-03-01")
    rail = made("1", "TOTAL", "2", "2025-03")
    assert float(str(totals.loc[at, "value_meur"])) == pytest.approx(rail / 1e6)
    weight = made("1", "84", "2", "2025-03", "QUANTITY_IN_100KG")
    assert float(str(chapters.loc[at, "weight_tonnes"])) == pytest.approx(weight / 10)
    of_hk = months[months.index.get_level_values("counterpart") == "hk"]
    assert of_hk["product"].isna().all(), "Hong Kong in total, apart"

    claimed = vintages_claims._claims(TABLE, vintage)
    assert set(claimed["counterpart"]) == {"cn"}
    assert claimed["product"].isna().all(), "a chapter is no claim"
    shown = claimed.set_index(["indicator", "flow", "mode", "period_kind", "period_start"])["value"]
    whole = float(shown["mode_trade_value", "export", "total", "month", "2025-09-01"])
    assert whole == pytest.approx(sum(made("2", "TOTAL", c, "2025-09") for c in KNOWN) / 1e6)
    year = float(shown["mode_trade_value", "import", "sea", "year", "2024-01-01"])
    assert year == pytest.approx(sum(made("1", "TOTAL", "1", m) for m in MONTHS[:12]) / 1e6)
    assert ("mode_trade_value", "import", "sea", "month", "2025-09-01") not in shown.index


def answer(*rows: str) -> dict[str, bytes]:
    """An answer in CSV: mode, month, figure, flag; product, flow and measure where told."""
    head = ("freq,reporter,partner,product,flow,transport_mode,indicators,TIME_PERIOD,OBS_VALUE,"
            "OBS_FLAG\n")  # fmt: skip
    lines = []
    for row in rows:
        mode, month, figure, flag, *more = row.split(",")
        product, flow, measure = (*more, *("TOTAL", "1", "VALUE_IN_EUROS")[len(more) :])
        lines.append(f"M,DE,CN,{product},{flow},{mode},{measure},{month},{figure},{flag}\n")
    return {"a.csv": (head + "".join(lines)).encode()}


def test_a_chapter_that_is_kept_secret_stays_as_one_without_a_figure() -> None:
    found = modes.parse(answer("2,2025-01,5000000,", "1,2025-01,,c,87", "2,2025-01,4000000,,87"))

    chapters = found[found["product"] == "wa_87"].set_index("mode")["value"]
    assert (chapters["rail"], pd.isna(chapters["sea"])) == ("4", True)


def test_what_is_called_as_before_is_known_by_a_new_code() -> None:
    assert [modes.mode_of(code, name) for code, name in world.MODES.items()] == [
        "mode_unknown", "sea", "rail", "road", "air", "post", "fixed", "ship", "own", "",
    ]  # fmt: skip
    assert modes.mode_of("RAI", "Railway transport") == "rail"


REFUSED = {
    "unknown mode": (answer("6,2025-01,1,"), "unknown mode of transport: 6"),
    "other unit": (answer("2,2025-01,1,,TOTAL,1,QUANTITY_IN_LITRES"), "unknown indicators"),
    "other chapter": (answer("2,2025-01,1,,8703"), "unknown product: 8703"),
    "no number": (answer("2,2025-01,1_000,"), "'1_000' is no number"),
    "no month": (answer("2,2025-13,1,"), "neither year, quarter nor month"),
    "secret total": (answer("2,2025-01,,c", "1,2025-01,9,"), "rail in 2025-01 is kept secret"),
    "no modes": (
        {"a.csv": answer("2,2025-01,1,")["a.csv"].replace(b"transport_mode", b"origin")},
        "the dimensions origin; expected one of modes",
    ),
    "split once more": (
        {"a.csv": answer("2,2025-01,1,")["a.csv"].replace(b"freq,", b"freq,container,")
                                                 .replace(b"M,DE", b"M,1,DE")},
        "unknown container: 1; expected TOTAL",
    ),
}  # fmt: skip


@each("name", REFUSED)
def test_what_is_not_as_documented_is_refused_by_name(name: str) -> None:
    raw, told = REFUSED[name]
    with pytest.raises(ValueError, match=told):
        modes.parse(raw)


def altered(pattern: str, by: str) -> Eurostat:
    return Eurostat(times=MONTHS, rewrite=lambda text: re.sub(pattern, by, text))


def negative(text: str) -> str:
    cube = json.loads(text)
    cube["value"][min(cube["value"], key=int)] = -1e7
    return json.dumps(cube)


def mostly_unknown(text: str) -> str:
    cube = json.loads(text)
    ids, sizes = cube["id"], cube["size"]
    behind = 1
    for size in sizes[ids.index("transport_mode") + 1 :]:
        behind *= size
    for place in cube["value"]:
        if int(place) // behind % sizes[ids.index("transport_mode")] == 0:
            cube["value"][place] = 9e6
    return json.dumps(cube)


FAULTS: dict[str, tuple[Callable[[Asked], Answer], int, str]] = {
    "renamed": (lambda _: world.said(world.NOT_FOUND, 404), 4, "status 404"),
    "empty": (
        lambda asked: Eurostat()(asked) if "contentconstraint" in asked.path
        else world.said(world.EMPTY),
        4, '"value" is empty',
    ),
    "no modes": (with_codes(transport_mode=()), 4, "transport_mode with "),
    "products of six digits alone": (with_codes(product=("870380",)), 4, "product with 870380"),
    "pieces alone": (with_codes(indicators=("SUPPLEMENTARY_QUANTITY",)), 4, "one of VALUE_IN_E"),
    "one dimension more": (with_codes(colour=("RED",)), 4, "colour"),
    "container, never whole": (with_codes(container=("1", "2")), 4, "container with 1, 2"),
    "another name": (altered('"Rail"', '"Road"'), 1, "mode of transport 2 is called 'Road'"),
    "an unknown mode": (with_codes(transport_mode=("1", "2", "6")), 1, "unknown mode of transport"),
    "below zero": (
        Eurostat(times=MONTHS, rewrite=negative), 1, "mode_unknown import 2024-01: found value -",
    ),
    "mostly unknown": (Eurostat(times=MONTHS, rewrite=mostly_unknown), 1, "unknown mode .* 30 %"),
    "a month lacks": (Eurostat(times=(*MONTHS[:5], *MONTHS[6:])), 1, "2024-06 lack"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_no_fault_changes_what_is_kept(
    name: str, fresh: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers, code, told = FAULTS[name]
    before = fresh.state()

    found, _ = update(answers, monkeypatch, NAME)

    out = capsys.readouterr().out
    assert (found, bool(re.search(told, out))) == (code, True), out
    assert store.vintages(NAME) == []
    assert fresh.state() == before


TOO_LARGE, NOT_OFFERED = "too large", "not offered"


def with_files(
    published: Callable[[str], bytes | None], why: str = TOO_LARGE
) -> Callable[[Asked], Answer]:
    """A service that answers no question on the table, and has monthly files."""

    def answers(asked: Asked) -> Answer:
        if asked.path.endswith("/files"):
            raw = published(asked.fields["file"][-9:-3])
            return world.said(world.NOT_FOUND, 404) if raw is None else Answer(raw)
        if why == NOT_OFFERED:
            return world.said(world.NOT_FOUND, 404)
        is_codes = "contentconstraint" in asked.path
        return Eurostat()(asked) if is_codes else world.said(world.TOO_BIG, 413)

    return answers


@pytest.mark.usefixtures("without_build")
@pytest.mark.parametrize("why", [TOO_LARGE, NOT_OFFERED])
def test_what_is_not_to_be_had_by_asking_comes_as_the_files_of_months_that_are_published(
    why: str, fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TABLE.module, "_MONTHS", 3)
    newest = world.months_ago(2)

    def published(month: str) -> bytes | None:
        return files.packed(files.table(month)) if month <= newest else None

    code, _ = update(with_files(published, why), monkeypatch, NAME)

    assert code == 0
    (vintage,) = store.vintages(NAME)
    parts = [name for name in vintage.parts() if name.endswith(".csv")]
    assert (len(parts), max(parts)) == (3, f"trhs_v2_{newest}.csv")
    assert b"AT,CN" not in vintage.parts()[max(parts)], "Germany's lines alone"
    months = mode_trade.rows()
    assert months["period_start"].nunique() == 3


def test_a_file_adds_up_chapters_and_keeps_what_is_masked_in_the_total() -> None:
    raw = bulk.cut(files.packed(files.table("202607")))
    assert raw.decode().splitlines() == [files.HEAD] + [
        line.format(month="202607") for line in files.LINES if line.startswith(("DE,CN", "DE,HK"))
    ]
    found = modes.parse({"trhs_v2_202607.csv": raw})

    def stated(product: str | None, mode: str, indicator: str, flow: str = "import") -> str:
        rows = found[(found["mode"] == mode) & (found["indicator"] == indicator)
                     & (found["flow"] == flow) & (found["counterpart"] == "cn")
                     & (found["period_kind"] == "month")]  # fmt: skip
        rows = rows[rows["product"].isna() if product is None else rows["product"] == product]
        return str(rows["value"].iloc[0]) if len(rows) else "none"

    assert stated(None, "rail", "mode_trade_value") == "4.5"
    assert stated("wa_87", "rail", "mode_trade_value") == "3"
    assert stated("wa_84", "rail", "mode_trade_value") == "1"
    assert stated("wa_84", "rail", "mode_trade_weight") == "none", "not stated is not zero"
    assert stated(None, "rail", "mode_trade_weight") == "600"
    assert stated(None, "sea", "mode_trade_value") == "30", "no total there: our sum"
    assert stated(None, "rail", "mode_trade_value", "export") == "2"


def line(text: str) -> tuple[str, ...]:
    return (text,)


BAD_FILES: dict[str, tuple[bytes, str]] = {
    "no archive": (bulk.MAGIC + b"nothing", "a damaged archive"),
    "half of one": (files.packed(files.table("202607"))[:-9], "a damaged archive"),
    "behind a password": (files.packed(files.table("202607"), password="x"),  # noqa: S106
                          "behind a password"),
    "other columns": (files.packed("A,B\n1,2\n"), "the columns A, B; expected one REPORTER"),
    "a column more": (files.packed(files.table("202607", head=files.HEAD + ",COLOUR")),
                      "unknown column COLOUR"),
    "semicolons": (files.packed(files.table("202607").replace(",", ";")), "expected one REPORTER"),
    "half a line": (files.packed(files.table("202607")[:-5]), "stops inside a line"),
    "nothing of ours": (files.packed(files.table("202607", ["AT,CN,87,1,2,202607,1,1"])),
                        "no line of Germany"),
    "another month": (files.packed(files.table("202606")), "the period 202606"),
    "a line twice": (files.packed(files.table("202607", files.LINES[1:2] * 2)), "stated twice"),
    "below zero": (files.packed(files.table("202607", line("DE,CN,870380,1,2,{month},-1,1"))),
                   "'-1' is no figure"),
    "words": (files.packed(files.table("202607", line("DE,CN,870380,1,2,{month},n/a,1"))),
              "'n/a' is no figure"),
    "an unknown mode": (files.packed(files.table("202607", line("DE,CN,870380,1,6,{month},1,1"))),
                        "unknown mode of transport: 6"),
    "levels mixed": (files.packed(files.table("202607", ["DE,CN,8703,1,2,{month},1,1",
                                                         *files.LINES])), "4, 6 signs"),
    "more than the total": (files.packed(files.table("202607", [
        "DE,CN,TOTAL,1,2,{month},1,1", "DE,CN,870380,1,2,{month},5000,1"])), "add up to 5000"),
}  # fmt: skip


@each("name", BAD_FILES)
def test_a_file_that_is_not_as_documented_is_refused_by_name(name: str) -> None:
    raw, told = BAD_FILES[name]
    with pytest.raises(ValueError, match=told):
        modes.parse({"trhs_v2_202607.csv": bulk.cut(raw)})


def test_an_archive_is_never_unpacked_beyond_what_a_table_may_have_nor_to_a_place_it_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match="expected at most 1,000"):
        bulk.cut(files.packed(files.table("202607") * 50), largest=1_000)

    monkeypatch.setattr("py7zr.py7zr.check_archive_path", lambda _: True)  # as a stranger writes
    elsewhere = files.packed(files.table("202607"), name="../outside.dat")
    with pytest.raises(ValueError, match="a damaged archive"):
        bulk.cut(elsewhere)
    assert not (tmp_path.parent / "outside.dat").exists()
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("without_build")
def test_files_brought_by_hand_stand_beside_each_other_and_beside_what_was_fetched(
    fresh: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    update(Eurostat(times=MONTHS[-4:]), monkeypatch, NAME)
    for month in ("202510", "202511"):
        file = tmp_path / f"trhs_v2_{month}.7z"
        file.write_bytes(files.packed(files.table(month)))
        assert main(["add", "official_table", str(file), "--accept"]) == 0, capsys.readouterr().out

    months = mode_trade.rows()
    rail = months[(months["mode"] == "rail") & (months["flow"] == "import")
                  & months["product"].isna() & (months["counterpart"] == "cn")]  # fmt: skip
    assert sorted(rail["period_start"]) == [
        f"{one}-01" for one in (*MONTHS[-4:], "2025-10", "2025-11")
    ]
    assert rail.set_index("period_start").loc["2025-10-01", "value_meur"] == "4.5"
    again = accept_download(files.packed(files.table("202511")), "trhs_v2_202511.7z")
    assert again.outcome == "unchanged"
    main(["add", "official_table", str(tmp_path / "trhs_v2_202511.7z")])
    (tmp_path / "other.7z").write_bytes(b"7z\xbc\xaf\x27\x1c")
    assert main(["add", "official_table", str(tmp_path / "other.7z")]) == 1
    assert "or trhs_v2_YYYYMM.7z" in capsys.readouterr().out
