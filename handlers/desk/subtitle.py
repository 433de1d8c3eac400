"""What a picture is of, under its title."""

from domain.readers.looks import Frame
from handlers.desk.cuts import cuts_words
from handlers.desk.periods import period_words
from handlers.desk.report import Paper


def subtitle(paper: Paper, frame: Frame, remark: str = "") -> str:
    """«Ноябрь 2026 · вся компания · по дате создания сделок». Not HTML."""
    period = period_words(paper.words, frame.period, paper.today)
    parts = (period[:1].upper() + period[1:], cuts_words(paper.words, frame.cuts, frame.role), remark)
    return " · ".join(part for part in parts if part)
