import pandas as pd
import streamlit as st

from charts.bars import ranked
from pages.trade import _products
from ui import components, filters
from ui.missing_data import not_fetched
from ui.visit import current

ESTAT = ("eurostat_ds_045409", "eurostat_ds_045409_hs")

visit = current()
locale, ask = visit.locale, visit.ask

components.title(locale("page.trade_products.title"), locale("page.trade_products.intro"))
region = filters.one_of(
    "region", ["de-nw", "de", "de_estat"], label=lambda code: locale(f"trade.region.{code}")
)
releases = ask("trade_product_releases", region=region)
known: dict[str, pd.Series] = {
    f"{row['scheme']}_{row['period_start']:%Y%m}_{row['period_end']:%Y%m}": row
    for _, row in releases.rows.iterrows()
}


def named(code: str) -> str:
    """Period and classification of a release."""
    row = known[code]
    period = locale.period(row["period_kind"], row["period_start"], row["period_end"])
    return f"{period} · {locale('scheme.' + row['scheme'])}"


if lacking := _products.gap(ask("gaps"), region, locale):
    components.draw_html(lacking)
_products.read_filters()
if not known:
    missing = not_fetched(locale("trade.products.not_fetched"), ESTAT)
    components.empty(missing if region == "de_estat" else "")
    st.stop()
# The newest year of a classification that covers all goods.
first = next((code for code, row in known.items() if row["period_kind"] == "year"
              and row["scheme"] in ("gp", "wa")), next(iter(known)))  # fmt: skip
release = known[filters.one_of("release", list(known), label=named, default=first,
                               as_list=True)]  # fmt: skip
products = ask(
    "trade_products",
    region=region,
    scheme=release["scheme"],
    period=release["period_kind"],
    start=release["period_start"].date(),
    end=release["period_end"].date(),
)
for flow in ("export", "import"):
    part = products.where(flow=flow)
    period = locale.period(release["period_kind"], release["period_start"], release["period_end"])
    title = locale(f"trade.products.{flow}_missing", period=period)
    if part:
        top = part.rows.iloc[0]
        title = locale(
            f"trade.products.{flow}_title",
            period=period,
            product=part.labels.of("product", top["product"], locale.lang),
            value=_products.product_text(top, locale),
        )
    is_whole = region == "de_estat"
    is_general = region == "de-nw" and flow == "import"
    system = "community" if is_whole else "general" if is_general else "special"
    components.chart(
        f"products_{flow}",
        part,
        ranked,
        title=title,
        subtitle=locale(
            "trade.products.subtitle",
            flow=locale.code("flow", flow),
            period=period,
            region=locale(f"trade.region.{region}"),
        ),
        badges=[f"concept.{system}", f"scheme.{release['scheme']}", "china.cn"],
        notes=_products.notes(part, locale)
        + ([locale("trade.products.chapters")] if is_whole else [])
        + ([locale("trade.products.span")] if release["period_kind"] == "span" else []),
        by="product",
        unit="meur",
        columns=("product", "period", "value", "share_pct", "status"),
    )

if region == "de_estat" and release["scheme"] == "wa" and release["period_kind"] == "year":
    _products.draw(visit, release["period_start"].year)
