"""Verifying: what a document says, in any form, is compared with the data to the last digit."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from data.ask import ask
from i18n import Locale
from reports import __main__ as cli
from reports import embedded, zipped
from reports import mappe as mappen
from reports.checker.reading import Unreadable
from reports.item import Cells, FrozenAnswer, Item, Origin, Rows, freeze, freeze_answer
from reports.mappe import Entry, Mappe
from reports.screen import presentation
from reports.verify import answers as verify_answers
from reports.verify.verify import Verified, verify
from tests.each import each
from ui import offstage

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("warehouse")
DE, TODAY = Locale("de"), date(2026, 11, 28)
#: A day on which the NRW export of 2022 was still 233.7 billion; since then it is 237.3.
THEN = date(2023, 6, 1)
TITLE = "Die Ausfuhr betrug 9,12 Mrd. € im Jahr 2025, nach 42,3 Mrd. € im Jahr 2022"


@cache
def answer(as_of: date, **values: str) -> FrozenAnswer:
    asked = {"region": "de-nw", "partner": "world", "flow": "export", **values}
    return freeze_answer(ask("trade_series", as_of=as_of, **asked), "de")


def item(as_of: date = TODAY, *answers: FrozenAnswer, **changed: Any) -> Item:
    cells = Cells(("Land", "Wert"), (("China", "8.421,067 Mio. €"), ("Japan", "7.934,5 Mio. €")),
                  (False, True))  # fmt: skip
    made = Item(
        code="CMR-7K3M9Q2", place="trade/nrw", parameters={}, lang="de", as_of=as_of, version="",
        name="x", kind="table", title=TITLE, subtitle="", labels=(), drawing=None, alt="",
        table=cells, notes=(), source="Quelle: Destatis, Datenstand 21.05.2026", sources=(),
        changed="", numbers=(), answers=answers or (answer(as_of),),
    )  # fmt: skip
    return replace(made, **changed)


def whole(*items: Item) -> Mappe:
    return Mappe("Lage", entries=tuple(map(Entry, items or (item(),))))


def verified(*items: Item) -> Verified:
    return verify(mappen.pack(whole(*items)), "x.mappe", TODAY)


def kinds(one: Verified) -> set[str]:
    return {finding.kind for _, asked in one.asked for finding in asked.findings}


def with_rows(frozen: FrozenAnswer, rows: list[tuple[Any, ...]]) -> FrozenAnswer:
    words = (*frozen.words.rows, frozen.words.rows[0])[: len(rows)]
    return replace(frozen, rows=Rows(frozen.rows.columns, tuple(rows)),
                   words=Rows(frozen.words.columns, words))  # fmt: skip


def test_every_row_that_is_as_it_was_counts_as_equal() -> None:
    one = verified()
    assert one.is_fine
    assert one.asked[0][1].equal == len(answer(TODAY).rows.rows) > 3
    assert kinds(one) == set()


def test_a_figure_revised_since_says_what_it_was_is_since_when_and_by_whom() -> None:
    one = verified(item(THEN))
    told = [finding for finding in one.asked[0][1].findings if finding.kind == "revised"]
    figure = next(finding for finding in told if "2022" in finding.what)
    assert (figure.old, figure.new) == ("233,7\u00a0Mrd.\u00a0€", "237,3\u00a0Mrd.\u00a0€")
    assert figure.since
    assert figure.publisher
    assert one.asked[0][1].equal == len(answer(THEN).rows.rows)
    assert one.is_fine, "a revision is no mistake of the document"


def test_a_digit_changed_in_a_frozen_row_differs() -> None:
    frozen = answer(TODAY)
    at = frozen.rows.columns.index("value")
    rows = [list(row) for row in frozen.rows.rows]
    rows[0][at] += 0.001
    one = verified(item(TODAY, with_rows(frozen, [tuple(row) for row in rows])))
    assert kinds(one) == {"differs"}
    assert one.asked[0][1].equal == len(rows) - 1
    assert not one.is_fine


def test_rows_that_came_later_and_rows_that_are_gone_are_told_apart() -> None:
    frozen = answer(TODAY)
    fewer = verified(item(TODAY, with_rows(frozen, list(frozen.rows.rows[1:]))))
    assert kinds(fewer) == {"added"}
    assert fewer.is_fine
    at = frozen.rows.columns.index("period_start")
    made_up = list(frozen.rows.rows[0])
    made_up[at] = "1871-01-01"
    more = verified(item(TODAY, with_rows(frozen, [*frozen.rows.rows, tuple(made_up)])))
    assert kinds(more) == {"gone"}
    assert not more.is_fine


@pytest.mark.parametrize(
    ("why", "change"),
    [
        ("question", lambda one: replace(one, question="trade_by_carrier_pigeon")),
        ("value", lambda one: replace(one, values={**one.values, "region": "atlantis"})),
        ("column", lambda one: replace(one, rows=Rows((*one.rows.columns, "colour"), tuple(
            (*row, 1) for row in one.rows.rows)))),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_any_more_is_said(
    why: str, change: Callable[[FrozenAnswer], FrozenAnswer]
) -> None:
    one = verified(item(TODAY, change(answer(TODAY))))
    assert [finding.why for finding in one.asked[0][1].findings] == [why]
    assert not one.is_fine


def test_a_renamed_question_is_found_under_its_new_name(monkeypatch: pytest.MonkeyPatch) -> None:
    from data import question

    monkeypatch.setattr(question, "RENAMED", {"trade_rows": "trade_series"})
    assert verified(item(TODAY, replace(answer(TODAY), question="trade_rows"))).is_fine


def test_a_demonstration_and_a_state_to_come_cannot_be_borne_out() -> None:
    assert verified(item(is_demo=True)).asked[0][1].findings[0].why == "demo"
    later = replace(item(), as_of=date(2027, 1, 1))
    assert verified(later).asked[0][1].findings[0].why == "state"


def test_a_calculation_of_the_corridors_is_checked_by_the_figures_that_it_took() -> None:
    frozen = answer(TODAY)
    reckoned = replace(frozen, question="corridor_costs", rows=Rows(("total",), ((1.0,),)))
    one = verified(item(TODAY, reckoned))
    assert kinds(one) == {"calculated"}
    assert one.asked[0][1].equal == len(frozen.claims.rows)
    gone = replace(reckoned, claims=Rows(frozen.claims.columns, tuple(
        ("made-up", *row[1:]) for row in frozen.claims.rows[:1])))  # fmt: skip
    assert not verified(item(TODAY, gone)).is_fine


@pytest.fixture(scope="module")
def page() -> str:
    return presentation.build(whole(), DE, start=1).decode()


def test_the_numbers_of_a_document_are_those_of_its_mappe(page: str) -> None:
    one = verify(page.encode(), "x.html", TODAY)
    assert one.is_compared
    assert one.altered == ()
    assert one.is_fine


@pytest.mark.parametrize(
    ("before", "after", "found", "expected"),
    [
        ("betrug 9,12 Mrd.", "betrug 9,21 Mrd.", "9,21 Mrd.", "9,12 Mrd."),
        ("betrug 9,12 Mrd.", "betrug 9,12 Mio.", "9,12 Mio.", "9,12 Mrd."),
        ("betrug 9,12 Mrd.", "betrug 42,3 Mrd.", "42,3 Mrd.", "9,12 Mrd."),
        ("8.421,067 Mio.", "8.421,067.000 Mio.", "8.421,067.000 Mio.",
         "8.421,067 Mio."),
        ('China</td><td class="figure">8.421,067', 'China</td><td class="figure">7.934,5',
         "7.934,5 Mio.", "8.421,067 Mio."),
        ("betrug 9,12 Mrd. € im Jahr", "lag bei 9,13 Mrd. € im Jahr", "9,13 Mrd.",
         "9,12 Mrd."),
    ],
)  # fmt: skip
def test_a_number_altered_by_hand_is_told_with_what_it_was(
    page: str, before: str, after: str, found: str, expected: str
) -> None:
    assert before in page
    one = verify(page.replace(before, after).encode(), "x.html", TODAY)
    assert {(told.found, told.expected) for told in one.altered} == {(found, expected)}
    assert {told.place.number for told in one.altered} <= {"0", "1"}
    assert not one.is_fine


def test_a_number_altered_in_any_text_that_a_reader_meets_is_told() -> None:
    """In headings, the list of slides, names and descriptions of pictures, captions of tables."""
    figure = offstage.figures("trade/nrw", DE, TODAY)["nrw_flows"]
    shown = presentation.build(whole(freeze(figure, Origin("trade/nrw", "de", TODAY, {}), "x")), DE)
    page = shown.decode()
    places = [match.start() for match in re.finditer(r"9,12(?=[^<>]*<)", page)]
    tags = [re.findall(r"<(\w+)[^<>]*>[^<>]*$", page[:at])[0] for at in places]
    assert {"a", "h2", "title", "desc", "caption"} <= set(tags)
    told = [bool(verify(f"{page[:at]}9,21{page[at + 4:]}".encode(), "x.html", TODAY).altered)
            for at in places]  # fmt: skip
    assert all(told), dict(zip(tags, told, strict=True))


def test_a_document_in_another_language_than_its_figures_is_compared_as_well() -> None:
    english = presentation.build(replace(whole(), day=TODAY), Locale("en"))
    assert verify(english, "x.html", TODAY).altered == ()
    changed = english.replace(b"28 November 2026", b"29 November 2026")
    assert {one.found for one in verify(changed, "x.html", TODAY).altered} == {"29"}


def test_what_somebody_added_is_told_and_no_mistake_of_ours(page: str) -> None:
    more = page.replace("</main>", "<p>Wir hoffen auf 77,7 Punkte von der Jury.</p></main>")
    one = verify(more.encode(), "x.html", TODAY)
    assert [(told.found, told.is_own) for told in one.altered] == [("77,7", True)]
    assert one.is_fine


def test_texts_and_native_charts_of_slides_and_texts_of_word_are_compared(pack: Mappe) -> None:
    from reports.documents import DOCUMENTS

    lines = next(entry.item for entry in pack.entries if entry.item.name == "nrw_flows")
    deck = DOCUMENTS["pptx"].make(Mappe("x", entries=(Entry(lines),)), DE)
    assert verify(deck, "x.pptx", TODAY).altered == ()
    files = zipped.members(deck)
    chart = next(name for name in files if name.startswith("ppt/charts/chart"))
    files[chart] = files[chart].replace(b"<c:v>8.421067</c:v>", b"<c:v>9.421067</c:v>")
    slides = [name for name in files if name.startswith("ppt/slides/slide")]
    for name in slides:
        files[name] = files[name].replace(b"9,12", b"9,13")
    one = verify(zipped.zipped(files), "x.pptx", TODAY)
    told = {(told.place.kind, told.found, told.expected) for told in one.altered}
    assert ("chart", "9.421067", "8.421067") in told
    assert ("slide", "9,13 Mrd.", "9,12 Mrd.") in told
    word = DOCUMENTS["docx"].make(whole(), DE)
    assert verify(word, "x.docx", TODAY).altered == ()
    files = zipped.members(word)
    files["word/document.xml"] = files["word/document.xml"].replace(b"9,12", b"9,21")
    one = verify(zipped.zipped(files), "x.docx", TODAY)
    assert {(told.found, told.expected) for told in one.altered} == {("9,21 Mrd.", "9,12 Mrd.")}


def test_a_cell_of_a_workbook_is_compared_however_office_wrote_its_digits() -> None:
    from reports.documents import DOCUMENTS

    book = DOCUMENTS["xlsx"].make(whole(), DE)
    files = zipped.members(book)
    sheet, figure = next(
        (name, match[1])
        for name, raw in files.items() if name.startswith("xl/worksheets/sheet")
        for match in [re.search(rb"<v>(\d+\.\d{2,})</v>", raw)] if match
    )  # fmt: skip
    for new, told in ((figure + b"0000000001", set()), (b"1234.5", {"1234.5"})):
        files[sheet] = zipped.members(book)[sheet].replace(b"<v>" + figure, b"<v>" + new, 1)
        one = verify(zipped.zipped(files), "x.xlsx", TODAY)
        assert {altered.found for altered in one.altered} == told
        assert {altered.expected for altered in one.altered} <= {figure.decode()}


def test_a_pdf_is_verified_by_what_is_attached_to_it() -> None:
    from reports.documents import DOCUMENTS

    one = verify(DOCUMENTS["pdf"].make(whole(), DE), "x.pdf", TODAY)
    assert one.is_fine
    assert one.altered == ()
    assert one.mappe == whole()


def zip_of(**files: bytes) -> bytes:
    return zipped.zipped({name.replace("__", "/").replace("_", "."): raw
                          for name, raw in files.items()})  # fmt: skip


def encrypted() -> bytes:
    raw = bytearray(zip_of(mappe_toml=b"x"))
    raw[raw.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


def bomb() -> bytes:
    """A zip that says it would unpack to 300 MB."""
    raw = bytearray(zip_of(mappe_toml=b"x"))
    entry = raw.rindex(b"PK\x01\x02")
    raw[entry + 24 : entry + 28] = (300_000_000).to_bytes(4, "little")
    return bytes(raw)


@each(
    ("name", "raw", "reason"),
    [
        ("x.doc", b"x", "ending"),
        ("x.mappe", b"", "empty"),
        ("x.pptx", b"%PDF-1.7 x", "content"),
        ("x.html", b"<html><body>9,12</body></html>", "no_mappe"),
        ("x.pdf", b"%PDF-1.7 no more than a head", "damaged"),
        ("x.docx", b"PK\x03\x04 cut off", "damaged"),
        ("x.mappe", encrypted(), "encrypted"),
        ("x.mappe", bomb(), "bomb"),
        ("x.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "content"),
        ("x.html", b'<script type="application/json" id="mappe">"UEsDBA=="</script>',
         "not_a_mappe"),
        ("x.mappe", b"x" * 21_000_000, "size"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_a_reason(name: str, raw: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        verify(raw, name, TODAY)
    assert refused.value.reason == reason
    for lang in ("de", "en"):
        assert refused.value.message(Locale(lang))


def test_a_mappe_changed_after_it_was_written_is_refused() -> None:
    files = zipped.members(mappen.pack(whole()))
    name = next(one for one in files if one.startswith("answers/"))
    files[name] = files[name].replace(b"9,12", b"9,21")
    with pytest.raises(Unreadable, match="not_a_mappe"):
        verify(zipped.zipped(files), "x.mappe", TODAY)


def test_the_command_tells_by_its_code_and_in_words_or_json(
    page: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "lage.html"
    file.write_bytes(page.encode())
    assert cli.main(["verify", str(file)]) == 0
    assert DE("verify.fine") in capsys.readouterr().out
    file.write_bytes(page.replace("9,12", "9,21").encode())
    assert cli.main(["verify", str(file), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    pairs = {(one["found"], one["expected"]) for one in told["altered"]}
    assert pairs == {("9,21 Mrd.", "9,12 Mrd.")}
    assert told["items"][0]["equal"] > 3
    assert cli.main(["verify", str(file), "--lang", "en"]) == 1
    assert "ALTERED BY HAND (screen 1): 9,21 Mrd., expected 9,12 Mrd." in capsys.readouterr().out
    assert cli.main(["verify", str(tmp_path / "none.html")]) == 2
    file.write_bytes(b"<p>")
    assert cli.main(["verify", str(file)]) == 2
    assert DE("checker.unreadable.no_mappe", ending=".html") in capsys.readouterr().err


def test_every_finding_has_its_sentence_in_both_languages() -> None:
    from reports.verify.command import sentence

    for lang in ("de", "en"):
        for kind in ("added", "revised", "differs", "gone", "calculated"):
            one = verify_answers.Finding(kind, "x", "1", "2", "2024", "y")
            assert sentence(one, Locale(lang))
        for why in ("question", "value", "column", "state", "demo"):
            assert sentence(verify_answers.Finding("not_found", "x", why=why), Locale(lang))


def test_the_mappe_is_found_in_every_form_of_document(page: str) -> None:
    assert embedded.get(page.encode()) == mappen.pack(whole())
    assert embedded.get(b"%PDF-1.4 nothing") is None
