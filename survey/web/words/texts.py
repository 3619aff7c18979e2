"""Texts of a question set, and answers, in the page's language."""

from collections.abc import Mapping
from dataclasses import dataclass

from survey.languages import language_of, text_in
from survey.questions.question import Given, Question, State
from survey.web.language import _, page_language
from survey.web.words.second_language import shown_languages


@dataclass(frozen=True)
class Words:
    """A text and its language, for the attribute lang."""

    text: str
    language: str
    foreign: bool = False
    """Whether the text is not in the page's language, so that its element needs the attribute lang."""
    second: "Words | None" = None
    """The same text in the second language that the page shows."""


def words(texts: Mapping[str, str]) -> Words:
    """Return a text of the question set in the page's language, or in another one if it is missing; with its real
    language.
    """
    of_page, other = shown_languages()
    language = language_of(texts, of_page)
    text = texts.get(language, "")
    differs = other in texts and other != language and texts[other] != text  # “5 §” is the same in both
    return Words(text, language, language != of_page, Words(texts[other], other, foreign=True) if differs else None)


def answer_words(question: Question, given: Given | None) -> list[str]:
    """Return an answer as readable text: one text for each filled part; an empty list if there is no answer."""
    if given is None:
        return []
    if given.state is State.NOTHING_TO_STATE:
        return [_("Nothing to state")]
    language = page_language()
    shown = question.shown(given.value, given.state, language)
    labels = {part: question.part_label(part) for part in question.used_parts}
    return [
        f"{text_in(texts, language)}: {shown[part]}" if texts else shown[part]
        for part, texts in labels.items()
        if part in shown
    ]
