"""One consultation at a glance: counts against the time left, the organisations by filter and page."""

from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urlencode

from flask import render_template, request, url_for

from survey.coordinate import pages
from survey.languages import PAGE_LANGUAGES, language_name_in, search_key, text_in
from survey.operations.consultations.following import Status, at_a_glance, days_left, listed, status_words
from survey.questions.details import group_labels
from survey.questions.freeze import read_frozen
from survey.questions.question_set import QuestionSet
from survey.questions.text import clean_text, small_number
from survey.store.base import NotFound
from survey.store.consultations import consultation_by_key
from survey.store.following import JOINT, ONLY, ORDERS, STATUSES, WITHDRAWN, Filters
from survey.store.mail import waiting_in
from survey.store.responses.joint import behind_each, joint_with
from survey.store.tables import ConsultationRow
from survey.web.guards import permission
from survey.web.installation import now, sends_mail, store_session
from survey.web.language import _, page_language
from survey.web.permissions import Permission

LONGEST_SEARCH = 100
HIGHEST_PAGE = 10_000


@dataclass(frozen=True)
class Choice:
    """The list that a page shows, as its address says: what was typed to search, the filters, the order, the page."""

    key: str
    typed: str
    filters: Filters
    order: str
    page: int

    def address(self, **changed: str | int) -> str:
        """The address of the same list with these parameters changed; an empty one is left out, page 1 too."""
        one = self.filters.statuses[0] if len(self.filters.statuses) == 1 else ""
        values: dict[str, str | int] = {
            "search": self.typed,
            "status": one,
            "group": self.filters.group,
            "language": self.filters.language,
            "only": self.filters.only,
            "order": self.order if self.order != ORDERS[0] else "",
            "page": self.page,
            **changed,
        }
        if "page" not in changed or values["page"] == 1:
            values["page"] = ""
        query = urlencode({name: value for name, value in values.items() if value})
        path = url_for("coordinate.consultation", key=self.key)
        return f"{path}?{query}#list" if query else f"{path}#list"


@pages.get("/coordinate/consultations/<key>/")
@permission(Permission.READ_CONSULTATIONS)
def consultation(key: str) -> str:
    """Show the counts, and one page of the invited organisations."""
    found = consultation_by_key(store_session(), key)
    choice = read_choice(found)
    language = page_language()
    shown = listed(store_session(), found, choice.filters, language=language, order=choice.order, page=choice.page)
    glance = at_a_glance(store_session(), found, language=language)
    question_set = read_frozen(found.question_set)
    by_status = (glance.all.counts, glance.not_asked.counts)
    with_statement = [each.submission.id for each in shown.rows if each.submission]
    return render_template(
        "coordinate/consultation.html",
        jointly=joint_with(store_session(), [each.invitation.id for each in shown.rows if each.status == JOINT]),
        behind=behind_each(store_session(), with_statement),
        consultation=found,
        question_set=question_set,
        glance=glance,
        listed=shown,
        choice=replace(choice, page=shown.page),
        is_filtered=choice.filters != Filters(),
        orders=_orders(),
        status_choices=[
            (each, status_words(Status(each), language))
            for each in STATUSES
            if each not in {WITHDRAWN, JOINT} or any(counts[Status(each)] for counts in by_status)
        ],
        group_choices=[(each.key, each.name) for each in glance.groups],
        only_choices=[each for each in _only_words() if glance.only[each[0]] or choice.filters.only == each[0]],
        group_names=_group_names(question_set, language),
        language_names={each.key: language_name_in(language, each.key) for each in glance.languages},
        status_words=partial(status_words, language=language),
        days_left=days_left(found.deadline, now()),
        is_open=now() < found.closing,
        is_late=found.deadline <= now() < found.closing,
        sends_mail=sends_mail(),
        waiting=waiting_in(store_session(), found.id),
    )


def _group_names(question_set: QuestionSet, language: str) -> dict[str, str]:
    """The groups that the consultation knows, in words."""
    return {key: text_in(texts, language) for key, texts in group_labels(question_set.own_groups).items()}


def _is_page(page: str) -> bool:
    return 0 < small_number(page) <= HIGHEST_PAGE


def read_choice(found: ConsultationRow) -> Choice:
    """Read the list's parameters from the address. Raises NotFound for a value that no list has: an unknown filter that
    was passed over would show organisations that nobody asked for.
    """
    given = request.args
    typed = " ".join(clean_text(given.get("search", "")).text.split())[:LONGEST_SEARCH]
    status, page = given.get("status", ""), given.get("page", "1")
    filters = Filters(
        search=search_key(typed) if typed else "",
        statuses=[status] if status else (),
        group=given.get("group", ""),
        language=given.get("language", ""),
        only=given.get("only", ""),
    )
    order = given.get("order", ORDERS[0])
    known = (
        not status or status in STATUSES,
        not filters.group or filters.group in group_labels(read_frozen(found.question_set).own_groups),
        not filters.language or filters.language in PAGE_LANGUAGES,
        not filters.only or filters.only in ONLY,
        order in ORDERS,
        _is_page(page),
    )
    if not all(known):
        raise NotFound("list")
    return Choice(found.key, typed, filters, order, int(page))


def _orders() -> list[tuple[str, str]]:
    return [("status", _("By status")), ("name", _("By name")), ("received", _("The latest received first"))]


def _only_words() -> list[tuple[str, str]]:
    return [
        ("own_deadline", _("Own deadline")),
        ("mail_failed", _("A mail that did not arrive")),
        ("decision_pending", _("Decision pending")),
        ("late", _("Submitted after the deadline")),
        ("other_channel", _("A statement by another channel")),
        ("not_asked", _("No request")),
        ("joined", _("Joined by themselves")),
    ]
