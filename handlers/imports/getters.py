"""What the form that imports shows."""

from html import escape
from typing import Any

from aiogram_dialog import DialogManager

from domain.imports.kinds import KINDS
from domain.imports.mapping import missing
from handlers.imports.wording import field_words, fields_words, mapping_lines, what_words
from handlers.screen import Choice, cut
from handlers.visit import Visit
from handlers.words import Html

COLUMNS_SHOWN = 90
LINES_SHOWN = 30
NONE = -1


async def whats(visit: Visit, dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """The likeliest first."""
    guessed = dialog_manager.dialog_data["what"]
    kinds = sorted(KINDS, key=lambda name: name != guessed)
    return {
        "file": dialog_manager.dialog_data["file"]["name"],
        "guessed": what_words(visit.words, guessed),
        "whats": [Choice(name, what_words(visit.words, name)) for name in kinds],
    }


async def columns(visit: Visit, dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data = dialog_manager.dialog_data
    what, header, chosen = data["what"], data["header"], data["columns"]
    absent = missing(KINDS[what], chosen)
    lines = mapping_lines(visit.words, what, header, chosen)[:LINES_SHOWN]
    return {
        "subject": f"import:{what}:{sorted(chosen.items())}",
        "file": data["file"]["name"],
        "what": what_words(visit.words, what),
        "lines": Html("\n".join(escape(cut(line, 120), quote=False) for line in lines)),
        "absent": fields_words(visit.words, what, absent),
        "is_ready": not absent,
        "is_short": bool(absent),
        "fields": [Choice(field.name, _field_label(visit, data, field.name)) for field in KINDS[what].fields],
    }


def _field_label(visit: Visit, data: dict[str, Any], field: str) -> str:
    place = data["columns"].get(field)
    column = "—" if place is None else data["header"][place]
    return f"{field_words(visit.words, data['what'], field)}: {column}"


async def one_column(visit: Visit, dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Each column with its first value, so that it is known whatever it is called."""
    data = dialog_manager.dialog_data
    shown = list(enumerate(data["header"]))[:COLUMNS_SHOWN]
    return {
        "subject": f"import:{data['what']}:{data['field']}",
        "field": field_words(visit.words, data["what"], data["field"]),
        "all_columns": [
            *(
                Choice(place, f"{name} ({data['sample'][place]})" if data["sample"][place] else name)
                for place, name in shown
            ),
            Choice(NONE, visit.words.plain("import-column-none")),
        ],
    }
