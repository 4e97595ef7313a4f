"""The dossier: found by name, signs or letter; each line has its source; nothing is kept."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from data.ask import ask
from i18n import LANGUAGES, Locale
from reports.__main__ import main
from reports.dossier import document
from tests import visits
from ui.dossier import contents, search

pytestmark = pytest.mark.usefixtures("warehouse")
DE = Locale("de")
#: A firm with events, an owner of several firms, one whose owner is not named.
FIRM, UNNAMED = "schwing", "china_center_duesseldorf"
OWNER = "owner_xuzhou_construction_machinery_group_xcmg"
LETTER = """Sehr geehrte Damen und Herren,
mein Name ist Wei Beispiel, Geschäftsführer der Schwing GmbH. Mit der
Unbekannten Muster Maschinen GmbH und Li Niemand wollen wir nach Herne kommen.
wei.beispiel@example.com"""


def searched(text: str) -> Any:
    page = visits.visit("companies/dossier")
    page.text_area(key="dossier_text").set_value(text)
    page.button[0].click().run()
    assert not visits.trouble(page)
    return page


@pytest.mark.parametrize("text", ["xcmg", "徐工集团", "Xuzhou Construction Machinery"])
def test_whoever_is_chosen_among_the_hits_has_a_dossier_and_only_then_a_link(text: str) -> None:
    page = searched(text)
    assert "company" not in visits.link(page)
    (choice,) = page.radio
    assert "XCMG" in str(choice.options[0])
    choice.set_value(OWNER).run()
    assert visits.link(page)["company"] == OWNER
    assert DE("dossier.heading_siblings") in [one.value for one in page.subheader]
    assert visits.tells(page, "SCHWING GmbH")
    assert visits.tells(page, "möglicher Treffer")
    assert visits.link(page).keys() == {"view", "company"}


def test_a_letter_leads_to_the_firms_in_it_and_no_person_is_repeated() -> None:
    page = searched(LETTER)
    assert "SCHWING GmbH" in str(page.radio[0].options)
    told = " ".join([*visits.html(page), *(str(one) for one in page.radio[0].options),
                     *(str(one.value) for one in page.header)])  # fmt: skip
    assert "Unbekannten Muster Maschinen GmbH" in told
    assert not [one for one in ("Beispiel", "Niemand", "example.com") if one in told]
    assert visits.link(page).keys() <= {"view"}


def test_what_is_not_found_is_said_with_what_was_looked_through_and_what_it_does_not_mean() -> None:
    page = searched("Qwertz Unbekannt GmbH")
    assert visits.tells(page, "Qwertz Unbekannt GmbH")
    assert visits.tells(page, "Nicht gefunden heißt nicht")
    assert not page.radio


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("entity", [FIRM, OWNER, UNNAMED])
def test_page_and_pdf_say_the_same_and_the_pdf_has_two_pages_at_most(
    entity: str, lang: str
) -> None:
    locale = Locale(lang)
    dossier = contents.dossier_of(entity, ask, locale)
    assert dossier is not None
    raw = document.pdf(dossier, locale, None)
    assert raw == document.pdf(dossier, locale, None)
    pdf = PdfReader(io.BytesIO(raw))
    assert len(pdf.pages) <= 2
    read = "".join("".join(page.extract_text() for page in pdf.pages).split())
    page = visits.seen("companies/dossier", company=entity, lang=lang)
    assert not visits.trouble(page)
    for part in dossier.parts:
        for said in (contents.heading(part, locale), *(line.text for line in part.lines[:1])):
            assert "".join(said.split())[:60] in read
    assert not [one.text for part in dossier.parts for one in part.lines
                if not visits.tells(page, one.text)]  # fmt: skip


def test_every_line_on_a_firm_names_a_source_that_is_listed() -> None:
    dossier = contents.dossier_of(FIRM, ask, DE)
    assert dossier is not None
    for part in dossier.parts:
        if part.kind in ("owners", "events", "siblings"):
            assert all(line.source_ids for line in part.lines)
        assert {one for line in part.lines for one in line.source_ids} <= set(dossier.sources)


def test_an_owner_that_is_a_natural_person_is_said_without_a_name() -> None:
    dossier = contents.dossier_of(UNNAMED, ask, DE)
    assert dossier is not None
    owners = next(part for part in dossier.parts if part.kind == "owners")
    assert "nicht genannt" in owners.lines[0].text
    assert "Wem gehört sie?" in [contents.heading(part, DE) for part in dossier.parts]
    assert DE("dossier.ask_owner") in [line.text for line in dossier.parts[-1].lines]


def test_the_state_is_named_where_a_source_names_it_and_nowhere_else() -> None:
    told = contents.dossier_of("bochumer_verein_verkehrstechnik", ask, DE)
    silent = contents.dossier_of(FIRM, ask, DE)
    assert told is not None
    assert silent is not None
    (lines,) = (part.lines for part in told.parts if part.kind == "state")
    assert "Staatsgruppe" in lines[0].text
    assert lines[0].source_ids
    (lines,) = (part.lines for part in silent.parts if part.kind == "state")
    assert [one.text for one in lines] == [DE("dossier.no_state")]


def test_the_command_tells_or_writes_the_dossier_of_the_likeliest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["dossier", "schwing gmbh"]) == 0
    assert "möglicher Treffer" in capsys.readouterr().out
    file = tmp_path / "d.pdf"
    assert main(["dossier", "徐工集团", "--pdf", str(file)]) == 0
    assert file.read_bytes().startswith(b"%PDF")
    assert "xcmg_europe" in capsys.readouterr().err
    assert main(["dossier", "Qwertz Unbekannt"]) == 1
    assert "Nicht gefunden heißt nicht" in capsys.readouterr().err


def test_a_letter_without_any_firm_says_so_and_repeats_nothing() -> None:
    listed = ask("dossier_entities")
    found = search.search("Guten Tag,\nich bin Li Niemand und grüße Sie.\nli@example.com", listed)
    assert not found.hits
    told = " ".join(search.nothing(found, listed, DE))
    assert DE("dossier.no_name") in told
    assert "Niemand" not in told
