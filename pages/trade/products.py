import streamlit as st

from charts.table import twin
from charts.treemap import treemap
from findings import ranking
from pages.trade import _products, _ranks, _raw_materials
from ui import components, filters
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
COLUMNS = ("product", "period", "value", "share_pct", "status")
#: Fewer groups are read faster as rows.
FEWEST = 4

region = filters.one_of(
    "region", ["de-nw", "de", "de_estat"], label=lambda code: locale(f"trade.region.{code}")
)
releases = {
    f"{row.scheme}_{row.period_start:%Y%m}_{row.period_end:%Y%m}": row
    for row in ask("trade_product_releases", region=region)
}


def period_of(code: str) -> str:
    """Period of a release."""
    row = releases[code]
    return locale.period(row.period_kind, row.period_start, row.period_end)


_products.read_filters()
if not releases:
    _raw_materials.draw(visit)
    _ranks.draw(visit)
    components.text(locale("trade.products.not_fetched") if region == "de_estat"
                    else locale("block.empty"))  # fmt: skip
    st.stop()
# The newest year of a classification that covers all goods.
first = next((code for code, row in releases.items() if row.period_kind == "year"
              and row.scheme in ("gp", "wa")), next(iter(releases)))  # fmt: skip
chosen = filters.one_of(
    "release", list(releases), default=first, as_list=True,
    label=lambda code: f"{period_of(code)} · {locale('scheme.' + releases[code].scheme)}",
)  # fmt: skip
release, period = releases[chosen], period_of(chosen)
products = ask("trade_products", region=region, scheme=release.scheme, period=release.period_kind,
               start=release.period_start.date(), end=release.period_end.date())  # fmt: skip
is_whole = region == "de_estat"
with components.side_by_side("products"):
    for flow in ("export", "import"):
        part, name = products.where(flow=flow), f"products_{flow}"
        title = ranking(part, f"trade.products.{flow}", locale, by="product").title.linked(part)
        is_general = region == "de-nw" and flow == "import"
        system = "community" if is_whole else "general" if is_general else "special"
        badges = [f"concept.{system}", f"scheme.{release.scheme}", "china.cn"]
        notes = [
            *_products.notes(part, locale),
            *(
                locale(f"trade.products.{note}")
                for note, holds in (("chapters", is_whole), ("span", release.period_kind == "span"))
                if holds
            ),
        ]
        if 0 < len(part.rows) < FEWEST:
            components.table(name, twin(part, locale, COLUMNS), part, title=title, badges=badges,
                             subtitle=" ".join(notes))  # fmt: skip
        else:
            components.chart(name, part, treemap, title=title, badges=badges, notes=notes,
                             columns=COLUMNS)  # fmt: skip

if is_whole and release.scheme == "wa" and release.period_kind == "year":
    _products.draw(visit, release.period_start.year)
_raw_materials.draw(visit)
_ranks.draw(visit)
components.draw_html(_products.gap(ask("gaps"), region, locale))
