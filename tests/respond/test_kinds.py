"""Each kind of question goes the whole way: draft, wrong, named, right, handed in, statement, workbook."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select

from survey.export.statements.records import Edition
from survey.languages import gettext, ngettext
from survey.operations.exports.committee_workbook import export_consultation
from survey.store.database import Database
from survey.store.tables import AnswerRow, ConsultationRow
from tests.pages import Page
from tests.questions.written import tiny_set
from tests.rounds import open_round
from tests.site import Site, make_client, now_for_pages

NAME, EMAIL = "answer-recorded_by-text", "answer-contact_email-email"


@dataclass(frozen=True)
class Journey:
    """What is typed in the first question of a tiny set: first wrong in `part`, then right; how it is read."""

    form: str
    wrong: Mapping[str, str]
    part: str
    right: Mapping[str, str]
    read: str
    cells: Mapping[str, object]


JOURNEYS = [
    Journey(
        "number",
        {"number": "noin 5"},
        "number",
        {"number": "1 234,50"},
        "1\u00a0234,5\u00a0tuhatta euroa",
        {"1 Arvio vuosittaisista kustannuksista (tuhatta euroa)": 1234.5},
    ),
    Journey("number", {"number": "-1"}, "number", {"number": "12"}, "12\u00a0tuhatta euroa", {}),
    Journey(
        "choices",
        {"options": "talous ei_mihinkaan"},
        "options",
        {"options": "muu talous", "specify": "=1+1", "reason": "Koska."},
        "Talouteen\nMuuhun, mihin?",
        {
            "1 Mihin esitys vaikuttaa?": "Talouteen; Muuhun, mihin?",
            "1 Mihin esitys vaikuttaa? – tarkennus": "=1+1",
            "1 Mihin esitys vaikuttaa? – perustelu": "Koska.",
        },
    ),
    Journey("choices", {"options": "muu"}, "specify", {"options": "ei_mihinkaan"}, "Ei mihinkään näistä", {}),
    Journey(
        "choice_with_specification",
        {"specify": "Kolmatta"},
        "option",
        {"option": "muu", "specify": "Kolmatta"},
        "Muuta, mitä?",
        {"1 Mitä mallia kannatatte? – tarkennus": "Kolmatta"},
    ),
    Journey(
        "scale",
        {"reason": "Koska."},
        "option",
        {"option": "ei_kantaa", "reason": "Koska."},
        "Ei kantaa",
        {"1 Esityksen tavoitteet ovat oikeat.": "Ei kantaa"},
    ),
    Journey(
        "phone",
        {"phone": "vaihde"},
        "phone",
        {"phone": "+358  9 123"},
        "+358 9 123",
        {"1 Organisaation puhelinvaihde": "+358 9 123"},
    ),
    Journey(
        "phone", {"phone": "1"}, "phone", {"phone": "09 123"}, "09 123", {"1 Organisaation puhelinvaihde": "09 123"}
    ),
    Journey(
        "business_id",
        {"business_id": "1234567-2"},
        "business_id",
        {"business_id": "FI12345671"},
        "1234567-1",
        {"1 Organisaation Y-tunnus": "1234567-1"},
    ),
    Journey(
        "url",
        {"url": "javascript:alert(1)"},
        "url",
        {"url": "www.example.fi/a"},
        "https://www.example.fi/a",
        {"1 Verkko-osoite aineistoon": "https://www.example.fi/a"},
    ),
    Journey(
        "amendment",
        {"provision": "5 §", "reason": "Koska."},
        "wording",
        {"provision": "5 §", "wording": "=Uusi sanamuoto.", "reason": "Koska."},
        "5 §",
        {
            "1 Muutosehdotuksenne": "5 §",
            "1 Muutosehdotuksenne – sanamuoto": "=Uusi sanamuoto.",
            "1 Muutosehdotuksenne – perustelu": "Koska.",
        },
    ),
]


def site_with(database: Database, form: str) -> Site:
    """A site whose round asks the tiny set, with everything else filled in."""
    with database.writing() as session:
        made = open_round(session, now=now_for_pages(), question_set=tiny_set(form))
    site = Site(database, make_client(database), made)
    site.open_link()
    site.client.post(site.client.get(site.path("details")), {NAME: "Kaisa Kirjaaja", EMAIL: "kaisa@example.fi"})
    return site


def section(site: Site, language: str = "fi") -> Page:
    return site.client.get(site.path("sections/kysymykset", language))


def key_of(form: str) -> str:
    return next(tiny_set(form).questions()).key


def sent(form: str, typed: Mapping[str, str]) -> dict[str, str]:
    """The fields of the first question; parts that are not named are emptied."""
    question = next(tiny_set(form).questions())
    return {f"answer-{question.key}-{part}": typed.get(part, "") for part in question.used_parts}


def row_of_answers(site: Site, folder: Path) -> dict[str, Any]:
    """The one row of the workbook's table of answers, by header without its section."""
    target = folder / "export.xlsx"
    with site.database.reading() as session:
        consultation = session.scalars(select(ConsultationRow)).one()
        export_consultation(session, consultation, target, Edition("fi", now_for_pages(), by="Maija"))
    headers, row = openpyxl.load_workbook(target)[gettext("fi", "Answers as a table")].iter_rows(values_only=True)
    return dict(zip((str(header).partition(" · ")[0] for header in headers), row, strict=True))


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: f"{journey.form}-{journey.part}")
def test_a_kind_goes_the_whole_way(sqlite: Database, tmp_path: Path, journey: Journey) -> None:
    site = site_with(sqlite, journey.form)
    field = f"answer-{key_of(journey.form)}-{journey.part}"

    wrong = site.client.post(section(site), sent(journey.form, journey.wrong))
    assert wrong.path == site.path("sections/kysymykset")
    assert wrong.all(f'.ds-error-summary a[href="#{field}"]')
    assert wrong.all(f"#{field}")[0].attrs["aria-invalid"] == "true"
    assert sent(journey.form, journey.wrong).items() <= {**sent(journey.form, {}), **wrong.fields()}.items()
    review = site.client.get(site.path("review", "sv"))
    assert [node.attrs["href"].partition("#")[2] for node in review.all(".ds-error-summary a")] == [field]

    site.client.post(section(site), sent(journey.form, journey.right))
    review = site.client.get(site.path("review"))
    receipt = site.client.post(site.client.get(review.all("main a.ds-button")[0].attrs["href"]), {"decision": "none"})
    assert receipt.path == site.path("receipt")
    statement = site.client.get(site.path("statement"))
    shown = "".join(child.data for child in statement.all(".k-document-answer .k-answer")[0].children)
    assert shown == journey.read
    assert journey.cells.items() <= row_of_answers(site, tmp_path).items()


