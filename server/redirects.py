"""Addresses of earlier pages, and the view where the same figures stand now."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse

#: Earlier page: today's page and view. What stands behind the question mark is kept.
MOVED = {
    "overview": ("", ""),
    "trade-nrw": ("trade", "nrw"),
    "trade-partners": ("trade", "partners"),
    "trade-laender": ("trade", "laender"),
    "trade-germany": ("trade", "months"),
    "trade-products": ("trade", "products"),
    "invest-projects": ("investment", "projects"),
    "invest-takeovers": ("investment", "takeovers"),
    "invest-laender": ("investment", "laender"),
    "invest-fdi": ("investment", "fdi"),
    "invest-deals": ("companies", "deals"),
    "company-counts": ("companies", "counts"),
    "freight-link": ("freight", "link"),
    "freight-herne": ("freight", "herne"),
    "freight-monitor": ("freight", "monitor"),
    "freight-alerts": ("freight", "alerts"),
    "freight-benchmark": ("freight", "benchmark"),
    "freight-corridor": ("corridor", ""),
    "freight-inbox": ("data", "inbox"),
    "cooperation-cities": ("cooperation", "cities"),
    "cooperation-luzhou": ("cooperation", "luzhou"),
    "why-herne": ("location", "herne"),
    "to-china": ("location", "china"),
    "data-sources": ("evidence", "sources"),
    "data-contradictions": ("evidence", "contradictions"),
    "data-revisions": ("news", "revisions"),
    "data-methods": ("evidence", "methods"),
    "data-download": ("data", "files"),
}

#: What an earlier page took where its link said nothing, and today's takes only when told.
TAKEN_THEN = {"freight-corridor": {"reach": "hub"}}


async def redirect(request: Request) -> RedirectResponse:
    """Send an earlier address on, with its values; relative, so that any base path serves."""
    earlier = request.url.path.rstrip("/").rsplit("/", 1)[-1]
    page, view = MOVED[earlier]
    then = TAKEN_THEN.get(earlier, {})
    added = ({"view": view} if view else {}) | {
        name: value for name, value in then.items() if name not in request.query_params
    }
    query = "&".join(filter(None, [urlencode(added), request.url.query]))
    return RedirectResponse((page or "./") + (f"?{query}" if query else ""), status_code=308)
