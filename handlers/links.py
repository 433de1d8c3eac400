"""Callback data of the plain buttons: what each opens or does, whoever shows it.

Each is handled in the package of its subject. Everything here is client input: ownership is checked in the use case or
the reader, every time.
"""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from domain.tables import AbsenceKind


class OpenClient(CallbackData, prefix="cl"):
    """The client's card."""

    client_id: int


class LoseClient(CallbackData, prefix="cll"):
    """The client is lost: why."""

    client_id: int


class OpenDeal(CallbackData, prefix="dl"):
    deal_id: int


class OpenTask(CallbackData, prefix="tk"):
    task_id: int


class ShowTask(CallbackData, prefix="tkb"):
    """A task in a message of its own: what it was tapped under asks of more than this one."""

    task_id: int


class OpenMember(CallbackData, prefix="mb"):
    """A rep as his manager sees him."""

    member_id: int


class OpenDay(CallbackData, prefix="day"):
    """«Мой день». `offset` days from today."""

    offset: int = 0


class OpenClients(CallbackData, prefix="cls"):
    """A list of clients: `kind` is "mine", "silent", "once"."""

    kind: str = "mine"
    page: int = 0


class OpenDeals(CallbackData, prefix="dls"):
    """The pipeline, or one of its stages."""

    stage: str = ""
    page: int = 0


class OpenTasks(CallbackData, prefix="tks"):
    """Tasks by day: `when` is "overdue", "today", "tomorrow", "later"."""

    when: str = "today"
    page: int = 0


class AnswerClaim(CallbackData, prefix="cma"):
    """The client has heard that his claim is dealt with."""

    task_id: int


class CloseClaim(CallbackData, prefix="cmc"):
    """What was done about the claim."""

    task_id: int


class StartLog(CallbackData, prefix="log"):
    """«Записать», with what is known already. 0 = not known."""

    client_id: int = 0
    task_id: int = 0
    deal_id: int = 0


class StartQueue(CallbackData, prefix="queue"):
    """«Обзвон» of a list: `kind` is "day", "silent", "tasks", "nudges"."""

    kind: str = "day"


class NewTask(CallbackData, prefix="nt"):
    """A new task, with what is known already. 0 = not known."""

    client_id: int = 0
    deal_id: int = 0
    assignee_id: int = 0


class NewDeal(CallbackData, prefix="nd"):
    client_id: int = 0


class ShowReport(CallbackData, prefix="rp"):
    """A report as `Period.code` and `codes_of` print what it is of; `versus`: another period, or other cuts, beside it.

    `unit`: what its bars are long by, as `handlers.desk.report.Unit` has it; "" = the first of the report's.
    `view`: "" = the picture, else what of the report is shown (its figures as text, a list of its rows), and its page.
    """

    kind: str
    period: str = ""
    cuts: str = ""
    versus: str = ""
    unit: str = ""
    view: str = ""
    page: int = 0


class OpenReports(CallbackData, prefix="rps"):
    """«Отчёты»: the questions, or the reports that answer one of them."""

    question: str = ""


class ExportReport(CallbackData, prefix="xp"):
    """The rows of a report's figure as a file; `view` "": its figures and the rows of the first of them."""

    kind: str
    period: str
    cuts: str = ""
    view: str = ""
    versus: str = ""


class StartInvite(CallbackData, prefix="inv"):
    """Invite new members."""


class OpenSettings(CallbackData, prefix="st"):
    """Settings: one's own, or the company's."""

    scope: Annotated[str, Field(pattern="^(own|company)$")] = "own"


class OpenAbsences(CallbackData, prefix="ab"):
    """Leave and illness of a member; 0 = one's own."""

    member_id: int = 0


class AskAway(CallbackData, prefix="aba"):
    """Away, on which days? `kind`: of `domain.tables.AbsenceKind`; 0 = oneself."""

    kind: AbsenceKind
    member_id: int = 0


class OpenAway(CallbackData, prefix="abo"):
    """One absence and what is to be done meanwhile."""

    absence_id: int


class OpenPlans(CallbackData, prefix="pl"):
    """The plans of a rep; 0 = choose whose."""

    member_id: int = 0


class OpenSegment(CallbackData, prefix="sg"):
    """A cell of a matrix as a segment of clients, to narrow further, to save, to give out as tasks.

    `classes`: an axis and its values, as many axes as are meant: «a1x12» = A and X or Y, «p0» = profit unknown. Axes:
    a ABC, x XYZ, p 123, l ABCDE (all by the window `period`); s lifecycle on the last day of `period` (place in
    `domain.rhythm.Lifecycle`: 0 closed … 4 active); w1: the rest are classed without who brings most.
    `product`: a code of a cut, of whoever bought anything in the period; `bought` of it: "b" in the period, "s" in the
    year before it and not in it, "n" in neither.
    """

    classes: Annotated[str, Field(pattern=r"^([axplsw][0-5]{1,5}){0,6}$")] = ""
    period: str = ""
    cuts: str = ""
    product: str = ""
    bought: Annotated[str, Field(pattern="^[bsn]?$")] = ""


class OpenSegments(CallbackData, prefix="sgs"):
    """The member's own saved segments."""

    page: int = 0


class GroupFile(CallbackData, prefix="tgf"):
    """The file to send on, of the task's group."""

    task_id: int
