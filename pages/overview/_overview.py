"""What the start page says at a glance: key figures, and where to go on."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any

from charts.cache import cached
from charts.table import Table, absent, figure
from data.answer import Answer, PublisherLevel
from i18n import Locale, money
from ui import headlines, link_status, links, newer_figures
from ui.cells import Cell
from ui.headlines import KeyFigure

#: Rungs of press that quotes somebody and of press that does not.
_PRESS = (PublisherLevel.NEWS_AGENCY, PublisherLevel.PRESS)
#: The first page of each subject, in the order in which a visitor may want them.
WAYS = (
    "trade/nrw", "investment/projects", "companies/map", "freight/link",
    "cooperation/timeline", "location/herne", "location/china", "evidence/contradictions",
)  # fmt: skip


def finding(exports: Answer, locale: Locale) -> str:
    """What the page says first: how much NRW sold to China, more or less than before, how final."""
    headline = headlines.newest(exports)
    if headline is None:
        return locale("overview.now")
    values = {
        "year": headline.year,
        "value": headline.figure(locale),
        "status": headline.status(locale),
    }
    change = absent(headline.now.growth_pct)
    if change is None:
        return locale("overview.now_finding", **values)
    return locale(
        "overview.now_less" if change < 0 else "overview.now_more",
        change=locale.growth(abs(change)).lstrip("+"), before=headline.before, **values,
    )  # fmt: skip


def train(trains: Answer, series: Answer, locale: Locale) -> list[KeyFigure]:
    """The last train with a date, and who tells of further ones without."""
    if not trains:
        return []
    last = trains.tuples[-1]
    route = link_status.route(last, trains, locale)
    source = link_status.train_source(last, trains, locale)
    detail = locale("overview.train_detail", route=route, source=source)
    later = dict.fromkeys(str(row.publisher) for row in series if row.role == "series")
    if later:
        detail += locale("overview.train_later", publishers=", ".join(later))
    return [KeyFigure(locale("overview.train"), locale.day(last.date), detail)]


def firms(counts: Answer, locale: Locale) -> list[KeyFigure]:
    """The newest published count of Chinese firms, with who says so."""
    if not counts:
        return []
    newest = max(counts.tuples, key=lambda row: (row.period_end, row.known_since))
    period = locale.period(newest.period_kind, newest.period_start, newest.period_end)
    scope = locale.code("china_scope", absent(newest.china_scope) or "undefined")
    detail = locale("overview.firms_detail", publisher=_counted_by(newest, locale), period=period,
                   scope=scope)  # fmt: skip
    detail = newer_figures.behind(detail, newest, counts, locale)
    return [KeyFigure(locale("overview.firms"), figure(newest, locale), detail)]


def _counted_by(count: Any, locale: Locale) -> str:
    """Who counts, and who is quoted for it: a newspaper tells a count, it does not make one."""
    if count.publisher_level in _PRESS:
        return locale("overview.firms_uncounted", publisher=count.publisher)
    if through := absent(count.relayed_by):
        return locale("overview.firms_cited", publisher=count.publisher, through=through)
    return str(count.publisher)


def is_count_for_nrw(row: Any) -> bool:
    """Whether a published count is one to be shown on all Chinese firms in NRW, with its day."""
    return bool(
        row.indicator == "chinese_firms"
        and row.region == "de-nw"
        and row.precedence == 1
        and absent(row.period_end) is not None
    )


def has_gap(row: Any) -> bool:
    """Whether years are missing that one would expect."""
    return len(row.missing) + len(row.partial) > 0


def no_news(read_on: date | None, locale: Locale) -> str:
    """What an empty list of publications does not mean; read_on: newest day of reading known."""
    if absent(read_on) is None:
        return locale("overview.news_none_dated")
    return locale("overview.news_none", date=locale.date(read_on))


def news_before(latest: Answer, locale: Locale) -> str:
    """What became known last of all, where nothing did since the day that was asked for."""
    newest = next(iter(latest.tuples), None)
    if newest is None:
        return ""
    known = locale.known(newest.known_since, newest.known_since_precision)
    name = publisher(latest, newest.source_id)
    return locale("overview.news_before", publisher=name, date=known) + " "


def to_news(publications: Answer, since: date | None, locale: Locale) -> str:
    """How many publications came since a day, and a link to their list below."""
    count = locale.count("publication", len(publications.rows))
    text = locale("overview.to_news_all", publications=count) if since is None else locale(
        "overview.to_news", publications=count, date=locale.date(since))  # fmt: skip
    return f'<p class="cm-key"><a class="cm-onward" href="#news">{escape(text)}</a></p>'


def below_intro(locale: Locale) -> str:
    """Links down the page: to what became known last, and to what is missing."""
    anchors = (("news", "overview.news_title_empty"), ("missing", "overview.to_missing"))
    links_down = " · ".join(
        f'<a class="cm-onward" href="#{anchor}">{escape(locale(key))}</a>'
        for anchor, key in anchors
    )
    return f'<p class="cm-key">{links_down}</p>'


def ways(locale: Locale) -> str:
    """Links to the first page of each subject, with what it answers."""
    items = "".join(
        f"<li>{links.page_link(path)}<span>{escape(locale(f'overview.ways.{path}'))}</span></li>"
        for path in WAYS
    )
    return f'<ul class="cm-ways">{items}</ul>'


_KINDS = ("new", "agreeing", "revised", "contradicting")
_LACKING = {"month": "day_unknown", "year": "month_unknown"}


@cached(32)
def table(news: Answer, locale: Locale) -> Table:
    """Rows of ``latest_publications`` as words: when, who, what kind of news, an example."""
    sources = {row.source_id: row for row in news.sources.itertuples(index=False)}
    rows = []
    for row in news:
        source = sources[row.source_id]
        subjects = locale.list([locale(f"topic.{code}") for code in row.subjects])
        rows.append(
            (
                _when(row, locale),
                Cell(
                    Cell(str(source.title), href=str(source.url)),
                    f"{source.publisher} · {subjects}",
                ),
                Cell(*_kinds(row, locale)),
                Cell(_example(row, locale), _about(row, news, locale)),
            )
        )
    headers = ("news.when", "news.publication", "news.kinds", "news.example")
    return Table(tuple(locale(key) for key in headers), tuple(rows), (False,) * 4)


@cached(32)
def publisher(news: Answer, source_id: str) -> str:
    """Who published a source of the answer."""
    return next(
        str(source.publisher)
        for source in news.sources.itertuples(index=False)
        if source.source_id == source_id
    )


def _when(row: Any, locale: Locale) -> Cell:
    """Since when a publication is known, and what of its day is not."""
    precision = row.known_since_precision
    lacking = locale(f"news.{_LACKING[precision]}") if precision in _LACKING else ""
    return Cell(locale.known(row.known_since, precision), lacking)


def _example(row: Any, locale: Locale) -> str:
    """A figure as the cards above say it: a large sum of money in billions, with two digits."""
    value = absent(row.value) or 0
    is_large = row.unit == "meur" and value >= money.BILLION
    is_printed = money.is_printed_in_billions(value, row.unit, row.step)
    if not is_large or is_printed or row.qualifier not in (None, "exact"):
        return figure(row, locale)
    return locale.value(value, row.unit, "mrd", digits=money.KEY_DIGITS)


def _kinds(row: Any, locale: Locale) -> list[str]:
    """How many of its figures are new, agree, revise, contradict; only those that there are."""
    counts = [(kind, int(getattr(row, f"{kind}_count"))) for kind in _KINDS]
    return [locale.count(f"news_{kind}", count) for kind, count in counts if count]


def _about(row: Any, news: Answer, locale: Locale) -> str:
    """What the example speaks of: indicator, area, partner or place, direction, period."""

    def label(kind: str, code: Any) -> str:
        code = absent(code)
        return news.labels.of(kind, code, locale.lang) if code else ""

    parts = [
        label("indicator", row.indicator),
        label("place", row.place) or label("region", row.region),
        label("region", row.counterpart),
        locale.code("flow", row.flow) if absent(row.flow) else "",
        locale.period(row.period_kind, absent(row.period_start), absent(row.period_end)),
    ]
    return " · ".join(part for part in parts if part)
