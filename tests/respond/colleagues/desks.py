"""Colleagues who write a statement together, each with a browser and a link of their own."""

from dataclasses import dataclass

from sqlalchemy import select

from survey.operations.colleagues.taking_part import add_colleague, hand_over
from survey.operations.consultations.personal_links import issue_link
from survey.store.personal_links import Access
from survey.store.tables import ParticipantRow
from tests.pages import Client, Page
from tests.site import Site, now_for_pages

HOLDER, REGISTRY, WRITER, COMMENTER, APPROVER = "holder", "registry", "writer", "commenter", "approver"


@dataclass(frozen=True)
class Colleague:
    """Somebody of the organisation, with a browser in which the own link is open."""

    site: Site
    client: Client
    id: int
    token: str

    def get(self, rest: str = "", status: int = 200, language: str = "fi") -> Page:
        """A page of the response."""
        return self.client.get(self.site.path(rest, language), status)

    def post(self, page: Page, form: str, changed: dict[str, str] | None = None, status: int = 200) -> Page:
        """Send one of the page's forms, named by how its address ends."""
        return self.client.post(page, changed, form=f'main form[action$="{form}"]', status=status)

    @property
    def access(self) -> Access:
        """For the operations: the person's access."""
        with self.site.database.reading() as session:
            person = session.get(ParticipantRow, self.id)
            assert person is not None
            known = self.site.round.access
            return Access(known.response, known.invitation, known.organisation, known.consultation, person)


def holder_at(site: Site) -> Colleague:
    """Whoever was invited, in the site's own browser."""
    site.open_link()
    return Colleague(site, site.client, site.round.access.participant.id, site.round.token)


def colleague_at(site: Site, role: str, email: str = "", name: str = "") -> Colleague:
    """Somebody in this role, with a browser. A registry or holder that is asked for is made one by the operations."""
    with site.database.writing() as session:
        holder = session.scalars(select(ParticipantRow).where(ParticipantRow.role == HOLDER)).one()
        known = site.round.access
        access = Access(known.response, known.invitation, known.organisation, known.consultation, holder)
        address = email or f"{role}@example.fi"
        linked = add_colleague(session, access, address, role, language="fi", by_mail=False, now=now_for_pages())
        linked.person.name = name or None
    return opened(site, linked.person.id, linked.token)


def somebody_at(site: Site, role: str) -> Colleague:
    """Somebody in any role. The registry is whoever was invited, after a colleague has taken over."""
    if role in {WRITER, COMMENTER, APPROVER}:
        return colleague_at(site, role)
    holder = holder_at(site)
    if role == REGISTRY:
        writer = colleague_at(site, WRITER)
        with site.database.writing() as session:
            hand_over(session, holder.access, writer.id, language="fi", by_mail=False, now=now_for_pages())
    return holder


def opened(site: Site, person_id: int, token: str) -> Colleague:
    """A browser in which a link has been opened."""
    client = site.other_client()
    site_path = f"/fi/r/{token}"
    client.get(site_path)
    return Colleague(site, client, person_id, token)


def another_browser_of(colleague: Colleague) -> Colleague:
    """The same person with one more link."""
    with colleague.site.database.writing() as session:
        person = session.get(ParticipantRow, colleague.id)
        assert person is not None
        _link, token = issue_link(session, person, now=now_for_pages())
    return opened(colleague.site, colleague.id, token)
