"""Whose service this is, in the language of the page: for the head and the foot of every page."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from flask import request, url_for

from survey.languages import format_date
from survey.web.installation import installation
from survey.web.language import _, page_language

PRODUCT = "Kuulolla"
"""What the service is called where its operator has given it no name."""


@dataclass(frozen=True)
class AboutView:
    """What is set of the installation, each an empty text where it is not."""

    name: str
    operator: str
    contact_email: str
    privacy_url: str
    checked_on: str
    conformance: str
    gaps: tuple[str, ...]
    supervisor: str
    supervisor_url: str
    supervisor_email: str
    supervisor_phone: str


def about() -> AboutView:
    """Whose service this is."""
    found, language = installation().settings.about, page_language()
    return AboutView(
        name=found.name.get(language, PRODUCT),
        operator=found.operator.get(language, ""),
        contact_email=found.contact_email,
        privacy_url=found.privacy_url.get(language, ""),
        checked_on=format_date(date.fromisoformat(found.checked_on)) if found.checked_on else "",
        conformance=found.conformance,
        gaps=tuple(gap.strip() for gap in found.gaps.get(language, "").split("|") if gap.strip()),
        supervisor=found.supervisor[language],
        supervisor_url=found.supervisor_url[language],
        supervisor_email=found.supervisor_email,
        supervisor_phone=found.supervisor_phone,
    )


def service_pages() -> tuple[tuple[str, str], ...]:
    """The pages at the foot of every page, in its language: the address and the name of each."""
    return _service_pages(page_language(), request.script_root)


@cache
def _service_pages(language: str, _root: str) -> tuple[tuple[str, str], ...]:
    """Made once for each language and each root that the service is reached under, as addresses of static files are."""
    names = {
        "public.accessibility": _("Accessibility statement"),
        "public.feedback": _("Feedback on accessibility"),
        "public.privacy": _("Privacy notice"),
        "public.contact": _("Contact"),
    }
    return tuple((url_for(endpoint, language=language), name) for endpoint, name in names.items())
