"""What is typed about a segment, and the form of its tasks."""

from aiogram.fsm.state import State, StatesGroup


class SegmentForm(StatesGroup):
    name = State()
    span = State()
    sum = State()


class GroupForm(StatesGroup):
    action = State()
    text = State()
    file = State()
    due = State()
    preview = State()
