import streamlit as st

from charts.bars import ranked
from charts.lines import over_time
from charts.table import figure
from pages.trade import _products
from ui import (
    components,
    conflicts,
    filters,
    headlines,
    links,
    newer_figures,
    provenance,
    trade_key_figures,
)  # fmt: skip
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS = "directions.china"
BADGES = ("concept.special", "china.cn")
#: Germany, the Land, the Ruhr area and its chamber districts.
REGIONS = ["de", "de-nw", "ruhr", "ihk_mittleres_ruhrgebiet", "ihk_essen", "ihk_dortmund",
           "ihk_niederrhein", "ihk_nord_westfalen", "bochum", "herne"]  # fmt: skip

exports = ask("trade_series", flow="export")
shares = ask("trade_position", measure="share_of_region_trade").where(flow="export")
ranks = ask("trade_position", measure="rank_among_partners").where(flow="export")
components.key_figures(
    [
        *headlines.card("trade.nrw.key_export", exports, locale, china=locale("china.named.cn")),
        *headlines.card(f"{TEXTS}.key_share", shares, locale),
        *headlines.card(f"{TEXTS}.key_rank", ranks, locale),
    ],
    [exports, shares, ranks],
)
components.chart(
    "trade.nrw.exports", exports, over_time, variant="trade_value", badges=BADGES,
    texts={"china": locale("china.named.cn")}, anchor="trend", by="flow",
    columns=("period", "value", "status", "trade_system", "evidence_kind"),
)  # fmt: skip
st.html(links.page_links("trade/nrw", "trade/months"))

for release in [row for row in ask("trade_product_releases", region="de-nw")
            if (row.period_kind, row.flow) == ("year", "export")][:1]:  # fmt: skip
    period = locale.period(release.period_kind, release.period_start, release.period_end)
    products = ask("trade_products", region="de-nw", scheme=release.scheme,
                   period=release.period_kind, start=release.period_start.date(),
                   end=release.period_end.date())  # fmt: skip
    products = products.where(flow="export")
    top = products.tuples[0]
    title = locale("trade.products.export_title", period=period, value=figure(top, locale),
                  product=products.labels.of("product", top.product, locale.lang))  # fmt: skip
    components.chart(
        f"{TEXTS}.products", products, ranked, title=title, texts={"period": period},
        anchor="products", badges=[*BADGES, f"scheme.{release.scheme}"], by="product", unit="meur",
        notes=_products.notes(products, locale),
        columns=("product", "period", "value", "share_pct", "status"),
    )  # fmt: skip
st.html(links.page_links("trade/products"))

years = ask("trade_years")
year = next((row.year for row in years if row.status == "final"), None)
if year is not None:
    laender = ask("trade_laender", year=year)
    title = trade_key_figures.laender_title(laender, year, locale("partner.cn"), locale)
    texts = {"year": str(year), "partner": locale("partner.cn")}
    components.chart(
        "laender", laender, ranked, title=title, badges=BADGES, by="region", unit="meur",
        subtitle=locale("trade.laender.subtitle", **texts), strong=["de-nw"],
        notes=[locale("trade.laender.lines")],
        columns=("region", "value", "share_pct", "growth_pct", "status"),
    )  # fmt: skip
st.html(links.page_links("trade/laender", "trade/partners"))

unsure = "yes" if filters.switch("unsure") else "no"
OTHERS = ("german_subsidiaries_in_china", "firms_trading_with_china")
STOCK, FLOW = ("fdi_stock_outward", "fdi_stock_outward_consolidated"), ("fdi_flow_outward",)
for name, first, more in (
    ("stock", STOCK, ("share_of_outward_stock",)),
    ("flow", FLOW, ("share_of_outward_flow",)),
    (
        "firms",
        ("german_firms_in_china",),
        ("german_subsidiaries_in_china", "firms_trading_with_china"),
    ),
):
    claims = ask("figures_on", indicators=[*first, *more], regions=REGIONS, unsure=unsure)
    newest = provenance.newest(row for row in claims if row.indicator in first)
    title = locale(f"{TEXTS}.{name}_none")
    if newest is not None:
        title = locale(f"{TEXTS}.{name}_title", **provenance.claim_texts(newest, claims, locale))
        title = newer_figures.behind(title, newest, claims, locale)
    subtitle = locale(f"{TEXTS}.{name}_subtitle")
    if name == "firms" and not {"herne", "ihk_mittleres_ruhrgebiet"} & set(claims.rows["region"]):
        subtitle += " " + locale(f"{TEXTS}.no_herne")
    components.table(name, provenance.table(claims, locale), claims, title=title, subtitle=subtitle)

gaps = ask("gaps").where(flow="export")
components.table(f"{TEXTS}.gaps", conflicts.gaps(gaps, locale), gaps, anchor="gaps")
st.markdown(locale(f"{TEXTS}.not_here"))
st.html(links.page_links("location/herne", "cooperation/timeline", "evidence/contradictions"))
