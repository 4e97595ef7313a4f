"""Commands are for technical staff: on a page they are folded, and said in plain words above."""

from __future__ import annotations

import re
from datetime import date

import pytest

from i18n import LANGUAGES, Locale
from tests import visits
from tests.each import each
from ui import links, visit
from ui.missing_data import Lacking, all_not_fetched, not_fetched

pytestmark = pytest.mark.usefixtures("warehouse")

FOLDED = re.compile(r'<details class="cm-technical">.*?</details>', re.DOTALL)


@each("lang", LANGUAGES)
@each("path", visits.PLACES)
def test_no_page_shows_a_command_but_folded_for_technical_staff(path: str, lang: str) -> None:
    app = visits.seen(path, lang=lang)

    told = [str(one.value) for one in (*app.markdown, *app.info, *app.caption, *app.error)]
    visible = [*told, *(FOLDED.sub("", piece) for piece in visits.html(app))]
    assert [text for text in visible if re.search(r"python (-m|run)", text)] == []


@each("lang", LANGUAGES)
@each("is_read_only", [False, True])
@each(("table", "needs"), [("genesis_46131_0010", True), ("eurostat_nama_10r_2gdp", False)])
def test_what_was_not_fetched_says_who_can_fetch_it_and_whether_an_account_is_needed(
    table: str, needs: bool, lang: str, is_read_only: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    locale = Locale(lang)
    monkeypatch.setattr(visit, "current", lambda: visit.Visit(locale, None))
    monkeypatch.setattr(links, "has_place", lambda _: not is_read_only)

    said = not_fetched([table], "Nothing is here.")

    assert said.text == "Nothing is here."
    assert not_fetched([table]).text == locale("unfetched.line", what=table)
    assert f"<code>python -m etl update {table}</code>" in said.html
    assert ("data?view=setup" in said.html) == (not is_read_only), "one press leads there"
    assert "python" not in FOLDED.sub("", said.html)

    monkeypatch.setattr(visit, "current", lambda: visit.Visit(locale, date(2020, 1, 1)))
    assert not_fetched([table]).text == locale("unfetched.as_of")


@each("lang", LANGUAGES)
def test_what_several_tables_would_show_is_said_once(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    locale = Locale(lang)
    monkeypatch.setattr(visit, "current", lambda: visit.Visit(locale, None))
    monkeypatch.setattr(links, "has_place", lambda _: False)
    lacking = [Lacking("one", ["genesis_46131_0010"]), Lacking("two", ["eurostat_tran_r_rago"])]
    said = all_not_fetched(lacking)
    assert said.text == locale("unfetched.line", what=locale.count("lacking", 2))
    assert "one; two" in said.html
    assert said.html.count('role="note"') == 1
    assert "python -m etl update genesis_46131_0010 eurostat_tran_r_rago" in said.html
