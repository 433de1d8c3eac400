"""A plan for others in one step: proposed from sales, or copied to a team."""

from collections.abc import Sequence
from hashlib import blake2s

from domain.activity_plan import ProposedLine
from domain.errors import BadChoice
from domain.readers.members import TeamName
from domain.readers.plan_proposal import LOOKED_BACK, Proposal
from domain.readers.plans import CopyPreview, Moved
from domain.tables import PlanLine, PlanPer
from handlers.fitting import fitted
from handlers.plain import Card, button, in_rows
from handlers.plans.cards import NAME, back_to, moved_words
from handlers.plans.links import AcceptProposal, CopyPlan, OpenCopy
from handlers.plans.wording import line_name, often_words
from handlers.screen import cut
from handlers.visit import Visit
from handlers.wording import month_words, short_sum_words
from handlers.words import Html

LETTERS = {PlanLine.CALLS: "c", PlanLine.MEETINGS: "m", PlanLine.OFFERS: "o"}
PERS = {PlanPer.DAY: "d", PlanPer.WEEK: "w"}
SHOWN = 40


# Proposed


def proposal_card(visit: Visit, found: Proposal) -> Card:
    """The reckoning, line by line, and «принять»."""
    back = back_to(visit, found.member_id)
    name = cut(found.name, NAME)
    if found.why_not:
        return Card(visit(f"plans-propose-{found.why_not.replace('_', '-')}", name=name, won=found.won), [back])
    month = month_words(found.month, visit.words.language)
    lines = [
        visit("plans-propose-title", name=name, month=month),
        *_goal(visit, found),
        visit(f"plans-propose-source-{found.source}", days=LOOKED_BACK, won=found.won, own=found.own_won),
        *(_reckoned(visit, found, line) for line in found.lines),
        visit("plans-propose-note", days=found.days),
    ]
    accept = AcceptProposal(member_id=found.member_id, lines=packed(found.lines))
    return Card(fitted(lines), [[button(visit.words.plain("plans-propose-accept"), accept.pack())], back])


def _goal(visit: Visit, found: Proposal) -> list[Html]:
    if found.amount is None or found.average is None:
        return [visit("plans-propose-goal", sales=found.sales)]
    amount, average = (short_sum_words(one, visit.words.language) for one in (found.amount, found.average))
    return [visit("plans-propose-goal-money", amount=amount, average=average, sales=found.sales)]


def _reckoned(visit: Visit, found: Proposal, line: ProposedLine[PlanLine]) -> Html:
    often = often_words(visit, PlanPer(line.per.value), line.number)
    name = line_name(visit, line.line)
    return visit("plans-propose-line", line=name, done=line.done, won=found.won, needed=line.needed, often=often)


def packed(lines: Sequence[ProposedLine[PlanLine]]) -> str:
    return ".".join(f"{LETTERS[one.line]}{one.number}{PERS[PlanPer(one.per.value)]}" for one in lines)


def unpacked(said: str) -> list[tuple[PlanLine, PlanPer, int]]:
    """Raises BadChoice for a line said twice."""
    lines, pers = ({letter: each for each, letter in of.items()} for of in (LETTERS, PERS))
    made = [(lines[part[0]], pers[part[-1]], int(part[1:-1])) for part in said.split(".")]
    if len({line for line, *_ in made}) < len(made):
        raise BadChoice
    return made  # type: ignore[return-value]


# Copied


def teams_card(visit: Visit, member_id: int, name: str, teams: Sequence[TeamName]) -> Card:
    buttons = [button(cut(team.name, 40), OpenCopy(member_id=member_id, team_id=team.id).pack()) for team in teams]
    text = visit("plans-copy-which" if teams else "plans-copy-no-team", name=cut(name, NAME))
    return Card(text, [*in_rows(buttons[:SHOWN], 2), back_to(visit, member_id)])


def copy_card(visit: Visit, member_id: int, team_id: int, found: CopyPreview) -> Card:
    """Who would get what instead of what he has."""
    back = back_to(visit, member_id)
    name = cut(found.name, NAME)
    if not found.moved:
        return Card(visit("plans-copy-nobody", name=name), [back])
    shown = [_moved(visit, one) for one in found.moved[:SHOWN]]
    more = len(found.moved) - SHOWN
    text = fitted(
        [
            visit("plans-copy-title", name=name, count=len(found.moved)),
            *shown,
            visit("more", count=more) if more > 0 else None,
            visit("plans-copy-same", count=found.same) if found.same else None,
            visit("plans-copy-note"),
        ]
    )
    give = CopyPlan(member_id=member_id, team_id=team_id, shown=stamp_of(found))
    return Card(text, [[button(visit.words.plain("plans-copy-give", count=len(found.moved)), give.pack())], back])


def _moved(visit: Visit, one: Moved) -> Html:
    what = "; ".join(moved_words(visit, one.before, one.after))
    return visit("plans-copy-line", name=cut(one.name, 40), what=what)


def stamp_of(found: CopyPreview) -> str:
    """What tells this preview from another."""
    return blake2s(repr(found).encode(), digest_size=6).hexdigest()
