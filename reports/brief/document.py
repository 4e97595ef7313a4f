"""The monthly brief as one HTML file and as one page of PDF (PDF/UA-1 and PDF/A-3a in one)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time
from html import escape
from pathlib import Path
from typing import Any

from data import paths
from i18n import Locale
from reports.sheet.sheet import TEMPLATES, Sheet
from ui import brief as briefs
from ui.brief import Brief, Item

_STYLE = Path(__file__).with_name("brief.css")
_TEMPLATE = TEMPLATES / "brief.typ"


def html(brief: Brief, locale: Locale) -> bytes:
    """One file that needs nothing else."""
    title, state = briefs.title(brief, locale), _state(brief, locale)
    body = [f"<h1>{escape(brief.lead.text)}</h1>", _source(brief.lead)]
    for section in brief.sections:
        items = "".join(f"<li>{escape(one.text)}{_source(one)}</li>" for one in section.items)
        more = briefs.rest_text(section, locale)
        body.append(f"<h2>{escape(briefs.heading(section, locale))}</h2><ul>{items}</ul>"
                    + (f'<p class="more">{escape(more)}</p>' if more else ""))  # fmt: skip
    return (
        f'<!doctype html>\n<html lang="{locale.lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} – {escape(locale('app.title'))}</title>"
        f"<style>{_STYLE.read_text(encoding='utf-8')}</style></head><body>"
        f'<p class="kind">{escape(_kind(locale))} · {escape(title)} · {escape(state)}</p>'
        f"<main>{''.join(body)}</main><footer>{escape(_where(brief, locale))}</footer>"
        "</body></html>\n"
    ).encode()


def _source(item: Item) -> str:
    return f'<span class="source">{escape(item.source)}</span>' if item.source else ""


def pdf(brief: Brief, locale: Locale) -> bytes:
    """One page; where all that is told does not fit, fewer things of each kind.

    The same brief gives the same bytes. Raises ``reports.sheet.SheetFailed``.
    """
    most = max((len(one.items) for one in brief.sections), default=1)
    for count in range(most, 0, -1):
        sheet = Sheet(_TEMPLATE, _template_values(brief.most(count), locale))
        if sheet.pages({}) == 1 or count == 1:
            break
    return sheet.pdf({}, [], datetime.combine(brief.until, time(), UTC))


def _template_values(brief: Brief, locale: Locale) -> dict[str, Any]:
    """What the template sets: plain texts alone."""
    return {
        "lang": locale.lang,
        "title": briefs.title(brief, locale),
        "author": locale("app.title"),
        "date": [brief.until.year, brief.until.month, brief.until.day],
        "footer": _where(brief, locale),
        "page": ["", "/", ""],
        "product": locale("app.title"),
        "kind": f"{briefs.title(brief, locale)} · {_state(brief, locale)}",
        "demo": locale("demo.mark") if paths.is_demo() else "",
        "lead": _item(brief.lead),
        "sections": [
            {"heading": briefs.heading(one, locale), "items": [*map(_item, one.items)],
             "more": briefs.rest_text(one, locale)}
            for one in brief.sections
        ],
    }  # fmt: skip


def _item(item: Item) -> dict[str, str]:
    return {"text": str(item.text), "source": item.source}


def _state(brief: Brief, locale: Locale) -> str:
    return locale("brief.state", day=locale.date(brief.until))


def _kind(locale: Locale) -> str:
    mark = f"{locale('demo.mark')} · " if paths.is_demo() else ""
    return mark + locale("app.title")


def _where(brief: Brief, locale: Locale) -> str:
    """Where the same stands with all its evidence, if others reach this installation."""
    month = f"{brief.first:%Y-%m}"
    url = paths.public_url()
    link = f"{url}/news?view=brief&month={month}&lang={locale.lang}"
    return locale("brief.where", url=link) if url else locale("app.title")


#: Ending → media type, who makes it.
FORMS: dict[str, tuple[str, Callable[[Brief, Locale], bytes]]] = {
    "html": ("text/html", html),
    "pdf": ("application/pdf", pdf),
}
