from collections.abc import Sequence

from charts.table import figure
from charts.vintages import states
from pages.investment import _affiliates, _published, _series, _vintages
from ui import components, filters, html
from ui.missing_data import all_not_fetched
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS, GERMANY, NRW, EU = "investment.fdi", "de", "de-nw", "eu27_gb"
FLOW, INTO_EUROPE, INWARD = "fdi_flow_outward", "fdi_transactions_rhodium", "fdi_stock_inward"
OUTWARD = ("fdi_stock_outward", "fdi_stock_outward_consolidated")
SHARES = ("share_of_outward_stock", "share_of_outward_flow", "share_of_inward_stock",
          "share_of_german_inward_stock", "share_of_european_investment_rhodium",
          "takeover_share_of_fdi_rhodium", "greenfield_value_rhodium")  # fmt: skip
AREAS = ("eu", "eu27", "eu28", GERMANY)
ELSEWHERE = (*AREAS, EU, "de_fr_gb", "hu")

unsure = filters.switch("unsure")
if not unsure:
    _series.note_left_out(visit, (FLOW, *OUTWARD, INWARD, INTO_EUROPE, *SHARES), (NRW, *ELSEWHERE))
definitions = ask("indicators", subject="investment")
claims_on = _series.asking(visit, [NRW, *ELSEWHERE], unsure=unsure)
#: Fewer states are read faster as rows.
FEWEST = 4


def draw(name: str, code: str, *, region: str = GERMANY, notes: Sequence[str] = (),
         guide: Sequence[str] = ()) -> None:  # fmt: skip
    """Figures with all their states; the title tells the newest, and what it was before."""
    answer = ask("fdi_states", indicator=code, region=region, unsure="yes" if unsure else "no")
    title = _vintages.moved(answer, f"{TEXTS}.{name}", locale)
    table = _vintages.all_states(answer, locale)
    badges = _series.badges([answer], definitions, locale)
    if len(answer.rows) < FEWEST:
        components.table(name, table, answer, title=title, badges=badges)
    else:
        components.chart(name, answer, states, title=title, badges=badges, table=table,
                         notes=notes, guide=guide)  # fmt: skip


draw(
    "flow", FLOW, notes=[html.legend(locale(f"{TEXTS}.key"))], guide=[locale(f"{TEXTS}.flow_note")]
)
draw("europe", INTO_EUROPE, region=EU)
draw("stock", OUTWARD[0])
draw("consolidated", OUTWARD[1])

inward = claims_on(indicators=[INWARD])
title = locale(f"{TEXTS}.inward_missing")
if row := next(iter(inward.where(region=GERMANY, partner="cn")), None):
    title = locale(f"{TEXTS}.inward", year=str(row.period_start.year), value=figure(row, locale),
                  publisher=locale.called(row.publisher))  # fmt: skip
_series.claim_table("inward", inward, locale, title=title)
lacking = [one for section in _published.SECTIONS
           for one in _published.draw(visit, definitions, section)]  # fmt: skip
lacking += _affiliates.draw(visit, definitions)
if lacking:
    components.empty(all_not_fetched(lacking))

others = claims_on(indicators=[*SHARES, INTO_EUROPE]).having(
    lambda row: row.indicator in SHARES or row.region in AREAS
)
title = locale(f"{TEXTS}.shares_missing")
if row := next(iter(others.where(indicator=SHARES[0])), None):
    title = locale(f"{TEXTS}.shares", year=str(row.period_start.year), value=figure(row, locale))
_series.claim_table("shares", others, locale, title=title,
                   subtitle=locale(f"{TEXTS}.areas_subtitle"))  # fmt: skip
