"""Names of firms: what is one firm, what only looks like it, and what no name says."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from matching import forms
from matching.entities import Entity, is_lei, same_entry, same_town
from matching.letter import is_letter, queries
from matching.names import analysed
from matching.pairs import judged, match
from matching.score import candidates
from run import ROOT
from tests.matching import worked

#: Published by the foundation itself.
LEI, OTHER_LEI = "506700GE1G29325QX363", "254900LNRYNOQ9YPU758"
FIRM = Entity("xcmg_europe", ("XCMG Europe GmbH", "徐工欧洲有限公司"), LEI, "Amtsgericht Krefeld",
              "HRB 12345", "Krefeld", "47807")  # fmt: skip
OTHERS = [Entity("sany", ("SANY Europe GmbH",), town="Bedburg"),
          Entity("owner", ("Xuzhou Construction Machinery Group (XCMG)",), town="Xuzhou"),
          Entity("bank", ("Bank of China (Düsseldorf)",), town="Düsseldorf"),
          Entity("adler", ("Dürkopp Adler GmbH",), town="Bielefeld")]  # fmt: skip
ALL = [FIRM, *OTHERS]


def test_of_200_pairs_made_by_hand_the_sure_ones_are_right_and_nine_tenths_are_found() -> None:
    pairs = list(worked.pairs())
    assert len(pairs) == 200
    sure = [pair.is_same for pair in pairs if match(pair.left, pair.right) == "sure"]
    same = sum(pair.is_same for pair in pairs)
    assert sum(sure) / len(sure) >= 0.98
    assert sum(sure) / same >= 0.90


def test_of_60_pairs_held_out_at_most_one_sure_is_wrong_and_nine_tenths_are_found() -> None:
    pairs = list(worked.pairs(worked.HELD_OUT))
    assert len(pairs) == 60
    sure = [pair.is_same for pair in pairs if match(pair.left, pair.right) == "sure"]
    assert len(sure) - sum(sure) <= 1
    assert sum(sure) / sum(pair.is_same for pair in pairs) >= 0.90


def test_a_pair_is_judged_alike_from_both_sides() -> None:
    assert not [pair for pair in worked.pairs()
                if judged(pair.left, pair.right) != judged(pair.right, pair.left)]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "core", "family"),
    [
        ("müller gmbh & co. kg", "müller", "co_kg"), ("müller gmbh u. co kg", "müller", "co_kg"),
        ("müller gmbh i. l.", "müller", "gmbh"), ("müller gmbh i.l.", "müller", "gmbh"),
        ("müller ug (haftungsbeschränkt)", "müller", "ug"), ("müller ag & co. kgaa", "müller",
        "co_kg"), ("müller e.k.", "müller", "ek"), ("müller e. k., inh. eva beispiel", "müller",
        "ek"), ("müller s.à r.l.", "müller", "ltd"), ("müller co., ltd.", "müller", "ltd"),
        ("müller & co. kg", "müller", "kg"), ("徐工有限公司", "徐工", "ltd"),
        ("müller gesellschaft mit beschränkter haftung", "müller", "gmbh"), ("gmbh", "gmbh", ""),
        ("müller holding", "müller holding", ""),
    ],
)  # fmt: skip
def test_a_legal_form_is_taken_off_and_its_family_known(
    written: str, core: str, family: str
) -> None:
    assert forms.split(written)[:2] == (core, family)


def test_a_firm_that_is_wound_up_is_the_same_firm() -> None:
    assert analysed("Müller GmbH i. L.").is_ending
    assert not analysed("Müller GmbH").is_ending


def test_variants_hold_umlauts_both_ways_and_chinese_signs_as_words_and_as_sounds() -> None:
    for name, found in {
        "Müller GmbH": {"muller", "mueller"},
        "恆遠液壓有限公司": {"恒远液压", "hengyuan hydraulic"},
        "Sany (Deutschland) GmbH": {"sany germany"},
    }.items():
        assert found <= {" ".join(words) for words in analysed(name).all}, name


def test_equal_numbers_prove_and_different_ones_disprove_whatever_the_names_say() -> None:
    twin = replace(FIRM, entity_id="twin", names=("Ganz Anders AG",), town="Bonn", postcode="")
    assert match(FIRM, twin) == "sure"
    assert match(FIRM, replace(FIRM, lei=OTHER_LEI)) == "no"
    without = replace(twin, lei="")
    assert match(FIRM, without) == "sure"
    assert match(FIRM, replace(FIRM, lei="", number="HRB 12346")) == "no"
    # Each court numbers by itself, and a code says nothing about a name.
    elsewhere = replace(without, authority="Amtsgericht Bonn")
    coded = replace(without, authority="RA000300")
    assert same_entry(FIRM, elsewhere) is same_entry(FIRM, coded) is None
    assert match(FIRM, elsewhere) == "no"


def test_towns_are_compared_as_people_write_them() -> None:
    def at(town: str) -> Entity:
        return Entity("", (), town=town)

    same = [("Mülheim an der Ruhr", "Muelheim/Ruhr"), ("Köln", "Cologne"), ("长沙", "長沙"),
            ("Castrop-Rauxel", "castrop rauxel"), ("44623 Herne", "HERNE")]  # fmt: skip
    assert all(same_town(at(one), at(other)) for one, other in same)
    assert same_town(at("Bad Salzuflen"), at("Bad Oeynhausen")) is False
    assert same_town(at(""), at("Herne")) is None


@pytest.mark.parametrize(
    ("query", "first", "reason"),
    [
        ("xcmg europe", "xcmg_europe", "name"), (LEI, "xcmg_europe", "lei"),
        (LEI.lower(), "xcmg_europe", "lei"), ("HR B 012345", "xcmg_europe", "register"),
        ("徐工歐洲", "xcmg_europe", "name"), ("徐工", "owner", "part"), ("XCMG", "owner", "part"),
        ("三一欧洲有限公司", "sany", "sound"), ("中國銀行", "bank", "part"),
        ("Duerkopp Adler AG", "adler", "spelling"), ("Dürkop Adler", "adler", "spelling"),
        ("XCMG 徐工 Europe", "xcmg_europe", "part"),
    ],
)  # fmt: skip
def test_whoever_is_meant_comes_first_with_the_reason(query: str, first: str, reason: str) -> None:
    found = candidates(query, ALL)
    assert (found[0].entity_id, found[0].reason) == (first, reason)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert found[0].is_certain == (reason in ("lei", "register"))


@pytest.mark.parametrize(
    "query", ["", " ", "A", "工", "😀", "🏭 GmbH", "GmbH", "(((", "-", "Trading", OTHER_LEI,
              "Europe GmbH", "Bank", "Qwxz" * 2000, "\x00", "%", "Wei Beispiel"],
)  # fmt: skip
def test_what_names_nobody_finds_nobody(query: str) -> None:
    assert not candidates(query, ALL)


def test_two_names_in_chinese_signs_are_not_one_since_they_sound_alike() -> None:
    one, other = (Entity(name, (name,), town="常州") for name in ("恒力有限公司", "恒利有限公司"))
    assert match(one, other) == "no"


def test_ten_thousand_candidates_are_ordered_alike_in_whatever_order_they_come() -> None:
    many = [Entity(f"e{n}", (f"Werk {n} Hanfeng GmbH",)) for n in range(10_000)]
    shuffled = many.copy()
    shuffled.sort(key=lambda one: one.entity_id[::-1])
    found = candidates("Hanfeng GmbH", many, 5)
    assert len(found) == 5
    assert found == candidates("Hanfeng GmbH", shuffled, 5)


LETTER = f"""Sehr geehrter Herr Bürgermeister,
mein Name ist Wei Beispiel, Geschäftsführer Wei Beispiel XCMG Europe GmbH. Gemeinsam mit der
Hanfeng Neue Energien GmbH & Co. KG, der Dürkopp Adler GmbH und der SANY Europe (LEI {LEI})
我们是徐州工程机械集团有限公司的代表。
Unsere Partner: Erste Beispielwerke GmbH und Zweite Beispielwerke AG & Co. KG.
Frau Li Muster
li.muster@example.com"""


def test_in_a_letter_firms_are_found_and_persons_are_not() -> None:
    found = queries(LETTER, ALL)
    assert found[0] == LEI
    assert {"Hanfeng Neue Energien GmbH & Co. KG", "Dürkopp Adler GmbH", "XCMG Europe GmbH",
            "徐州工程机械集团有限公司", "SANY Europe GmbH",
            "Erste Beispielwerke GmbH",
            "Zweite Beispielwerke AG & Co. KG"} <= set(found)  # fmt: skip
    assert not [one for one in found if "Beispiel " in one or "Muster" in one or "@" in one]
    assert is_letter(LETTER)
    assert not is_letter("Hanfeng Neue Energien GmbH & Co. KG")


def test_check_digits_are_looked_at() -> None:
    assert is_lei(LEI)
    assert is_lei(OTHER_LEI)
    assert not is_lei(LEI[:-1] + "4")
    assert not is_lei("x" * 20)


def test_latin_names_are_compared_without_the_tables_of_chinese_signs() -> None:
    asked = (
        "import sys; from matching.entities import Entity; from matching.score import candidates; "
        "candidates('Müller', [Entity('1', ('Mueller GmbH',))]); "
        "print([n for n in ('pypinyin', 'opencc', 'pandas', 'duckdb') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True,
                          check=True)  # fmt: skip
    assert done.stdout.strip() == "[]"
