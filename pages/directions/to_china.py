import streamlit as st

from charts.bars import ranked
from charts.lines import over_time
from charts.table import figure
from pages.trade import _products
from ui import components, conflicts, filters, glossary, headlines, links, provenance
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
ROOM = "directions.china"
BADGES = glossary.badges("concept.special", "china.cn")
#: Germany, the Land, the Ruhr area and its chamber districts.
REGIONS = ["de", "de-nw", "ruhr", "ihk_mittleres_ruhrgebiet", "ihk_essen", "ihk_dortmund",
           "ihk_niederrhein", "ihk_nord_westfalen", "bochum", "herne"]  # fmt: skip

components.title(locale("page.to_china.title"), locale("page.to_china.intro"))

exports = ask("trade_series", flow="export")
shares = ask("trade_position", measure="share_of_region_trade").where(flow="export")
ranks = ask("trade_position", measure="rank_among_partners").where(flow="export")
components.key_figures(
    [
        *headlines.card("trade.nrw.key_export", exports, locale, china=locale("china.named.cn")),
        *headlines.card(f"{ROOM}.key_share", shares, locale),
        *headlines.card(f"{ROOM}.key_rank", ranks, locale),
    ],
    [exports, shares, ranks],
)  # fmt: skip
title = headlines.title("trade.nrw.exports", exports, locale, "trade_value",
                       china=locale("china.named.cn"))  # fmt: skip
components.chart("trend", exports, over_time, title=title, badges=BADGES,
                 subtitle=locale("trade.nrw.exports_subtitle"), by="flow",
                 columns=("period", "value", "status", "trade_system", "evidence_kind"))  # fmt: skip
st.html(links.page_links("trade-nrw", "trade-germany"))

for one in [row for row in ask("trade_product_releases", region="de-nw")
            if (row.period_kind, row.flow) == ("year", "export")][:1]:  # fmt: skip
    period = locale.period(one.period_kind, one.period_start, one.period_end)
    products = ask("trade_products", region="de-nw", scheme=one.scheme, period=one.period_kind,
                   start=one.period_start.date(), end=one.period_end.date())  # fmt: skip
    products = products.where(flow="export")
    top = products.tuples[0]
    title = locale("trade.products.export_title", period=period, value=figure(top, locale),
                  product=products.labels.of("product", top.product, locale.lang))  # fmt: skip
    components.chart("products", products, ranked, title=title, subtitle=locale(f"{ROOM}.products_subtitle", period=period), badges=[*BADGES, *glossary.badges(f"scheme.{one.scheme}")], notes=_products.notes(products, locale), by="product", unit="meur", columns=("product", "period", "value", "share_pct", "status"))  # fmt: skip
st.html(links.page_links("trade-products"))

years = ask("trade_years")
year = next((row.year for row in years if row.status == "final"), None)
if year is not None:
    laender = ask("trade_laender", year=year)
    lands = list(laender.where(kind="land"))
    codes = [row.region for row in lands]
    title = locale("trade.laender.missing", year=str(year))
    if "de-nw" in codes:
        own = lands[codes.index("de-nw")]
        title = locale("trade.laender.title", year=str(year), place=str(codes.index("de-nw") + 1),
                      value=headlines.figure_text(own, laender, locale), partner=locale("partner.cn"),
                      share=locale.value(own.share_pct, "percent"))  # fmt: skip
    components.chart("laender", laender, ranked, title=title, subtitle=locale("trade.laender.subtitle", partner=locale("partner.cn"), year=str(year)), badges=BADGES, notes=[locale("trade.laender.lines")], by="region", unit="meur", strong=["de-nw"], columns=("region", "value", "share_pct", "growth_pct", "status"))  # fmt: skip
st.html(links.page_links("trade-laender", "trade-partners"))

unsure = "yes" if filters.switch("unsure") else "no"
STOCK, FLOW = ("fdi_stock_outward", "fdi_stock_outward_consolidated"), ("fdi_flow_outward",)
FIRMS, OTHERS = (
    ("german_firms_in_china",),
    ("german_subsidiaries_in_china", "firms_trading_with_china"),
)
for name, first, more in (
    ("stock", STOCK, ("share_of_outward_stock",)),
    ("flow", FLOW, ("share_of_outward_flow",)),
    ("firms", FIRMS, OTHERS),
):
    said = ask("figures_on", indicators=[*first, *more], regions=REGIONS, unsure=unsure)
    newest = provenance.newest(row for row in said if row.indicator in first)
    title = locale(f"{ROOM}.{name}_none")
    if newest is not None:
        title = locale(f"{ROOM}.{name}_title", **provenance.claim_texts(newest, said, locale))
    subtitle = locale(f"{ROOM}.{name}_subtitle")
    if name == "firms" and not {"herne", "ihk_mittleres_ruhrgebiet"} & set(said.rows["region"]):
        subtitle += " " + locale(f"{ROOM}.no_herne")
    components.table(name, title, provenance.table(said, locale), said, subtitle=subtitle)

gaps = ask("gaps").where(flow="export")
components.table(
    "gaps",
    locale(f"{ROOM}.gaps_title"),
    conflicts.gaps(gaps, locale),
    gaps,
    subtitle=locale(f"{ROOM}.gaps_subtitle"),
)
st.markdown(locale(f"{ROOM}.not_here"))
st.html(links.page_links("why-herne", "cooperation", "data-contradictions"))
