from charts.table import figure
from pages.investment import _series
from ui import components, filters, html, indicators, provenance
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
ROOM, NRW, GERMANY = "investment.laender", "de-nw", "de"
BY_LAND = (("ma_deals_iw", "iw"), ("stakes_made_in_china_bertelsmann", "bertelsmann"))
LAENDER = (GERMANY, NRW, "de-bw", "de-by", "de-he")
SHARES = ("share_of_german_projects_in_nrw", "share_of_german_inward_stock")
PARTS_OF_NRW = ("ruhr", "region_duesseldorf", "niederrhein")
ASSISTED = "investment_projects_nrw_assisted"
REGIONAL = (ASSISTED, "new_settlements_nrw_assisted", "investment_projects_nrw_balance",
            "share_of_nrw_projects")  # fmt: skip

components.title(locale("page.invest_laender.title"), locale("page.invest_laender.intro"))
unsure = filters.switch("unsure")
measured = [code for code, _ in BY_LAND]
if not unsure:
    _series.note_left_out(visit, [*measured, *SHARES, *REGIONAL], (*LAENDER, *PARTS_OF_NRW))
definitions = ask("indicators", subject="investment")
told = _series.asking(visit, LAENDER, unsure=unsure)
if compared := [r.period_end for r in told(indicators=[*measured, *SHARES]).where(region=NRW)]:
    last = locale.date(f"{max(compared):%Y-%m}")
    components.draw_html(html.status([locale(f"{ROOM}.not_today", last=last)]))

shares = told(indicators=list(SHARES)).where(region=NRW)
newest = next(iter(shares.where(indicator=SHARES[0], is_shown=True)), None)
title = locale(f"{ROOM}.shares_missing")
if newest is not None:
    title = locale(f"{ROOM}.shares", year=str(newest.period_start.year),
                  value=figure(newest, locale), publisher=newest.publisher)  # fmt: skip
_series.claim_table("shares", shares, locale, title=title,
                   subtitle=locale(f"{ROOM}.shares_subtitle"))  # fmt: skip

with components.side_by_side("laender"):
    for code, by in BY_LAND:
        counted = told(indicators=[code]).where(is_shown=True, period_kind="span")
        whole = next(iter(counted.where(region=GERMANY)), None)
        lands = sorted((row for row in counted if row.region != GERMANY),
                       key=lambda row: (-row.value, row.region != NRW))  # fmt: skip
        title = locale(f"{ROOM}.land_{by}_missing")
        if whole is not None and lands:
            named = [locale(f"{ROOM}.land", value=locale.number(row.value),
                           land=counted.labels.of("region", row.region, locale.lang))
                     for row in lands[:2]]  # fmt: skip
            title = locale(f"{ROOM}.land_{by}", lands=", ".join(named),
                          all=provenance.short(whole, locale),
                          period=locale.period("span", whole.period_start,
                                              whole.period_end))  # fmt: skip
        components.chart(f"land_{by}", counted, _series.by_land, title=title, badges=_series.badges([counted], locale), notes=[indicators.definition(code, definitions, locale)])  # fmt: skip

regional = _series.asking(visit, PARTS_OF_NRW, unsure=unsure)(indicators=list(REGIONAL))
ruhr = next(iter(regional.where(indicator=ASSISTED, region="ruhr", is_shown=True)), None)
title = locale(f"{ROOM}.regional_missing")
if ruhr is not None:
    title = locale(f"{ROOM}.regional", year=str(ruhr.period_start.year),
                  value=locale.value(ruhr.value, ruhr.unit))  # fmt: skip
_series.claim_table("regional", regional, locale, title=title,
                   subtitle=locale(f"{ROOM}.regional_subtitle"))  # fmt: skip
