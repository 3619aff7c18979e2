"""Messages about refused files. They name the file and say what to do."""

from collections.abc import Callable, Mapping

from survey.languages import format_size
from survey.operations.answers.attachments import Reason, Refusal
from survey.questions.file_kinds import LONGEST_NAME
from survey.questions.kinds.attachment import Attachment
from survey.questions.question import Question
from survey.web.language import _, ngettext, page_language


def refusal_words(refusal: Refusal, question: Question) -> str:
    """Return the message: one sentence that names the file, and one that says what to do. TypeError: not a question for
    files.
    """
    if not isinstance(question, Attachment):
        raise TypeError(question.kind)
    return _WORDS[refusal.reason](refusal, question)


def _too_many(refusal: Refusal, question: Attachment) -> str:
    return ngettext(
        "“%(name)s” was not added: there can be only %(num)s file here. Mark the other one to be removed first.",
        "“%(name)s” was not added: there can be only %(num)s files here. Mark one of the others to be removed first.",
        question.max_files,
        name=refusal.name,
    )


_WORDS: Mapping[Reason, Callable[[Refusal, Attachment], str]] = {
    Reason.NAME_TOO_LONG: lambda refusal, question: _(
        "“%(name)s” was not added: its name has more than %(longest)s characters. Give the file a shorter name.",
        name=f"{refusal.name[:40]}…{refusal.name[-10:]}",
        longest=LONGEST_NAME,
    ),
    Reason.OTHER_KIND: lambda refusal, question: _(
        "“%(name)s” was not added: it is of another kind than can be added here. Choose a file whose name ends in: "
        "%(kinds)s.",
        name=refusal.name[:LONGEST_NAME],
        kinds=", ".join(question.file_kinds),
    ),
    Reason.NOT_WHAT_IT_SAYS: lambda refusal, question: _(
        "“%(name)s” was not added: its content is of another kind than its name says, or it is protected by a "
        "password. Save it anew in the programme it was made with.",
        name=refusal.name,
    ),
    Reason.EMPTY: lambda refusal, question: _(
        "“%(name)s” was not added: the file is empty. Check that you chose the right one.", name=refusal.name
    ),
    Reason.TOO_LARGE: lambda refusal, question: _(
        "“%(name)s” was not added: its size is %(size)s, and a file can be at most %(most)s. Make it smaller, or "
        "divide it.",
        name=refusal.name,
        size=format_size(page_language(), refusal.size),
        most=format_size(page_language(), question.largest),
    ),
    Reason.THERE_ALREADY: lambda refusal, question: _(
        "“%(name)s” was not added: the same file is here already by the name “%(double)s”.",
        name=refusal.name,
        double=refusal.double,
    ),
    Reason.TOO_MANY: _too_many,
}
