"""By whom a report is cut: which members and teams its reader may see, and which of them his words name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.clients import seen_members
from domain.errors import BadChoice, Gone, NotAllowed
from domain.names import FOUND, normalised, search_score
from domain.readers.attribution import Scope, led_teams, may_see_member, may_see_team, of_member, of_team, seen_scope
from domain.tables import Member, Role, Team

BEGINS = 95.0


@dataclass(frozen=True, slots=True)
class Cut:
    """A member or a team that a report can be cut by. `gone`: dismissed or closed."""

    kind: Literal["member", "team"]
    id: int
    name: str
    gone: bool = False


def cuts_of(session: Session, viewer_id: int) -> list[Cut]:
    """Teams, then members, whose figures the viewer may see apart; nobody for a rep. Who has left comes last."""
    viewer = _viewer(session, viewer_id)
    if viewer.role is Role.REP:
        return []
    cuts = [*_teams(session, viewer), *_members(session, viewer)]
    return sorted(cuts, key=lambda cut: cut.gone)


def _teams(session: Session, viewer: Member) -> list[Cut]:
    teams = select(Team.id, Team.name, Team.closed_at).order_by(Team.name)
    if viewer.role is not Role.OWNER:
        teams = teams.where(Team.id.in_(led_teams(session, viewer.id)))
    return [Cut("team", row.id, row.name, row.closed_at is not None) for row in session.execute(teams)]


def _members(session: Session, viewer: Member) -> list[Cut]:
    members = select(Member.id, Member.name, Member.dismissed_at).order_by(Member.role.desc(), Member.name, Member.id)
    seen = seen_members(session, viewer.id, viewer.role)
    if seen is not None:
        members = members.where(Member.id.in_(seen))
    return [Cut("member", row.id, row.name, row.dismissed_at is not None) for row in session.execute(members)]


def named(words: Sequence[str], cuts: Sequence[Cut]) -> list[Cut]:
    """Cuts that these words may mean, every word counted: one is certain, several are to be asked about."""
    asked = " ".join(words)
    if not asked:
        return []
    same = [cut for cut in cuts if normalised(cut.name) == normalised(asked)]
    if same:
        return same
    like = [cut for cut in cuts if all(search_score(word, cut.name) >= FOUND for word in words)]
    begin = [cut for cut in like if search_score(asked, cut.name) >= BEGINS]
    return begin or like


def chosen_scope(session: Session, viewer_id: int, member_id: int, team_id: int) -> tuple[Scope, Cut | None]:
    """Whose figures are shown: of the member or team asked for (0 = all that the viewer sees).

    The ids are a button's data, so anybody's: raises BadChoice, NotAllowed, Gone.
    """
    viewer = _viewer(session, viewer_id)
    if member_id and team_id:
        raise BadChoice
    if member_id:
        return of_member(member_id), _seen_member(session, viewer, member_id)
    if team_id:
        return of_team(session, team_id), _seen_team(session, viewer, team_id)
    return seen_scope(session, viewer.id, viewer.role), None


def _viewer(session: Session, viewer_id: int) -> Member:
    viewer = session.get(Member, viewer_id)
    if viewer is None or viewer.dismissed_at is not None:
        raise NotAllowed
    return viewer


def _seen_member(session: Session, viewer: Member, member_id: int) -> Cut:
    if not may_see_member(session, viewer.id, viewer.role, member_id):
        raise NotAllowed
    member = session.get(Member, member_id)
    if member is None:
        raise Gone
    return Cut("member", member.id, member.name, member.dismissed_at is not None)


def _seen_team(session: Session, viewer: Member, team_id: int) -> Cut:
    if not may_see_team(session, viewer.id, viewer.role, team_id):
        raise NotAllowed
    team = session.get(Team, team_id)
    if team is None:
        raise Gone
    return Cut("team", team.id, team.name, team.closed_at is not None)
