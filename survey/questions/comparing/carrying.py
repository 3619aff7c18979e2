"""An answer to a question of an earlier set, as an answer to the question with the same key in another set."""

from collections.abc import Mapping
from dataclasses import dataclass

from survey.questions.file_kinds import kind_by_name
from survey.questions.kinds.attachment import AttachedFile, Attachment, files_of
from survey.questions.kinds.options import opening
from survey.questions.question import NOTHING, TICKED, Given, Question, State, Texts


@dataclass(frozen=True)
class Carried:
    """What an earlier answer becomes. `given` is None if nothing of it can be taken.

    Not taken are `options` that are not there any more, `parts` that are not asked any more (a part's name and its
    text), `files` of a kind or size that is not allowed, and “nothing to state” where that cannot be said.
    """

    given: Given | None
    options: tuple[Texts, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    files: tuple[AttachedFile, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether all of the earlier answer is taken."""
        return self.given is not None and not (self.options or self.parts or self.files)


def carried(before: Question, after: Question, earlier: Given) -> Carried:
    """Return what an answer to `before` becomes as an answer to `after`, which has the same key and kind."""
    if earlier.state is State.NOTHING_TO_STATE:
        return Carried(_read(after, {NOTHING: TICKED}) if after.nothing_to_state else None)
    if isinstance(after, Attachment):
        return _files_carried(after, earlier)
    kept: dict[str, str] = {}
    options: list[Texts] = []
    parts: list[tuple[str, str]] = []
    for part, text in before.typed(earlier.value, earlier.state).items():
        if part not in after.used_parts:
            parts.append((part, text))
            continue
        there, labels = after.countable.get(part), before.countable.get(part, {})
        if there is None:
            kept[part] = text
            continue
        options += [labels.get(key, {"": key}) for key in text.split() if key not in there]
        if chosen := [key for key in text.split() if key in there]:
            kept[part] = " ".join(chosen)
    if options and "specify" in kept and not _is_specified(after, kept):
        parts.append(("specify", kept.pop("specify")))
    return Carried(_read(after, kept), tuple(options), tuple(parts))


def _files_carried(after: Attachment, earlier: Given) -> Carried:
    files = files_of(earlier.value)
    fitting = [each for each in files if kind_by_name(each.name) in after.file_kinds and each.size <= after.largest]
    lost = tuple(each for each in files if each not in fitting)
    return Carried(_read(after, {"files": "\n".join(each.line for each in fitting)}), files=lost)


def _is_specified(question: Question, kept: Mapping[str, str]) -> bool:
    """Whether the option whose text this is, is among the chosen ones that are left."""
    asking = opening(question.choosable)
    return asking is not None and asking.key in f"{kept.get('option', '')} {kept.get('options', '')}".split()


def _read(question: Question, typed: Mapping[str, str]) -> Given | None:
    reading = question.answer(typed)
    return None if reading.value is None else Given(reading.value, reading.state)
