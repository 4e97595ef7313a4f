"""Small pieces of HTML: tables, source lines, badges. Everything that comes in is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape, unescape

from charts.cache import cached
from charts.figure import Source
from charts.table import Table
from data import evidence
from data.answer import Answer
from i18n import Locale
from i18n.marked import joined, marked
from ui import cells, sources
from ui.headlines import KeyFigure

#: Sentences of a list that are shown; the count is always said, the report holds them all.
_LINES = 100
#: A path on this machine's disk, of which a visitor sees the last part alone.
_PATH = re.compile(
    r"(?:[A-Za-z]:\\|(?<![\w/:.])(?:/|data/|[\w-]+/_[a-z]+/))"
    r"(?:[^\s:;,()\"']*[\\/])?([^\s:;,()\"']+)"
)
#: A number that leads to its evidence; a tag that ends a line; any other.
_NUMBER = re.compile(rf'<a href="({evidence.PATH}\?[^"]*)">(.*?)</a>', re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|div|li|ul|ol|summary|details|br|dt|dd)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
#: Letters that stand side by side in a card when there are four in a row.
_NARROW = 14
#: Marks in pictures as letters, in the order in which they are explained.
MARKS = {
    "firm": "●",
    "unsettled": "◆",
    "provisional": "○",
    "estimated": "◇",
    "single": "■",
    "copy": "✚",
    "scope": "□",
}


class Html:
    """HTML as it is: of plain text Streamlit asks first whether it is a file, then dedents it."""

    def __init__(self, body: str) -> None:
        self.body = body

    def _repr_html_(self) -> str:
        return self.body


@cached(1024)
def table(data: Table, caption: str, *, whole: bool = False, captioned: bool = True) -> str:
    """A table with caption and header cells; wide or long ones scroll and take the keyboard.

    ``whole``: in its full height, for a list that is the page's matter. ``captioned``: False where
    a heading right above says the same: then only assistive technology is told. A cell may be a
    link or of several lines (``ui.cells``).
    """
    head = "".join(
        f'<th scope="col"{_right(numeric)}>{escape(text)}</th>'
        for text, numeric in zip(data.headers, data.numeric, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f"<td{_right(numeric)}>{cells.html(cell)}</td>"
            for cell, numeric in zip(row, data.numeric, strict=True)
        )
        + "</tr>"
        for row in data.rows
    )
    hidden = "" if captioned else " cm-unseen"
    return (
        f'<div class="cm-scroll{" cm-whole" if whole else ""}" tabindex="0" role="region" '
        f'aria-label="{escape(caption)}">'
        '<table class="cm-table">'
        f'<caption><span class="cm-caption{hidden}">{escape(caption)}</span></caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def hint(data: Table, locale: Locale, *, whole: bool = False) -> str:
    """How to see the rest of a long table."""
    if whole or len(data) <= 12:
        return ""
    return tip(locale("block.hint_long", rows=locale.number(len(data))))


def tip(text: str) -> str:
    """How something on the screen is used; nothing for paper."""
    return f'<p class="cm-hint">{escape(text)}</p>'


def twin(data: Table, caption: str, files: Sequence[tuple[str, str]], locale: Locale) -> str:
    """The figures of a picture as a table, folded, with links to its files: label, address."""
    content = hint(data, locale) + table(data, caption, captioned=False) + file_links(files)
    return folded(locale("block.twin"), content)


def folded(summary: str, body: str, anchor: str = "") -> str:
    """Something that unfolds where it stands; ``body`` is HTML.

    ``anchor``: of a part of the page by itself, not of a tool below a picture; on paper its title
    stands where it says a figure.
    """
    bare = "" if any(map(str.isdigit, summary)) else " cm-bare"
    kind = f'cm-fold{bare}" id="{escape(anchor)}' if anchor else "cm-twin"
    return f'<details class="{kind}"><summary>{escape(summary)}</summary>{body}</details>'


def file_links(files: Sequence[tuple[str, str]]) -> str:
    """Links to files: label, address."""
    links = "".join(
        f'<a class="cm-file" href="{escape(address, quote=True)}" target="_self" download>'
        f"{escape(label)}</a>"
        for label, address in files
    )
    return f'<p class="cm-files">{links}</p>' if links else ""


def picture_buttons(locale: Locale) -> str:
    """Buttons that save the chart as a file, folded; server/pictures.js does it in the browser."""
    buttons = "".join(
        f'<button type="button" class="cm-file" data-picture="{kind}">{kind.upper()}</button>'
        for kind in ("png", "svg")
    )
    return (f'<details class="cm-picture"><summary>{escape(locale("block.picture"))}</summary>'
            f'<p class="cm-files">{buttons}</p></details>')  # fmt: skip


def data_links(files: Sequence[tuple[str, str]], locale: Locale) -> str:
    """Links to files, folded."""
    return folded(locale("block.data"), file_links(files)) if files else ""


def tools(*parts: str, figure: str = "", labels: Sequence[str] = ()) -> str:
    """The quiet row below a picture or table: table, sources, terms, each folded.

    ``figure``: the name of what it belongs to, where that can be collected. ``labels``: all that it
    wears, for the picture as a file (server/pictures.js).
    """
    body = "".join(parts)
    named = f' data-figure="{escape(figure)}"' if figure else ""
    named += f' data-labels="{escape(" · ".join(labels))}"' if labels else ""
    return f'<div class="cm-tools"{named}>{body}</div>' if body else ""


def guide(ways: Sequence[str], locale: Locale) -> str:
    """How a picture is to be read (HTML), folded: no more than helps with reading it."""
    summary = f"<summary>{escape(locale('block.guide'))}</summary>"
    return f'<details class="cm-guide">{summary}{"".join(ways)}</details>' if ways else ""


def attribution(text: str) -> str:
    """Whose outlines and positions a map shows: a source, as HTML that stands in a note."""
    return f'<span class="cm-source">{escape(text)}</span>'


def legend(text: str) -> str:
    """What colours, sizes and shapes of a picture stand for: a key, no caveat."""
    return f'<p class="cm-legend">{text}</p>' if text else ""


def collect(locale: Locale) -> str:
    """Buttons that put a figure into the Mappe or cite it; server/mappen.js does it."""
    return "".join(
        f'<button type="button" class="cm-collect" data-collect="{kind}">'
        f"{escape(locale(f'block.{kind}'))}</button>"
        for kind in ("collect", "cite")
    )


def plain(body: str) -> str:
    """HTML as a text, its numbers still leading to their evidence."""
    pieces = _NUMBER.split(_BLOCK.sub(" ", body))
    texts = [re.sub(r"\s+", " ", unescape(_TAG.sub("", piece))) for piece in pieces]
    texts[0], texts[-1] = texts[0].lstrip(), texts[-1].rstrip()
    plain_texts, addresses, numbers = texts[::3], texts[1::3], texts[2::3]
    linked = (*map(marked, numbers, addresses), "")
    return joined("", (one for pair in zip(plain_texts, linked, strict=True) for one in pair))


def _right(numeric: bool) -> str:
    return ' class="cm-figure"' if numeric else ""


@cached(2048)
def source_line(answers: Sequence[Answer], locale: Locale) -> str:
    """Who says it, when, under which licence; a long list is folded. Made from the claims."""
    rows = sources.lines(answers, locale)
    if not rows:
        return ""
    demo = any(answer.is_demo for answer in answers)
    mark = f"<strong>{escape(locale('demo.mark'))}.</strong> " if demo else ""
    items = "".join(f"<li>{source(row)}</li>" for row in rows)
    changed = sources.changed(answers, locale)
    tail = f"<p>{escape(changed)}</p>" if changed else ""
    named = (sources.summary(answers, locale), sources.computed(answers, locale))
    summary = escape("; ".join(filter(None, named)))
    return (
        f'<details class="cm-source"><summary>{mark}{summary}</summary>'
        f"<ul>{items}</ul>{tail}</details>"
    )


def source(row: Source) -> str:
    """A source: who says it, where, since when that is known, under which licence.

    Publisher and licence stand in elements of their own: paper says each once (server/paper.js).
    """
    title = link(row.url, row.title)
    return (f"<span>{escape(row.publisher)}</span>, {title}, {escape(row.state)}"
            f"<span>, {escape(row.licence)}</span>")  # fmt: skip


def link(url: str, text: str) -> str:
    """A link to a stranger's page: nothing is asked of it until somebody follows it.

    Only the text where there is no address: an operator's report lies nowhere but here.
    """
    if not url:
        return escape(text)
    href = escape(url, quote=True)
    return f'<a href="{href}" target="_blank" rel="noopener noreferrer">{escape(text)}</a>'


def paragraph(text: str) -> str:
    """A paragraph of plain text."""
    return f'<p class="cm-text">{with_code(text)}</p>'


def with_code(text: str) -> str:
    """A text as HTML; what stands between backticks is a name as one types it."""
    parts = cells.text(text).split("`")
    return "".join(f"<code>{part}</code>" if n % 2 else part for n, part in enumerate(parts))


def number(text: str, claim_ids: Sequence[str] | Sequence[Sequence[str]], formula: str = "") -> str:
    """A number that leads to the claims it rests on; ``formula``: what makes it of several."""
    return cells.text(marked(text, evidence.of_claims(claim_ids, formula)))


def subtitle(text: str) -> str:
    """The line below a heading; Streamlit's own caption is too pale to be read by all."""
    return f'<p class="cm-subtitle">{cells.text(text)}</p>' if text else ""


