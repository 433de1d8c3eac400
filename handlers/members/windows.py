"""The form that invites: role, team, names in a column."""

from operator import attrgetter

from aiogram.enums import ContentType
from aiogram_dialog import Dialog
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Select

from handlers.members.actions import (
    close_form,
    names_typed,
    new_team_asked,
    no_team_chosen,
    role_chosen,
    team_chosen,
    team_typed,
)
from handlers.members.getters import roles, teams
from handlers.members.states import InviteForm
from handlers.screen import B, Form, Label, Screen, T


def dialog() -> Dialog:
    return Form(
        Screen(
            T("members-form-role"),
            Column(Select(Label(), id="role", item_id_getter=attrgetter("id"), items="roles", on_click=role_chosen)),
            Button(B("members-form-close"), id="close", on_click=close_form),
            state=InviteForm.role,
            getter=roles,
        ),
        Screen(
            T("members-form-team"),
            Column(
                Select(
                    Label(),
                    id="team",
                    item_id_getter=attrgetter("id"),
                    items="teams",
                    type_factory=int,
                    on_click=team_chosen,
                )
            ),
            Button(B("members-form-new-team"), id="new_team", on_click=new_team_asked, when="may_open_team"),
            Button(B("members-no-team"), id="no_team", on_click=no_team_chosen, when="may_open_team"),
            Button(B("members-form-close"), id="close", on_click=close_form),
            state=InviteForm.team,
            getter=teams,
        ),
        Screen(
            T("members-form-team-name"),
            MessageInput(team_typed, content_types=ContentType.TEXT),
            Button(B("members-form-close"), id="close", on_click=close_form),
            state=InviteForm.team_name,
        ),
        Screen(
            T("members-form-names"),
            MessageInput(names_typed, content_types=ContentType.TEXT),
            Button(B("members-form-close"), id="close", on_click=close_form),
            state=InviteForm.names,
        ),
    )
