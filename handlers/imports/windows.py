"""The form that imports: what the file is, which column is what."""

from aiogram_dialog import Dialog
from aiogram_dialog.widgets.kbd import Back, Button, Column, Group

from handlers.forms import left
from handlers.imports.actions import attached, begun, column_chosen, field_chosen, what_chosen
from handlers.imports.getters import columns, one_column, whats
from handlers.imports.states import ImportForm
from handlers.screen import B, Form, Screen, T, choices


def dialog() -> Dialog:
    return Form(
        Screen(
            T("import-form-what"),
            Column(choices("what", "whats", what_chosen)),
            Button(B("import-form-attach"), id="attach", on_click=attached),
            Button(B("import-form-close"), id="close", on_click=left),
            state=ImportForm.what,
            getter=whats,
        ),
        Screen(
            T("import-form-columns", when="is_ready"),
            T("import-form-short", when="is_short"),
            Group(choices("field", "fields", field_chosen), width=2),
            Button(B("import-form-begin"), id="begin", on_click=begun, when="is_ready"),
            Back(B("import-form-back")),
            Button(B("import-form-close"), id="close", on_click=left),
            state=ImportForm.columns,
            getter=columns,
        ),
        Screen(
            T("import-form-column"),
            Group(choices("column", "all_columns", column_chosen, int), width=2),
            Back(B("import-form-back")),
            state=ImportForm.column,
            getter=one_column,
        ),
    )
