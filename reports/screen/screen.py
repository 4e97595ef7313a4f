"""One figure as a screen: finding, picture, source line; its evidence and its table behind keys."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from urllib.parse import urlsplit

from charts.paper.svg import svg
from i18n import Locale
from reports import wording
from reports.item import Cells, Item
from reports.mappe import Entry
from reports.screen import layout as screen_layout
from reports.screen.behind import Behind, title_numbers

#: Names of patterns in a picture, and where they are used: unique in a document.
_PATTERN = re.compile(r'(?<= id=")(?=h-)|(?<=url\(#)(?=h-)')


def screen(entry: Entry, number: int, locale: Locale, public_url: str = "") -> str:
    """The figure of that number (from 1) as an article of a document."""
    item = entry.item
    remarks = tuple(text.strip() for text in (entry.comment, *item.notes) if text.strip())
    source = source_line(item, locale)
    parts = screen_layout.parts(item, remarks, source)
    body = _picture(item, number, parts.left, locale)
    foreign = f' lang="{escape(item.lang)}"' if item.lang != locale.lang else ""
    demo = f'<p class="demo">{escape(locale("demo.banner"))}</p>' if item.is_demo else ""
    labels = "".join(f"<li>{escape(label.text)}</li>" for label in item.labels)
    more = "" if parts.is_all else f'<p class="js-only">{_text(locale, "more_remarks")}</p>'
    return (
        f'<article id="{number}" class="item" data-view="face"{foreign} '
        f'aria-labelledby="t{number}">\n'
        f'<h2 id="t{number}" class="t{parts.title}" tabindex="-1">{escape(item.title)}</h2>\n{demo}'
        + (f'<p class="subtitle">{escape(item.subtitle)}</p>\n' if item.subtitle else "")
        + (f'<ul class="labels">{labels}</ul>\n' if labels else "")
        + f'<div class="face">{body}\n'
        + "".join(f'<p class="remark">{escape(one)}</p>' for one in parts.remarks)
        + f'{more}<p class="source">{escape(source)}</p></div>\n'
        + _evidence(entry, remarks, locale, public_url)
        + (_twin(item, locale) if body.startswith("<figure") else "")
        + "</article>\n"
    )


def source_line(item: Item, locale: Locale) -> str:
    """Who says it, as of when, what we computed, under which code it is found again."""
    code = locale("documents.presentation.code", code=item.code) if item.code else ""
    parts = (item.source, item.changed.rstrip("."), wording.state(item, locale), code)
    return " · ".join(filter(None, parts))


def _picture(item: Item, number: int, room: float, locale: Locale) -> str:
    """What the screen is about: picture, key figures or table."""
    if item.kind == "cards":
        return _cards(item.table)
    if (drawn := screen_layout.fitted_scene(item, room)) is None:
        lost = item.drawing is not None
        note = f'<p class="remark">{_text(locale, "not_drawn")}</p>' if lost else ""
        return f'{note}<div class="body scroll">{_table(item)}</div>'
    text = _PATTERN.sub(f"p{number}-", svg(drawn, title=item.title, alt=item.alt))
    high = drawn.height * drawn.scale > room + 1
    return f'<figure class="body{" scroll" if high else " fit"}">{text}</figure>'


def _cards(cells: Cells) -> str:
    even = " even" if len(cells.rows) in (2, 4) else ""  # no card alone in its row
    return f'<dl class="body cards{even}">' + "".join(
        f"<div><dt>{escape(label)}</dt><dd><strong>{escape(figure)}</strong>"
        + "".join(f"<span>{escape(one)}</span>" for one in rest) + "</dd></div>"
        for label, figure, *rest in cells.rows
    ) + "</dl>"  # fmt: skip


def _table(item: Item) -> str:
    """The figure's table, named by its title."""
    cells = item.table
    kinds = [' class="figure"' if numeric else "" for numeric in cells.numeric]
    heads = "".join(
        f'<th scope="col"{kind}>{escape(head)}</th>'
        for head, kind in zip(cells.headers, kinds, strict=True)
    )
    rows = "".join(
        "<tr>" + "".join(f"<td{kind}>{escape(cell)}</td>"
                         for cell, kind in zip(row, kinds, strict=True)) + "</tr>\n"
        for row in cells.rows
    )  # fmt: skip
    return (f'<table><caption class="unseen">{escape(item.title)}</caption>'
            f"<thead><tr>{heads}</tr></thead>\n<tbody>{rows}</tbody></table>")  # fmt: skip


