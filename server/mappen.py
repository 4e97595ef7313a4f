"""A figure put into a Mappe, a figure cited, ``z/<code>``, a Mappe shown in the hall."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Match, Route
from starlette.types import Scope

from data import ask, paths
from data.evidence import PATH
from i18n import LANGUAGES, Locale
from reports import citation, comparing, lagebericht, store
from reports.item import Item, Origin, freeze
from reports.mappe import MOST_ITEMS, FullMappe, Mappe, NotAMappe
from reports.screen import presentation
from server import evidence, security
from server.downloads import day_of, language_of
from ui import offstage
from ui.page import Entry

_SCRIPT = Path(__file__).with_suffix(".js")
#: Forms of a citation whose names are the same in every language.
_FORMS = {"apa": "APA", "bibtex": "BibTeX"}
#: A request says an address and a name: no more is read.
_MOST_BYTES = 16 * 1024
#: What is typed in as a code is carried on so far: no code is as long.
_LONGEST_CODE = 40
#: What a link says besides the filters of its view.
_NOT_FILTERS = ("lang", "as_of", "view", "embed", "embed_options", "cite", "mappe", "mode")
_log = logging.getLogger("china_monitor")


@dataclass(frozen=True)
class Refused(Exception):
    """Why something asked of a figure cannot be done, in the reader's language."""

    text: str
    status: int = 400


def routes(entries: Sequence[Entry], at: str) -> list[Route]:
    """The addresses of Mappe and citation, below a path; ``entries``: the views."""

    async def collect(request: Request) -> Response:
        return await _answered(request, entries, _collect)

    async def cite(request: Request) -> Response:
        return await _answered(request, entries, _cite)

    def presented(request: Request) -> Response:
        page = request.url.path.rpartition("/")[2] or entries[0].page
        return _presented(request, page)

    return [
        Route(f"{at}/mappe/collect", collect, methods=["POST"]),
        Route(f"{at}/mappe/cite", cite, methods=["POST"]),
        Route(f"{at}/mappe/cited", _seen),
        Route(f"{at}/z/{{code}}.json", _frozen),
        Route(f"{at}/z/{{code}}", _cited),
        Route(f"{at}/z", _open_code),
        *(_Saal(f"{at}/{page}", presented) for page in ("", *{entry.page for entry in entries})),
    ]


class _Saal(Route):
    """A page's own address, where its link asks for the presentation (``?mode=saal``)."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether this route answers; else Streamlit draws the page."""
        query = dict(parse_qsl(scope.get("query_string", b"").decode("latin-1")))
        return super().matches(scope) if query.get("mode") == "saal" else (Match.NONE, {})


async def _answered(request: Request, entries: Sequence[Entry], answer: Any) -> Response:
    """Read what is asked, answer it on a thread, tell what is wrong in the reader's language."""
    locale = Locale(LANGUAGES[0])
    try:
        # A page of a stranger cannot send this kind without asking first, and is refused then.
        if not request.headers.get("content-type", "").startswith("application/json"):
            raise Refused(locale("mappe.refused"))  # noqa: TRY301 - one answer
        raw = await request.body()
        fields = json.loads(raw) if len(raw) <= _MOST_BYTES else None
        if not isinstance(fields, dict) or not all(isinstance(v, str) for v in fields.values()):
            raise Refused(locale("mappe.refused"))  # noqa: TRY301 - one answer
        link = dict(parse_qsl(fields.get("query", "").removeprefix("?")))
        locale = Locale(link["lang"] if link.get("lang") in LANGUAGES else LANGUAGES[0])
        return await run_in_threadpool(answer, fields, link, entries, locale)
    except (json.JSONDecodeError, UnicodeError, RecursionError):
        return JSONResponse({"error": locale("mappe.refused")}, 400)
    except Refused as refused:
        return JSONResponse({"error": refused.text}, refused.status)
    except ask.NoWarehouse:
        return JSONResponse({"error": locale("frame.no_warehouse")}, 503)
    except ask.UnknownValue as error:
        message = error.message(locale)
        return JSONResponse({"error": message}, 400)
    except OSError:
        _log.exception("a Mappe could not be written")
        return JSONResponse({"error": locale("mappe.not_written")}, 507)


