"""What the start page says: the story in a minute, each sentence by rule from the answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from html import escape

import findings
from charts import sparkline
from charts.maps.company_towns import HOME
from charts.table import absent
from data import evidence
from data.answer import Answer
from findings import Finding
from i18n import Locale
from i18n.marked import joined
from ui import cells, headlines, link_status, links, newer_figures
from ui.headlines import KeyFigure

_ROOM = "overview"
#: So many firms make a town worth naming.
_MANY = 3
#: What a publisher thinks of its figure is said on a card where it may change.
_SAID = ("provisional", "estimated", "revised")
#: How each subject is led on to, in the order of the menu.
WAYS = (
    "trade/nrw", "investment/projects", "companies/map", "freight/link",
    "cooperation/luzhou", "location/herne", "location/china", "evidence/sources",
)  # fmt: skip


def lead(exports: Answer, imports: Answer, locale: Locale) -> str:
    """What became of exports, and what is the newest of imports."""
    sold = findings.finding(exports, "trade.nrw.exports", locale, china=locale("partner.cn_short"))
    sentences: list[str] = [sold.title.closed().linked(exports)] if exports else []
    if newest := headlines.newest(imports):
        text = locale(f"{_ROOM}.lead_imports", year=newest.year, value=newest.figure(locale))
        sentences.append(newer_figures.append(text, newest.now, imports, locale) + ".")
    return joined(" ", sentences)


def tiles(exports: Answer, ranks: Answer, projects: Answer, locale: Locale) -> list[KeyFigure]:
    """Exports, China's place among customers and projects, each with its course."""
    china = locale("partner.cn_short")
    sold = findings.finding(exports, "trade.nrw.exports", locale, china=china)
    finding = findings.finding(projects, "invest.projects", locale)
    tiles = [
        _tile("exports", exports, sold.change.linked(exports), locale, alt=str(sold.lead)),
        _tile("rank", ranks, _best_rank(ranks, locale), locale, best_first=True,
              alt=str(findings.finding(ranks, "trade.nrw.rank_export", locale).lead)),
        _tile("projects", projects, _most(projects, finding, locale), locale, as_bars=True,
              alt=str(finding.lead)),
    ]  # fmt: skip
    return [tile for tile in tiles if tile]


def _tile(name: str, answer: Answer, change: str, locale: Locale, *, alt: str,
          best_first: bool = False, as_bars: bool = False) -> KeyFigure | None:  # fmt: skip
    """A card: newest figure, its change, its course, who says it."""
    newest = headlines.newest(answer)
    if newest is None:
        return None
    rows = [row for row in answer if not getattr(row, "is_apart", False)]
    course = [(float(row.period_start.year), float(row.value), row.status == "provisional")
              for row in rows if absent(row.value) is not None]  # fmt: skip
    drawn = sparkline.bars(course, alt) if as_bars else sparkline.line(
        course, alt, best_first=best_first)  # fmt: skip
    status = newest.status(locale) if newest.now.status in _SAID else ""
    status = "" if status in change else status
    source = headlines.source(newest.now, answer, locale)
    detail = joined(" · ", filter(None, [change, status, source]))
    detail = newer_figures.append(detail, newest.now, answer, locale)
    label = locale(f"{_ROOM}.tile_{name}", year=newest.year)
    return KeyFigure(label, newest.figure(locale, headlines.scale_of(answer)), detail, drawn)


def _best_rank(ranks: Answer, locale: Locale) -> str:
    """When the place was best last, where it was better than now."""
    newest = headlines.newest(ranks)
    if newest is None:
        return ""
    best = min(reversed(ranks.tuples), key=lambda row: row.value)
    if best.value >= newest.value:
        return ""
    return locale(f"{_ROOM}.rank_was", year=str(best.period_start.year),
                  value=headlines.figure_text(best, ranks, locale))  # fmt: skip


def _most(counts: Answer, finding: Finding, locale: Locale) -> str:
    """When it was most, where that was another year; else the change on the year before."""
    if finding.device != "peak":
        return finding.change.linked(counts)
    peak = max(counts.tuples, key=lambda row: row.value)
    return locale(f"{_ROOM}.most", year=str(peak.period_start.year),
                  value=headlines.figure_text(peak, counts, locale))  # fmt: skip


def train(states: Answer, trains: Answer, locale: Locale) -> list[KeyFigure]:
    """Whether trains run by the rule, and the last one with a date."""
    if not states:
        return []
    text = locale(f"{_ROOM}.train_{states.tuples[-1].state}")
    days = [date.fromisoformat(row.date) for row in trains]
    until = states.as_of or states.built.date()
    course = sparkline.days(days, until, last_train(trains, locale))
    return [KeyFigure(locale(f"{_ROOM}.train"), text, last_train(trains, locale), course)]


