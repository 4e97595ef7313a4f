"""GENESIS over real HTTP: statuses inside HTTP 200, splitting, jobs, and every damaged answer."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from data import paths
from etl import datasets
from etl.__main__ import main
from etl.fetch import http
from etl.vintages import claims as vintages_claims
from etl.vintages import store
from tests.each import each, sample
from tests.warehouses import Project, copied_project
from tests.worlds.genesis import TOKEN, World, status, zipped
from tests.worlds.playback import Answer, Asked, Playback, playback

SOURCE = "genesis_51000_0032"
SECRET = "a-password-of-this-test"  # noqa: S105 - it opens nothing


@pytest.fixture
def fresh(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with an account and nothing fetched yet."""
    monkeypatch.setenv("CHINA_MONITOR_VINTAGES", str(project.root / "vintages"))
    monkeypatch.setenv("GENESIS_TOKEN", TOKEN)
    return project


def update(answers: Callable[[Asked], Answer], monkeypatch: pytest.MonkeyPatch,
           *words: str) -> tuple[int, Playback]:  # fmt: skip
    """Run `etl update` against a playback; its exit code and what was asked."""
    with playback(answers) as served:
        monkeypatch.setenv("CHINA_MONITOR_PLAYBACK", served.address)
        return main(["update", *(words or (SOURCE,))]), served


def kept(folder: Path) -> dict[str, bytes]:
    """Every kept byte of the vintages, but for what is quarantined or under way."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.relative_to(folder).parts[0].startswith("_")
    }


@pytest.fixture(scope="session")
def first_state(unbundled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the first state of the table and a warehouse built with it."""
    folder = tmp_path_factory.mktemp("first_state")
    with pytest.MonkeyPatch.context() as patch:
        copied_project(folder, unbundled, patch).without_bundled_states()
        patch.setenv("CHINA_MONITOR_VINTAGES", str(folder / "vintages"))
        patch.setenv("GENESIS_TOKEN", TOKEN)
        assert update(World(), patch)[0] == 0
    return folder


@pytest.fixture
def good(first_state: Path, fresh: Project) -> Project:
    """A project with one good state, built and served."""
    shutil.copytree(first_state / "vintages", fresh.root / "vintages")
    shutil.rmtree(fresh.warehouse)
    shutil.copytree(first_state / "warehouse", fresh.warehouse)
    return fresh


Fault = Callable[[Asked], Answer]


def when(of: str, answer: Callable[[Answer], Answer], world: World | None = None) -> Fault:
    """The true world, but for the answers to one table."""
    true = world or World()
    return lambda asked: (
        answer(true(asked)) if of in (asked.fields.get("name", ""), "*") and
        "tablefile" in asked.path else true(asked)
    )  # fmt: skip


def always(answer: Answer) -> Fault:
    return when("51000-0032", lambda _: answer)


def cells(change: Callable[[dict[str, str]], dict[str, str] | None]) -> World:
    return World(change=change)


def text(rewrite: Callable[[str], str]) -> World:
    return World(rewrite=rewrite)


def is_nrw_cn(cell: dict[str, str]) -> bool:
    return cell.get("2_variable_attribute_code") == "STLAH720" and (
        cell["1_variable_attribute_code"] == "05"
    )


def put(cell: dict[str, str], **values: str) -> dict[str, str]:
    return cell | values


def thousandfold(cell: dict[str, str]) -> dict[str, str]:
    value = cell["value"]
    return cell if value == "-" else put(cell, value=value.replace(",", "") + "000")


HTML = b"<!DOCTYPE html><html><head><title>Wartungsarbeiten</title></head></html>"


@cache
def bomb() -> Answer:
    """A small file that unpacks to more than is read; made when it is asked for."""
    return Answer(zipped("x.csv", bytes(300_000_001)))


