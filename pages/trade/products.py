import pandas as pd
import streamlit as st

from charts.bars import ranked
from pages.trade import _products, _raw_materials
from ui import components, filters
from ui.missing_data import not_fetched
from ui.visit import current

ESTAT = ("eurostat_ds_045409", "eurostat_ds_045409_hs")

visit = current()
locale, ask = visit.locale, visit.ask

region = filters.one_of(
    "region", ["de-nw", "de", "de_estat"], label=lambda code: locale(f"trade.region.{code}")
)
releases = ask("trade_product_releases", region=region)
releases_by_code: dict[str, pd.Series] = {
    f"{row['scheme']}_{row['period_start']:%Y%m}_{row['period_end']:%Y%m}": row
    for _, row in releases.rows.iterrows()
}


def release_name(code: str) -> str:
    """Period and classification of a release."""
    row = releases_by_code[code]
    period = locale.period(row["period_kind"], row["period_start"], row["period_end"])
    return f"{period} · {locale('scheme.' + row['scheme'])}"


components.draw_html(_products.gap(ask("gaps"), region, locale))
_products.read_filters()
if not releases_by_code:
    missing = not_fetched(locale("trade.products.not_fetched"), ESTAT)
    components.empty(missing if region == "de_estat" else "")
    _raw_materials.draw(visit)
    st.stop()
# The newest year of a classification that covers all goods.
first = next((code for code, row in releases_by_code.items() if row["period_kind"] == "year"
              and row["scheme"] in ("gp", "wa")), next(iter(releases_by_code)))  # fmt: skip
release = releases_by_code[
    filters.one_of(
        "release", list(releases_by_code), label=release_name, default=first, as_list=True
    )
]
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
        product = part.labels.of("product", top["product"], locale.lang)
        title = locale(f"trade.products.{flow}_title", period=period, product=product,
                       value=_products.product_text(top, locale))  # fmt: skip
    is_whole, is_general = region == "de_estat", region == "de-nw" and flow == "import"
    system = "community" if is_whole else "general" if is_general else "special"
    notes = {"chapters": is_whole, "span": release["period_kind"] == "span"}
    components.chart(
        f"products_{flow}", part, ranked, title=title,
        subtitle=locale("trade.products.subtitle", flow=locale.code("flow", flow), period=period,
                        region=locale(f"trade.region.{region}")),
        badges=[f"concept.{system}", f"scheme.{release['scheme']}", "china.cn"],
        notes=[*_products.notes(part, locale),
               *(locale(f"trade.products.{note}") for note, holds in notes.items() if holds)],
        by="product", unit="meur", columns=("product", "period", "value", "share_pct", "status"),
    )  # fmt: skip

if region == "de_estat" and release["scheme"] == "wa" and release["period_kind"] == "year":
    _products.draw(visit, release["period_start"].year)
_raw_materials.draw(visit)