def test_a_matrix_goes_the_whole_way_row_by_row(sqlite: Database, tmp_path: Path) -> None:
    site = site_with(sqlite, "matrix")
    page = section(site)
    assert page.texts("fieldset.k-row legend") == ["Tavoitteet ovat oikeat. (pakollinen)", "Keinot ovat oikeat."]
    assert page.all("table") == []
    site.client.post(page, {"answer-vaittamat-row-keinot": "ei_kantaa"})
    review = site.client.get(site.path("review"))
    (link,) = review.all(".ds-error-summary a")
    assert link.attrs["href"].endswith("#answer-vaittamat-row-tavoitteet")
    assert "Tavoitteet ovat oikeat." in link.to_text()
    site.client.post(section(site), {"answer-vaittamat-row-tavoitteet": "ehka"})
    wrong = section(site)
    assert wrong.texts(".ds-error-summary a") == [
        "Mitä mieltä olette väittämistä? Tavoitteet ovat oikeat. Valitkaa yksi vaihtoehdoista."
    ]
    site.client.post(wrong, {"answer-vaittamat-row-tavoitteet": "eri"})
    review = site.client.get(site.path("review"))
    site.client.post(site.client.get(review.all("main a.ds-button")[0].attrs["href"]), {"decision": "none"})
    statement = site.client.get(site.path("statement", "sv"))
    assert statement.texts(".k-part-name") == ["Målen är de rätta.", "Medlen är de rätta."]
    assert statement.texts(".k-document-answer .k-answer") == ["Av annan åsikt", "Ingen ståndpunkt"]
    row = row_of_answers(site, tmp_path)
    assert [cell for header, cell in row.items() if header.startswith("1 ")] == ["Eri mieltä", "Ei kantaa"]


