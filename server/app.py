"""What the server adds to Streamlit: security headers, own routes, a health check, a warm start."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, nullcontext
from datetime import date
from threading import Event, Thread

import plotly.graph_objects as go
import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route
from streamlit.runtime.pages_manager import PagesManager

from data import ask, paths, series_alerts
from data import release_calendar as data_calendar
from data.evidence import PATH
from i18n import LANGUAGES, Locale
from server import evidence, feed, mappen, preparing, redirects, release_calendar
from server.assets import Assets
from server.downloads import answer_file, day_of, language_of, refusal, table_file
from server.first_paint.kept import FirstPages
from server.middleware import DocumentLanguage, NoDelay
from server.security import Headers
from ui import brief, etl_process
from ui.page import Entry


async def _healthz(_: Request) -> JSONResponse:
    """200 when there is a warehouse to serve, 503 when there is none; who watches the folder."""
    try:
        served = ask.state()
    except ask.NoWarehouse:
        return JSONResponse({"ok": False, "warehouse": None}, status_code=503)
    watch = etl_process.watch()
    is_watched = watch is None or watch.is_running
    info = watch and {"running": watch.is_running, "restarts": watch.deaths,
                      "ended": watch.died and watch.died.isoformat(timespec="seconds")}  # fmt: skip
    return JSONResponse(
        {"ok": served.trouble is None and is_watched, "warehouse": served.version,
         "trouble": served.trouble, "watcher": info}
    )  # fmt: skip


async def _icon(_: Request) -> Response:
    """The icon that browsers ask for by this name, whatever a page says."""
    return FileResponse(paths.ROOT / "static" / "icon.png")


#: So many monthly briefs stand in the feed.
_MONTHS = 6


def _feed(request: Request) -> Response:
    """Alerts and monthly briefs as an Atom feed, in the language and as of the day of the link."""
    locale = Locale(language_of(request.scope))
    try:
        day = day_of(request.query_params.get("as_of"))
        alerts = ask.ask("alerts", as_of=day)
        series = series_alerts.alerts(date.today(), day)
        today = day or date.today()
        monthly = [brief.of_month(first, today, locale) for first in brief.months(today, _MONTHS)]
    except ask.NoWarehouse:
        return Response(status_code=503)
    except ask.UnknownValue as error:
        return refusal(error, locale)
    document = feed.atom(alerts, series, monthly, locale)
    return Response(document, media_type="application/atom+xml; charset=utf-8")


def _calendar(request: Request) -> Response:
    """The expected figures as a calendar, in the language that the link asks for."""
    locale, today = Locale(language_of(request.scope)), date.today()
    try:
        figures = data_calendar.expected(today)
        document = release_calendar.ics(figures, today, ask.state().built, locale)
    except ask.NoWarehouse:
        return Response(status_code=503)
    headers = {"content-disposition": f'inline; filename="{release_calendar.PATH}"'}
    return Response(document, media_type="text/calendar; charset=utf-8", headers=headers)


#: Seconds between looks at what has been kept, and so many collections of what is young between two
#: of everything: nobody reads where there are fewer.
_TIDY_S, _TIDY_AFTER = 60.0, 10


def _get_ready(over: Event) -> None:
    """Import what pages need before the first visitor comes, and keep it out of the collector.

    So with answers and pictures as they are made: to look through them all holds everybody up for
    a third of a second, which else befell every fiftieth page or so.
    """
    go.Figure(data=[{"type": "scatter"}, {"type": "bar"}])
    for language in LANGUAGES:
        Locale(language)
    seen = -_TIDY_AFTER
    while True:
        if (young := gc.get_stats()[1]["collections"]) >= seen + _TIDY_AFTER:
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            seen = young
        if over.wait(_TIDY_S):
            return


@asynccontextmanager
async def warm(_: st.App) -> AsyncIterator[None]:
    """Get ready while the server already answers: a browser needs longer for its own start."""
    # Streamlit takes a folder named pages for its old kind of app until a page has been drawn once,
    # and tells whoever opens a deep link first that there is no such page.
    PagesManager.uses_pages_directory = False

    over = Event()
    Thread(target=_get_ready, args=(over,), name="get-ready", daemon=True).start()
    with preparing.preparing(), nullcontext() if paths.is_read_only() else etl_process.watching():
        yield
    over.set()


#: Our own addresses, and what answers them.
_OWN = {
    "/healthz": _healthz,
    "/favicon.ico": _icon,
    "/data/{kind}/{question}.csv": answer_file,
    "/data/{kind}/table/{name}.{ending}": table_file,
    f"/{feed.PATH}": _feed,
    f"/{release_calendar.PATH}": _calendar,
    f"/{PATH}": evidence.page,
} | {f"/{path}": redirects.redirect for path in redirects.MOVED}


def routes(entries: Sequence[Entry]) -> list[Route]:
    """Our own routes, at the root and below the path that the pages are served at.

    ``entries``: the views that there are.
    """
    below = f"/{base}" if (base := st.get_option("server.baseUrlPath").strip("/")) else ""
    prefixes = tuple(dict.fromkeys(("", below)))
    own = [Route(f"{at}{path}", answer) for at in prefixes for path, answer in _OWN.items()]
    return [*own, *(route for at in prefixes for route in mappen.routes(entries, at))]


def middleware(entries: Sequence[Entry]) -> list[Middleware]:
    """What every answer passes through, outermost first; ``entries``: the views that there are."""
    pages = {entry.page for entry in entries}
    return [
        Middleware(NoDelay),
        Middleware(Headers),
        Middleware(Assets),
        Middleware(GZipMiddleware, minimum_size=1024, compresslevel=5),
        Middleware(
            DocumentLanguage, pages=pages, routes=routes(entries), first=FirstPages(entries)
        ),
    ]