#: Fault → what answers, exit code, what is said.
FAULTS: dict[str, tuple[Fault, int, str]] = {
    "status 22": (always(status(22, "Parameter wurde angepasst", "Warnung")), 4, "status 22"),
    "status 50": (always(status(50, "Keine neueren Daten")), 4, "status 50"),
    "status 90": (always(status(90, "Die Tabelle ist nicht vorhanden")), 4, "status 90"),
    "status 98 however small": (always(status(98, "zu gross")), 4, "status 98.*jobs"),
    "status 99 without a name": (always(status(99, "Auftrag erstellt")), 4, "job without name"),
    "status 104": (always(status(104, "Es gibt keine Objekte")), 4, "status 104"),
    "status -1": (always(status(-1, "kein Datenquader gefunden!")), 4, "status -1"),
    "maintenance page": (always(Answer(HTML, kind="text/html")), 4, "titled 'Wartungsarbeiten'"),
    "a bomb": (when("51000-0032", lambda _: bomb()), 4, r"larger than 300,000,000"),
    "wrong charset": (World(pack=lambda raw: zipped("x", raw.decode("utf-8-sig").encode("cp1252"))),
                      1, "not UTF-8"),
    "decimal point": (text(lambda t: re.sub(r"(\d),(\d)", r"\1.\2", t)), 1, "German number"),
    "thousands point": (text(lambda t: re.sub(r";(\d)(\d{3});Tsd", r";\1.\2;Tsd", t)), 1,
                        "German number"),
    "a line cut short": (text(lambda t: re.sub(";Tsd. EUR;WERTE;.*", "", t, count=1)), 1,
                         "fewer cells"),
    "new column": (text(lambda t: re.sub("(?m)$", ";x", t.rstrip()) + "\n"), 1, "unknown column"),
    "renamed column": (text(lambda t: t.replace("value_unit", "unit", 1)), 1,
                       "unknown column 'unit'.*missing column 'value_unit'"),
    "unknown symbol": (cells(lambda c: put(c, value="?") if is_nrw_cn(c) else c), 1, r"holds '\?'"),
    "unknown sign": (cells(lambda c: put(c, value_q="z") if is_nrw_cn(c) else c), 1,
                     "quality sign: 'z'"),
    "unknown unit": (cells(lambda c: put(c, value_unit="Mio. EUR") if c["value_unit"] != "t"
                           else c), 1, "unit 'Mio. EUR'"),
    "unknown measure": (cells(lambda c: put(c, value_variable_code="WERTX")), 1, "WERTX"),
    "unknown country": (text(lambda t: t.replace("STLAH690", "STLAH699")), 1, "STLAH699"),
    "unknown Land": (text(lambda t: t.replace(";16;", ";17;")), 1, "unknown Land: 17"),
    "duplicate key": (text(lambda t: t.replace("STLAH664", "STLAH660")), 1, "same line twice"),
    "a year missing": (cells(lambda c: None if c["time"] == "2015" else c), 1,
                       r"2015 lack between 2008 and 2025"),
    "a partner missing": (text(lambda t: "\n".join(line for line in t.split("\n")
                                                   if "STLAH732" not in line)), 1, "jp|add up"),
    "values x 1000": (cells(thousandfold), 1, r"times those known before"),
    "one value x 1000": (cells(lambda c: thousandfold(c) if is_nrw_cn(c) and c["time"] == "2020"
                               else c), 1, "de-nw cn export 2020|add up"),
    "sums that are none": (when("51000-0030", lambda a: Answer(
        zipped("x.csv", re.sub(rb";(\d+);Tsd", rb";9\1;Tsd", http.unzip(a.body))))), 1,
        "the published total is"),
}  # fmt: skip


