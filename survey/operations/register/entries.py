"""The columns of an organisation of the register: how each is written in words, checked and read."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial

from survey.languages import AUTHOR_LANGUAGES, LANGUAGE_NAMES, PAGE_LANGUAGES, gettext, language_name_in
from survey.languages import mark as _
from survey.operations.register.groups import Groups
from survey.operations.register.row_files import comparable
from survey.questions.kinds.business_id import as_business_id, has_right_check_digit
from survey.questions.kinds.email import is_address
from survey.store.register.organisations import Registered

LONGEST_NAME = 300

MOST_FURTHER = 10
"""Addresses beside the registry's own."""

NAMES: Mapping[str, str] = {f"name_{language}": language for language in AUTHOR_LANGUAGES}

HEADERS: Mapping[str, str] = {
    "name_fi": _("Organisation in Finnish"),
    "name_sv": _("Organisation in Swedish"),
    "group": _("Group"),
    "business_id": _("Business ID"),
    "email": _("E-mail"),
    "further_emails": _("Further e-mail addresses"),
    "language": _("Language"),
    "in_use": _("In use"),
}
"""The columns of files, with what they may also be called, in any language of the product."""

NEEDED: Mapping[str, str] = {
    "group": _("The group is missing, and the organisation is new."),
    "email": _("The e-mail address is missing, and the organisation is new."),
    "language": _("The language is missing, and the organisation is new."),
}
"""What an organisation needs beside a name."""

LANGUAGES = (*PAGE_LANGUAGES, *(f"{one} {other}" for one in PAGE_LANGUAGES for other in PAGE_LANGUAGES if one != other))
"""The languages that an organisation can get its mail in: one, or both with its own first."""

Fault = tuple[str, Mapping[str, object]]
"""A message, and what fills its places."""

IN_USE = {True: _("yes"), False: _("no")}


def cells_of(entry: Registered) -> dict[str, str]:
    """The text of each column of an organisation, as keys and codes."""
    return {
        **{column: entry.name.get(each, "") for column, each in NAMES.items()},
        "group": entry.group,
        "business_id": entry.business_id,
        "email": entry.email,
        "further_emails": ", ".join(entry.further_emails),
        "language": entry.languages,
        "in_use": IN_USE[entry.in_use],
    }


def cells_in_words(entry: Registered, language: str, groups: Groups) -> dict[str, str]:
    """The text of each column of an organisation, in words of `language`."""
    return {
        **cells_of(entry),
        "group": groups.name(entry.group, language) if entry.group else "",
        "language": languages_words(entry.languages, language),
        "in_use": gettext(language, IN_USE[entry.in_use]),
    }


def changed_by(cells: Mapping[str, str], before: Registered, groups: Groups) -> Registered:
    """The organisation with what these cells say, which `faults_of` has passed. An empty cell keeps what is there."""
    names = {language: cells[column] for column, language in NAMES.items() if cells.get(column)}
    given = {column: cell for column, cell in cells.items() if cell}
    return Registered(
        name={each: ({**before.name, **names})[each] for each in AUTHOR_LANGUAGES if each in {**before.name, **names}},
        group=groups.by_words[comparable(given["group"])] if "group" in given else before.group,
        business_id=as_business_id(given["business_id"]) or "" if "business_id" in given else before.business_id,
        email=given.get("email", before.email),
        further_emails=addresses(given["further_emails"]) if "further_emails" in given else before.further_emails,
        languages=languages()[comparable(given["language"])] if "language" in given else before.languages,
        in_use=_in_use()[comparable(given["in_use"])] if "in_use" in given else before.in_use,
        id=before.id,
    )


NOTHING = Registered({}, "", "", "", (), "")
"""An organisation of which nothing is known yet."""


def faults_of(cells: Mapping[str, str], groups: Groups) -> Iterator[tuple[str, Fault]]:
    """What is wrong in the cells that are not empty: the column with the fault."""
    for column, cell in cells.items():
        check = partial(group_fault, groups=groups) if column == "group" else _CHECKS[column]
        fault = check(cell) if cell else None
        if fault:
            yield column, fault


