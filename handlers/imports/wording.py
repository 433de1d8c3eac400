"""How an import is told: on the phone and at the console alike."""

from collections.abc import Mapping

from domain.imports.files import Field
from domain.imports.kinds import KINDS
from domain.imports.report import Group, ImportReport
from domain.money import grouped
from handlers.words import Words

GROUPS_SHOWN = 20
BESIDE = ("orders", "clients", "products")


def what_words(words: Words, what: str) -> str:
    return words.plain(f"import-what-{what}")


def field_words(words: Words, what: str, field: str) -> str:
    """As the field is called on the screen."""
    return words.plain(f"import-field-{what}-{field.replace('_', '-')}")


def fields_words(words: Words, what: str, fields: tuple[str, ...]) -> str:
    return ", ".join(f"«{field_words(words, what, field)}»" for field in fields)


def mapping_lines(words: Words, what: str, header: list[str], columns: Mapping[str, int]) -> list[str]:
    """«Контрагент → клиент» for every column that is loaded, then those that are not."""
    fields: dict[int, Field] = {columns[field.name]: field for field in KINDS[what].fields if field.name in columns}
    known = [f"{header[place]} → {field_words(words, what, field.name)}" for place, field in sorted(fields.items())]
    left = [name for place, name in enumerate(header) if name and place not in fields]
    return [*known, words.plain("import-not-loaded", columns=", ".join(left))] if left else known


def counts_lines(words: Words, report: ImportReport) -> list[str]:
    """How many rows are new, changed, known, refused; what was made beside them."""
    names = ("new", "changed", "known", "refused")
    lines = [words.plain("import-counts", **{name: grouped(report.count(name)) for name in names})]
    made = {name: report.count(name) for name in BESIDE}
    lines += [words.plain(f"import-made-{name}", count=count) for name, count in made.items() if count]
    return lines


def refusal_words(words: Words, report: ImportReport) -> str | None:
    """Why the file could not be read at all."""
    result = report.job.result or {}
    return words.plain(result["refusal"], **result["values"]) if "refusal" in result else None


def group_words(said: Words, group: Group, what: str = "") -> str:
    """`what`: the kind of a table, whose columns are said by the names of its fields."""
    lines = ", ".join(str(line) for line in group.lines) + ("…" if group.count > len(group.lines) else "")
    return said.plain(
        "import-refused-group" if group.refused else "import-mended-group",
        file=group.file,
        count=grouped(group.count),
        lines=lines,
        reason=reason_words(said, group.reason, group.values, what),
    )


def reason_words(said: Words, reason: str, values: Mapping[str, str], what: str = "") -> str:
    column = values.get("column", "")
    if what and column:
        column = f"«{field_words(said, what, column)}»"
    return said.plain(f"import-reason-{reason}", **{"value": "", "became": "", **values, "column": column})


def what_of(report: ImportReport) -> str:
    """The kind of the table that was loaded."""
    return str(next(iter(report.job.parameters["files"])))