@each("name", sample(FAULTS, 3))
def test_no_fault_changes_what_is_kept_and_served(
    name: str, good: Project, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    answers, code, said = FAULTS[name]
    served, before = good.state(), kept(paths.vintages())

    found, _ = update(answers, monkeypatch)

    told = capsys.readouterr()
    assert found == code, told.out
    assert re.search(said, told.out.replace("\n", " ")), told.out
    assert good.state() == served
    assert kept(paths.vintages()) == before
    assert TOKEN not in told.out + told.err


def packed_otherwise(name: str, raw: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(name, raw)
    return out.getvalue()


def test_what_is_refused_lies_in_quarantine_with_a_report_and_can_be_released(
    good: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    update(FAULTS["a year missing"][0], monkeypatch)
    # What comes again the next day, packed at another time, is held back once.
    monkeypatch.setattr("tests.worlds.genesis.zipped", packed_otherwise)
    update(FAULTS["a year missing"][0], monkeypatch)
    (held,) = store.quarantined(SOURCE)
    report = (held.folder / store.REPORT).read_text(encoding="utf-8")
    assert "2015 lack between" in report
    capsys.readouterr()

    assert main(["release", SOURCE, held.name, "--reason", " "]) == 2
    assert main(["release", SOURCE, "20200101T000000Z-cafecafe", "--reason", "x"]) == 2
    assert held.name in capsys.readouterr().out
    assert main(["release", SOURCE, held.name, "--reason", "The office withdrew the year."]) == 0

    released = store.vintages(SOURCE)[-1]
    assert released.note["released"]["reason"] == "The office withdrew the year."
    assert "2015 lack between" in " ".join(released.note["released"]["findings"])
    assert store.quarantined(SOURCE) == []


def upside_down(table: str) -> str:
    header, *lines = table.rstrip().split("\n")
    return "\n".join([header, *reversed(lines)]) + "\n"


@pytest.mark.parametrize(
    "rewrite",
    [
        upside_down,
        lambda table: table.replace("\n", "\r\n"),
        lambda table: table.removeprefix("\ufeff"),
        lambda table: table.replace("Länderverzeichnis", '"Länder-\nverzeichnis; neu"'),
    ],
    ids=["other order", "other line ends", "no byte order mark", "a label over two lines"],
)
def test_an_unchanged_table_adds_nothing_however_it_is_written(
    rewrite: Callable[[str], str], good: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    served, before = good.state(), kept(paths.vintages())

    assert update(World(rewrite=rewrite), monkeypatch)[0] == 0
    assert kept(paths.vintages()) == before
    assert good.state() == served


@pytest.mark.usefixtures("without_build")
def test_a_large_table_is_asked_for_in_pieces_and_says_the_same(
    fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    update(World(), monkeypatch)
    (whole,) = store.vintages(SOURCE)
    table = next(one for one in datasets.fetched() if one.name == SOURCE)
    claims = vintages_claims.parsed(table, whole)

    monkeypatch.setenv("CHINA_MONITOR_VINTAGES", str(fresh.root / "pieces"))
    code, served = update(World(limit=2000), monkeypatch)
    (pieces,) = store.vintages(SOURCE)

    assert code == 0
    assert len(served.asked) > 30
    assert len(pieces.note["part"]) > 3 * len(whole.note["part"])
    columns = [*vintages_claims.KEY, *vintages_claims.VALUE_COLUMNS]
    again = vintages_claims.parsed(table, pieces)
    assert (
        again[columns]
        .sort_values(columns, ignore_index=True)
        .equals(claims[columns].sort_values(columns, ignore_index=True))
    )


@pytest.mark.usefixtures("without_build")
def test_what_only_a_job_gives_is_waited_for_where_the_account_may(
    fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(only_jobs=True)
    monkeypatch.delenv("GENESIS_TOKEN")
    monkeypatch.setenv("GENESIS_USERNAME", TOKEN)
    monkeypatch.setenv("GENESIS_PASSWORD", SECRET)
    monkeypatch.setattr("etl.readers.genesis.client.POLL_S", (0, 0))

    code, served = update(world, monkeypatch, "genesis_51000_0003")

    assert code == 0
    assert world.jobs
    assert all(polls == 3 for polls in world.polls.values())
    assert {asked.headers["password"] for asked in served.asked} == {SECRET}


@pytest.mark.usefixtures("without_build")
def test_secrets_go_into_headers_and_nowhere_else(
    fresh: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    echo = status(-1, f"Nutzer {TOKEN} nicht bekannt oder so")
    for answers in (World(), always(echo), always(Answer(TOKEN.encode()))):
        _, served = update(answers, monkeypatch)
        assert all(asked.headers["username"] == TOKEN for asked in served.asked)
        assert not [asked for asked in served.asked if TOKEN in str((asked.path, asked.fields))]
    said = capsys.readouterr()
    written = b"".join(file.read_bytes() for file in fresh.root.rglob("*") if file.is_file())

    assert TOKEN not in said.out + said.err
    assert TOKEN.encode() not in written


def test_wrong_credentials_are_tried_once(
    fresh: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GENESIS_TOKEN", "another-token")

    code, served = update(World(), monkeypatch)

    assert code == 4
    assert len(served.asked) == 1
    assert "accepted account" in capsys.readouterr().out


def test_without_an_account_it_is_said_where_to_get_one(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("GENESIS_TOKEN", "GENESIS_USERNAME", "GENESIS_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    before = project.state()

    code, served = update(World(), monkeypatch)

    assert code == 5
    assert served.asked == []
    assert "register at https://www-genesis.destatis.de/" in capsys.readouterr().out
    assert project.state() == before