def test_what_an_amendment_changes_is_marked_for_the_eye_and_in_words(sqlite: Database) -> None:
    site = site_with(sqlite, "amendment")
    page = section(site)
    wording = "answer-maaraaika-wording"
    own = page.fields()[wording].replace("kuukauden", "vuoden")
    site.client.post(page, {wording: own, "answer-maaraaika-reason": "Koska."})
    draft = site.client.get(site.path("draft"))
    assert draft.texts("del") == ["[poistettu: kuukauden ]"]
    assert draft.texts("ins") == ["[lisätty: vuoden ]"]
    assert draft.raw_text(f'[data-answer="{wording}"]') == own
    assert "5 § 1 mom." in draft.texts(".k-answer")


def test_a_proposed_wording_left_as_it_was_is_no_answer_in_either_language(sqlite: Database) -> None:
    site = site_with(sqlite, "amendment")
    page = site.client.post(section(site), {"switch_language": "sv"})
    assert page.fields()["answer-maaraaika-wording"].startswith("Servicen ska")
    with site.database.reading() as session:
        addresses = set(session.scalars(select(AnswerRow.address)))
    assert "maaraaika" not in addresses


def test_a_number_is_a_number_in_excel_as_exactly_as_it_was_typed(sqlite: Database, tmp_path: Path) -> None:
    site = site_with(sqlite, "number")
    site.client.post(section(site), sent("number", {"number": "99999,95"}))
    review = site.client.get(site.path("review"))
    site.client.post(site.client.get(review.all("main a.ds-button")[0].attrs["href"]), {"decision": "none"})
    cell = row_of_answers(site, tmp_path)["1 Arvio vuosittaisista kustannuksista (tuhatta euroa)"]
    assert isinstance(cell, float)
    assert Decimal(str(cell)) == Decimal("99999.95")


def test_ticking_as_a_browser_does_and_unticking_everything(sqlite: Database) -> None:
    site = site_with(sqlite, "choices")
    name = "answer-vaikutukset-options"
    ticked: Any = ["palvelut", "talous"]
    site.client.send(site.path("sections/kysymykset"), {**section(site).fields(), name: ticked})
    page = section(site)
    assert [node.attrs["value"] for node in page.all(f'input[id^="{name}"][checked]')] == ["talous", "palvelut"]

    without = {key: text for key, text in page.fields().items() if key != name}
    site.client.send(site.path("sections/kysymykset"), without)
    assert not section(site).all(f'input[id^="{name}"][checked]')
    with site.database.reading() as session:
        assert not [
            row.value for row in session.scalars(select(AnswerRow)) if row.address == "vaikutukset" and row.value
        ]


@pytest.mark.parametrize(
    ("language", "named"), [("fi", "Vaihtoehtoa ”Ei mihinkään näistä” ei voi valita"), ("sv", "Alternativet ”")]
)
def test_an_option_that_excludes_others_is_named_where_it_is_chosen_with_them(
    sqlite: Database, language: str, named: str
) -> None:
    site = site_with(sqlite, "choices")
    both: Any = ["ei_mihinkaan", "talous"]
    page = site.client.get(site.path("sections/kysymykset", language))
    wrong = site.client.send(page.path, {**page.fields(), "answer-vaikutukset-options": both})
    assert named in wrong.text("#errors a")


def test_several_options_are_a_group_with_a_name_and_a_hint_and_the_exclusive_one_apart(sqlite: Database) -> None:
    page = section(site_with(sqlite, "choices"))
    (group,) = page.all("main form fieldset")
    hint = group.attrs["aria-describedby"]
    assert "Mihin esitys vaikuttaa?" in page.text("main form fieldset legend")
    assert page.text(f"#{hint}") == ngettext(
        "fi", "Choose at most %(num)s option.", "Choose at most %(num)s options.", 3
    )
    assert len(page.all('main form input[type="checkbox"]')) == 5
    assert page.texts(".k-no-answer label") == ["Ei mihinkään näistä"]
    assert page.texts('label[for="answer-vaikutukset-specify"]')[0].startswith(
        "Tarkentakaa, jos valitsette tämän: Muuhun"
    )


