from datetime import date
from functools import partial

import streamlit as st

from charts.table import absent
from reports.brief import command, document
from ui import brief as briefs
from ui import components, files, filters, html, links
from ui.cells import text
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
MONTHS = 24


def month(code: str) -> str:
    """A month in words."""
    return locale.period("month", first_days[code], briefs.last_day(first_days[code]))


today = visit.as_of or date.today()
first_days = {f"{day:%Y-%m}": day for day in briefs.months(today, MONTHS)}
first = first_days[filters.one_of("month", list(first_days), as_list=True, label=month)]
brief = briefs.of_month(first, today, locale)
st.header(components.heading(brief.lead.text), anchor="brief")
if brief.lead.source:
    st.caption(brief.lead.source)
else:
    newest = absent(next(iter(ask("newest_day"))).newest)
    code = f"{newest:%Y-%m}" if newest is not None else ""
    if code in first_days and first_days[code] < first:
        earlier = locale("brief.earlier", month=month(code))
        components.draw_html(f"<p>{links.page_link('news/brief', earlier, month=code)}</p>")
for section in brief.sections:
    st.subheader(briefs.heading(section, locale), anchor=section.kind)
    rows = "".join(
        f"<li>{text(one.text)}<span>{text(one.source)}</span></li>" for one in section.items
    )
    more = briefs.rest_text(section, locale)
    below = html.paragraph(more) if more else ""
    components.draw_html(f'<ul class="cm-ways">{rows}</ul>{below}')
with st.container(horizontal=True):
    for ending, (media, make) in document.FORMS.items():
        file_name = command.file_name(first, ending, locale)
        made = partial(make, brief, locale)
        files.button(locale(f"brief.{ending}"), made, file_name, f"brief_{ending}", media=media)
components.draw_html(links.feed(locale("brief.feed")))
st.html(links.page_links("news", "news/revisions"))
