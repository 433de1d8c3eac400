"""What happened with a client, page by page; a manager sees what was cancelled and corrected."""

from collections.abc import Sequence

from domain.readers.client_history import HistoryLine, HistoryPage, Version
from domain.tables import Role
from handlers.clients.links import SeeHistory, SeeVersions
from handlers.fitting import fitted
from handlers.links import OpenClient
from handlers.log.happenings import what_words
from handlers.plain import Card, Rows, button, turning
from handlers.screen import cut
from handlers.visit import Visit
from handlers.wording import day_words, hour_words, moment_words
from handlers.words import Html

SAID = 300


def history_card(visit: Visit, page: HistoryPage) -> Card:
    heading = visit("client-history-title", name=page.name)
    lines = [_line(visit, line) for line in page.lines] or [visit("client-history-empty")]
    rows: Rows = []
    if visit.who.role is not Role.REP:
        rows += [
            [
                button(
                    visit.words.plain("client-versions-of", when=_when(visit, line)),
                    SeeVersions(client_id=page.client_id, activity_id=line.id, page=page.page).pack(),
                )
            ]
            for line in page.lines
            if line.corrected
        ]
    turns = turning(page.page, page.pages, lambda to: SeeHistory(client_id=page.client_id, page=to))
    rows += [turns, [button(visit.words.plain("client-to-card"), OpenClient(client_id=page.client_id).pack())]]
    return Card(fitted([Html(f"<b>{heading}</b>"), *lines]), rows, protected=True)


def versions_card(visit: Visit, client_id: int, versions: Sequence[Version], page: int) -> Card:
    """What the activity said before each correction."""
    language, zone = visit.words.language, visit.who.zone
    lines = [
        visit(
            "client-version",
            when=moment_words(one.happened_at, visit.now, zone, language),
            what=what_words(visit.words, one.kind, one.outcome),
            said=cut(" ".join((one.comment or "—").split()), SAID),
            by=one.replaced_by,
            at=moment_words(one.replaced_at, visit.now, zone, language),
        )
        for one in versions
    ]
    back = [button(visit.words.plain("back"), SeeHistory(client_id=client_id, page=page).pack())]
    return Card(fitted([visit("client-versions"), *lines]), [back], protected=True)


def _when(visit: Visit, line: HistoryLine) -> str:
    at = line.happened_at.astimezone(visit.who.zone)
    return f"{day_words(at.date(), visit.today, visit.words.language)}, {hour_words(at)}"


def _line(visit: Visit, line: HistoryLine) -> Html:
    text = visit(
        "client-history-line",
        when=_when(visit, line),
        what=what_words(visit.words, line.kind, line.outcome),
        author=line.author,
    )
    if line.cancelled:
        text = visit("client-history-cancelled", line=Html(f"<s>{text}</s>"))
    if line.corrected and visit.who.role is not Role.REP:
        text = Html(f"{text} {visit('client-history-corrected', count=line.corrected)}")
    if line.files:
        text = Html(f"{text} 📎 {line.files}")
    if line.comment:
        text = Html(f"{text}\n{visit('client-history-said', said=cut(' '.join(line.comment.split()), SAID))}")
    return text