def addresses(cell: str) -> tuple[str, ...]:
    """The e-mail addresses of a cell, parted by commas, semicolons or blanks; each once."""
    return tuple(dict.fromkeys(each for each in re.split(r"[,;\s]+", cell) if each))


def languages_words(codes: str, language: str) -> str:
    """One or both languages in words: “suomi ja ruotsi”."""
    names = [_language_word(code, language) for code in codes.split()]
    if len(names) < 2:
        return "".join(names)
    return gettext(language, "%(first)s and %(second)s", first=names[0], second=names[1])


@cache
def languages() -> dict[str, str]:
    """Each way to write one language or both, without capitals, with its codes."""
    one = {
        comparable(name): code
        for code in PAGE_LANGUAGES
        for name in (code, LANGUAGE_NAMES[code], *(language_name_in(each, code) for each in PAGE_LANGUAGES))
    }
    both = {
        comparable(words): codes
        for codes in LANGUAGES
        for words in (codes, codes.replace(" ", ", "), codes.replace(" ", "/"))
    }
    words = {comparable(languages_words(codes, each)): codes for codes in LANGUAGES for each in PAGE_LANGUAGES}
    return one | both | words


@cache
def _in_use() -> dict[str, bool]:
    own = {gettext(each, words): value for value, words in IN_USE.items() for each in ("en", *PAGE_LANGUAGES)}
    return own | {"true": True, "false": False, "1": True, "0": False}


def _language_word(code: str, language: str) -> str:
    return language_name_in(language, code).lower() if language in PAGE_LANGUAGES else code


def language_names(language: str) -> str:
    """What may stand in the column of languages."""
    return ", ".join(languages_words(codes, language) for codes in LANGUAGES)


def _name_fault(cell: str) -> Fault | None:
    if len(cell) > LONGEST_NAME:
        return _("A name can have at most %(most)s characters."), {"most": LONGEST_NAME}
    return None


def group_fault(cell: str, groups: Groups) -> Fault | None:
    """What is wrong with a group, or None."""
    if comparable(cell) not in groups.by_words:
        known = groups.names_offered
        return _("There is no group “%(word)s”. The groups are: %(known)s."), {"word": cell, "known": known}
    return None


def out_of_use_fault(after: Registered, before: Registered | None, groups: Groups) -> Fault | None:
    """What is wrong with a group that is offered no more, or None: an organisation can keep it, but not get it."""
    if after.group not in groups.out_of_use or (before is not None and before.group == after.group):
        return None
    message = _("The group “%(group)s” is no longer in use. Choose another group.")
    return message, {"group": partial(groups.name, after.group)}


def language_fault(cell: str) -> Fault | None:
    """What is wrong with a language, or None."""
    if comparable(cell) not in languages():
        known = language_names
        return _("There is no language “%(word)s”. The languages are: %(known)s."), {"word": cell, "known": known}
    return None


def email_fault(cell: str) -> Fault | None:
    """What is wrong with an e-mail address, or None."""
    return None if is_address(cell) else (_("“%(email)s” is no e-mail address."), {"email": cell})


def further_fault(cell: str) -> Fault | None:
    """What is wrong with the further addresses, or None."""
    found = addresses(cell)
    if len(found) > MOST_FURTHER:
        return _("At most %(most)s further addresses fit here."), {"most": MOST_FURTHER}
    return next((fault for each in found if (fault := email_fault(each))), None)


def business_id_fault(cell: str) -> Fault | None:
    """What is wrong with a business ID, or None."""
    found = as_business_id(cell)
    if found is None:
        return _("“%(id)s” is no business ID. It is seven digits, a hyphen and a digit: 0201256-6."), {"id": cell}
    if not has_right_check_digit(found):
        return _("The last digit of the business ID “%(id)s” does not fit the others. Check the number."), {"id": cell}
    return None


def _in_use_fault(cell: str) -> Fault | None:
    if comparable(cell) in _in_use():
        return None
    return _("Write “yes” or “no” here, not “%(word)s”."), {"word": cell}


_CHECKS: Mapping[str, Callable[[str], Fault | None]] = {
    **dict.fromkeys(NAMES, _name_fault),
    "business_id": business_id_fault,
    "email": email_fault,
    "further_emails": further_fault,
    "language": language_fault,
    "in_use": _in_use_fault,
}
