"""The WTForms fields of each kind of question: what reads a page's input. What draws it is kinds/<kind>.html."""

from collections.abc import Callable, Mapping

from werkzeug.datastructures import MultiDict
from wtforms import Field, Form, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import Optional

from survey.operations.responses import Change
from survey.questions.asked import addressed, section_address
from survey.questions.model import Section
from survey.questions.question import NOTHING, Question, Reading, State
from survey.questions.text import clean_text
from survey.store.answers import Held


def _one_line(question: Question) -> dict[str, Field]:
    return {part: StringField() for part in question.used_parts}


def _paragraphs(question: Question) -> dict[str, Field]:
    return {part: TextAreaField() for part in question.used_parts}


class TickedField(StringField):  # type: ignore[misc]  # wtforms has no types
    """What is ticked in a group of checkboxes, joined by blanks; an empty text where nothing is."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take every ticked value, not the first alone."""
        self.data = " ".join(valuelist)


def _options(question: Question) -> dict[str, Field]:
    # validate_choice=False: what is no option is kept as typed, and named at review like any other malformed answer.
    fields = {
        "option": RadioField(choices=[], validate_choice=False),
        "options": TickedField(),
        "specify": StringField(),
        "reason": TextAreaField(),
    }
    return {part: fields[part] for part in question.used_parts}


def _rows(question: Question) -> dict[str, Field]:
    return {part: RadioField(choices=[], validate_choice=False) for part in question.used_parts}


def _wording(question: Question) -> dict[str, Field]:
    return {part: TextAreaField() if part in question.texts else StringField() for part in question.used_parts}


def _none(question: Question) -> dict[str, Field]:
    """A note asks nothing, a group is changed by its buttons, and files come another way (web/attached.py)."""
    return {}


FIELDS: Mapping[str, Callable[[Question], dict[str, Field]]] = {
    "text": _one_line,
    "long_text": _paragraphs,
    "choice": _options,
    "choices": _options,
    "scale": _options,
    "number": _one_line,
    "date": _one_line,
    "email": _one_line,
    "phone": _one_line,
    "url": _one_line,
    "business_id": _one_line,
    "matrix": _rows,
    "amendment": _wording,
    "group": _none,
    "note": _none,
    "attachment": _none,
}
"""By kind: the fields for the parts that a question uses."""


def _as_name(key: str) -> str:
    """A key, or an address in a group, as part of a name: no key has a hyphen, so no two names are the same."""
    return key.replace("/", "-")


def field_name(question: Question, part: str) -> str:
    """The name and id of a part's field on a section's page."""
    return f"answer-{_as_name(question.key)}-{part}"


def revision_name(question: Question) -> str:
    """The name of the hidden field that says which revision of the answer the page shows."""
    return f"revision-{_as_name(question.key)}"


def resolution_name(question: Question) -> str:
    """The name of the radio buttons that settle a conflict: MINE, THEIRS or BOTH."""
    return f"resolve-{_as_name(question.key)}"


SECTION_NOTHING = "section-nothing-to-state"
SECTION_REVISION = "section-revision"
"""The names of the checkbox that says of a whole section that there is nothing to state, and of its revision."""

MINE, THEIRS, BOTH = "mine", "theirs", "both"


HIGHEST_REVISION = 2**31 - 1
"""What both databases can hold in a column of whole numbers."""

LONGEST_PART = 1_000_000
"""Characters of one typed text that are saved at all: ten times what may be handed in."""


class TextTooLong(Exception):
    """A typed text is longer than anything that is saved. Nothing was changed."""


class SectionForm:
    """The input of a section's page: typed parts and shown revisions, by address."""

    def __init__(self, section: Section, sent: MultiDict[str, str]) -> None:
        fields: dict[str, Field] = {SECTION_REVISION: IntegerField(validators=[Optional()])}
        self._parts: dict[str, tuple[str, ...]] = {}
        for question in section.questions:
            own = FIELDS[question.kind](question)
            self._parts[question.key] = tuple(own)
            for part, field in own.items():
                fields[field_name(question, part)] = field
            if own:
                fields[revision_name(question)] = IntegerField(validators=[Optional()])
        self._section = section
        self._sent = sent
        self._form: Form = type("SectionFields", (Form,), fields)(sent)

    def typed(self, question: Question) -> dict[str, str]:
        """What was typed in each part, as it came, and whether "nothing to state" was ticked."""
        typed = {part: self._form[field_name(question, part)].data or "" for part in self._parts[question.key]}
        return typed | {NOTHING: self._sent.get(field_name(question, NOTHING), "")} if typed else {}

    def revision(self, question: Question) -> int:
        """The revision that the page had shown; 0 where the answer was not there yet."""
        return self._revision(revision_name(question))

    def check_lengths(self) -> None:
        """Raise TextTooLong where a part is longer than LONGEST_PART, so that no draft grows without bound."""
        if any(
            len(text) > LONGEST_PART for question in self._section.questions for text in self.typed(question).values()
        ):
            raise TextTooLong

    def joins_texts(self) -> bool:
        """Whether a conflict is to be settled by putting the two texts after one another."""
        return any(self._resolution(question) == BOTH for question in self._section.questions)

    def changes(self, held: Mapping[str, Held]) -> dict[str, Change]:
        """Each question's input read as its kind, by address.

        A question whose hidden revision field did not arrive was not on the page, and is left alone; so is one
        where the person chose the colleague's text. `held` is needed where two texts are to be joined.
        """
        found = {
            address: Change(question.answer(self._settled(address, question, held)), self.revision(question))
            for address, question in addressed(self._section)
            if self._parts[question.key]
            and revision_name(question) in self._sent
            and self._resolution(question) != THEIRS
        }
        if self._section.nothing_to_state and SECTION_REVISION in self._sent:
            said = Reading({}, State.NOTHING_TO_STATE) if self._sent.get(SECTION_NOTHING) else Reading(None)
            found[section_address(self._section)] = Change(said, self._revision(SECTION_REVISION))
        return found

    def _revision(self, name: str) -> int:
        return min(max(self._form[name].data or 0, 0), HIGHEST_REVISION)

    def _resolution(self, question: Question) -> str:
        return self._sent.get(resolution_name(question), "")

    def _settled(self, address: str, question: Question, held: Mapping[str, Held]) -> dict[str, str]:
        typed, stored = self.typed(question), held.get(address)
        if self._resolution(question) != BOTH or stored is None or stored.given is None:
            return typed
        theirs = stored.given.value
        return typed | {
            part: f"{theirs[part]}\n\n{typed[part]}"
            for part in question.texts
            if theirs.get(part) and typed.get(part) and clean_text(typed[part]).text != theirs[part]
        }
