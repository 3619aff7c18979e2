"""The part of a page that chooses recipients from the register: by list, group and part of the name, or by names."""

from typing import Any

from flask import request

from survey.coordinate.register.organisations import LONGEST_SEARCH
from survey.languages import text_in
from survey.operations.register.groups import Groups, groups_in
from survey.operations.register.recipients import ChosenRecipients, RecipientChoice
from survey.questions.text import clean_text, small_number
from survey.store.base import NotFound
from survey.store.register.organisations import RegisterFilters, distribution_lists, number_registered
from survey.web.installation import installation
from survey.web.language import _, ngettext, page_language

LIST, GROUP, SEARCH, NAMES = "register-list", "register-group", "register-search", "register-names"
"""The names of the fields."""


def read_choice_of_recipients() -> RecipientChoice:
    """Return whom the form chooses. Raises NotFound for a group or a list that a page never offers."""
    of_list, group = request.form.get(LIST, ""), request.form.get(GROUP, "")
    list_id = small_number(of_list) if of_list else None
    if (group and group not in _groups().labels) or (list_id is not None and list_id <= 0):
        raise NotFound("recipients")
    return RecipientChoice(
        list_id, group, _typed(SEARCH)[:LONGEST_SEARCH], clean_text(request.form.get(NAMES, "")).text
    )


def choice_fields() -> dict[str, Any]:
    """What the template needs for this part: the lists and groups to choose from, and what was typed."""
    with installation().database.reading() as store:
        lists = distribution_lists(store)
        number = number_registered(store, RegisterFilters(in_use=True))
        groups = groups_in(store)
    return {
        "number_in_register": number,
        "register_lists": [(row.id, text_in(row.name, page_language())) for row, _number in lists],
        "register_groups": list(groups.names(page_language()).items()),
        "groups": groups.choices(page_language()),
        "group_names": groups.names(page_language()),
        "choice": {
            "list": request.form.get(LIST, ""),
            "group": request.form.get(GROUP, ""),
            "search": _typed(SEARCH),
            "names": clean_text(request.form.get(NAMES, "")).text,
        },
    }


def way_error(content: bytes, pasted: str, choice: RecipientChoice) -> tuple[str, str] | None:
    """What is wrong with the ways in which organisations are brought: there must be one."""
    if content and pasted.strip():
        return "rows", _("Choose either a file or pasted rows, not both.")
    if not choice.is_empty and (content or pasted.strip()):
        return GROUP, _("Choose either from the register, or bring a file or rows.")
    if choice.is_double:
        return NAMES, _("Either paste names, or choose a list, a group or a part of the name.")
    if choice.is_empty and not content and not pasted.strip():
        return "file", _("Choose a file, or paste rows.")
    return None


def where_chosen(choice: RecipientChoice) -> str:
    """The field that chose, for errors."""
    if choice.names.strip():
        return NAMES
    return LIST if choice.list_id is not None else GROUP


def nobody_chosen(chosen: ChosenRecipients) -> str:
    """Why nobody of the register is left to be asked, in words."""
    if chosen.invited or chosen.not_in_use:
        nobody = _("Nobody is left to be asked.")
        return f"{nobody} {left_out_words(chosen)}"
    return _("No organisation of the register fits this.")


def left_out_words(chosen: ChosenRecipients) -> str:
    """How many are left out and why, in words; empty if nobody is."""
    told = []
    if chosen.invited:
        told.append(
            ngettext(
                "%(num)s organisation is left out, because it is invited already.",
                "%(num)s organisations are left out, because they are invited already.",
                chosen.invited,
            )
        )
    if chosen.not_in_use:
        told.append(
            ngettext(
                "%(num)s organisation is left out, because it is not in use.",
                "%(num)s organisations are left out, because they are not in use.",
                chosen.not_in_use,
            )
        )
    return " ".join(told)


def _groups() -> Groups:
    """The groups of the installation, read without the write lock that a request for a file is not to take."""
    with installation().database.reading() as store:
        return groups_in(store)


def _typed(name: str) -> str:
    return " ".join(clean_text(request.form.get(name, "")).text.split())
