"""Every page in a true browser on a true server: wide and narrow, German and English.

Watched on the way: requests, console, accessibility, width, language, what each chart carries.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from i18n import LANGUAGES, Locale
from server import security
from tests import visits
from tests.each import EVERY_CASE, spread
from tests.watching import english_labels, settled, until, whole

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.watching import Watched

pytestmark = pytest.mark.browser

#: Language and width: German as it is used most, wide and narrow, and English.
VIEWS = [("de", 1280), ("de", 390), ("en", 1280)]
CASES = spread(visits.PLACES, VIEWS)
FIRST = {entry.page: entry.place for entry in reversed(visits.PAGES)}.values()
#: What is handed over on paper: two sheets.
HANDED_OVER = ("overview", "location/herne", "location/china")
#: What every page opens with, and what is handed over; in the benchmark all views.
SEEN = [case for case in CASES if EVERY_CASE or (case[0] in FIRST and case[0] not in HANDED_OVER)]
SEEN += [(path, VIEWS[0]) for path in HANDED_OVER]  # German words are the longest

#: In one direction each map shows just what it is to show, in the other what there is room for.
MEANT = """[...document.querySelectorAll(".js-plotly-plot")].every(
  ({ layout, _fullLayout }) => !layout.meta || Object.entries(layout.meta).some(
    ([axis, [low]]) => Math.abs(_fullLayout[axis].range[0] - low) < 1))"""


def drawn(page: Page) -> dict[str, object]:
    """The values on the y axis of every chart, by the key of its block."""
    found: dict[str, object] = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('[class*=st-key-chart_]')]"
        ".filter(block => block.querySelector('.js-plotly-plot'))"
        ".map(block => [block.className.match(/st-key-(chart_\\S+)/)[1],"
        " block.querySelector('.js-plotly-plot').data.map(trace => trace.y)]))"
    )
    return found


@pytest.mark.parametrize(("path", "view"), SEEN)
def test_page_stands_whole_accessible_and_asks_nobody_else(
    path: str, view: tuple[str, int], served: str, watched: Watched
) -> None:
    page, (lang, width) = watched.page, view
    page.set_viewport_size({"width": width, "height": 900})
    title = visits.title(path, lang)

    settled(page, visits.address(served, path, lang=lang), title)

    assert page.locator("html").get_attribute("lang") == lang
    assert page.get_by_role("dialog").count() == 0
    strangers = [u for u in watched.requests if not _ours(u, served)]
    assert strangers == []
    assert watched.failed == []
    assert watched.console == []
    assert lang == "en" or english_labels(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for chart in page.locator("[class*='st-key-chart_']").all():
        if chart.locator(".stPlotlyChart").count():
            assert chart.locator(".cm-source").count() >= 1
            assert chart.locator(".stPlotlyChart [aria-label], .stPlotlyChart[aria-label]").count()
    # What is in order it need not describe.
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found] == []
    # As on a telephone that is turned: what is too wide anywhere on the page stays so.
    page.set_viewport_size({"width": 390, "height": 900})
    until(page, "document.documentElement.scrollWidth <= 390")
    if path in HANDED_OVER and view == VIEWS[0]:
        check_prints_on_two_sheets_with_its_sources_as_notes(page)


#: How wide each picture is drawn, its room, its smallest word in points as it is printed, and
#: whether a word beside a row is cut.
ON_PAPER = """() => {
  const scale = ({ a, b }) => Math.hypot(a, b) * 0.75;
  const points = (one) => parseFloat(getComputedStyle(one).fontSize) * scale(one.getScreenCTM());
  const isRead = (one) => one.textContent.trim() && one.getClientRects().length
    && !one.closest(".slider-group");
  return [...document.querySelectorAll(".js-plotly-plot")].filter((one) => one.offsetWidth).map(
    (one) => [one.layout.width, one.closest(".stPlotlyChart").clientWidth,
      Math.min(...[...one.querySelectorAll("text")].filter(isRead).map(points)),
      [...one.querySelectorAll(".ytick text")].some(
        (word) => word.getBoundingClientRect().left < one.getBoundingClientRect().left)]);
}"""


def check_prints_on_two_sheets_with_its_sources_as_notes(page: Page) -> None:
    """Asked for by the browser's own menu, of which no page hears a key."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="dark")
    whole(page, page.locator("h1").inner_text())
    before = page.evaluate(ON_PAPER)
    page.pdf(format="A4")
    printed = page.pdf(format="A4", print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2
    assert page.evaluate(ON_PAPER) == before, "the screen is as it was"
    # A browser that prints waits for nothing: what is not drawn at once is not on paper.
    at_once = page.evaluate(f"dispatchEvent(new Event('beforeprint')) && ({ON_PAPER})()")
    page.emulate_media(media="print")
    for drawn_width, room, smallest, is_cut in at_once:
        assert 0.85 * room < drawn_width < room <= 188 / 25.4 * 96 + 1, "the sheet is wider"
        assert smallest >= 9.9
        assert not is_cut
    ground = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    inks = "[...document.querySelectorAll('p,li,h1,h2')].map(one => getComputedStyle(one).color)"
    assert not [ink for ink in page.evaluate(inks) if int(ink[4:].split(",")[0]) > 128]
    notes = page.locator(".cm-notes li").all_inner_texts()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen", color_scheme="light")
    assert any("IT.NRW" in note for note in notes)
    assert len(notes) == len(set(notes))
    assert page.locator("html.cm-paper, .cm-notes").count() == 0
    until(page, MEANT)  # however wide the window was before


def _ours(url: str, served: str) -> bool:
    scheme, where = urlsplit(url)[:2]
    return scheme in ("data", "blob", "about") or where == urlsplit(served).netloc


def test_change_of_language_is_a_link_that_keeps_filters_and_document_language(
    served: str, watched: Watched
) -> None:
    page = watched.page
    settled(page, f"{served}/trade?view=nrw&china=cn_hk_mo", Locale("de")("page.trade_nrw.title"))
    german = drawn(page)
    assert german

    page.get_by_role("link", name="English").click()
    whole(page, Locale("en")("page.trade_nrw.title"))

    assert "china=cn_hk_mo" in page.url
    assert page.locator("html").get_attribute("lang") == "en"
    assert drawn(page) == german


def test_language_and_day_stay_when_another_page_is_chosen(served: str, watched: Watched) -> None:
    page = watched.page
    address = f"{served}/trade?view=nrw&lang=en&as_of=2023-03-01#gdp"
    settled(page, address, Locale("en")("page.trade_nrw.title"))
    top = "document.querySelector('#root [id=gdp]').getBoundingClientRect().top"
    until(page, f"{top} >= 0 && {top} < innerHeight")

    number = page.locator('h2 a[href*="figure?"]').first
    number.click()
    page.locator("dialog.cm-panel[open]").wait_for()
    assert page.locator("dialog.cm-panel h2").inner_text() == number.inner_text(), "as it was said"

    page.get_by_role("radio", name=Locale("en")("page.trade_partners.short")).click()

    page.locator("dialog.cm-panel").wait_for(state="hidden")
    page.get_by_role("heading", level=1, name=Locale("en")("page.trade_partners.title")).wait_for()
    until(page, "location.search.includes('as_of=2023-03-01')")
    assert "lang=en" in page.url


def test_document_assets_and_refusals_carry_security_headers(served: str, watched: Watched) -> None:
    document = watched.page.request.get(served)
    script = re.search(r'src="\./(static/js/[^"]+)"', document.text())
    assert script
    for path in ("", script[1], "_stcore/health", "nosuch", "static/..%5c..%5crun.py", "media/no"):
        answer = watched.page.request.get(f"{served}/{path}")
        told = {name.decode(): value.decode() for name, value in security.HEADERS.items()}
        policy = told.pop("content-security-policy").partition("script-src")[0]
        assert told.items() <= answer.headers.items(), path
        assert answer.headers["content-security-policy"].startswith(policy), path
    assert "Streamlit</title>" not in document.text()
    # What drives pages without a browser stays off.
    assert watched.page.request.post(f"{served}/_stcore/agent/interact", data={}).status >= 400


def test_a_chart_becomes_its_figures_and_a_picture_with_title_and_sources_by_one_click(
    served: str, watched: Watched
) -> None:
    page = watched.page
    settled(page, f"{served}/trade?view=nrw", Locale("de")("page.trade_nrw.title"))
    chart = page.locator(".st-key-chart_nrw_flows")
    chart.locator(".cm-twin summary").first.click()
    with page.expect_download() as download:
        chart.get_by_role("link", name=Locale("de")("block.download_csv_de")).click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert "9596,017" in text, "to the last digit"
    assert "dl-de/by-2-0" in text

    title = chart.get_by_role("heading").first.inner_text()
    chart.locator(".cm-picture summary").click()
    files = {}
    for kind in ("svg", "png"):
        with page.expect_download() as saved:
            chart.locator(f"[data-picture={kind}]").click()
        files[kind] = saved.value.path().read_bytes()
    svg = files["svg"].decode("utf-8")
    said = re.sub(r"<[^>]+>|\s+", " ", svg)
    assert all(word in said for word in title.split()), title
    assert "Destatis" in said, "who says it"
    assert "@font-face" in svg
    assert "updatemenu" not in svg, "a button is no part of a picture"
    assert saved.value.suggested_filename == "china-monitor-ruhr_nrw_flows.png"
    assert files["png"][:8] == b"\x89PNG\r\n\x1a\n"
    assert len(files["png"]) > 10_000
    assert watched.console == []
    check_a_script_that_came_in_with_a_text_would_not_run(watched)


def check_a_script_that_came_in_with_a_text_would_not_run(watched: Watched) -> None:
    page = watched.page
    page.evaluate(
        """() => {
            const put = html => document.body.insertAdjacentHTML("beforeend", html);
            put('<img src="x" onerror="window.ran = 1">');
            put('<iframe srcdoc="<script>parent.ran = 2</script>"></iframe>');
            const script = document.createElement("script");
            script.textContent = "window.ran = 3";
            document.body.append(script);
        }"""
    )
    page.wait_for_timeout(500)
    assert page.evaluate("window.ran === undefined")
    refused = [line for line in watched.console if "Content Security Policy" in line]
    assert len(refused) >= 3, watched.console


@pytest.mark.parametrize("lang", LANGUAGES)
def test_address_of_no_page_is_told_so_in_the_language_of_the_link(
    lang: str, served: str, watched: Watched
) -> None:
    answer = watched.page.goto(f"{served}/no-such-page?lang={lang}")

    assert answer is not None
    assert answer.status == 404
    locale = Locale(lang)
    assert watched.page.locator("h1").inner_text() == locale("app.page_not_found_title")
    assert watched.page.locator("html").get_attribute("lang") == lang
    watched.page.get_by_role("link").click()
    watched.page.get_by_role("heading", level=1, name=visits.title("overview", lang)).wait_for()


def test_on_a_telephone_the_menu_closes_when_a_page_is_chosen(
    served: str, watched: Watched
) -> None:
    page = watched.page
    page.set_viewport_size({"width": 390, "height": 900})
    settled(page, f"{served}/?lang=de", visits.title("overview"))
    page.get_by_test_id("stExpandSidebarButton").click()
    link = page.get_by_test_id("stSidebarNavLink").nth(3)
    link.click()
    page.get_by_test_id("stSidebarCollapseButton").wait_for(state="hidden")
    menu = "document.querySelector('[data-testid=stSidebar]')"
    until(page, f"() => !{menu} || {menu}.getBoundingClientRect().right <= 0")


@pytest.mark.browser
def test_of_a_long_list_six_cards_stand_on_a_telephone_all_by_a_press_turned_and_on_paper(
    served: str, watched: Watched
) -> None:
    page, path = watched.page, "evidence/sources"
    page.set_viewport_size({"width": 390, "height": 900})
    settled(page, visits.address(served, path, lang="de"), visits.title(path, "de"))
    rows = page.locator(".cm-whole .cm-rows tbody tr")
    seen, press = rows.locator("visible=true"), page.locator(".cm-whole>.cm-file")
    press.wait_for()
    count = rows.count()
    assert (seen.count(), count > 8) == (6, True)
    assert press.inner_text() == Locale("de")("streamlit.text.menu", n=str(count - 6))
    page.emulate_media(media="print")
    assert (seen.count(), press.is_visible()) == (count, False)
    page.set_viewport_size({"width": round(188 / 25.4 * 96), "height": 1000})
    cut = """[...document.querySelectorAll(".cm-scroll")].some(
        (one) => one.scrollWidth > one.clientWidth + 1)"""
    assert not page.evaluate(cut), "no column is cut by the edge of the sheet"
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 844, "height": 390})
    assert (seen.count(), press.is_visible()) == (count, False)
    page.set_viewport_size({"width": 390, "height": 900})
    assert seen.count() == 6
    press.click()
    assert (seen.count(), press.count()) == (count, 0)
    assert rows.nth(6).evaluate("row => row === document.activeElement")
