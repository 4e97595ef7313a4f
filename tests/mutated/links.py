"""Readers of links: what the server answers by itself, and every page with what its link says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import cache
from http.client import HTTPConnection
from random import Random
from urllib.parse import parse_qsl, quote, unquote, urlencode

from starlette.applications import Starlette

from data import paths
from data.ask import ask
from data.evidence import of_row
from server import app as server_app
from tests import visits
from tests.loopback import serving
from tests.mutated.kind import ANY, OTHER, SAME, Change, Input, Mutated, Reader, Said
from tests.mutated.raw import HOSTILE, TEXT

#: Questions with several values, and what they may be asked for.
_FILES = (
    "data/csv/trade_series.csv?region=de-nw&partner=cn&flow=export",
    "data/csv_de/trade_partners.csv?region=de&year=2023&lang=en",
    "data/csv/company_counts.csv?as_of=2026-05-01",
    "data/csv/table/claim.csv?as_of=2024-01-01",
    "data/parquet/table/regions.parquet",
    "feed.atom?lang=de&as_of=2026-06-01",
    "calendar.ics?lang=en",
    "z/ABCD-ABCDEFGH",
    "z/ABCD-ABCDEFGH.json",
    "z?code=ABCD-ABCDEFGH",
    "mappe/cited?code=ABCD-ABCDEFGH",
    "trade-nrw?flow=export",
    "healthz",
)
#: Names that change nothing of the figures, or of which each is as unknown as the other.
_HARMLESS = ("lang", "code")


#: Host and port of the server that answers, while one does.
_WHERE: list[str] = []


def _addresses() -> list[Input]:
    rows = ask("trade_series", region="de-nw", partner="cn", flow="export")
    evidence = [of_row(next(iter(rows))), f"{of_row(next(iter(rows)))}&lang=en&as_of=2026-06-01"]
    return [Input(one.encode(), "link") for one in (*_FILES, *evidence)]


def _answer(one: Input) -> Said:
    """The status and the body of an answer; 400 and 404 are refusals that say something."""
    with closing(HTTPConnection(_WHERE[-1], timeout=60)) as connection:
        # As it is: a library for people would put an address in order first.
        connection.request("GET", "/" + one.raw.decode("latin-1"))
        got = connection.getresponse()
        body = got.read()
    told = f"{got.status} {body[:200].decode('utf-8', 'replace')}"
    if got.status >= 500:
        return Said({}, told, nameless=True)
    if got.status >= 400 and not one.raw.startswith((b"z", b"mappe")):
        return Said({}, told, nameless=not body.strip())
    location = unquote(got.getheader("location") or "")
    return Said({"status": got.status, "body": body, "location": location})


def _parted(one: Input) -> tuple[str, list[tuple[str, str]]]:
    path, _, query = one.raw.decode("latin-1").partition("?")
    return path, parse_qsl(query, keep_blank_values=True)


def _linked(one: Input, path: str, pairs: list[tuple[str, str]], how: str, oracle: str) -> Mutated:
    # What is longer than that no server reads.
    cut = [(name[:2_000], value[:2_000]) for name, value in pairs]
    query = urlencode([(name, value.encode("utf-8", "surrogatepass")) for name, value in cut])
    return Mutated(replace(one, raw=f"{path}?{query}".rstrip("?").encode()), how, oracle)


def _order(draw: Random, one: Input) -> Mutated | None:
    """The names of a link in another order, its letters as numbers: the same."""
    path, pairs = _parted(one)
    if draw.random() < 0.5 and pairs:
        hidden = "&".join(f"{name}={''.join(f'%{ord(sign):02X}' for sign in value)}"
                          for name, value in pairs if value.isascii())  # fmt: skip
        return Mutated(replace(one, raw=f"{path}?{hidden}".encode()), "letters as numbers", SAME)
    return _linked(one, path, draw.sample(pairs, len(pairs)), "another order", SAME)


def _value(draw: Random, one: Input) -> Mutated | None:
    """A value that is none: refused, or another answer; never the one of before."""
    path, pairs = _parted(one)
    listed = [number for number, (name, _) in enumerate(pairs) if name not in _HARMLESS]
    if not listed:
        return None
    number = draw.choice(listed)
    name, before = pairs[number]
    fresh = draw.choice((*HOSTILE, before + "x", before[:-1], before.swapcase()))
    if fresh.strip() == before.strip():
        return None
    pairs[number] = (name, fresh)
    return _linked(one, path, pairs, f"{name} {fresh[:20]!r}", OTHER)


def _name(draw: Random, one: Input) -> Mutated | None:
    """A name that nobody knows, or one twice."""
    path, pairs = _parted(one)
    known = ("only.year", "only.x", "as_of", "lang", "view", "mode", "of", "by")
    name = draw.choice((*HOSTILE, *known, *(name for name, _ in pairs)))
    pairs.insert(draw.randrange(len(pairs) + 1), (name, draw.choice((*HOSTILE, "2020", "saal"))))
    return _linked(one, path, pairs, f"with {name[:20]!r}", ANY)


def _path(draw: Random, one: Input) -> Mutated | None:
    path, pairs = _parted(one)
    parts = path.split("/")
    parts[draw.randrange(len(parts))] = quote(
        draw.choice((*HOSTILE, "..", ".", "%2e%2e", "own", "secrets.toml")).encode(
            "utf-8", "surrogatepass"), safe="%")  # fmt: skip
    return _linked(one, "/".join(parts).lstrip("/"), pairs, "another path", ANY)


def _bytes(draw: Random, one: Input) -> Mutated | None:
    changed = draw.choice(TEXT)(draw, one)
    if changed is None:
        return None
    # What a browser or a proxy hands on: no signs of control, not endless.
    raw = quote(unquote(changed.input.raw[:4_000].decode("latin-1")).encode("latin-1", "replace"),
                safe="/?&=;:@+,.").encode()  # fmt: skip
    return replace(changed, input=replace(one, raw=raw.lstrip(b"/")))


_CHANGES: tuple[Change, ...] = (_order, _value, _value, _value, _name, _path, _bytes)


@cache
def _pages() -> list[Input]:
    """Every page, with the names that its link has when it stands."""
    found = []
    for place in visits.PLACES:
        app = visits.seen(place, lang="de")
        link = {name: value for name, value in visits.link(app).items() if name != "view"}
        found.append(Input(urlencode({**link, "lang": "de"}).encode(), place))
    return found


def _seen(one: Input) -> Said:
    """The figures drawn on a page; a refusal is a message that names what is not known."""
    pairs = dict(parse_qsl(one.raw.decode(), keep_blank_values=True))
    app = visits.visit(one.name, **pairs)
    if app.exception:
        return Said({}, f"{[error.message for error in app.exception]}", nameless=True)
    told = [each.value for each in (*app.error, *app.warning)]
    return Said({"drawn": str(visits.figures(app)), "texts": str(app.title)}, "; ".join(told))


def _page_value(draw: Random, one: Input) -> Mutated | None:
    pairs = parse_qsl(one.raw.decode(), keep_blank_values=True)
    name = draw.choice([*(name for name, _ in pairs), "as_of", "lang", "mappe", "cite"])
    others = [value for other in _pages() for _, value in parse_qsl(other.raw.decode())]
    value = draw.choice((*HOSTILE, *others))
    pairs = [pair for pair in pairs if pair[0] != name] + [(name, value[:2_000])]
    raw = urlencode([(key, text.encode("utf-8", "replace")) for key, text in pairs]).encode()
    return Mutated(replace(one, raw=raw), f"{name} {value[:30]!r}", ANY)


@contextmanager
def _served() -> Iterator[None]:
    """There is a warehouse to read, and a server."""
    assert paths.pointer(paths.warehouse()).is_file(), "build first: python -m etl build"
    with serving(Starlette(routes=server_app.routes(visits.PAGES))) as where:
        _WHERE.append(where)
        yield
        _WHERE.pop()


def readers() -> list[Reader]:
    """One for what the server answers, one for pages."""
    return [
        Reader("links", _addresses, _answer, _CHANGES, _served),
        Reader("pages", _pages, _seen, (_page_value,), _served, 0.02),
    ]