def last_train(trains: Answer, locale: Locale) -> str:
    """The last train with a date, and who says so."""
    if not trains:
        return locale(f"{_ROOM}.train_none")
    last = trains.tuples[-1]
    return locale(f"{_ROOM}.train_last", day=locale.day(last.date),
                  route=link_status.route(last, trains, locale),
                  source=link_status.train_source(last, trains, locale))  # fmt: skip


def firms(near: Answer, locale: Locale) -> str:
    """How many firms of the Ruhr area are reported as active."""
    active = near.where(last_known_status="active")
    if not active:
        return locale(f"{_ROOM}.map_none")
    return locale(f"{_ROOM}.firms", count=locale.count("active_firm", len(active.rows)))


def firms_at_home(near: Answer, locale: Locale) -> str:
    """How many firms there are, who sits in Herne, and where most of the others are."""
    active = near.where(last_known_status="active")
    sentences = [f"{firms(near, locale)}."]
    at_home = [f"{locale.called(row.name)} ({locale.called(row.parent_name)})"
               if absent(row.parent_name) else locale.called(row.name)
               for row in active if row.city_code == HOME]  # fmt: skip
    if at_home:
        sentences.append(locale(f"{_ROOM}.firms_home", names=locale.list(at_home)))
    places = Counter(row.city_code for row in active if absent(row.city_code)).most_common(1)
    if places and places[0][1] >= _MANY:
        town = near.labels.name("city", places[0][0], locale.lang)
        sentences.append(locale(f"{_ROOM}.firms_most", town=town, count=str(places[0][1])))
    return " ".join(sentences)


def luzhou(events: Answer, locale: Locale) -> str:
    """Since when the twin city is one, how the council voted, and the newest visit."""
    own = [row for row in events if row.counterpart == "luzhou"]
    sentences = []
    if signed := [row for row in own if row.kind == "twin_city"]:
        sentences.append(locale(f"{_ROOM}.luzhou_since", day=locale.day(signed[-1].date)))
    if votes := [row for row in own if row.kind == "council_decision" and absent(row.note_de)]:
        note = evidence.linked(locale.pick(votes[-1], "note").rstrip("."), votes[-1], "note")
        day = locale.day(votes[-1].date)
        sentences.append(locale(f"{_ROOM}.luzhou_vote", day=day, votes=note))
    if visits := [row for row in own if row.kind == "visit" and row.nature == "event"]:
        sentences.append(locale(f"{_ROOM}.luzhou_visit", day=locale.day(visits[-1].date)))
    return joined(" ", sentences) if sentences else locale(f"{_ROOM}.luzhou_none")


def beats(sentences: Sequence[tuple[str, str]], locale: Locale) -> str:
    """The story in a minute: a sentence or two each, and the way to its page."""
    items = "".join(
        f"<li>{cells.text(text)} "
        f'<span class="cm-more">{links.page_link(place, locale(f"{_ROOM}.more"))}</span></li>'
        for text, place in sentences
        if text
    )
    return f'<ol class="cm-beats">{items}</ol>'


def subject_links() -> str:
    """Links to each subject."""
    items = "".join(f"<li>{links.page_link(place)}</li>" for place in WAYS)
    return f'<ul class="cm-ways cm-columns">{items}</ul>'


def customers(ranks: Answer, locale: Locale) -> str:
    """China's place among NRW's customers, then and now."""
    finding = findings.finding(ranks, "trade.nrw.rank_export", locale)
    return finding.title.closed().linked(ranks) if ranks else ""


def suppliers(imports: Answer, locale: Locale) -> str:
    """What NRW bought from China, and what is newer."""
    newest = headlines.newest(imports)
    if newest is None:
        return ""
    china = locale("partner.cn_short")
    finding = findings.finding(imports, "trade.nrw.imports", locale, china=china)
    text = finding.title.linked(imports)
    return newer_figures.append(text, newest.now, imports, locale) + "."


def rail(eu: Answer, locale: Locale) -> str:
    """What runs between China and the EU, from the peak until now."""
    return findings.finding(eu, "freight.eu_teu", locale).title.closed().linked(eu) if eu else ""


def meeting(locale: Locale) -> str:
    """What can be taken into a meeting."""
    items = "".join(f'<a class="cm-file {name}" href="{href}" target="_self">{escape(text)}</a>'
                    for name, href, text in (
                        ("", links.address("meeting"), locale(f"{_ROOM}.documents")),
                        ("cm-print", "#", locale(f"{_ROOM}.print")),
                        ("", links.address("data/files"), locale(f"{_ROOM}.data")),
                    ))  # fmt: skip
    text = escape(locale(f"{_ROOM}.meeting"))
    return f'<div class="cm-status"><p>{text}</p><p class="cm-files">{items}</p></div>'
