"""Commands for comparing question sets, for finding what a change would break, and for correcting a consultation's
texts.
"""

import json
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from survey.cli.options import data_option, format_option, load_or_exit, no_consultation, opened_database
from survey.cli.terminal_language import in_own_language, own_language
from survey.cli.translated_commands import argument, command, language_option, option
from survey.languages import mark as _
from survey.operations.question_sets.corrections import (
    Consequence,
    ConsultationClosed,
    MoreThanTexts,
    NothingToCorrect,
    as_correction,
    consequences,
    correct_texts,
)
from survey.questions.comparing.change_words import describe_change, describe_match
from survey.questions.comparing.changes import Effect, changes
from survey.questions.freeze import read_frozen
from survey.questions.load import Loaded
from survey.questions.question_set import QuestionSet
from survey.store.base import NotFound
from survey.store.consultations import consultation_by_key

existing_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@command(
    "diff",
    _(
        "Compare two question sets, the earlier one first. The exit code is 1 if a change would break answers.\n\n"
        "Each change is safe, text (only words) or breaking."
    ),
)
@argument("files", _("FILE..."), nargs=-1, required=True, type=existing_file)
@option(
    "--consultation",
    metavar=_("KEY"),
    help=_("Compare one file with the question set of this consultation, and count the answers that would break."),
)
@format_option
@language_option
@data_option
def diff(files: tuple[Path, ...], consultation: str | None, format_: str, data: Path | None) -> None:
    language = own_language()
    if len(files) != (1 if consultation else 2):
        raise click.UsageError(in_own_language(_("Give two files, or one file with --consultation.")))
    found = (
        _of_consultation(consultation, files[0], language, data)
        if consultation
        else _of_files(files[0], files[1], language)
    )
    if format_ == "json":
        told = [_as_json(each, language, counted=consultation is not None) for each in found]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        _print(found, language)
    sys.exit(any(each.change.effect is Effect.BREAKING for each in found))


@command(
    "correct",
    _(
        "Correct the texts of an open consultation.\n\n"
        "They are taken from a file that has the same keys, kinds and options."
    ),
)
@argument("key", _("KEY"))
@argument("file", _("FILE"), type=existing_file)
@language_option
@data_option
def correct(key: str, file: Path, data: Path | None) -> None:
    language = own_language()
    loaded = load_or_exit(file)
    try:
        with opened_database(data).writing() as session:
            consultation = consultation_by_key(session, key)
            question_set = _matched(read_frozen(consultation.question_set), loaded, language)
            revision = correct_texts(session, consultation, question_set, now=datetime.now(UTC))
    except NotFound as error:
        raise no_consultation(key) from error
    except ConsultationClosed as error:
        words = in_own_language(_("The consultation has closed: what was asked is what was answered."))
        raise click.ClickException(words) from error
    except NothingToCorrect as error:
        raise click.ClickException(in_own_language(_("The consultation has these texts already."))) from error
    except MoreThanTexts as error:
        words = in_own_language(_("Only texts can be corrected while a consultation is open. The file also changes:"))
        told = [f"{change.code}: {describe_change(change, language)}" for change in error.changes]
        raise click.ClickException("\n  ".join([words, *told])) from error
    click.echo(in_own_language(_("%(key)s: the texts are now revision %(number)s."), key=key, number=revision.number))


def _of_files(before: Path, after: Path, language: str) -> list[Consequence]:
    earlier = load_or_exit(before).question_set
    return [Consequence(change) for change in changes(earlier, _matched(earlier, load_or_exit(after), language))]


def _matched(before: QuestionSet, loaded: Loaded, language: str) -> QuestionSet:
    """The set in a file, with the keys of the earlier one where its author wrote none: each match is said."""
    question_set, matches = as_correction(before, loaded.question_set, keys_are_made=loaded.keys_are_made)
    for each in matches:
        click.echo(describe_match(each, language), err=True)
    return question_set


def _of_consultation(key: str, file: Path, language: str, data: Path | None) -> list[Consequence]:
    loaded = load_or_exit(file)
    try:
        with opened_database(data).reading() as session:
            consultation = consultation_by_key(session, key)
            question_set = _matched(read_frozen(consultation.question_set), loaded, language)
            return consequences(session, consultation, question_set)
    except NotFound as error:
        raise no_consultation(key) from error


def _print(found: list[Consequence], language: str) -> None:
    for each in found:
        click.echo(f"{each.change.effect} {each.change.code}: {describe_change(each.change, language)}")
        if each.drafts or each.submissions:
            click.echo(f"  {_lost(each)}")
    if not found:
        click.echo(in_own_language(_("There is no difference.")))
        return
    counted = Counter(each.change.effect for each in found)
    numbers = {effect.value: counted[effect] for effect in Effect}
    click.echo(in_own_language(_("Safe: %(safe)s. Only words: %(text)s. Breaking: %(breaking)s."), **numbers))


def _lost(each: Consequence) -> str:
    return in_own_language(
        _("Answers that would no longer fit: in drafts %(drafts)s, in submitted statements %(submissions)s."),
        drafts=each.drafts,
        submissions=each.submissions,
    )


def _as_json(each: Consequence, language: str, *, counted: bool) -> dict[str, Any]:
    """Return a change for other programs. `code` and `effect` are the same in every language."""
    change = each.change
    numbers = {"drafts": each.drafts, "submissions": each.submissions} if counted else {}
    return {
        "code": change.code,
        "effect": change.effect.value,
        "where": dict(change.place),
        "key": change.name,
        "language": change.language,
        "before": change.before,
        "after": change.after,
        "message": describe_change(change, language),
        **numbers,
    }
