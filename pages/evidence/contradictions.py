import streamlit as st

from ui import components, conflicts, filters, html, pagination
from ui.headlines import KeyFigure
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS, KINDS = "method.contradictions", ("contradiction", "newer_state", "later_state", "forecast")
SUBJECTS = ("all", "trade", "investment", "freight", "region")

pairs, gaps = ask("contradictions"), ask("gaps")
compared = next(iter(ask("claim_pairs")))
lacking = sum(bool(len(row.missing) + len(row.partial)) for row in gaps)
counts = {kind: int((pairs.rows["kind"] == kind).sum()) for kind in KINDS} | {"gaps": lacking}
st.header(
    locale(f"{TEXTS}.finding", agree=locale.number(compared.agree_count),
           all=locale.number(compared.pairs_count)),
    anchor="contradictions",
)  # fmt: skip
components.key_figures(
    [KeyFigure(locale(key := f"{TEXTS}.key_{kind}"), locale.number(count),
               locale(f"{key}_detail", all=locale.number(len(gaps.rows))))
     for kind, count in counts.items()],
    [],
)  # fmt: skip

with st.container(horizontal=True):
    topic = filters.one_of("topic", SUBJECTS, label=lambda code: locale(f"topic.{code}"))
    kind = filters.one_of("difference", ("all", *KINDS), as_list=True,
                          label=lambda code: locale(f"method.difference.{code}"))  # fmt: skip
    regions = ["all", *dict.fromkeys(pairs.rows["region"])]
    region = filters.one_of(
        "whose", regions, as_list=True,
        label=lambda code: locale("listing.every") if code == "all"
        else pairs.labels.name("region", code, locale.lang),
    )  # fmt: skip
chosen = {"subject": topic, "kind": kind, "region": region}
matches = pairs.where(**{name: code for name, code in chosen.items() if code != "all"})
leaf = pagination.leaf(len(matches.rows), narrowed_by=(topic, kind, region, visit.as_of), size=25)
caption = locale(f"{TEXTS}.found", found=locale.number(len(matches.rows)),
                 all=locale.number(len(pairs.rows)))  # fmt: skip
pagination.table("contradictions", caption, conflicts.contradictions(matches, locale, leaf.rows),
                 answer=matches, cited=True, leaf=leaf)  # fmt: skip
meanings = html.paragraph(locale(f"{TEXTS}.kinds")) + html.paragraph(locale(f"{TEXTS}.rounding"))
components.draw_html(html.folded(locale(f"{TEXTS}.kinds_heading"), meanings, "kinds"))

if topic in ("all", "freight"):
    ledger = ask("rail_contradictions")
    st.header(locale(f"{TEXTS}.rail_heading"), anchor="rail")
    caption = locale(f"{TEXTS}.rail_subtitle")
    pagination.table("rail", caption, conflicts.rail(ledger, locale), answer=ledger, cited=True)

expected = gaps if topic == "all" else gaps.where(subject=topic)
st.header(locale("method.gaps.heading"), anchor="gaps")
pagination.table("gaps", locale("method.gaps.subtitle"), conflicts.gaps(expected, locale),
                 answer=expected, notes=[locale("method.gaps.note")])  # fmt: skip