def key_figures(figures: Sequence[KeyFigure]) -> str:
    """Cards with a key figure each."""
    cards = "".join(
        f'<div class="cm-card"><dt>{cells.text(one.label)}</dt>'
        f"<dd><strong>{cells.text(one.figure)}</strong>{one.course}"
        f"<span>{cells.text(one.detail)}</span></dd></div>"
        for one in figures
    )
    return f'<dl class="cm-cards{_in_rows(figures)}">{cards}</dl>'


def _in_rows(figures: Sequence[KeyFigure]) -> str:
    """Three in a row, or four where three would leave one alone in the last or four fill the rows.

    Two where four are too wide and three would leave one alone.
    """
    alone, filling = len(figures) % 3 == 1, len(figures) % 3 == 2 and len(figures) % 4 == 0
    if not (alone or filling):
        return ""
    widest = max(len(word) for one in figures for word in one.figure.split(" "))
    if widest <= _NARROW:
        return " cm-four"
    return " cm-two" if alone else " cm-four cm-wide"


def without_paths(text: str) -> str:
    """A sentence of the program as a visitor may read it: where files lie is no business of his."""
    return _PATH.sub(r"…/\1", text)


def verbatim(lines: Sequence[str]) -> str:
    """The program's own sentences: they are English, whatever the page speaks."""
    items = "".join(f"<li>{escape(without_paths(line))}</li>" for line in lines[:_LINES])
    if len(lines) > _LINES:
        items += f"<li>… and {len(lines) - _LINES:,} more</li>"
    return f'<ul class="cm-said" lang="en">{items}</ul>'


