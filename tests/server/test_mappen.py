"""A figure put into a Mappe, cited and found again, by the addresses that a browser asks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from starlette.applications import Starlette

import dashboard
from charts.table import figure
from data import evidence, paths
from data.ask import ask
from i18n import Locale
from reports import store
from reports.item import from_json
from server import app, security
from tests.loopback import serving

pytestmark = pytest.mark.usefixtures("warehouse")
DE = Locale("de")


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("CHINA_MONITOR_MAPPEN", str(tmp_path / "mappen"))
    monkeypatch.setenv("CHINA_MONITOR_CITATIONS", str(tmp_path / "citations"))
    monkeypatch.setenv("CHINA_MONITOR_INSTALLATION", "TEST")
    with serving(Starlette(routes=app.routes(dashboard.PAGES))) as served:
        yield f"http://{served}"


def press(where: str, what: str, figure: str, path: str, query: str = "",
          *mappe: str) -> requests.Response:  # fmt: skip
    asked = {"path": path, "query": query, "figure": figure, "mappe": "".join(mappe)}
    return requests.post(f"{where}/mappe/{what}", json=asked, timeout=60)


def test_figures_of_several_pages_are_gathered_in_one_mappe(where: str) -> None:
    first = press(where, "collect", "partners", "/trade", "?view=partners&year=2023").json()
    again = press(where, "collect", "partners", "/trade", "?view=partners&year=2023",
                  first["mappe"]).json()  # fmt: skip
    second = press(where, "collect", "overview_map", "/", "", first["mappe"]).json()
    assert (first["count"], again["count"], second["count"]) == (1, 1, 2)
    assert first["mappe"] == again["mappe"] == second["mappe"]
    one, other = (entry.item for entry in store.read(first["mappe"]).mappe.entries)
    assert (one.place, one.parameters) == ("trade/partners", {"year": "2023"})
    assert "2023" in one.title
    assert (other.place, other.code[:5]) == ("overview", "TEST-")


def test_a_code_leads_to_the_view_in_its_state_and_says_what_was_revised(where: str) -> None:
    told = press(where, "collect", "nrw_totals", "/trade", "?view=nrw&as_of=2023-03-01").json()
    item = store.read(told["mappe"]).mappe.entries[0].item
    sent = requests.get(f"{where}/z/{item.code}", timeout=60, allow_redirects=False)
    assert sent.status_code == 303
    link = urlsplit(sent.headers["location"])
    assert link.path.endswith("/trade")
    assert link.fragment == "nrw_totals"
    assert parse_qs(link.query) == {"view": ["nrw"], "lang": ["de"], "as_of": ["2023-03-01"],
                                    "cite": [item.code]}  # fmt: skip
    seen = requests.get(f"{where}/mappe/cited", params={"code": item.code}, timeout=60).text
    assert "233,7\xa0Mrd.\xa0€ → 237,3\xa0Mrd.\xa0€" in seen
    assert DE("mappe.cited_revised") in seen
    frozen = requests.get(f"{where}/z/{item.code}.json", timeout=60)
    assert from_json(frozen.content) == item
    now = press(where, "collect", "nrw_totals", "/trade", "?view=nrw").json()
    code = store.read(now["mappe"]).mappe.entries[0].item.code
    seen = requests.get(f"{where}/mappe/cited", params={"code": code}, timeout=60).text
    assert DE("mappe.cited_equal") in seen


def test_a_code_of_another_installation_is_not_found_and_says_whose_it_is(where: str) -> None:
    for code, said in (("BOCHUM-ABCDEFGH", "BOCHUM"), ("nonsense", "TEST")):
        answer = requests.get(f"{where}/z", params={"code": code}, timeout=60)
        assert answer.status_code == 404
        assert said in answer.text


def test_a_figure_is_cited_in_three_forms_that_name_it(where: str) -> None:
    answer = press(where, "cite", "partners_ranks", "/trade", "?view=partners")
    assert answer.text.count('class="cm-citation"') == 3
    assert answer.text.count("TEST-") >= 3


def test_a_number_is_cited_by_a_code_that_leads_to_it_and_by_no_address_of_ours(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = ask("trade_series").tuples[-1]
    number = evidence.of_row(row)
    link = f"{number}&lang=en&as_of=2026-11-01"
    assert "://127." not in requests.get(f"{where}/{link}", timeout=60).text.split("cm-citation")[1]
    assert not paths.citations().exists(), "who only looks writes nothing"
    asked = {"path": "figure", "query": link.removeprefix("figure")}
    told = requests.post(f"{where}/mappe/cite", json=asked, timeout=60).text
    (code,) = set(re.findall(r"TEST-[A-Z2-7]{8}", told))
    assert "://127." not in told.split("cm-citation")[1]
    sent = requests.get(f"{where}/z", params={"code": code.lower()}, timeout=60)
    assert parse_qs(urlsplit(sent.url).query) == parse_qs(urlsplit(link).query)
    assert figure(row, Locale("en")) in sent.text
    monkeypatch.setenv("CHINA_MONITOR_PUBLIC_URL", "https://monitor.example/")
    told = requests.post(f"{where}/mappe/cite", json=asked, timeout=60).text
    assert f"https://monitor.example/z/{code}" in told
    for query, status in {"?claim=nothing": 404, "?of=trade_series&column=x": 400}.items():
        answer = requests.post(f"{where}/mappe/cite", timeout=60,
                               json={"path": "figure", "query": query})  # fmt: skip
        assert answer.status_code == status
    assert len(list(paths.citations().glob("*.json"))) == 1


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"path": "/trade", "query": "?view=nrw", "figure": "no_such"}, 404),
        ({"path": "/trade", "query": "?as_of=someday", "figure": "nrw_flows"}, 400),
        ({"path": 1}, 400),
        ([], 400),
        ({"path": "x" * 20_000}, 400),
        ({"path": "/trade", "query": "?view=partners&x=\ud800", "figure": "partners"}, 400),
    ],
)
def test_what_is_not_understood_is_refused_in_words(where: str, asked: object, status: int) -> None:
    answer = requests.post(f"{where}/mappe/collect", json=asked, timeout=60)
    assert answer.status_code == status
    assert answer.json()["error"]


def test_what_a_view_does_not_read_is_no_part_of_the_code(where: str) -> None:
    plain = press(where, "collect", "partners", "/trade", "?view=partners&year=2023").json()
    more = press(where, "collect", "partners", "/trade",
                 "?view=partners&year=2023&utm_source=x", plain["mappe"]).json()  # fmt: skip
    assert more["count"] == 1
    (entry,) = store.read(plain["mappe"]).mappe.entries
    assert entry.item.parameters == {"year": "2023"}


def test_a_page_of_a_stranger_cannot_put_anything_into_a_mappe(where: str) -> None:
    asked = {"path": "/trade", "query": "", "figure": "nrw_flows"}
    answer = requests.post(f"{where}/mappe/collect", data=json.dumps(asked), timeout=60,
                           headers={"content-type": "text/plain"})  # fmt: skip
    assert answer.status_code == 400
    assert not store.all_mappen()


def test_a_full_disk_is_told_and_loses_nothing(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told = press(where, "collect", "overview_map", "/").json()

    def full(_: Path, __: Path) -> Path:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        answer = press(where, "collect", "partners", "/trade", "?view=partners", told["mappe"])
    assert answer.status_code == 507
    assert answer.json()["error"] == DE("mappe.not_written")
    assert len(store.read(told["mappe"]).mappe.entries) == 1


def test_the_presentation_is_one_document_without_ours_around_it(where: str) -> None:
    told = press(where, "collect", "partners", "/trade", "?view=partners").json()
    shown = requests.get(f"{where}/meeting", params={"mode": "saal", "mappe": told["mappe"]},
                         timeout=60)  # fmt: skip
    title = store.read(told["mappe"]).mappe.entries[0].item.title
    assert title in shown.text
    shown.encoding = "utf-8"
    # A browser obeys what stands in the answer's head and in the document, both.
    assert shown.headers["content-security-policy"] == security.policy(shown.text).decode()
    kept = sorted(paths.citations().iterdir())
    assert requests.get(f"{where}/meeting", params={"mode": "saal"}, timeout=60).status_code == 200
    assert sorted(paths.citations().iterdir()) == kept, "who only looks writes nothing"
    assert requests.get(f"{where}/meeting", params={"mode": "saal", "mappe": "0" * 12},
                        timeout=60).status_code == 404  # fmt: skip


def test_the_presentation_begins_with_the_first_figure_of_the_page_it_is_opened_from(
    where: str,
) -> None:
    told = press(where, "collect", "overview_map", "/").json()
    for view, name in (("partners", "partners"), ("nrw", "nrw_totals")):
        press(where, "collect", name, "/trade", f"?view={view}", told["mappe"])
    begins = {}
    for link in ("", "overview?", "trade?", "trade?view=nrw", "trade?view=months", "meeting?"):
        page, _, query = link.partition("?")
        address = f"{where}/{page}?mode=saal&mappe={told['mappe']}&{query}"
        shown = requests.get(address, timeout=60).text
        begins[link] = re.findall(r'(?:<body data-at="|id="progress">)(\d+)', shown)
    assert begins == {"": ["1", "1"], "overview?": ["1", "1"], "trade?": ["2", "2"],
                      "trade?view=nrw": ["3", "3"], "trade?view=months": ["2", "2"],
                      "meeting?": ["0", "0"]}  # fmt: skip