def item_at(fields: dict[str, str], link: dict[str, str], entries: Sequence[Entry],
            locale: Locale) -> Item:  # fmt: skip
    """The figure of a page that a browser shows, frozen and citable. Raises Refused."""
    page = fields.get("path", "").rstrip("/").rsplit("/", 1)[-1]
    pages = [entry.page for entry in entries]
    page = page if page in pages else pages[0]
    views = [entry for entry in entries if entry.page == page]
    entry = next((one for one in views if one.view == link.get("view")), views[0])
    day = day_of(link.get("as_of"))
    parameters = {name: value for name, value in link.items() if name not in _NOT_FILTERS}
    seen = offstage.view(entry.place, locale, day, parameters)
    if (figure := seen.figures.get(fields.get("figure", ""))) is None:
        raise Refused(locale("mappe.no_figure"), 404)
    # What the view does not read is no part of the figure, and not of its code.
    parameters = {name: value for name, value in parameters.items() if name in seen.read}
    origin = Origin(entry.place, locale.lang, day or date.today(), parameters)
    return store.cite(freeze(figure, origin))


def _collect(fields: dict[str, str], link: dict[str, str], entries: Sequence[Entry],
             locale: Locale) -> Response:  # fmt: skip
    """Put a figure into the Mappe that the browser names, or into a new one."""
    item = item_at(fields, link, entries, locale)
    before: list[Mappe] = []

    def with_item(mappe: Mappe) -> Mappe:
        before.append(mappe)
        return mappe.added(item)

    try:
        stored = store.change(fields.get("mappe", ""), with_item)
    except (store.NoMappe, NotAMappe):
        stored = store.create(Mappe().added(item))
    except FullMappe:
        full = locale("mappe.full", count=locale.count("figure", MOST_ITEMS))
        raise Refused(full, 409) from None
    count = len(stored.mappe.entries)
    is_old = stored.mappe in before
    message = locale(f"mappe.collected{'_before' if is_old else ''}",
                     count=locale.count("figure", count))  # fmt: skip
    return JSONResponse({"mappe": stored.id, "count": count, "told": message})


def _cite(fields: dict[str, str], link: dict[str, str], entries: Sequence[Entry],
          locale: Locale) -> Response:  # fmt: skip
    """The figure, or one number by its evidence, as citations to be copied, for the panel."""
    if fields.get("path") == PATH:
        return evidence.cited(link, locale)
    item = item_at(fields, link, entries, locale)
    forms = citation.cite(item, locale, date.today(), public_url=paths.public_url())
    body = f"<h2>{escape(locale('mappe.cite_title'))}</h2><p>{escape(item.title)}</p>"
    copy = f'<p><button type="button" hidden>{escape(locale("panel.copy"))}</button></p>'
    for name, text in asdict(forms).items():
        body += (f"<h3>{escape(_FORMS.get(name) or locale(f'mappe.citation.{name}'))}</h3>"
                 f'<p class="cm-citation">{escape(text)}</p>{copy}')  # fmt: skip
    return evidence.document(body, locale, 200)


def _cited(request: Request) -> Response:
    """Send on to the view or number in the state that was cited; 404 names its installation."""
    code = request.path_params["code"]
    try:
        with suppress(store.UnknownCode):
            link = urlencode(store.cited_number(code), safe=",:;")
            return RedirectResponse(f"../{PATH}?{link}", status_code=303)
        item = store.cited(code)
    except store.UnknownCode as unknown:
        locale = Locale(language_of(request.scope))
        message = _unknown(unknown, code, locale)
        back = f'<a href="../evidence?lang={locale.lang}">{escape(locale("mappe.code_again"))}</a>'
        head = f"<h2>{escape(locale('app.title'))}</h2>"
        return evidence.document(f"{head}<p>{escape(message)}</p><p>{back}</p>", locale, 404)
    return RedirectResponse("../" + address(item), status_code=303)


def _frozen(request: Request) -> Response:
    """What was cited, for programs: the frozen figure with rows, claims and sources as JSON."""
    try:
        item = store.cited(request.path_params["code"])
    except store.UnknownCode as unknown:
        message = _unknown(unknown, request.path_params["code"], Locale(language_of(request.scope)))
        return JSONResponse({"error": message}, 404)
    return Response(item.to_json(), media_type="application/json")


