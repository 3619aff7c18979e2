"""How often each option was chosen."""

from survey.export.committee_workbook.figures.distributions import distributions_sheet
from survey.export.statements.collected import collect
from survey.export.statements.columns import plan_columns
from survey.export.statements.records import Statement
from survey.export.xlsx.sheets import Look, Row, Share
from survey.languages import gettext
from survey.questions.load import load_text
from survey.questions.question import Given
from tests.export.rounds import NOTHING, respondent, statement
from tests.questions.written import tiny_set, with_questions

PARISH = respondent(group="parish")


def rows_of(form: str, *statements: Statement, language: str = "fi") -> list[Row]:
    question_set = tiny_set(form)
    with collect(question_set, statements) as collected:
        return list(distributions_sheet(plan_columns(question_set, language), collected.counts, language=language).rows)


def of_everybody(rows: list[Row]) -> list[tuple[object, ...]]:
    return [row.cells[3:] for row in rows if row.look is Look.TOTAL]


def test_every_option_is_counted_and_silence_stands_below() -> None:
    chosen = ("taysin_samaa", "taysin_samaa", "ei_kantaa")
    rows = rows_of(
        "scale",
        *(statement({"tavoitteet": Given({"option": option})}) for option in chosen),
        statement({"tavoitteet": NOTHING}),
        statement({}),
    )

    assert of_everybody(rows)[:7] == [
        ("Täysin samaa mieltä", 2, Share(2, 3)),
        ("Osittain samaa mieltä", 0, Share(0, 3)),
        ("Osittain eri mieltä", 0, Share(0, 3)),
        ("Täysin eri mieltä", 0, Share(0, 3)),
        ("Ei kantaa", 1, Share(1, 3)),
        (gettext("fi", "Nothing to state"), 1, None),
        (gettext("fi", "Not answered"), 1, None),
    ]


def test_groups_follow_in_official_order_with_what_there_is_in_each() -> None:
    rows = rows_of(
        "scale",
        statement({"tavoitteet": Given({"option": "taysin_eri"})}, PARISH),
        statement({"tavoitteet": Given({"option": "taysin_samaa"})}),
        language="sv",
    )

    assert [row.cells[2:] for row in rows if row.look is Look.FIGURES and str(row.cells[1]).startswith("1 ")] == [
        ("Kommun eller stad", "Helt av samma åsikt", 1, Share(1, 1)),
        ("Församling", "Helt av annan åsikt", 1, Share(1, 1)),
    ]


def test_each_row_of_a_matrix_has_a_distribution() -> None:
    rows = rows_of("matrix", statement({"vaittamat": Given({"row-tavoitteet": "samaa"})}))

    everybody = [row.cells for row in rows if row.look is Look.TOTAL]
    assert len({cells[1] for cells in everybody}) == 2
    assert [cells[4] for cells in everybody] == [1, 0, 0, 0, 0, 0, 0, 0, 0, 1]


def test_the_shares_of_several_options_are_of_the_answers() -> None:
    rows = rows_of("choices", statement({"vaikutukset": Given({"options": "talous henkilosto"})}))

    assert [cells[1:] for cells in of_everybody(rows)[:3]] == [(1, Share(1, 1)), (1, Share(1, 1)), (0, Share(0, 1))]


def test_what_was_not_asked_is_told_where_something_was_not() -> None:
    options = "[{key: kylla, label: {fi: Kyllä, sv: Ja}}, {key: ei, label: {fi: Ei, sv: Nej}}]"
    kinds = f"kind: choice, options: {options}, label: {{fi: Kanta, sv: Ståndpunkt}}"
    asked = load_text(
        with_questions(f"- {{key: a, {kinds}}}\n- {{key: b, show_if: {{a: [ei]}}, {kinds}}}\n")
    ).question_set
    given = [statement({"a": Given({"option": "kylla"})}), statement({"a": Given({"option": "ei"})})]
    with collect(asked, given) as collected:
        rows = list(distributions_sheet(plan_columns(asked, "sv"), collected.counts, language="sv").rows)

    silent = [cells[:2] for cells in of_everybody(rows) if cells[2] is None]
    words = [gettext("sv", each) for each in ("Nothing to state", "Not answered", "Not asked")]
    assert silent == list(zip(words[:2] + words, (0, 0, 0, 1, 1), strict=True))


def test_of_a_set_of_texts_there_is_nothing_to_tell() -> None:
    assert rows_of("long_text") == []
