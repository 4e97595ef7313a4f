from datetime import date

import streamlit as st

from pages.companies import _own_list, _own_sums
from ui import access, components, files, html, own_list, own_matches, pagination
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS = "companies.own"
SUMMED = ("kreis", "sector", "owner_country")

whole = own_list.firms()
if whole is None:
    components.draw_html(html.paragraph(locale(f"{TEXTS}.refused_{access.refusal()}")))
elif not whole:
    components.draw_html(html.paragraph(locale(f"{TEXTS}.none")))
else:
    first = next(iter(whole))
    st.header(_own_list.finding(whole, locale), anchor="list")
    subtitle = locale(f"{TEXTS}.list_subtitle", supplier=first.supplier,
                      date=locale.date(first.list_day.date()))  # fmt: skip
    components.draw_html(html.subtitle(subtitle) + html.paragraph(locale(f"{TEXTS}.kept_apart")))
    text = st.text_input(locale("listing.search"), key="own_search",
                         placeholder=locale("listing.search_hint"))  # fmt: skip
    own_list.map_switch()
    sites = own_list.firms(text) or whole.where(own_id="")
    leaf = pagination.leaf(len(sites.rows), narrowed_by=(text,))
    rows = list(sites)[leaf.rows]
    matches = own_matches.of_session(rows, ask("register"), locale)
    pagination.table(
        "own_list", locale(f"{TEXTS}.list"), _own_list.table(sites, rows, matches, locale),
        leaf=leaf,
    )  # fmt: skip
    components.draw_html(html.paragraph(locale(f"{TEXTS}.download_text")))
    file_name = f"{locale(f'{TEXTS}.file')}_{date.today().isoformat()}.csv"
    make = own_list.file_maker(locale)
    files.button(locale(f"{TEXTS}.download"), make, file_name, "own_download")

total = ask("own_sums")
st.header(_own_sums.title(total, locale), anchor="sums")
components.draw_html(_own_sums.above(total, whole, locale))
for breakdown in SUMMED if total else ():
    answer = ask("own_sums", breakdown=breakdown)
    components.table(
        f"{TEXTS}.{breakdown}", _own_sums.table(answer, breakdown, locale), answer,
        anchor=f"own_{breakdown}", texts=_own_sums.texts(total, locale),
    )  # fmt: skip
