"""Files that wait for an answer to «К кому?»: each question has its own, so that none is lost to the next one."""

from dataclasses import dataclass, field
from typing import Any

from aiogram.fsm.context import FSMContext

from domain.tables import AttachmentKind
from domain.use_cases.attachments import FileDraft

KEY = "pending"
MOST_FILES = 10
MOST_QUESTIONS = 10


@dataclass(slots=True)
class Waiting:
    """`asked`: the update that brought the first of them, by which the question's buttons name them."""

    asked: int
    form: str
    album: str | None
    files: list[FileDraft] = field(default_factory=list)


async def keep(state: FSMContext, waiting: Waiting) -> None:
    files = [_file_data(file) for file in waiting.files[:MOST_FILES]]
    stored = await _stored(state) | {str(waiting.asked): {"form": waiting.form, "album": waiting.album, "files": files}}
    latest = sorted(stored, key=int)[-MOST_QUESTIONS:]
    await state.update_data({KEY: {asked: stored[asked] for asked in latest}})


async def waiting_files(state: FSMContext, asked: int) -> Waiting | None:
    """Those of one question; None when they have been given."""
    found = (await _stored(state)).get(str(asked))
    if found is None:
        return None
    files = [FileDraft(**{**file, "kind": AttachmentKind(file["kind"])}) for file in found["files"]]
    return Waiting(asked, found["form"], found["album"], files)


async def of_album(state: FSMContext, album: str | None) -> Waiting | None:
    """Those among which the pictures of this album are already."""
    stored = await _stored(state)
    asked = next((int(asked) for asked, found in stored.items() if album and found["album"] == album), None)
    return None if asked is None else await waiting_files(state, asked)


async def drop(state: FSMContext, asked: int) -> None:
    left = {one: found for one, found in (await _stored(state)).items() if one != str(asked)}
    await state.update_data({KEY: left})


async def _stored(state: FSMContext) -> dict[str, Any]:
    return dict((await state.get_data()).get(KEY) or {})


def _file_data(file: FileDraft) -> dict[str, Any]:
    return {name: getattr(file, name) for name in FileDraft.__dataclass_fields__}
