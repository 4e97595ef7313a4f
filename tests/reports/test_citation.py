"""Citations: whatever a figure is called, each form names it whole and stays well-formed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from charts.figure import Source
from i18n import Locale
from reports.citation import _ESCAPED, cite
from reports.item import Cells, Item

DAY, SEEN = date(2026, 5, 21), date(2026, 11, 30)
TABLE = "https://www-genesis.destatis.de/datenbank/online/statistic/51000/table/51000-0032"
ITEM = Item(
    code="CMR-7K3M9Q2", place="trade/nrw", parameters={}, lang="de", as_of=DAY, version="",
    name="nrw_flows", kind="table", title="Ausfuhr: 9,12\u00a0Mrd.\u00a0€", subtitle="", labels=(),
    drawing=None, alt="", table=Cells((), (), ()), notes=(), source="Quelle",
    sources=(Source("Destatis", "51000-0032", TABLE, "Datenstand 21.05.2026", "dl-de/by-2-0"),),
    changed="Daten geändert: eigene Berechnung.", numbers=(), answers=(),
)  # fmt: skip
#: Signs that people type, among them those that TeX takes for orders.
TEXTS = st.text(st.sampled_from("aÄß€9 .,:;%&$#_{}~^\\\"'„“–\n\u00a0中"), max_size=40).map(
    lambda text: f"a{text}"
)
DE, EN = Locale("de"), Locale("en")
UNESCAPED = {told: sign for sign, told in _ESCAPED.items()}


def plain(bibtex: str) -> str:
    """What a bibliography shows of an entry."""
    pattern = "|".join(map(re.escape, sorted(UNESCAPED, key=len, reverse=True)))
    return re.sub(pattern, lambda found: UNESCAPED[found[0]], bibtex)


def named(text: str) -> str:
    """A text in one line, as citations write it."""
    return re.sub(r"\s*\n\s*", " ", text).strip(" \u00a0\n")


@settings(max_examples=60)
@given(title=TEXTS, publisher=TEXTS, lang=st.sampled_from(["de", "en"]))
def test_every_form_names_title_publisher_state_day_and_code(
    title: str, publisher: str, lang: str
) -> None:
    source = replace_source(publisher=publisher)
    locale = Locale(lang)
    one = cite(replace(ITEM, title=title, sources=(source,)), locale, SEEN)
    for form in (one.short, one.apa, plain(one.bibtex)):
        assert named(title).rstrip(".") in form
        assert named(publisher) in form
        assert locale.date(DAY) in form
        assert ITEM.code in form
        assert TABLE in form


def replace_source(**changed: str) -> Source:
    return ITEM.sources[0]._replace(**changed)


@settings(max_examples=60)
@given(text=TEXTS)
def test_an_entry_of_a_bibliography_is_closed_whatever_its_words(text: str) -> None:
    source = replace_source(publisher=text, url=f"https://x.example/{text}")
    entry = cite(replace(ITEM, title=text, code=text, sources=(source,)), DE, SEEN).bibtex
    bare = re.sub(r"\\[{}]", "", entry)
    depth = 0
    for sign in bare:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0
    assert re.match(r"@misc\{[A-Za-z0-9-]+,\n", entry)
    assert not re.search(r"(?<!\\)[%#$&]", entry.replace(url_of(entry), ""))


def url_of(entry: str) -> str:
    found = re.search(r"url = \{(.*)\}", entry)
    return found[1] if found else "-"


def test_the_forms_read_as_people_cite() -> None:
    one = cite(ITEM, DE, SEEN, public_url="https://monitor.example/")
    assert one.short == (
        "Destatis: Ausfuhr: 9,12\u00a0Mrd.\u00a0€. Stand 21.05.2026, abgerufen am 30.11.2026. "
        "Daten geändert: eigene Berechnung. In: China-Monitor Ruhr, Fundstelle CMR-7K3M9Q2, "
        f"https://monitor.example/z/CMR-7K3M9Q2. Tabelle des Herausgebers: {TABLE}."
    )
    assert one.apa.startswith(
        "Destatis. (2026). Ausfuhr: 9,12\u00a0Mrd.\u00a0€ [Datensatz, Stand 21.05.2026, "
        "Fundstelle CMR-7K3M9Q2]. China-Monitor Ruhr. Abgerufen am 30. November 2026 "
        "von https://monitor.example/z/CMR-7K3M9Q2."
    )
    assert "urldate = {2026-11-30}" in one.bibtex
    assert "month = may" in one.bibtex
    assert "State of " in cite(ITEM, EN, SEEN).short


def test_many_publishers_are_counted_in_short_named_in_the_long_forms_and_none_is_no_hole() -> None:
    def of(count: int) -> Item:
        return replace(ITEM, sources=tuple(
            replace_source(publisher=f"Haus {n}", url=f"https://x.example/{n}")
            for n in range(count)))  # fmt: skip

    for lang, others in (("de", "und 3 weitere Herausgeber: "), ("en", "and 3 others: ")):
        one = cite(of(5), Locale(lang), SEEN)
        assert one.short.startswith(f"Haus 0, Haus 1 {others}")
        assert "x.example" not in one.short
        for form in (one.apa, one.bibtex):
            assert all(f"Haus {n}" in form and f"x.example/{n}" in form for n in range(5))
    most = cite(of(22), DE, SEEN)
    assert "Haus 19 und 2 weitere Herausgeber" in most.apa
    assert "https://x.example/19 und 2 weitere" in most.apa
    assert "{Haus 19} and others" in most.bibtex
    assert len(most.short) < 240, "however many they are"
    bare = cite(replace(ITEM, sources=(), code="", changed=""), DE, SEEN)
    for form in (bare.short, bare.apa, bare.bibtex):
        assert "China-Monitor Ruhr" in form
        assert not re.search(r"\(\)|, ,|  [^a-z]|None|Fundstelle", form)


def test_the_same_day_gives_the_same_words_and_a_demonstration_says_so() -> None:
    assert cite(ITEM, DE, SEEN) == cite(ITEM, DE, SEEN)
    one = cite(replace(ITEM, is_demo=True), DE, SEEN)
    assert DE("demo.mark") in one.short
    assert DE("demo.mark") in one.bibtex