def test_a_scale_sets_no_position_apart_from_its_steps(sqlite: Database) -> None:
    page = section(site_with(sqlite, "scale"))
    assert page.texts(".k-no-answer label") == ["Ei kantaa"]
    assert len(page.all('input[id^="answer-tavoitteet-option"]')) == 5


def test_a_number_has_its_unit_beside_it_and_in_its_description(sqlite: Database) -> None:
    site = site_with(sqlite, "number")
    for language, unit in (("fi", "tuhatta euroa"), ("sv", "tusen euro")):
        page = section(site, language)
        (field,) = page.all("#answer-kustannus-number")
        described = [page.text(f"#{reference}") for reference in field.attrs["aria-describedby"].split()]
        assert described[-1] == unit
        assert "1\u00a0000\u00a0000" in "".join(node.to_text() for node in page.all("#answer-kustannus-number-hint"))
        assert field.attrs["inputmode"] == "decimal"


def test_a_telephone_shows_its_keyboard_and_fills_in_no_number_of_its_own_for_a_switchboard(sqlite: Database) -> None:
    (field,) = section(site_with(sqlite, "phone")).all("#answer-vaihde-phone")
    assert (field.attrs["type"], field.attrs["inputmode"]) == ("tel", "tel")
    assert "autocomplete" not in field.attrs


def test_the_browser_may_fill_in_what_a_set_asks_of_the_very_person(sqlite: Database) -> None:
    (field,) = section(site_with(sqlite, "autocomplete")).all("#answer-puhelin-phone")
    assert field.attrs["autocomplete"] == "tel"


def test_the_browser_may_fill_in_the_details_of_the_person_who_answers(sqlite: Database) -> None:
    site = site_with(sqlite, "phone")
    page = site.client.get(site.path("details"))
    filled_in = {node.attrs["id"]: node.attrs["autocomplete"] for node in page.all("main [autocomplete]")}
    assert filled_in == {
        "answer-official_name-text": "organization",
        "answer-recorded_by-text": "name",
        "answer-contact_name-text": "name",
        "answer-contact_email-email": "email",
    }


def test_a_web_address_is_text_and_nowhere_a_link(sqlite: Database) -> None:
    site = site_with(sqlite, "url")
    site.client.post(section(site), sent("url", {"url": "https://example.fi/"}))
    for page in (site.client.get(site.path("review")), site.client.get(site.path("draft"))):
        assert "https://example.fi/" in page.text("main")
        assert not page.all('a[href^="https://example.fi"]')


def test_a_wrong_check_digit_has_words_of_its_own(sqlite: Database) -> None:
    site = site_with(sqlite, "business_id")
    words = [
        site.client.post(section(site), sent("business_id", {"business_id": typed})).texts(".ds-validation-message")[0]
        for typed in ("1234567-2", "Y-tunnus")
    ]
    assert words[0] != words[1]
    assert (
        gettext("fi", "There is no such Business ID: its last digit does not fit the others. Check every digit.")
        in words[0]
    )


def test_the_printed_questions_have_room_for_what_is_asked(sqlite: Database) -> None:
    site = site_with(sqlite, "choices")
    page = site.client.get(site.path("questions"))
    asked = 'section[aria-labelledby="section-kysymykset"]'
    assert len(page.all(f"{asked} .k-boxes li")) == 5
    assert len(page.all(f"{asked} .k-one-line")) == 1


def test_the_printed_questions_say_the_unit_and_the_limits(sqlite: Database) -> None:
    site = site_with(sqlite, "number")
    printed = site.client.get(site.path("questions", "sv")).text('section[aria-labelledby="section-kysymykset"]')
    assert "tusen euro" in printed
    assert gettext("sv", "At least %(least)s and at most %(most)s.", least="0", most="1 000 000") in printed.replace(
        "\u00a0", " "
    )


def test_a_wording_that_only_says_that_it_goes_is_compared_in_the_language_of_the_statement(sqlite: Database) -> None:
    site = site_with(sqlite, "amendment")
    site.client.post(site.client.get(site.path("details")), {"answer-statement_language-option": "sv"})
    site.client.post(section(site), {"answer-maaraaika-wording": "Stryks.", "answer-maaraaika-reason": "Onödig."})
    assert "Servicen ska ordnas" in site.client.get(site.path("draft")).text("del")
