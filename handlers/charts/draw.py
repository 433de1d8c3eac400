"""Draws a picture: the one function the worker process calls. Nothing here or below knows of Telegram."""

from handlers.charts.specs import Spec


def draw(spec: Spec) -> bytes:
    """PNG of a picture. matplotlib is imported here, in the worker, when it is first needed."""
    from handlers.charts.sheet import picture

    return picture(spec)
