"""The form that invites: role, team, names in a column."""

from aiogram.enums import ContentType
from aiogram_dialog import Dialog
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column

from handlers.forms import left
from handlers.members.actions import (
    names_typed,
    new_team_asked,
    no_team_chosen,
    role_chosen,
    team_chosen,
    team_typed,
)
from handlers.members.getters import roles, teams
from handlers.members.states import InviteForm
from handlers.screen import B, Form, Screen, T, choices


def dialog() -> Dialog:
    return Form(
        Screen(
            T("members-form-role"),
            Column(choices("role", "roles", role_chosen)),
            Button(B("members-form-close"), id="close", on_click=left),
            state=InviteForm.role,
            getter=roles,
        ),
        Screen(
            T("members-form-team"),
            Column(choices("team", "teams", team_chosen, int)),
            Button(B("members-form-new-team"), id="new_team", on_click=new_team_asked, when="may_open_team"),
            Button(B("members-no-team"), id="no_team", on_click=no_team_chosen, when="may_open_team"),
            Button(B("members-form-close"), id="close", on_click=left),
            state=InviteForm.team,
            getter=teams,
        ),
        Screen(
            T("members-form-team-name"),
            MessageInput(team_typed, content_types=ContentType.TEXT),
            Button(B("members-form-close"), id="close", on_click=left),
            state=InviteForm.team_name,
        ),
        Screen(
            T("members-form-names"),
            MessageInput(names_typed, content_types=ContentType.TEXT),
            Button(B("members-form-close"), id="close", on_click=left),
            state=InviteForm.names,
        ),
    )
