from datetime import date

import streamlit as st

from charts.revisions import steps
from charts.table import absent
from data.ask import UnknownValue
from pages.news import _changes, _revisions
from ui import components, figure_names, filters, html, links, pagination
from ui.headlines import KeyFigure
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
CHANGES = ("revised", "redefined", "new")
#: The figure that is shown first, where the day asked for knows it.
SERIES, PERIOD = "trade_value.de-nw.world.export.special.meur", "2022"
MOST = 10

published = {row.code: row.threshold for row in ask("thresholds")}
moved_figures = ask("moved_figures")
try:
    periods = ask("figure_periods", series=filters.read("series") or SERIES)
except UnknownValue:  # the filter below names it
    periods = ask("figure_periods", series=SERIES)
names = {row.series: figure_names.series_name(row, answer, locale)
         for answer in (moved_figures, periods) for row in answer}  # fmt: skip
if names:
    first = SERIES if SERIES in names else next(iter(names))
    with st.container(horizontal=True):
        series = filters.one_of("series", list(names), label=names.__getitem__,
                                default=first, as_list=True)  # fmt: skip
        by_period = {row.period: row for row in ask("figure_periods", series=series)}
        moved = [code for code, row in by_period.items() if row.is_moved] or list(by_period)
        usual = PERIOD if series == SERIES and PERIOD in by_period else moved[0]
        period = filters.one_of(
            "when", list(by_period), default=usual, as_list=True,
            label=lambda code: locale("revision.period", states=by_period[code].states_count,
                                     period=figure_names.period(by_period[code], locale)),
        )  # fmt: skip
    states = ask("figure_states", series=series, period=period)
    title = _revisions.moved(states, locale)
    picture = steps(states, locale, title=title, table=_revisions.states(states, locale),
                    until=visit.as_of or states.built.date())  # fmt: skip
    components.chart("revision.steps", states, picture, anchor="states", title=title,
                     subtitle=names[series])  # fmt: skip
    concepts = ask("figure_concepts", series=series, period=period)
    if concepts:
        pagination.table("concepts", locale("revision.concepts_caption"),
                      _revisions.concepts(concepts, locale), answer=concepts,
                      cited=True)  # fmt: skip
else:
    components.empty()

st.header(locale("revision.changes_heading"), anchor="changes")
newest = absent(next(iter(ask("newest_day"))).newest)
last = visit.as_of or (newest.date() if newest is not None else date.today())
left, right = st.columns(2)
with right:
    usual = _revisions.later_day(filters.day("before"), last, visit.as_of or date.today())
    after = filters.since("after", default=usual) or usual
usual_before = _revisions.year_before(after)
with left:
    before = filters.since("before", default=usual_before) or usual_before
if visit.as_of is not None and after > visit.as_of:
    st.warning(locale("revision.after_as_of", date=locale.date(visit.as_of)))
if before >= after:
    st.warning(locale("revision.wrong_order"))
else:
    changes = ask("changes_between", before=before, after=after)
    counts = {kind: int((changes.rows["change"] == kind).sum()) for kind in CHANGES}
    components.key_figures(
        [KeyFigure(locale(f"revision.{kind}"), locale.number(counts[kind]),
                   _changes.detail(kind, changes, locale)) for kind in CHANGES],
        [],
    )  # fmt: skip
    kind = filters.one_of("change", CHANGES, label=lambda code: locale(f"revision.{code}"))
    of_kind = changes.where(change=kind)
    tiny = int(of_kind.rows["is_tiny"].sum())
    with_tiny = filters.switch("tiny") if tiny else False
    shown = of_kind if with_tiny else of_kind.where(is_tiny=False)
    leaf = pagination.leaf(len(shown.rows), size=MOST,
                        narrowed_by=(kind, before, after, with_tiny, visit.as_of))  # fmt: skip
    caption = locale("revision.changes_caption", kind=locale(f"revision.{kind}"),
                    before=locale.date(before), after=locale.date(after))  # fmt: skip
    notes = []
    if tiny and not with_tiny:
        notes.append(_changes.folded(tiny, published["revision_tiny"], locale))
    components.draw_html(html.tip(locale("revision.changes_note")) if shown else "")
    none = locale("revision.no_change", kind=locale(f"revision.{kind}"),
                  before=locale.date(before), after=locale.date(after))  # fmt: skip
    pagination.table("changes", caption, _changes.changes(shown, locale, leaf.rows),
                     answer=of_kind, cited=True, leaf=leaf, notes=notes,
                     missing=none)  # fmt: skip
meanings = html.paragraph(locale("revision.changes_text"))
components.draw_html(html.folded(locale("revision.changes_fold"), meanings, "meanings"))

st.header(locale("revision.sizes_heading"), anchor="sizes")
sizes, least = ask("revision_sizes"), int(published["revision_least"])
too_few = _changes.too_few(sizes, locale, least)
if not too_few:
    pagination.table("sizes", locale("revision.sizes_caption"),
                     _changes.sizes(sizes, locale, least),
                     notes=[locale("revision.sizes_note", least=least)])  # fmt: skip
pagination.table("pairs", locale("revision.pairs_caption", most=MOST),
              _changes.revised(sizes, locale, MOST), answer=sizes, cited=True)  # fmt: skip
measured = html.paragraph(f"{locale('revision.sizes_text')} {too_few}".strip())
components.draw_html(html.folded(locale("revision.sizes_fold"), measured, "measured"))
st.html(links.page_links("evidence/contradictions", "evidence/methods"))
