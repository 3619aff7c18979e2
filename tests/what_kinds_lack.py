"""Everything that belongs to a kind of question beside its class, and what of it a kind lacks."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from pydantic.fields import FieldInfo

from survey.authoring.template.words import kinds_in
from survey.languages import PAGE_LANGUAGES
from survey.questions.kinds import KINDS
from survey.questions.load import load_file
from survey.questions.question import Question, State
from survey.questions.reading.json_schema import json_schema
from tests.questions.whole_sets import OWN_KEYS

ROOT = Path(__file__).parent.parent
MADE_BY_THEMSELVES = {"group", "note"}
"""The kinds that whole_sets.py makes otherwise than with a line in its table."""


def what_lacks(kind: str) -> Iterator[str]:
    """What is missing, each with the file where it is to be. Nothing is imported that a new kind would break."""
    yield from _lacking_files(kind)
    yield from _lacking_words(kind)
    yield from _lacking_in_guide(kind)
    question = _tiny_question(kind)
    if question is None:
        yield f"tests/forms/{kind}.yaml: a tiny set with a question of this kind"
    elif _answers(question) and not _can_be_read(question):
        yield f"survey/questions/kinds/{kind}.py: an example of an answer, for demonstrations (`examples` or `example`)"
    if kind not in OWN_KEYS and kind not in MADE_BY_THEMSELVES:
        yield "tests/questions/whole_sets.py: its own keys, so that sets with it are made up"
    if not re.search(rf"\bkind: {kind}[\n,]", _text("tests/browser/every_kind.py")):
        yield "tests/browser/every_kind.py: a question of it in EVERY_KIND, so that it is looked at in a browser"
    yield from _lacking_of_keys(KINDS[kind])
    name = f"question_{kind}"
    if json.loads(_text("forms/schema.json"))["$defs"].get(name) != json_schema()["$defs"][name]:
        yield "forms/schema.json: its keys (python -m survey schema --to forms/schema.json)"


def _lacking_files(kind: str) -> Iterator[str]:
    if not re.search(r"^PAGE\b", _text(f"survey/web/kinds/{kind}.py"), re.MULTILINE):
        yield f"survey/web/kinds/{kind}.py: its PAGE, with the fields that read it"
    if "{% macro field(view) %}" not in _text(f"survey/templates/kinds/{kind}.html"):
        yield f"survey/templates/kinds/{kind}.html: the macro `field(view)` that draws it"
    if "def test_" not in _text(f"tests/questions/kinds/test_{kind}.py"):
        yield f"tests/questions/kinds/test_{kind}.py: tests of its class"


def _lacking_of_keys(asked: type[Question]) -> Iterator[str]:
    """What a kind must say of its own keys, for comparing sets and for reading their texts side by side."""
    file = f"{asked.__module__.replace('.', '/')}.py"
    for key in _limiting_keys(asked) - {*asked.upper_limits, *asked.lower_limits}:
        yield f"{file}: `{key}` in `upper_limits` or in `lower_limits`"
    own = [key for key in asked.words if key not in Question.words]
    for key in own:
        if key not in asked.word_names:
            yield f"{file}: `{key}` in `word_names`, what is said before this text where texts are proofread"
        if any(key in other.model_fields and key not in other.words for other in KINDS.values()):
            yield f"{file}: another name for `{key}`, which is no text in other kinds: their digests would change"


def _limiting_keys(asked: type[Question]) -> set[str]:
    """The keys whose values have a least or a most, which are limits of answers."""
    return {
        name
        for name, field in asked.model_fields.items()
        for rule in (*field.metadata, *_inner_rules(field))
        if hasattr(rule, "ge") or hasattr(rule, "le")
    }


def _inner_rules(field: FieldInfo) -> Iterator[object]:
    """The rules of `Annotated[int, Field(…)] | None`, which stand inside the union."""
    for part in get_args(field.annotation):
        for rule in getattr(part, "__metadata__", ()):
            yield from rule.metadata if isinstance(rule, FieldInfo) else [rule]


def _lacking_words(kind: str) -> Iterator[str]:
    asked = KINDS[kind]
    for attribute, words in {"name": asked.name, **({"about": asked.about} if asked.in_template else {})}.items():
        if not words:
            yield f'survey/questions/kinds/{kind}.py: `{attribute}: ClassVar = _("…")`'
            continue
        for language in PAGE_LANGUAGES:
            message = _catalogue(language).get(words)
            if message is None or not message.string:
                yield f"translations/{language}/LC_MESSAGES/messages.po: “{words}”"


def _lacking_in_guide(kind: str) -> Iterator[str]:
    guide = _text("forms/README.md")
    if not re.search(rf"^### `{kind}`: ", guide, re.MULTILINE):
        yield f"forms/README.md: a part “### `{kind}`: …” with its keys and an example"
    if f"`{kind}`" not in guide.partition("(#the-kinds-of-question):")[2].partition("\n7. ")[0]:
        yield "forms/README.md: its name among the contents, after “The kinds of question”"
    if not re.search(rf"^\| `kind` \|.*`{kind}`", guide, re.MULTILINE):
        yield "forms/README.md: its name among those of `kind`, in the table of the keys of every question"
    if f"`{kind}`" not in guide.partition("## XLSForm")[2]:
        yield "forms/README.md: how an XLSForm has it, in the part on XLSForm"
    if KINDS[kind].in_template:
        for language in PAGE_LANGUAGES:
            if f"| {kinds_in(language)[kind]} |" not in guide:
                yield f"forms/README.md: its name in the Excel template ({language})"


def _tiny_question(kind: str) -> Question | None:
    file = ROOT / "tests" / "forms" / f"{kind}.yaml"
    asked = load_file(file).question_set.questions() if file.exists() else ()
    return next((question for question in asked if question.kind == kind), None)


def _answers(question: Question) -> bool:
    """Whether people type its answer: they bring files, and the questions of a group have answers of their own."""
    return question.asks and not question.takes_files and not list(question.within())


def _can_be_read(question: Question) -> bool:
    """Whether its example is an answer that could be handed in."""
    for turn in range(3):
        reading = question.answer(question.example("Kannatamme.", "fi", turn))
        if not reading.value or reading.state is not State.ANSWERED or question.problems(reading.value, reading.state):
            return False
    return True


def _catalogue(language: str) -> Catalog:
    with (ROOT / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as opened:
        return read_po(opened, locale=language)


def _text(file: str) -> str:
    """What stands in a file; nothing where there is none."""
    path = ROOT / file
    return path.read_text(encoding="utf-8") if path.exists() else ""
