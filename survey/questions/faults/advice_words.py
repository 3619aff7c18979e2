"""The messages of advice by code: what makes a consultation poor, and what would improve it. Never an error."""

from collections.abc import Mapping

from survey.languages import mark as _

ADVICE: Mapping[str, tuple[str, str]] = {
    "no-open-end": (
        _("The last question is not an open one."),
        _("End with a question of free text: what else does the respondent wish to say?"),
    ),
    "no-position-missing": (
        _("“%(where)s” has no option for those who take no position."),
        _("Add one last, such as “Ei kantaa” and in Swedish “Ingen ståndpunkt”."),
    ),
    "long-question": (
        _("The question has %(length)s characters in “%(language)s”, and over %(longest)s are hard to answer."),
        _("Ask in one sentence, and put the background into the help text or into the section's introduction."),
    ),
    "two-questions": (
        _("The label asks %(number)s questions in “%(language)s”."),
        _("Ask each as a question of its own: one answer to both cannot be counted."),
    ),
    "personal-data": (
        _("The question asks for personal data, as it seems, and its answer is published."),
        _(
            "Leave it out if the respondent's details are enough: they ask for the person to contact and an e-mail "
            "address. Otherwise say that the answer is not published."
        ),
    ),
    "asked-in-details": (
        _("The respondent's details ask the same, as it seems."),
        _("Leave the question out: the details come before it by themselves."),
    ),
    "unused-block": (
        _("No section uses the block “%(name)s”."),
        _("Use it with “- {block: %(name)s}” among a section's questions, or remove it."),
    ),
    "short-time": (
        _("Time to answer in days: %(days)s. Six weeks are the least for a consultation."),
        _("Give more time, or say in the request why it is urgent."),
    ),
}
"""Every code is in forms/README.md and has a test."""
