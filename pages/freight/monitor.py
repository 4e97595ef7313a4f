import streamlit as st

from charts.bars import ranked
from charts.periods import periods
from charts.spread import spread
from pages._parts import beside, blocks, filters, frame, links, markup, monitor, rail_state, terms
from pages._parts import monitor_tables as tables

visit = frame.visit()
words, ask = visit.words, visit.ask
ROOM = "monitor"
NOTHING = words(f"{ROOM}.nothing")


def choice(name: str, *codes: str, said: str = "") -> str:
    """One of a few codes, chosen by the visitor; ``said``: what their texts begin with."""
    key = f"{ROOM}.{said or name}"
    return filters.one_of(name, codes, words, label=lambda code: words(f"{key}_{code}"))


def every_train(service: str) -> None:
    """The list of all trains reported."""
    listed = ask("monitor_trains", service=service)
    blocks.table("trains", monitor.listed_title(listed, words), tables.trains(listed, words),
                 listed, words, missing=NOTHING)  # fmt: skip


def trains() -> None:
    """How many trains, how much on them, how regularly."""
    with st.container(horizontal=True):
        service, period = choice("service", "china", "all"), choice("period", "month", "week")
        measure = choice("counted", *monitor.UNITS, said="measure")
    answer = ask("monitor_periods", period=period, service=service).where(measure=measure)
    title = monitor.newest_title(answer, measure, words)
    picture = periods(answer, words, title=title, by="direction", unit=monitor.UNITS[measure],
                      name=monitor.direction(words),
                      headers=tables.headers(words, "direction"))  # fmt: skip
    blocks.chart(
        "reported", title, picture, answer, words, subtitle=words(f"{ROOM}.periods_subtitle"),
        badges=terms.badges(words, f"{ROOM}.service_{service}"),
        notes=[words(f"{ROOM}.periods_note")], missing=NOTHING,
    )  # fmt: skip
    regular = ask("monitor_service", service=service)
    blocks.table("regularity", monitor.regular_title(regular, words),
                 tables.regularity(regular, words), regular, words,
                 subtitle=words(f"{ROOM}.regular_subtitle"), missing=NOTHING)  # fmt: skip
    every_train(service)


def load() -> None:
    """How full the trains were, and how even the two directions."""
    answer = ask("monitor_load", service=choice("service", "china", "all"))
    blocks.table("load", monitor.load_title(answer, words), tables.load(answer, words), answer,
                 words, subtitle=words(f"{ROOM}.load_subtitle"), missing=NOTHING)  # fmt: skip


def times() -> None:
    """Days on the way and delay, with percentiles where there are enough trains."""
    service = choice("service", "china", "all")
    known = ask("monitor_times", service=service)
    for measure in ("transit_days", "delay_minutes"):
        answer = known.where(measure=measure)
        title = monitor.times_title(answer, measure, words)
        subtitle = words(f"{ROOM}.{measure}_subtitle")
        picture = spread(answer, words, title=title, name=monitor.direction(words),
                         headers=tables.time_headers(words))  # fmt: skip
        if monitor.has_percentiles(answer):
            blocks.chart(measure, title, picture, answer, words, subtitle=subtitle)
        else:
            shown = picture.table
            blocks.table(measure, title, shown, answer, words, subtitle=subtitle, missing=NOTHING)
    every_train(service)


def port() -> None:
    """Tonnes by ship and by rail, by goods."""
    years = [str(row.year) for row in ask("port_years")]
    if not years:
        blocks.empty(words, NOTHING)
        return
    year = filters.one_of("goods_year", years, words, label=str, as_list=True)
    handled = ask("port_goods", year=year)
    for mode in ("ship", "rail"):
        answer = handled.where(mode=mode).having(monitor.has_goods)
        title = monitor.goods_title(answer, mode, year, words)
        picture = ranked(answer, words, title=title, by="nst2007", unit="tonnes",
                         columns=("nst2007", "value"))  # fmt: skip
        blocks.chart(f"goods_{mode}", title, picture, answer, words,
                     subtitle=words(f"{ROOM}.goods_subtitle"),
                     notes=monitor.goods_notes(handled.where(mode=mode), words),
                     missing=NOTHING)  # fmt: skip


def terminal() -> None:
    """What terminals report month by month; each measure its own picture."""
    months = ask("terminal_months")
    if not months:
        blocks.empty(words, NOTHING)
    for measure in dict.fromkeys(row.measure for row in months):
        answer = months.where(measure=measure)
        title = monitor.terminal_title(answer, words)
        picture = periods(answer, words, title=title, by="terminal", unit=measure,
                          name=monitor.terminal(answer, words),
                          headers=tables.headers(words, "terminal"))  # fmt: skip
        blocks.chart(f"terminal_{measure}", title, picture, answer, words,
                     subtitle=words(f"{ROOM}.terminal_subtitle"))  # fmt: skip


blocks.title(words("page.freight_monitor.title"), words("page.freight_monitor.intro"))
states, thresholds, reports = ask("link_state"), ask("thresholds"), ask("deliveries")
st.html(
    markup.status([rail_state.sentence(states, thresholds, words), monitor.reports(reports, words)])
    + markup.source_line([states, reports], words)
    + links.page_links("freight-link", "freight-alerts")
)
PARTS = {"trains": trains, "load": load, "times": times, "port": port, "terminal": terminal}
part = choice("monitor", *PARTS)
if lacking := monitor.lacking(reports, part):
    inbox = links.page_link("freight-inbox") if frame.has_page("freight-inbox") else ""
    st.html(monitor.how_to(lacking, words, inbox))
if lacking != list(monitor.KINDS[part]):
    PARTS[part]()
yardsticks = ask("freight_figures", places=beside.PLACES[part]).having(beside.WANTED[part])
blocks.table("beside", words(f"{ROOM}.beside"), beside.table(yardsticks, words), yardsticks, words,
             subtitle=words(f"{ROOM}.beside_subtitle"))  # fmt: skip
