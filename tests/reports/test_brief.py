"""The monthly brief: the same on the page, in the feed and as a file, on one page of paper."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from data.ask import ask
from data.release_calendar import Expected
from etl.__main__ import main as etl
from i18n import LANGUAGES, Locale
from reports.__main__ import main
from reports.brief import command, document
from run import ROOT
from server import feed
from tests import visits
from tests.killable import CAN_FORK, at_each_act
from tests.warehouses import build_small, claim, source
from ui import brief as briefs

pytestmark = pytest.mark.usefixtures("warehouse")
DE = Locale("de")
#: A month with new, revised and redefined figures, one with an event alone, one with nothing.
FULL, EVENTS, NOTHING = date(2026, 5, 1), date(2016, 6, 1), date(2026, 9, 1)
TODAY = date(2026, 11, 30)


@given(st.dates(date(1999, 1, 1), date(2100, 1, 1)), st.integers(1, 40))
def test_months_follow_each_other_backwards_without_a_gap(day: date, count: int) -> None:
    found = briefs.months(day, count)
    assert (found[0], len(found)) == (day.replace(day=1), count)
    assert all(briefs.last_day(earlier) + timedelta(days=1) == later
               for later, earlier in pairwise(found))  # fmt: skip


def test_the_finding_on_the_region_comes_first_and_names_what_it_is_compared_with() -> None:
    brief = briefs.of_month(FULL, TODAY, DE)
    assert brief.lead.text.replace("\xa0", " ") == (
        "Nordrhein-Westfalens Ausfuhr nach China betrug 9,12 Mrd. € im Jahr 2025 (vorläufig), "
        "ein Viertel weniger als im Spitzenjahr 2019."
    )
    assert brief.lead.source == "Statistisches Bundesamt (Destatis), 21.05.2026"
    assert [one.kind for one in brief.sections] == ["new", "revised", "redefined"]


@pytest.mark.parametrize("first", [FULL, EVENTS, NOTHING])
def test_a_brief_says_nothing_that_became_known_after_its_month(first: date) -> None:
    """Whoever reads it again later finds the same, whatever came since."""
    end = briefs.last_day(first)
    for answer in briefs.of_month(first, TODAY, DE).answers:
        assert answer.as_of == end
        assert (answer.claims["known_since"].dt.date <= end).all()
    assert briefs.of_month(first, end, DE) == briefs.of_month(first, TODAY, DE)


def test_new_figures_are_of_the_month_and_the_newest_of_their_line() -> None:
    lines = ask("lines_with_news", after=date(2026, 4, 30), until=date(2026, 5, 31), most=50,
                as_of=date(2026, 5, 31)).rows  # fmt: skip
    newest = lines.groupby("line").tail(1)
    assert len(newest) == 50
    assert newest["is_new"].all()
    assert (newest["known_since"].dt.strftime("%Y-%m") == "2026-05").all()


def test_a_month_without_news_says_so_in_one_line() -> None:
    brief = briefs.of_month(NOTHING, TODAY, DE)
    assert brief.is_empty
    assert briefs.summary(brief, DE) == "Im September 2026 ist nichts Neues erschienen."


def test_a_month_without_figures_names_what_else_there_is() -> None:
    brief = briefs.of_month(EVENTS, TODAY, DE)
    assert brief.lead.text == "Im Juni 2016 keine neuen Zahlen, aber 2 Ereignisse."
    (events,) = brief.sections
    assert "Güterzug Lianyungang–Herne" in [one.text for one in events.items]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("first", [FULL, EVENTS, NOTHING])
def test_the_files_say_what_the_page_says_and_the_pdf_is_one_accessible_page(
    first: date, lang: str
) -> None:
    locale = Locale(lang)
    brief = briefs.of_month(first, TODAY, locale)
    told = [brief.lead, *(item for section in brief.sections for item in section.items)]
    page = unescape(document.html(brief, locale).decode())
    assert not [one.text for one in told if one.text not in page]
    raw = document.pdf(brief, locale)
    assert raw == document.pdf(brief, locale)
    pdf = PdfReader(io.BytesIO(raw))
    assert len(pdf.pages) == 1
    read = "".join(pdf.pages[0].extract_text().split())
    assert not [one.text for one in told if "".join(str(one.text).split()) not in read]
    assert (pdf.trailer["/Root"]["/Lang"], pdf.metadata.title) == (  # type: ignore[index, union-attr]
        lang, briefs.title(brief, locale)
    )  # fmt: skip


def test_what_is_late_is_told_of_today_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    late = Expected("s", "Handel", "Eurostat", "DS-1", "", None, None, date(2026, 1, 2),
                    "published", "overdue", "asked")  # fmt: skip
    due = replace(late, title="Bahn", table="DS-2", light="due", reason="not_asked")
    fine = replace(late, title="Schiff", light="current", reason="waiting")
    part = replace(due, title="Bahn, ein Teil", source="t")
    monkeypatch.setattr(briefs, "expected", lambda _: [fine, due, part, late])
    (section,) = [one for one in briefs.of_month(date.today().replace(day=1), date.today(),
                                                 DE).sections if one.kind == "late"]  # fmt: skip
    assert [(one.text, one.source) for one in section.items] == [
        ("Handel: überfällig seit dem 02.01.2026, nachgefragt und nichts bekommen",
         "Eurostat, DS-1"),
        ("Bahn: fällig seit dem 02.01.2026", "Eurostat, DS-2"),
    ]  # fmt: skip
    assert "late" not in [one.kind for one in briefs.of_month(FULL, TODAY, DE).sections]


def test_a_brief_with_too_much_for_a_page_tells_less_of_each_kind_and_how_much_more() -> None:
    full = briefs.of_month(FULL, TODAY, DE)
    long = briefs.Item("Ein sehr langer Satz ohne Zahl. " * 12, "Wer es sagt")
    many = briefs.Section("new", (long,) * 40, 40)
    brief = briefs.Brief(full.first, full.until, full.lead, (many,), full.answers)
    pdf = PdfReader(io.BytesIO(document.pdf(brief, DE)))
    assert len(pdf.pages) == 1
    assert "weitere" in pdf.pages[0].extract_text()


def test_the_feed_tells_of_months_with_news_under_ids_that_stay() -> None:
    def entries(today: date) -> dict[str, str]:
        monthly = [briefs.of_month(first, today, DE) for first in (FULL, NOTHING)]
        raw = feed.atom(ask("alerts"), [], monthly, DE).decode()
        found = re.findall(r"<entry><id>(.*?)</id><title>(.*?)</title>", raw)
        return {name: title for name, title in found if "Monatsbrief" in title}

    told = entries(TODAY)
    (title,) = told.values()
    assert "9,12" in title
    assert entries(date(2026, 6, 20)) == told


def test_the_page_shows_the_brief_of_the_month_asked_for() -> None:
    seen = visits.seen("news/brief", month="2026-05")
    assert not seen.exception
    texts = " ".join(str(one.value) for one in [*seen.header, *seen.subheader])
    assert "9,12 Mrd. €" in texts.replace("\xa0", " ")
    assert "Revidiert" in texts


def test_months_are_written_once_they_are_over_and_the_present_one_each_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    today = date.today()
    now, over = briefs.months(today, 2)
    names = {command.file_name(month, ending, DE) for month in (now, over)
             for ending in document.FORMS}  # fmt: skip
    assert main(["brief", "--out", str(tmp_path / "new")]) == 0
    assert {file.name for file in (tmp_path / "new").iterdir()} == names
    capsys.readouterr()
    assert main(["brief", "--out", str(tmp_path / "new")]) == 0
    assert f"{over:%Y-%m}" not in capsys.readouterr().out
    # A file made while its month went on lacks what came after.
    early = tmp_path / "new" / command.file_name(over, "pdf", DE)
    then = (now - timedelta(days=3)).strftime("%s")
    os.utime(early, (int(then), int(then)))
    assert main(["brief", "--out", str(tmp_path / "new")]) == 0
    assert f"{over:%Y-%m}" in capsys.readouterr().out


@pytest.mark.skipif(not CAN_FORK, reason="needs fork")
@pytest.mark.kill
def test_killed_at_any_act_a_brief_is_the_old_or_the_new_one_and_nothing_else_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brief = briefs.of_month(NOTHING, TODAY, DE)
    monkeypatch.setattr(briefs, "of_month", lambda *_: brief)
    monkeypatch.setattr(document, "FORMS", {"html": ("text/html", lambda *_: b"new" * 9999)})
    monkeypatch.setattr(command, "FORMS", document.FORMS)
    folder, words = tmp_path / "briefs", ["--month", "2026-09"]
    file = folder / command.file_name(NOTHING, "html", DE)
    call = ["brief", "--out", str(folder), *words]

    def check() -> None:
        assert not file.exists() or file.read_bytes() in (b"old", b"new" * 9999)
        assert main(call) == 0
        assert [one.name for one in folder.iterdir()] == [file.name]
        file.write_bytes(b"old")

    assert at_each_act(folder, lambda: main(call), check) >= 3


@pytest.mark.parametrize("month", ["2026-13", "Mai", "2999-01", "2026-05-01"])
def test_what_is_no_month_is_refused_with_what_is_expected(
    month: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["brief", "--out", str(tmp_path), "--month", month]) == 2
    assert f"{month} ist kein Monat; erwartet" in capsys.readouterr().err
    assert not [*tmp_path.iterdir()]


def test_an_update_ends_with_a_brief_and_one_that_fails_fails_no_update(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHINA_MONITOR_VINTAGES", str(tmp_path / "vintages"))
    monkeypatch.setenv("CHINA_MONITOR_PLAYBACK", "http://127.0.0.1:9")
    monkeypatch.setenv("GENESIS_TOKEN", "secret-of-somebody")
    call = ["update", "landesdatenbank_12521_03i"]
    folder = tmp_path / "briefs"
    monkeypatch.setenv("CHINA_MONITOR_BRIEFS", str(folder))
    assert etl(call) == 4  # nobody answered
    assert f"The monthly brief lies in {folder}." in capsys.readouterr().out
    assert {file.suffix for file in folder.iterdir()} == {".html", ".pdf"}
    monkeypatch.setenv(
        "CHINA_MONITOR_BRIEFS", str(tmp_path / "briefs" / next(folder.iterdir()).name)
    )
    assert etl(call) == 4
    assert "The monthly brief was not written" in capsys.readouterr().out


def test_the_brief_is_made_without_what_other_documents_need() -> None:
    asked = (
        "import sys, reports.__main__ as m; m._parser(['brief', '--out', 'x']); "
        "print([n for n in ('streamlit', 'pptx', 'docx', 'xlsxwriter') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True,
                          check=True)  # fmt: skip
    assert done.stdout.strip() == "[]"


def test_what_is_fetched_late_is_news_of_the_month_in_which_it_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its publisher's day stands beside it, and the month before reads as it did."""
    years = [claim(year, year=year, value=f"{int(year) - 1000}") for year in ("2018", "2019")]
    late = {"source_id": "late", "known_since": "2022-03-01"}
    build_small(tmp_path, {
        "claim": [*years, claim("2020", value="1100", **late),
                  claim("anew", year="2019", value="1500", **late)],
        "source": [source("office"), source("late", published="2022-03-01",
                                            is_official_table="yes")],
        "received": [{"source_id": "late", "received": "2022-06-10"}],
    }, monkeypatch)  # fmt: skip
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(tmp_path))
    for first, told in (((2022, 3), []), ((2022, 6), ["2020"]), ((2022, 7), [])):
        after, until = date(*first, 1) - timedelta(days=1), briefs.last_day(date(*first, 1))
        lines = ask("lines_with_news", after=after, until=until, most=5, as_of=until).rows
        assert list(lines[lines["is_new"]]["claim_id"]) == told, first
        changes = ask("changes_between", before=after, after=until, by="here", as_of=until).rows
        revised = changes[changes["change"] == "revised"]
        assert [list(ids) for ids in revised["claim_ids"]] == ([["anew", "2019"]] if told else [])
    assert (lines["known_since"].dt.date <= until).all()
