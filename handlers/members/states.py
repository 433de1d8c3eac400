"""Steps of the form that invites."""

from aiogram.fsm.state import State, StatesGroup


class InviteForm(StatesGroup):
    role = State()
    team = State()
    team_name = State()
    names = State()
