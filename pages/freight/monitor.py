import streamlit as st

from charts.bars import ranked
from charts.columns import periods
from charts.percentiles import spread
from pages.freight import _monitor
from pages.freight import _monitor_tables as tables
from ui import components, demonstration, filters, html, indicators, links
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS = "monitor"
NOTHING = locale(f"{TEXTS}.nothing")


def choice(name: str, *codes: str, prefix: str = "") -> str:
    """One of a few codes, chosen by the visitor; ``prefix``: what their texts begin with."""
    key = f"{TEXTS}.{prefix or name}"
    return filters.one_of(name, codes, label=lambda code: locale(f"{key}_{code}"))


def train_list(service: str) -> None:
    """The list of all trains reported."""
    reported = ask("monitor_trains", service=service)
    components.table(
        "trains",
        tables.trains(reported, locale),
        reported,
        title=_monitor.trains_title(reported, locale),
        missing=NOTHING,
    )


def trains() -> None:
    """How many trains, how much on them, how regularly."""
    with st.container(horizontal=True):
        service, period = choice("service", "china", "all"), choice("period", "month", "week")
        measure = choice("counted", *_monitor.UNITS, prefix="measure")
    answer = ask("monitor_periods", period=period, service=service).where(measure=measure)
    title = _monitor.newest_title(answer, measure, locale)
    components.chart(
        f"{TEXTS}.periods", answer, periods, anchor="reported", title=title, missing=NOTHING,
        badges=[f"{TEXTS}.service_{service}"], by="direction", unit=_monitor.UNITS[measure],
        name=_monitor.direction(locale), headers=tables.headers(locale, "direction"),
    )  # fmt: skip
    regular = ask("monitor_service", service=service)
    title = _monitor.regular_title(regular, locale)
    components.table(f"{TEXTS}.regular", tables.regularity(regular, locale), regular,
                     anchor="regularity", title=title, missing=NOTHING)  # fmt: skip
    train_list(service)


def load() -> None:
    """How full the trains were, and how even the two directions."""
    answer = ask("monitor_load", service=choice("service", "china", "all"))
    title = _monitor.load_title(answer, locale)
    components.table(f"{TEXTS}.load", tables.load(answer, locale), answer, title=title,
                     missing=NOTHING)  # fmt: skip


def times() -> None:
    """Days on the way and delay, with percentiles where there are enough trains."""
    service = choice("service", "china", "all")
    all_times = ask("monitor_times", service=service)
    for measure in ("transit_days", "delay_minutes"):
        answer = all_times.where(measure=measure)
        title = _monitor.times_title(answer, measure, locale)
        picture = spread(answer, locale, title=title, name=_monitor.direction(locale),
                         headers=tables.time_headers(locale))  # fmt: skip
        if _monitor.has_percentiles(answer):
            components.chart(f"{TEXTS}.{measure}", answer, picture, title=title)
        else:
            components.table(f"{TEXTS}.{measure}", picture.table, answer, title=title,
                             missing=NOTHING)  # fmt: skip
    train_list(service)


def port() -> None:
    """Tonnes by ship and by rail, by goods."""
    years = [str(row.year) for row in ask("port_years")]
    if not years:
        components.empty(NOTHING)
        return
    year = filters.one_of("goods_year", years, label=str, as_list=True)
    handled = ask("port_goods", year=year)
    for mode in ("ship", "rail"):
        answer = handled.where(mode=mode).having(_monitor.has_goods)
        title = _monitor.goods_title(answer, mode, year, locale)
        components.chart(
            f"{TEXTS}.goods", answer, ranked, anchor=f"goods_{mode}", title=title,
            notes=_monitor.goods_notes(handled.where(mode=mode), locale), missing=NOTHING,
            by="nst2007", unit="tonnes", columns=("nst2007", "value"),
        )  # fmt: skip


def terminal() -> None:
    """What terminals report month by month; each measure its own picture."""
    months = ask("terminal_months")
    if not months:
        components.empty(NOTHING)
    for measure in dict.fromkeys(row.measure for row in months):
        answer = months.where(measure=measure)
        components.chart(
            f"{TEXTS}.terminal", answer, periods, anchor=f"terminal_{measure}",
            title=_monitor.terminal_title(answer, locale), by="terminal", unit=measure,
            name=_monitor.terminal(answer, locale), headers=tables.headers(locale, "terminal"),
        )  # fmt: skip


def draw() -> None:
    """What was reported on one part, or what to drop in so that something shows."""
    reports = ask("deliveries")
    summary = _monitor.reports(reports, locale)
    st.header(summary if not reports else _monitor.reports_title(reports, locale), anchor="reports")
    if reports:
        components.draw_html(html.subtitle(summary) + html.source_line([reports], locale))
    part = choice("monitor", *PARTS)
    lacking = _monitor.lacking(reports, part)
    if lacking != list(_monitor.KINDS[part]):
        PARTS[part]()
    if lacking and links.has_place("data/inbox"):
        kinds = locale.list(locale(f"{TEXTS}.kind_{kind}") for kind in lacking)
        how = locale(f"{TEXTS}.how_to", kinds=kinds)
        st.html(
            f'<p class="cm-key">{how} '
            f'<span class="cm-more">{links.page_link("data/inbox")}</span></p>'
        )
    places, measures = _monitor.BESIDE[part]
    beside = ask("freight_figures", places=places).where(indicator=list(measures))
    data = indicators.table(beside, measures, ask("indicators", subject="freight"), None, locale)
    components.table(f"{TEXTS}.beside", data, beside, folded=True)


PARTS = {"trains": trains, "load": load, "times": times, "port": port, "terminal": terminal}
with demonstration.offered(ask("deliveries")):
    draw()
