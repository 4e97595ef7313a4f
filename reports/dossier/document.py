"""A dossier as PDF (PDF/UA-1 and PDF/A-3a in one), on two pages at most, and as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from data import export, paths
from i18n import Locale
from reports import wording
from reports.sheet.sheet import TEMPLATES, Sheet
from ui.dossier import contents
from ui.dossier.contents import Dossier

_ROOM = "dossier"
_TEMPLATE = TEMPLATES / "dossier.typ"
_PAGES = 2
#: So many lines a part at most; where that does not fit, fewer.
_MOST = (40, 24, 16, 12, 8, 6, 4, 3, 2, 1)


def pdf(dossier: Dossier, locale: Locale, as_of: date | None) -> bytes:
    """The document; where all does not fit on two pages, fewer lines of what is long.

    The same dossier of the same day gives the same bytes. Raises ``reports.sheet.SheetFailed``.
    """
    day = as_of or date.today()
    for most in _MOST:
        sheet = Sheet(_TEMPLATE, _template_values(dossier.most(most), locale, day))
        if sheet.pages({}) <= _PAGES:
            break
    return sheet.pdf({}, [], datetime.combine(day, time(), UTC))


def file_name(dossier: Dossier, locale: Locale) -> str:
    """What the file is called."""
    return export.file_name(f"{locale(f'{_ROOM}.file')}-{dossier.entity_id}", "pdf",
                            is_demo=paths.is_demo())  # fmt: skip


def lines(dossier: Dossier, locale: Locale) -> Iterator[str]:
    """The dossier line by line, for a console."""
    numbers = _numbers(dossier)
    yield dossier.name
    if dossier.hit:
        yield locale(f"{_ROOM}.found_by", why=dossier.hit)
    for part in dossier.parts:
        yield f"\n{contents.heading(part, locale)}"
        for line in part.lines:
            term = f"{line.term}: " if line.term else ""
            refs = "".join(f" [{numbers[one]}]" for one in line.source_ids if one in numbers)
            yield f"- {term}{line.text}{refs}"
    yield f"\n{locale(f'{_ROOM}.heading_sources')}"
    for source_id, text, url in contents.source_texts(dossier, locale):
        yield f"[{numbers[source_id]}] {text} {url}".rstrip()


def _numbers(dossier: Dossier) -> dict[str, int]:
    return {one: number for number, one in enumerate(dossier.sources, 1)}


def _template_values(dossier: Dossier, locale: Locale, day: date) -> dict[str, Any]:
    """What the template sets: plain texts alone."""
    numbers, lacking = _numbers(dossier), dict[str, None]()

    def text(raw: str) -> str:
        return wording.breakable(wording.printable(raw.strip(), lacking))

    state = locale("documents.state", day=locale.date(day))
    values = {
        "lang": locale.lang,
        "title": text(dossier.name),
        "author": locale("app.title"),
        "date": [day.year, day.month, day.day],
        "footer": f"{locale('app.title')} · {state}",
        "page": ["", "/", ""],
        "product": locale("app.title"),
        "kind": f"{locale(f'{_ROOM}.kind')} · {state}",
        "demo": locale("demo.mark") if paths.is_demo() else "",
        "hit": text(locale(f"{_ROOM}.found_by", why=dossier.hit)) if dossier.hit else "",
        "parts": [
            {"heading": contents.heading(part, locale), "more": contents.rest_text(part, locale),
             "lines": [
                 {"term": text(one.term), "text": text(one.text),
                  "refs": [numbers[ref] for ref in one.source_ids if ref in numbers]}
                 for one in part.lines
             ]}
            for part in dossier.parts
        ],
        "sources_heading": locale(f"{_ROOM}.heading_sources"),
        "sources": [{"number": numbers[one], "text": text(name), "url": url, "shown": text(url)}
                    for one, name, url in contents.source_texts(dossier, locale)],
    }  # fmt: skip
    missing = ", ".join(map(wording.number_of, lacking))
    values["lacking"] = locale("documents.sheet.lacking", signs=missing) if missing else ""
    return values
