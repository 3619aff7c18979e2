"""Handling steps in words of the page: their kinds, their facts, and what must be corrected in one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from survey.export.documents.handling_steps import STEP_KINDS
from survey.languages import format_number
from survey.operations.handling.counting import Step
from survey.operations.handling.steps import LONGEST_LINE, LONGEST_WORDING, StepFault
from survey.operations.handling.versions import name_of_step
from survey.store.tables import HandlingStepRow
from survey.web.language import _, page_language


@dataclass(frozen=True)
class StepView:
    """A step as a page shows it. `facts`: what its name does not tell, each with its label. `corrected`: what was
    recorded before, the latest first.
    """

    row: HandlingStepRow
    kind: str
    name: str
    facts: Sequence[tuple[str, str]]
    counts: bool
    corrected: "Sequence[StepView]" = ()


def step_view(row: HandlingStepRow, *, counts: bool = False, corrected: Sequence[HandlingStepRow] = ()) -> StepView:
    """Return one step. `counts`: whether it is the decision that counts."""
    facts = (
        (_("Presenter"), row.presenter),
        (_("For more information (not published)"), row.contact),
    )
    earlier = [step_view(each) for each in corrected]
    told = [(label, value) for label, value in facts if value]
    return StepView(row, _(STEP_KINDS[row.kind]), name_of_step(row, page_language()), told, counts, earlier)


def step_views(steps: Sequence[Step], counting: HandlingStepRow | None) -> list[StepView]:
    """Return steps for a page."""
    return [step_view(each.row, counts=each.row is counting, corrected=each.corrected) for each in steps]


def kind_choices() -> list[tuple[str, str, str]]:
    """Return the kinds of a step to choose from: value, words, and when each is meant."""
    about: Mapping[str, str] = {
        "draft": _("A text that you want to keep as it is now, for comparing."),
        "proposal": _("What the presenter proposes to the decision-making body."),
        "amended_proposal": _("What the presenter, or somebody in the meeting, proposes in its place."),
        "decision": _("The text was approved as the draft has it now."),
        "tabled": _("The item was left on the table for a later meeting."),
        "returned": _("The item goes back to preparation. A decision made before no longer counts."),
    }
    return [(kind, _(words), about[kind]) for kind, words in STEP_KINDS.items()]


def fault_words(field: str, fault: StepFault) -> str:
    """Return what to do about a fault."""
    match fault:
        case StepFault.KIND_MISSING:
            return _("Choose what is recorded.")
        case StepFault.BODY_MISSING:
            return _("Write who decided, for example the name of the board.")
        case StepFault.DATE_MISSING:
            return _("Write the date of the meeting, for example 12.11.2026.")
        case StepFault.NOT_A_DATE:
            return _("Write the date as day, month and year, for example 12.11.2026.")
        case StepFault.DATE_IN_FUTURE:
            return _("The date is in the future. Record the step when the meeting has been held.")
        case StepFault.TOO_LONG:
            most = LONGEST_WORDING if field == "wording" else LONGEST_LINE
            return _("Shorten the text to %(most)s characters at most.", most=format_number(most))
