from datetime import date

import streamlit as st

from charts.revisions import steps
from charts.table import absent
from pages.method import _changes, _revisions
from ui import components, filters, links, page, pagination

visit = page.visit()
words, ask = visit.words, visit.ask
CHANGES = ("revised", "redefined", "new")
#: The figure that is shown first, where the day asked for knows it.
SERIES, PERIOD = "trade_value.de-nw.world.export.special.meur", "2022"
MOST = 10

components.title(words("page.data_revisions.title"), words("page.data_revisions.intro"))

published = {row.code: row.threshold for row in ask("thresholds")}
known = ask("moved_figures")
said = ask("figure_periods", series=filters.read("series") or SERIES)
named = {row.series: _revisions.series_name(row, some, words)
         for some in (known, said) for row in some}  # fmt: skip
if named:
    first = SERIES if SERIES in named else next(iter(named))
    with st.container(horizontal=True):
        series = filters.one_of("series", list(named), words, label=named.__getitem__,
                                default=first, as_list=True)  # fmt: skip
        periods = {row.period: row for row in ask("figure_periods", series=series)}
        moved = [code for code, row in periods.items() if row.is_moved] or list(periods)
        usual = PERIOD if series == SERIES and PERIOD in periods else moved[0]
        period = filters.one_of(
            "when", list(periods), words, default=usual, as_list=True,
            label=lambda code: words("revision.period", states=periods[code].states_count,
                                     period=_revisions.period(periods[code], words)),
        )  # fmt: skip
    states = ask("figure_states", series=series, period=period)
    title = _revisions.moved(states, words)
    picture = steps(states, words, title=title, table=_revisions.states(states, words),
                    until=visit.as_of or states.built.date())  # fmt: skip
    components.chart("states", title, picture, states, words, subtitle=named[series],
                 notes=[words("revision.steps_note")])  # fmt: skip
    concepts = ask("figure_concepts", series=series, period=period)
    if concepts:
        pagination.table("concepts", words("revision.concepts_caption"),
                      _revisions.concepts(concepts, words), words, answer=concepts,
                      cited=True)  # fmt: skip
else:
    components.empty(words)

st.header(words("revision.changes_heading"), anchor="changes")
st.markdown(words("revision.changes_text"))
newest = absent(next(iter(ask("newest_day"))).newest)
last = visit.as_of or (newest.date() if newest is not None else date.today())
left, right = st.columns(2)
with right:
    usual = _revisions.later_day(filters.day("before"), last, visit.as_of or date.today())
    after = filters.since("after", words, default=usual) or usual
usual_before = _revisions.year_before(after)
with left:
    before = filters.since("before", words, default=usual_before) or usual_before
if visit.as_of is not None and after > visit.as_of:
    st.warning(words("revision.after_as_of", date=words.date(visit.as_of)))
if before >= after:
    st.warning(words("revision.wrong_order"))
else:
    told = ask("changes_between", before=before, after=after)
    counts = {kind: int((told.rows["change"] == kind).sum()) for kind in CHANGES}
    components.key_figures(
        [(words(f"revision.{kind}"), words.number(counts[kind]), _changes.detail(kind, told, words))
         for kind in CHANGES], [], words,
    )  # fmt: skip
    kind = filters.one_of("change", CHANGES, words, label=lambda code: words(f"revision.{code}"))
    found = told.where(change=kind)
    tiny = int(found.rows["is_tiny"].sum())
    with_tiny = filters.switch("tiny", words) if tiny else False
    shown = found if with_tiny else found.where(is_tiny=False)
    leaf = pagination.leaf(len(shown.rows), words, size=MOST,
                        narrowed_by=(kind, before, after, with_tiny, visit.as_of))  # fmt: skip
    caption = words("revision.changes_caption", kind=words(f"revision.{kind}"),
                    before=words.date(before), after=words.date(after))  # fmt: skip
    notes = [words("revision.changes_note")]
    if tiny and not with_tiny:
        notes.insert(0, _changes.folded(tiny, published["revision_tiny"], words))
    pagination.table("changes", caption, _changes.changes(shown, words, leaf.rows), words,
                  answer=found, cited=True, leaf=leaf, notes=notes,
                  missing=words("revision.no_change", kind=words(f"revision.{kind}"),
                                before=words.date(before), after=words.date(after)))  # fmt: skip

st.header(words("revision.sizes_heading"), anchor="sizes")
sizes, least = ask("revision_sizes"), int(published["revision_least"])
too_few = _changes.too_few(sizes, words, least)
st.markdown(f"{words('revision.sizes_text')} {too_few}")
if not too_few:
    pagination.table("sizes", words("revision.sizes_caption"), _changes.sizes(sizes, words, least),
                  words, notes=[words("revision.sizes_note", least=least)])  # fmt: skip
pagination.table("pairs", words("revision.pairs_caption", most=MOST),
              _changes.revised(sizes, words, MOST), words, answer=sizes, cited=True)  # fmt: skip
st.html(links.page_links("data-contradictions", "data-methods"))
