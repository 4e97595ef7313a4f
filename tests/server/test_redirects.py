"""Every address that there ever was leads to where the same figures stand, with its values."""

from __future__ import annotations

import asyncio
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from starlette.requests import Request

from i18n import LANGUAGES, Locale
from server.redirects import MOVED, TAKEN_THEN, redirect
from tests import visits
from tests.each import each, spread

#: Filters of the earlier pages, with a value that says something there.
VALUES = {
    "overview": {"news_since": "2025-01-01"},
    "trade-nrw": {"china": "cn_hk_mo", "measure": "trade_weight"},
    "trade-partners": {"year": "2020", "flow": "import"},
    "trade-laender": {"partner": "hk", "year": "2021"},
    "trade-germany": {"partner": "hk"},
    "trade-products": {"region": "de"},
    "invest-projects": {"unsure": "yes"},
    "invest-takeovers": {"unsure": "yes"},
    "invest-laender": {"unsure": "yes"},
    "invest-fdi": {"unsure": "yes"},
    "invest-deals": {"deal_status": "blocked", "unsure": "yes"},
    "company-counts": {"place": "bochum"},
    "freight-herne": {"part": "port", "unsure": "yes"},
    "freight-benchmark": {"compare": "ports", "port_year": "2019"},
    "freight-corridor": {"interest": "8"},
    "to-china": {"unsure": "yes"},
    "data-contradictions": {"difference": "later_state"},
    "data-revisions": {"after": "2024-01-01", "before": "2023-01-01"},
}


@pytest.mark.long
@pytest.mark.usefixtures("warehouse")
@each(("path", "lang"), spread(MOVED, LANGUAGES))
def test_an_earlier_address_leads_with_its_values_to_a_view_that_reads_them(
    path: str, lang: str
) -> None:
    values = VALUES.get(path, {}) | {"lang": lang}
    query = urlencode(values).encode()
    asked = {"type": "http", "method": "GET", "path": f"/below/{path}", "query_string": query,
             "headers": [], "server": ("localhost", 80)}  # fmt: skip
    got = asyncio.run(redirect(Request(asked)))
    assert got.status_code == 308
    where = urlsplit(got.headers["location"])
    link = {name: value for name, (value,) in parse_qs(where.query).items()}
    place = "/".join(filter(None, [where.path.strip("./"), link.pop("view", "")]))
    assert link == TAKEN_THEN.get(path, {}) | values
    app = visits.seen(place or "overview", **link)
    assert visits.trouble(app) == []
    assert [one.value for one in app.warning] == []
    unread = Locale(lang)("filter.not_read", names="§").split("§")[1]
    assert not any(unread in piece for piece in visits.html(app))
