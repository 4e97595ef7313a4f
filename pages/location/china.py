import streamlit as st

from charts import sparkline
from charts.lines import over_time
from charts.tiles import PLACES, tile_map
from charts.treemap import treemap
from findings import finding, ranking
from pages.location import _customs
from pages.trade import _products
from ui import components, filters, headlines, links, newer_figures, provenance
from ui.headlines import KeyFigure
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
tiles: list[KeyFigure] = []
for name, line, about in (("export", exports, "exports"), ("share", shares, "share_export"),
                          ("rank", ranks, "rank_export")):  # fmt: skip
    course = [(float(row.period_start.year), float(row.value), row.status == "provisional")
              for row in line if not getattr(row, "is_apart", False)]  # fmt: skip
    lead = finding(line, f"trade.nrw.{about}", locale, china=locale("partner.cn_short")).lead
    drawn = sparkline.line(course, str(lead), best_first=name == "rank")
    tiles += [one._replace(course=drawn)
              for one in headlines.card(f"{TEXTS}.key_{name}", line, locale)]  # fmt: skip
sold = finding(exports, "trade.nrw.exports", locale, china=locale("china.named.cn"))
components.chart(
    f"{TEXTS}.exports", exports, over_time, title=sold.title.linked(exports), badges=BADGES,
    anchor="trend", by="flow",
    columns=("period", "value", "status", "trade_system", "evidence_kind"),
)  # fmt: skip
components.key_figures(tiles, [exports, shares, ranks])

with components.side_by_side("markets"):
    for release in [row for row in ask("trade_product_releases", region="de-nw")
                    if (row.period_kind, row.flow) == ("year", "export")][:1]:  # fmt: skip
        products = ask("trade_products", region="de-nw", scheme=release.scheme,
                       period=release.period_kind, start=release.period_start.date(),
                       end=release.period_end.date()).where(flow="export")  # fmt: skip
        components.chart(
            f"{TEXTS}.products", products, treemap, anchor="products",
            title=ranking(products, "trade.products.export", locale,
                          by="product").title.linked(products),
            badges=[*BADGES, f"scheme.{release.scheme}"], notes=_products.notes(products, locale),
            columns=("product", "period", "value", "share_pct", "status"),
        )  # fmt: skip
    year = next((row.year for row in ask("trade_years") if row.status == "final"), None)
    if year is not None:
        laender = ask("trade_laender", year=year)
        lands = laender.where(kind="land").rows
        components.chart(
            "laender", laender, tile_map, badges=BADGES, guide=[locale("trade.laender.lines")],
            title=ranking(laender, "trade.laender.ranking", locale, by="region", about="de-nw",
                          is_complete=len(lands) == len(PLACES),
                          partner=locale("partner.cn")).title.linked(laender),
            columns=("region", "value", "share_pct", "growth_pct", "status"),
        )  # fmt: skip
st.html(links.page_links("trade/nrw", "trade/products", "trade/laender", "trade/partners"))
_customs.draw(visit)

st.header(locale(f"{TEXTS}.capital"), anchor="capital")
unsure = "yes" if filters.switch("unsure") else "no"
for name, first, more in (
    ("stock", ("fdi_stock_outward", "fdi_stock_outward_consolidated"), ("share_of_outward_stock",)),
    ("flow", ("fdi_flow_outward",), ("share_of_outward_flow",)),
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
        title = newer_figures.append(title, newest, claims, locale)
    near = {"herne", "ihk_mittleres_ruhrgebiet"} & set(claims.rows["region"])
    components.table(
        name, provenance.table(claims, locale), claims, title=title, badges=[f"{TEXTS}.{name}"],
        subtitle=locale(f"{TEXTS}.no_herne") if name == "firms" and not near else "",
        folded=True,
    )  # fmt: skip
