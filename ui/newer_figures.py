"""What is newer than a figure shown as the newest: another kind of period, a rate, another concept.

Which those are, the question ``newer_figures`` says; here they meet what a page shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from charts.cache import cached
from charts.table import absent, change, period, short
from data import evidence
from data.answer import Answer, named_ids
from data.ask import ask
from i18n import Locale
from i18n.marked import joined
from ui import cells
from ui.rows import Claim

#: So many are named at the end of a picture.
MOST = 3


def newer_rows(answers: Sequence[Answer]) -> list[Any]:
    """Rows of ``newer_figures`` on figures in these answers, as far as they do not hold them."""
    return _newer_rows(answers, _newer(answers[0]))


@cached(1024)
def _newer_rows(answers: Sequence[Answer], newer: Answer) -> list[Any]:
    held = set().union(*(named_ids(answer.rows)[0] for answer in answers))
    rows = [row for row in newer if row.shown_id in held and row.claim_id not in held]
    # A change that the newer figure itself tells is told with it.
    valued = {_subject(row) for row in rows if not _is_change(row)}
    rows = [row for row in rows if not (_is_change(row) and _subject(row) in valued)]
    # One that is newer than several is named as beside the one most like it.
    rows.sort(key=lambda row: -len(row.other))
    return list({row.claim_id: row for row in rows}.values())


def text(row: Claim, locale: Locale) -> str:
    """Period, figure and its change: Jan.–Aug. 2023: 23,0 Mrd. €, −16,7 %."""
    is_change = _is_change(row)
    rate = evidence.linked(locale.change(row.value), row) if is_change else ""
    growth = "" if is_change or row.unit == "rank" else change(row, locale)
    return locale("newer.figure", period=period(row, locale), value=rate or short(row, locale),
                  change=growth and ", " + growth)  # fmt: skip


def _is_change(row: Claim) -> bool:
    """Whether a figure says by how much another changed."""
    return bool(row.unit == "percent" and "change" in row.indicator)


def _subject(row: Claim) -> tuple[Any, ...]:
    return row.region, absent(row.partner), getattr(row, "flow", None), row.period_end


def _newer(answer: Answer) -> Answer:
    return ask("newer_figures", as_of=answer.as_of)


def append(sentence: str, row: object, answer: Answer, locale: Locale) -> str:
    """What is said of a figure of an answer, and behind it what is newer."""
    newer = _newer(answer)
    claim_ids = {getattr(row, "claim_id", None), *getattr(row, "claim_ids", ())}
    texts = _texts([one for one in newer if one.shown_id in claim_ids], newer, locale)
    newer_text = joined("; ", texts)
    key = "newer.after" if sentence.endswith(".") else "newer.behind"
    return locale(key, said=sentence, newer=newer_text) if texts else sentence


def at_end(answers: Sequence[Answer], locale: Locale) -> tuple[str, ...]:
    """What a picture says at its end: newer figures in the concept that it draws, while few."""
    return _at_end(answers, _newer(answers[0]), locale)


@cached(1024)
def _at_end(answers: Sequence[Answer], newer: Answer, locale: Locale) -> tuple[str, ...]:
    rows = [row for row in _newer_rows(answers, newer) if set(row.other) <= {"indicator"}]
    return tuple(_texts(rows, newer, locale, answers)) if len(rows) <= MOST else ()


def note_html(answers: Sequence[Answer], locale: Locale, nearby: str = "",
              explained: set[str] | None = None, *, whole: bool = False) -> str:  # fmt: skip
    """The sentence that belongs to figures of which some are outdated; empty where none are.

    Several newer ones unfold below a line that says of when they are. ``nearby``: text beside them,
    which names some of the newer ones already; ``explained``: claims that the page has named so
    far, and then these too. ``whole``: nothing folded, for what leaves the page.
    """
    explained = set() if explained is None else explained
    rows = [row for row in newer_rows(answers) if row.claim_id not in explained
            and text(row, locale) not in nearby] if answers else []  # fmt: skip
    if not rows:
        return ""
    explained.update(row.claim_id for row in rows)
    parts = _texts(rows, _newer(answers[0]), locale, answers)
    sentence = cells.text(locale("newer.note", figures=joined("; ", parts)))
    if whole or len(rows) == 1:
        return f'<p class="cm-key cm-newer">{sentence}</p>'
    periods = locale.list(dict.fromkeys(period(row, locale) for row in rows))
    summary = escape(locale("newer.several", periods=periods))
    return (f'<details class="cm-key cm-newer"><summary>{summary}</summary>'
            f"<p>{sentence}</p></details>")  # fmt: skip


#: What tells a figure from another: column, and the kind of its label where it has one of its own.
_NAMES = {"indicator": "indicator", "region": "region", "basis": "basis", "china_scope": "",
          "trade_system": "", "place": "place", "product": "product", "flow": ""}  # fmt: skip


#: What tells the lines of one picture apart: of several, the one that has a newer figure is named.
_LINES = ("region", "flow", "place", "product")


def _texts(rows: Sequence[Any], newer: Answer, locale: Locale,
           shown: Sequence[Answer] = ()) -> list[str]:  # fmt: skip
    """Each newer figure, with what tells it from the figure shown and from the others here.

    ``shown``: the answers beside which it stands, the one that it belongs to first.
    """
    alike = [answer.rows for answer in shown if answer.question == shown[0].question]
    apart = {name for name in _NAMES if len({str(getattr(row, name)) for row in rows}) > 1}
    apart |= {
        name
        for name in _LINES
        if len({code for rows in alike if name in rows for code in rows[name]}) > 1
    }
    if shown and "flow" not in shown[0].rows:
        apart.add("flow")  # it says nothing of directions: a balance, a share of both
    # What is measured needs no name where it is what is shown.
    same = next((row.indicator for row in rows if "indicator" not in row.other), None)
    texts = []
    for row in rows:
        codes = {name: absent(getattr(row, name)) for name in _NAMES
                 if name in row.other or (name in apart and getattr(row, name) != same)
                 }  # fmt: skip
        what = [newer.labels.name(_NAMES[name], code, locale.lang) if _NAMES[name]
                else locale.code(name, code) for name, code in codes.items() if code]  # fmt: skip
        texts.append(f"{', '.join(what)}{': ' if what else ''}" + text(row, locale))
    return texts