def _unknown(unknown: store.UnknownCode, code: str, locale: Locale) -> str:
    """That nothing was cited under a code here, and which installation it names."""
    own = store.installation() or locale("mappe.code_unnamed")
    key = "other" if unknown.installation not in ("", own) else "none"
    return locale(f"mappe.code_{key}", code=code, theirs=unknown.installation, own=own)


def _open_code(request: Request) -> Response:
    """Send on from a code that somebody has typed in."""
    code = re.sub(r"\s", "", request.query_params.get("code", "")).upper()[:_LONGEST_CODE]
    link = urlencode({"lang": language_of(request.scope)})
    return RedirectResponse(f"z/{quote(code or '-', safe='')}?{link}", 303)


def _seen(request: Request) -> Response:
    """What became of a cited figure since: unchanged, or revised from this to that."""
    locale = Locale(language_of(request.scope))
    try:
        item = store.cited(request.query_params.get("code", ""))
        now = comparing.renewed(item, offstage.figures)
    except (store.UnknownCode, ask.NoWarehouse):
        return evidence.document(f"<p>{escape(locale('mappe.failed'))}</p>", locale, 404)
    head = locale("mappe.cited_as", code=item.code, day=locale.date(item.as_of))
    body = f"<h2>{escape(head)}</h2><p>{escape(item.title)}</p>"
    changes = comparing.differences(item, now) if now is not None else []
    state = "gone" if now is None else "revised" if changes else "equal"
    body += f"<p>{escape(locale(f'mappe.cited_{state}'))}</p>" + comparing.as_list(changes, locale)
    today = address(item, is_today=True) if now is not None else ""
    body += today and f'<p><a href="{escape(today)}">{escape(locale("mappe.cited_today"))}</a></p>'
    return evidence.document(body, locale, 200)


def address(item: Item, *, is_today: bool = False) -> str:
    """Where a cited figure is seen in the state that was cited, or today's, relative to pages."""
    page, _, view = item.place.partition("/")
    link = ({"view": view} if view else {}) | item.parameters
    state = {} if is_today else {"as_of": item.as_of.isoformat(), "cite": item.code}
    link |= {"lang": item.lang} | state
    return f"{page}?{urlencode(link)}#{item.name}"


def _first_of(mappe: Mappe, page: str, view: str) -> int:
    """The number of the first figure of a view, else of its page; 0, the title, without any."""
    places = [entry.item.place for entry in mappe.entries]
    of_page = [place.split("/")[0] for place in places]
    if f"{page}/{view}" in places:
        return places.index(f"{page}/{view}") + 1
    return of_page.index(page) + 1 if page in of_page else 0


def _presented(request: Request, page: str) -> Response:
    """A Mappe on the whole screen, from the page's own figures on; without one, the report."""
    locale = Locale(language_of(request.scope))
    try:
        name = request.query_params.get("mappe")
        mappe = store.read(name).mappe if name else lagebericht.ready(
            locale, day_of(request.query_params.get("as_of")), offstage.figures,
            is_kept=False)  # fmt: skip
        start = _first_of(mappe, page, request.query_params.get("view", ""))
        raw = presentation.build(mappe, locale, public_url=paths.public_url(), start=start)
        policy = security.policy(raw.decode("utf-8")).decode()
        head = {"content-language": locale.lang, security.POLICY.decode(): policy}
        return HTMLResponse(raw, headers=head)
    except ask.UnknownValue as error:
        message = error.message(locale)
        return evidence.document(f"<p>{escape(message)}</p>", locale, 400)
    except (store.NoMappe, NotAMappe, ValueError) as error:
        _log.warning("no presentation: %s", error)
        return evidence.document(f"<p>{escape(locale('mappe.none'))}</p>", locale, 404)
    except ask.NoWarehouse:
        return evidence.document(f"<p>{escape(locale('frame.no_warehouse'))}</p>", locale, 503)


@lru_cache
def in_document(language: str) -> str:
    """The script of the buttons below figures, for the document that all pages live in."""
    locale = Locale(language)
    texts = {name: locale(f"mappe.{name}") for name in ("failed", "open")}
    script = f"{_SCRIPT.read_text('utf-8').strip()}({json.dumps(texts, ensure_ascii=False)});"
    return f"<script>{script.replace('</', chr(60) + chr(92) + '/')}</script>"
