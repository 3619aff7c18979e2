"""Names that would give one key, or one too long, are cut and numbered with a warning, and never refused."""

import pytest

from survey.questions.kinds.matrix import Matrix
from survey.questions.question_set import QuestionSet
from tests.authoring.xlsform.elsewhere import YES_NO, form, loaded

HEADER = "type | name | label | relevant\n"
LONG = "a" * 45


def keys(question_set: QuestionSet) -> list[str]:
    return [question.key for _path, question in question_set.questions_with_places()]


@pytest.mark.parametrize(
    ("names", "made"),
    [
        (("Q1", "q1"), ["q1", "q1_2"]),
        (("q.1", "q-1", "q 1"), ["q_1", "q_1_2", "q_1_3"]),
        ((f"{LONG}b", f"{LONG}c"), ["a" * 40, f"{'a' * 38}_2"]),
        (("A" * 41, "a" * 41), ["a" * 40, f"{'a' * 38}_2"]),
        (("1", "q_1", "??", "q"), ["q_1", "q_1_2", "q", "q_2"]),
    ],
)
def test_questions(names: tuple[str, ...], made: list[str]) -> None:
    rows = "\n".join(f"text | {name} | Mitä? |" for name in names)
    read = loaded(form(HEADER + rows))
    assert keys(read.question_set) == made
    changed = [(each.places["name"], each.places["key"]) for each in read.warnings if each.code == "name-changed"]
    assert changed == [(name, key) for name, key in zip(names, made, strict=True) if name != key]


def test_the_same_name_in_two_groups_in_a_repeat_and_of_groups_and_a_note_without_a_name() -> None:
    read = loaded(
        form(
            HEADER + "begin group | Osa | G |\ntext | a | Mitä? |\nend group | | |\n"
            "begin group | osa | H |\ntext | a | Mitä? |\nbegin repeat | r | R |\n"
            "text | a | Mitä? |\nend repeat | | |\ntext | row_11 | Mitä? |\nnote | | Huom. |\nend group | | |\n"
            f"begin group | Details | D |\ntext | b | Mitä? |\nend group | | |\n"
            f"begin group | {'g' * 90} | E |\ntext | c | Mitä? |\nend group | | |\n"
            f"begin group | {'g' * 90} | F |\ntext | d | Mitä? |\nend group | | |"
        )
    )
    assert keys(read.question_set) == ["a", "a_2", "r", "a_3", "row_11", "row_11_2", "b", "c", "d"]
    sections = [section.key for section in read.question_set.sections]
    assert sections == ["osa", "osa-2", "details-2", "g" * 80, "g" * 78 + "-2"]
    changed = [each.places["key"] for each in read.warnings if each.code == "name-changed"]
    assert changed == ["osa-2", "a_2", "a_3", "details-2", "g" * 80, "g" * 78 + "-2"]


def test_options_and_what_conditions_say_of_them() -> None:
    choices = "list_name | name | label\n" + "\n".join(
        f"l | {name} | {name}" for name in ("a-1", "a 1", "A_1", LONG, f"{LONG}b")
    )
    survey = f"{HEADER}select_one l | x | Mikä? |\ntext | y | Miksi? | ${{x}} = 'a 1' or ${{x}} = '{LONG}b'"
    read = loaded(form(survey, choices))
    first, second = read.question_set.sections[0].questions
    assert list(first.labels) == ["a_1", "a_1_2", "a_1_3", "a" * 40, f"{'a' * 38}_2"]
    assert second.show_if == {"x": ["a_1_2", f"{'a' * 38}_2"]}
    assert [each.at for each in read.warnings if each.code == "name-changed"] == [f"choices!B{n}" for n in range(2, 7)]


def test_rows_of_two_matrices_may_have_the_same_names() -> None:
    rows = "select_one yes_no | A | Yksi? |\nselect_one yes_no | a | Kaksi? |"
    table = "begin group | {0} | Kohdat | \n" + rows + "\nend group | | |"
    survey = (HEADER + table.format("t") + "\n" + table.format("u")).replace("| relevant", "| appearance")
    survey = survey.replace("Kohdat | ", "Kohdat | table-list")
    read = loaded(form(survey, YES_NO))
    matrices = [each for each in read.question_set.sections[0].questions if isinstance(each, Matrix)]
    assert [[row.key for row in each.rows] for each in matrices] == [["a", "a_2"]] * 2