def _twin(item: Item, locale: Locale) -> str:
    return _panel("table", _text(locale, "table"), _table(item))


def _panel(name: str, title: str, body: str) -> str:
    """What a key shows instead of the picture; without JavaScript it unfolds."""
    inner = f'<div class="scroll" tabindex="-1"><h3>{title}</h3>{body}</div>'
    return f'<details class="panel {name}"><summary>{title}</summary>{inner}</details>\n'


def _evidence(entry: Entry, remarks: Iterable[str], locale: Locale, public_url: str) -> str:
    """Everything that answers the question where a number comes from."""
    item = entry.item
    labels = "".join(
        f"<dt>{escape(label.text)}</dt><dd>{escape(label.meaning)}</dd>" for label in item.labels
    )
    sources = "".join(
        "<li>" + escape(", ".join(filter(None, (one.publisher, one.title, one.state,
                                                one.licence))))
        + (f"<br>{link(one.url)}" if one.url else "") + "</li>"
        for one in item.sources
    )  # fmt: skip
    numbers = "".join(_number(one, locale, public_url) for one in title_numbers(item, locale))
    noted = "".join(f"<li>{escape(one)}</li>" for one in remarks)
    return _panel("evidence", _text(locale, "evidence"), "".join((
        _part(locale, "numbers", f"<dl>{numbers}</dl>" if numbers else ""),
        _part(locale, "labels", f"<dl>{labels}</dl>" if labels else ""),
        _part(locale, "remarks", f"<ul>{noted}</ul>" if noted else ""),
        _part(locale, "sources", f"<ol>{sources}</ol>" if sources else ""),
        _part(locale, "found_again", _found_again(item, locale, public_url)),
    )))  # fmt: skip


def _part(locale: Locale, name: str, body: str) -> str:
    return f"<h4>{_text(locale, name)}</h4>{body}" if body else ""


def _number(one: Behind, locale: Locale, public_url: str) -> str:
    items = "".join(f"<dd>{escape(text)}</dd>" for text in one.source_texts)
    if public_url:
        items += f"<dd>{link(one.link(public_url), _text(locale, 'on_the_page'))}</dd>"
    return f"<dt>{escape(one.text)}</dt>{items}"


def _found_again(item: Item, locale: Locale, public_url: str) -> str:
    """State, our own computing, code, and the way back to the view."""
    sentences = (wording.sentence(one) for one in (wording.state(item, locale), item.changed))
    body = f"<p>{escape(' '.join(filter(None, sentences)))}</p>"
    if not (address := wording.address(item, public_url)):
        filed = wording.filed(item, locale)
        return body + (f"<p>{escape(filed)}</p>" if filed else "")
    code = escape(locale("documents.presentation.code", code=item.code))
    return (f"{body}<p>{code}<br>{link(address)}</p>"
            f'<p class="qr">{_qr(address, _text(locale, "qr"))}</p>')  # fmt: skip


def link(address: str, text: str = "") -> str:
    """An address that can be followed and read; what is none of the web's is read only."""
    label = text or escape(address)
    if urlsplit(address).scheme not in ("http", "https"):
        return label
    return f'<a href="{escape(address)}" target="_blank" rel="noreferrer">{label}</a>'


def _qr(address: str, name: str) -> str:
    import segno  # noqa: PLC0415 - only those who publish their pages need it

    drawn = segno.make(address, error="m").svg_inline(scale=6, border=2, light="#fff", dark="#000")
    return drawn.replace("<svg ", f'<svg role="img" aria-label="{name}" ', 1)


def _text(locale: Locale, key: str) -> str:
    return escape(locale(f"documents.presentation.{key}"))
