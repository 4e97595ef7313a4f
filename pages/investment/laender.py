from charts.bars import ranked
from charts.table import figure
from data import evidence
from findings import ranking
from pages.investment import _series
from ui import components, filters, html
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS, NRW, GERMANY = "investment.laender", "de-nw", "de"
BY_LAND = (("ma_deals_iw", "iw"), ("stakes_made_in_china_bertelsmann", "bertelsmann"))
LAENDER = (GERMANY, NRW, "de-bw", "de-by", "de-he")
SHARES = ("share_of_german_projects_in_nrw", "share_of_german_inward_stock")
PARTS_OF_NRW = ("ruhr", "region_duesseldorf", "niederrhein")
ASSISTED = "investment_projects_nrw_assisted"
REGIONAL = (ASSISTED, "new_settlements_nrw_assisted", "investment_projects_nrw_balance",
            "share_of_nrw_projects")  # fmt: skip

unsure = filters.switch("unsure")
codes = [code for code, _ in BY_LAND]
if not unsure:
    _series.note_left_out(visit, [*codes, *SHARES, *REGIONAL], (*LAENDER, *PARTS_OF_NRW))
definitions = ask("indicators", subject="investment")
claims_on = _series.asking(visit, LAENDER, unsure=unsure)
if compared := [r.period_end for r in claims_on(indicators=[*codes, *SHARES]).where(region=NRW)]:
    last = locale.date(f"{max(compared):%Y-%m}")
    components.draw_html(html.subtitle(locale(f"{TEXTS}.not_today", last=last)))

with components.side_by_side("laender"):
    for code, by in BY_LAND:
        claims = claims_on(indicators=[code]).where(is_shown=True, period_kind="span")
        lands = claims.having(lambda row: row.region != GERMANY)
        sentence = ranking(lands, f"investment.land_{by}", locale, by="region", about=NRW).title
        components.chart(f"land_{by}", claims, ranked, title=sentence.linked(lands), by="region",
                         unit="deals", strong=[NRW], columns=("region", "period", "value"),
                         badges=_series.badges([claims], definitions, locale))  # fmt: skip

shares = claims_on(indicators=list(SHARES)).where(region=NRW)
newest = next(iter(shares.where(indicator=SHARES[0], is_shown=True)), None)
title = locale(f"{TEXTS}.shares_missing")
if newest is not None:
    title = locale(f"{TEXTS}.shares", year=str(newest.period_start.year),
                  value=figure(newest, locale),
                  publisher=locale.called(newest.publisher))  # fmt: skip
_series.claim_table("shares", shares, locale, title=title)

regional = _series.asking(visit, PARTS_OF_NRW, unsure=unsure)(indicators=list(REGIONAL))
ruhr = next(iter(regional.where(indicator=ASSISTED, region="ruhr", is_shown=True)), None)
title = locale(f"{TEXTS}.regional_missing")
if ruhr is not None:
    title = locale(f"{TEXTS}.regional", year=str(ruhr.period_start.year),
                  value=evidence.linked(locale.value(ruhr.value, ruhr.unit), ruhr))  # fmt: skip
_series.claim_table("regional", regional, locale, title=title)
