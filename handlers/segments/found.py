"""The clients of a segment: from the database and the worker, or from memory while nothing has changed."""

from collections.abc import Sequence

from domain.analytics.target_segment import chosen_clients
from domain.readers.target_segment import candidates, found_before
from domain.target_segments import TargetSegment
from handlers.desk.reading import Viewer
from handlers.visit import Visit
from handlers.worker import Worker

MOST_REMEMBERED = 16
"""Each may hold a hundred thousand numbers."""


def viewer_of(visit: Visit, worker: Worker) -> Viewer:
    return Viewer(visit.who.id, visit.today, visit.read, worker)


async def clients_found(viewer: Viewer, asks: TargetSegment) -> Sequence[int]:
    """Ids, the largest ₽ of the last twelve months first. Raises NotAllowed."""
    moved, known = await viewer.read(found_before)
    key = (viewer.id, asks, viewer.today, *sorted(moved.items()))
    if key not in known:
        known[key] = await _found(viewer, asks)
        if len(known) > MOST_REMEMBERED:
            known.popitem(last=False)
    known.move_to_end(key)
    return known[key]


async def _found(viewer: Viewer, asks: TargetSegment) -> Sequence[int]:
    left = await viewer.read.long(candidates, viewer.id, asks, viewer.today)
    return left.ids if left.is_settled else await viewer.worker(chosen_clients, left)