def items(sentences: Iterable[str]) -> str:
    """Sentences one below the other."""
    return (
        f'<ul class="cm-reasons">{"".join(f"<li>{cells.text(one)}</li>" for one in sentences)}</ul>'
    )


def status(sentences: Iterable[str]) -> str:
    """A framed statement; each text a paragraph of its own."""
    paragraphs = "".join(f"<p>{cells.text(text)}</p>" for text in sentences if text)
    return f'<div class="cm-status">{paragraphs}</div>'


def marks_key(
    marks: Sequence[str], locale: Locale, drawn_as: Mapping[str, str] | None = None,
    explained: set[str] | None = None,
) -> str:  # fmt: skip
    """What the marks in a picture mean; said only when one occurs that needs saying.

    ``drawn_as``: those that are no signs in this picture, but bars or lines. What looks alike
    shares one explanation. ``explained``: what the page has explained so far, and then this too.
    """
    if not set(marks) - {"firm"}:
        return ""
    meanings: dict[str, list[str]] = {}
    for mark in marks:
        shape = (drawn_as or {}).get(mark)
        # No break between a sign and what it means.
        appearance = (
            f"{locale(f'mark.drawn.{shape}')}: " if shape else f"{MARKS[mark]}\N{NO-BREAK SPACE}"
        )
        meanings.setdefault(appearance, []).append(locale(f"mark.{mark}"))
    joint = f" {locale('mark.or')} "
    entries = [appearance + joint.join(texts) for appearance, texts in meanings.items()]
    if explained is not None:
        entries = [one for one in entries if one not in explained]
        explained.update(entries)
    return f'<p class="cm-key">{escape(" · ".join(entries))}</p>' if entries else ""
