"""Promises of the texts, over every file in i18n/: a new file is covered before it has a test."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from i18n import LANGUAGES, Locale, MissingWord
from i18n.catalog import ROOM, descriptions_of, placeholders, texts_in, texts_of
from run import ROOT
from tests.each import each

FILES = sorted({file.name for lang in LANGUAGES for file in (ROOM / lang).glob("*.toml")})
DE, EN = Locale("de"), Locale("en")


def words_of(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Words that are the same in both languages: names, and words that German and English share.
SAME_IN_BOTH = words_of(
    """
    China Monitor Ruhr Deutsch English Index TEU FEU tkm km mm US Rang TOP PDF PNG CSV Parquet JSON
    GENESIS Greenfield RVR NRW GP WA Herne Duisburg Dortmund Bochum Essen Hamburg Lianyungang Luzhou
    Container Terminal Plan Partner Name Status Link Region Import Export Text Start Version LEI
    plan partner Taiwan Initiative Macau Token
    """
)
UMLAUTS_IN_ENGLISH = words_of(
    "Böckler Düsseldorf Hülsta Köln Länder Małaszewicze Münster Schürholz Westfalenhütte"
)
ENGLISH = words_of("the and of with from not are this that these source for which data been")
GERMAN = words_of("und der das nicht ist für mit von dem den ein eine wird werden oder auch nach")
NOT_LANGUAGE = re.compile(
    r"\{[^}]*\}|https?://\S+|\(?www\.\S+|`[^`]*`|dl-de/\S+|\(englisch: [^)]*\)"
)


def letters(text: str) -> list[str]:
    """The words of a text, without placeholders, addresses and commands."""
    return re.findall(r"[^\W\d_²]+", NOT_LANGUAGE.sub(" ", text))


def texts(lang: str, name: str) -> dict[str, str]:
    file = ROOM / lang / name
    return texts_in(file) if file.exists() else {}


@each("name", FILES)
def test_both_languages_say_the_same_things(name: str) -> None:
    german, english = texts("de", name), texts("en", name)
    assert sorted(german.keys() - english.keys()) == [], f"missing in i18n/en/{name}"
    assert sorted(english.keys() - german.keys()) == [], f"missing in i18n/de/{name}"
    differing = [key for key in german if placeholders(german[key]) != placeholders(english[key])]
    assert differing == []


@each("name", FILES)
def test_placeholders_are_plain_names_so_that_texts_never_format(name: str) -> None:
    for lang in LANGUAGES:
        for key, text in texts(lang, name).items():
            named = placeholders(text) if not key.startswith("units.") else set()
            assert all(one.isidentifier() for one in named), (lang, key, text)
            assert not re.search(r"\{\w*[:!]", text), (lang, key, text)


@each("name", FILES)
def test_no_text_was_left_untranslated(name: str) -> None:
    german, english = texts("de", name), texts("en", name)
    left = {
        key: text
        for key, text in german.items()
        if text == english.get(key)
        and any(len(word) >= 3 and word not in SAME_IN_BOTH for word in letters(text))
    }
    assert left == {}


@each("name", FILES)
def test_no_english_stands_in_german_texts_and_no_german_in_english_ones(name: str) -> None:
    for key, text in texts("de", name).items():
        assert not ENGLISH & set(letters(text)), (key, text)
    for key, text in texts("en", name).items():
        found = letters(text)
        assert not GERMAN & set(found), (key, text)
        umlauts = {word for word in found if re.search("[äöüßÄÖÜ]", word)}
        assert umlauts <= UMLAUTS_IN_ENGLISH, (key, text)


@each("name", FILES)
def test_texts_use_real_quotation_marks_dashes_and_apostrophes(name: str) -> None:
    for lang in LANGUAGES:
        for key, text in texts(lang, name).items():
            assert text == text.strip(), (key, text)
            assert text, key
            assert not re.search(r"[\"']", text), (lang, key, text)
            assert " - " not in text, (lang, key, text)
            assert not re.search(r"[\d}] (%|€|Mio\.|Mrd\.)", text), (lang, key, "no-break space")
            assert not re.search(r"(Mio|Mrd)\. Euro", text), (lang, key, "Mio. €")
            assert not re.search(r"(^|[\s(])-[\d{]", text), (lang, key, "a minus, no hyphen")
    for key, text in texts("de", name).items():
        assert text.count("„") == text.count("“"), (key, text)
        assert "”" not in text, (key, text)


@each("name", FILES)
def test_no_german_verb_of_many_comes_before_a_number_that_may_be_one(name: str) -> None:
    for key, text in texts("de", name).items():
        assert not re.search(r"\b(sind|waren|wurden) \{(count|standing|n)\}", text), (key, text)


@each("name", FILES)
def test_german_texts_address_the_reader_as_sie(name: str) -> None:
    for key, text in texts("de", name).items():
        assert not re.search(r"\b([Dd]u|[Dd]ich|[Dd]ir|[Dd]eine?[nmrs]?|[Ee]uch)\b", text), (
            key,
            text,
        )


def test_a_key_stands_in_one_file_only() -> None:
    for lang in LANGUAGES:
        counted = [key for name in FILES for key in texts(lang, name)]
        assert len(counted) == len(set(counted)) == len(texts_of(lang))


def test_a_missing_text_is_named_with_what_comes_near() -> None:
    with pytest.raises(MissingWord, match=r"app\.titel.*de.*app\.title"):
        DE("app.titel")
    assert DE.has("app.title")
    assert not DE.has("app.titel")


def test_a_text_without_its_value_is_refused() -> None:
    with pytest.raises(MissingWord, match=r"date"):
        DE("source.published")


@pytest.mark.parametrize("raw", [1234.5, None])
def test_a_figure_must_be_put_into_words_before_it_goes_into_a_text(raw: str) -> None:
    with pytest.raises(TypeError, match="put it into words"):
        DE("source.published", date=raw)


def test_placeholders_are_filled() -> None:
    assert DE("source.published", date="2024") == "veröffentlicht 2024"
    assert EN("source.published", date=2024) == "published 2024"


@pytest.mark.parametrize("w", [DE, EN], ids=LANGUAGES)
def test_every_count_has_a_singular_and_a_plural(w: Locale) -> None:
    keys = {key.split(".")[1] for key in texts_of(w.lang) if key.startswith("count.")}
    assert "source" in keys
    for key in keys:
        assert w.count(key, 1).startswith("1 ")
        assert w.count(key, 2).startswith("2 ")


@pytest.mark.parametrize("w", [DE, EN], ids=LANGUAGES)
def test_the_glossary_explains_each_term_in_two_sentences_in_order(w: Locale) -> None:
    terms = w.glossary()
    assert len(terms) >= 30
    names = [term for term, _ in terms]
    assert len(set(names)) == len(names)
    firsts = [term[0].lower() for term in names]
    assert firsts == sorted(firsts)
    for term, text in terms:
        assert len(re.findall(r"[.?](?=\s+\S|$)", text)) == 2, (term, text)


SNAPSHOTS = sorted((ROOT / "data/snapshots").glob("collected_*/rows.csv"))
CODED = {
    "status": "status",
    "confidence": "confidence",
    "qualifier": "qualifier",
    "evidence_kind": "evidence",
    "trade_system": "trade_system",
    "china_scope": "china_scope",
    "adjustment": "adjustment",
    "flow": "flow",
    "mode": "mode",
    "period_kind": "period_kind",
    "known_since_precision": "precision",
    "publisher_kind": "publisher_kind",
    "licence": "licence",
}
CLAIMS = ("claims", "sources")


@each("file", SNAPSHOTS)
def test_every_code_in_the_collected_claims_and_sources_has_a_word(file: Path) -> None:
    with file.open(encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    if not file.parent.name.endswith(CLAIMS):  # companies and deals have reference tables
        rows = [{"confidence": row.get("confidence", "")} for row in rows]
    used = {
        (kind, row[column]) for row in rows for column, kind in CODED.items() if row.get(column)
    }
    unspoken = [code for code in used if not all(w.has(".".join(code)) for w in (DE, EN))]
    assert unspoken == []


#: Where sources say who it is: column by file.
NAMED = {
    "*_sources": ("publisher", "relayed_by"),
    "collected_companies": ("name", "parent_name"),
    "collected_entity_events": ("buyer", "target", "counterpart"),
}
#: Words that describe; no name has them, but those of German bodies and firms.
DESCRIBING = re.compile(
    r"\b(und|aus|mit|ohne|über|nicht|Mehrheit|Werk|Niederlassung|Investor(en)?|Privatperson|Kopie)\b"
)
PROPER = re.compile(
    r"Hans-Böckler|Binnenschifffahrt|Institut|Bundes|Verein|Handelskammer|Industrie|Wasser-|"
    r"Wirtschafts|& Co|Mehr Container|Bau-|Forschung und|Gummi und"
)


def collected_names() -> set[str]:
    found = set()
    for folder, columns in NAMED.items():
        for file in (ROOT / "data" / "snapshots").glob(f"{folder}/rows.csv"):
            with file.open(encoding="utf-8", newline="") as rows:
                found |= {row[one].strip() for row in csv.DictReader(rows) for one in columns}
    return found - {""}


def test_who_is_only_described_is_described_in_english_on_english_pages() -> None:
    described = {
        name for name in collected_names() if DESCRIBING.search(name) and not PROPER.search(name)
    }
    assert "Investor aus Hongkong" in described
    assert sorted(one for one in described if EN.called(one) == one) == []
    assert EN.called("IHKs im Ruhrgebiet") == "Chambers of commerce in the Ruhr area"
    assert DE.called("IHKs im Ruhrgebiet") == "IHKs im Ruhrgebiet"
    assert EN.called("SCHWING GmbH") == "SCHWING GmbH"


def test_no_description_is_translated_that_nobody_says() -> None:
    of_tables = {"Europäische Zentralbank (EZB)", "Vereinte Nationen", "Weltbank"}
    assert set(descriptions_of("en")) - collected_names() - of_tables == set()
