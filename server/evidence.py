"""The evidence of a number, ``figure?claim=…``: a small page, whose heart the panel takes out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from html import escape
from pathlib import Path
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from corridor.results import FILES
from data import ask, paths
from data.evidence import PATH
from i18n import Locale
from reports import citation, store, wording
from server import calculated
from server.downloads import day_of, language_of, refuse_twice
from ui import evidence, evidence_pair, evidence_row

_SCRIPT = Path(__file__).with_suffix(".js")
_STYLE = Path(__file__).with_suffix(".css")


def page(request: Request) -> Response:
    """The evidence that a link names; 404 for what there is not, 400 for what is not known.

    Not async: Starlette runs it on a thread of its own.
    """
    link = dict(request.query_params)
    link.pop("lang", None)
    locale = Locale(language_of(request.scope))
    try:
        refuse_twice(request)
        day = day_of(link.pop("as_of", None))
        query = evidence.Asked(link, partial(ask.ask, as_of=day), locale, day)
        return document(panel(_placed(query, "")), locale, 200)
    except ask.NoWarehouse:
        return document(f"<p>{escape(locale('frame.no_warehouse'))}</p>", locale, 503)
    except (evidence.NoEvidence, ask.UnknownQuestion) as error:
        reason = str(error) if isinstance(error, evidence.NoEvidence) else \
            locale("panel.not_understood")  # fmt: skip
        return document(f"<p>{escape(reason)}</p>", locale, 404)
    except ask.UnknownValue as error:
        return document(f"<p>{escape(error.message(locale))}</p>", locale, 400)


def cited(link: Mapping[str, str], locale: Locale) -> Response:
    """The evidence of a link, cited under a code that is kept from now on; where it may be.

    404 for what there is not. Raises UnknownValue.
    """
    day = day_of(link.get("as_of")) or date.today()
    number = {name: text for name, text in link.items() if name not in ("lang", "as_of")}
    query = evidence.Asked(number, partial(ask.ask, as_of=day), locale, day)
    try:
        panel(query)  # what is not there is not kept
    except (evidence.NoEvidence, ask.UnknownQuestion):
        return document(f"<p>{escape(locale('panel.not_understood'))}</p>", locale, 404)
    code = store.cite_number({**number, "lang": locale.lang, "as_of": day.isoformat()})
    return document(panel(_placed(query, code)), locale, 200)


def _placed(query: evidence.Asked, code: str) -> evidence.Asked:
    """With the place that a citation names: a code or a public address, else none."""
    public, day = paths.public_url(), query.day
    address = wording.address_of(code, public)
    if public and not code:
        link = {**query.link, "lang": query.locale.lang}
        link |= {"as_of": day.isoformat()} if day else {}
        address = f"{public}/{PATH}?{urlencode(link, safe=',:;')}"
    return replace(query, where=citation.found_in(code, address, query.locale))


def panel(query: evidence.Asked) -> str:
    """The evidence that a link asks for. Raises NoEvidence, UnknownValue."""
    question = query.link.get("of")
    if query.link.keys() & set(evidence_pair.SIDES):
        return evidence_pair.panel(query, _told)
    if question is None:
        return evidence.panel(query)
    return calculated.panel(query) if question in FILES else evidence_row.panel(query)


def _told(query: evidence.Asked) -> evidence.Told:
    """What is told of a figure that goes into another."""
    return evidence_row.told(query) if "of" in query.link else evidence.told(query)


def document(body: str, locale: Locale, status: int) -> Response:
    """A small page whose heart the panel takes out."""
    title = f"{locale('panel.title')} – {locale('app.title')}"
    return HTMLResponse(
        f'<!DOCTYPE html><html lang="{locale.lang}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_style()}</style>"
        f'<body><main class="cm-evidence">{body}</main></body></html>',
        status_code=status,
    )


@lru_cache
def _style() -> str:
    return _STYLE.read_text("utf-8").strip()


@lru_cache
def in_document(language: str) -> str:
    """Style and script of the panel, for the document that all pages live in."""
    locale = Locale(language)
    names = ("title", "close", "back", "failed", "copied", "exactly")
    texts = json.dumps({name: locale(f"panel.{name}") for name in names}, ensure_ascii=False)
    script = f"{_SCRIPT.read_text('utf-8').strip()}({texts});".replace("</", "<\\/")
    return f"<style>{_style()}</style><script>{script}</script>"
