"""Copies of the database and the way back. SQLite is copied whole; PostgreSQL goes through its own pg_dump."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing, suppress
from datetime import datetime
from glob import escape
from pathlib import Path

from sqlalchemy import URL, make_url

FOLDER = Path("var/backups")
KEPT = 7
NIGHTLY = "nightly"
BEFORE_RESTORE = "before-restore"
NIGHT_HOURS = range(3, 6)
HALF_A_DAY_S = 12 * 3600


class CannotBackUp(Exception):
    """One line saying what is missing."""


def back_up(url: str, folder: Path | None = None, label: str = "backup") -> Path:
    """Copy the database into the folder (default: beside it, or `var/backups`); the file made.

    Raises CannotBackUp.
    """
    parsed = make_url(url)
    folder = folder or backup_folder(url)
    target = _free(folder, label, ".db" if parsed.get_backend_name() == "sqlite" else ".dump")
    unfinished = target.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if parsed.get_backend_name() == "sqlite":
            _copy_sqlite(Path(parsed.database or ""), unfinished)
        else:
            _postgres("pg_dump", parsed, "--format=custom", f"--file={unfinished}")
        unfinished.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise CannotBackUp(f"{folder}: {error}") from error
    finally:
        _forget(unfinished)
    return target


def restore(url: str, source: Path) -> Path | None:
    """Put a copy in the place of the database, which must not be in use; what was there before, copied first.

    So a wrong restore has a way back too. None where nothing was. Raises CannotBackUp.
    """
    if not source.is_file():
        raise CannotBackUp(f"{source}: no such file")
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _restore_sqlite(url, Path(parsed.database or ""), source)
    kept = back_up(url, None, BEFORE_RESTORE)
    _postgres("pg_restore", parsed, "--clean", "--if-exists", "--single-transaction", "--no-owner", str(source))
    return kept


def _forget(unfinished: Path) -> None:
    with suppress(OSError):
        unfinished.unlink(missing_ok=True)


def _kept(url: str, database: Path) -> Path | None:
    """A copy of what is there now; of a file too damaged to be copied, the file itself."""
    if not database.exists():
        return None
    try:
        return back_up(url, None, BEFORE_RESTORE)
    except CannotBackUp:
        return _set_aside(database, backup_folder(url))


def _set_aside(source: Path, folder: Path) -> Path:
    """Keep the file of an embedded database as it lies, damaged or not; the copy. Raises CannotBackUp."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copy2(source, _free(folder, BEFORE_RESTORE, ".damaged")))
    except OSError as error:
        raise CannotBackUp(f"{source}: {error}") from error


def nightly(url: str, now: datetime, folder: Path | None = None) -> Path | None:
    """The night's copy of the embedded database, the newest 7 kept; None while the newest is young enough.

    `now`: in the company's zone. A program that does not run at night, or never for long, is copied by day: what
    counts is how old the newest copy is.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return None
    folder = folder or backup_folder(url)
    label = f"{NIGHTLY}-{Path(parsed.database or '').stem}"
    copies = sorted(folder.glob(f"{escape(label)}-????-??-??*.db"), key=_made_at)
    if copies and not _too_old(now.timestamp() - _made_at(copies[-1]), now.hour):
        return None
    made = back_up(url, folder, f"{label}-{now.date().isoformat()}")
    os.utime(made, (now.timestamp(), now.timestamp()))
    for old in copies[: 1 - KEPT]:
        old.unlink()
    return made


def _made_at(copy: Path) -> float:
    return copy.stat().st_mtime


def _too_old(age_s: float, hour: int) -> bool:
    """A copy of the future is the work of a clock that was wrong: it keeps nobody from a new one."""
    most = HALF_A_DAY_S if hour in NIGHT_HOURS else 2 * HALF_A_DAY_S
    return not 0 <= age_s < most


def backup_folder(url: str) -> Path:
    """Where copies of that database are kept unless another folder is named."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        return Path(parsed.database).parent / "backups"
    return FOLDER


def _free(folder: Path, label: str, suffix: str) -> Path:
    """The label as a file's name, numbered if it is taken."""
    target, number = folder / f"{label}{suffix}", 2
    while target.exists():
        target, number = folder / f"{label}-{number}{suffix}", number + 1
    return target


def _copy_sqlite(source: Path, target: Path) -> None:
    if not source.exists():
        raise CannotBackUp(f"{source}: there is no database to copy")
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)


def _restore_sqlite(url: str, target: Path, source: Path) -> Path | None:
    _check_sqlite(source)
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        _close_log(target)
    kept = _kept(url, target)
    incoming = target.with_suffix(".incoming")
    _copy_sqlite(source, incoming)
    for leftover in ("-wal", "-shm"):
        Path(f"{target}{leftover}").unlink(missing_ok=True)
    incoming.replace(target)
    return kept


def _close_log(target: Path) -> None:
    """SQLite gives up its log when nobody else has the file open: a running bot would write on into the old."""
    live = sqlite3.connect(target, timeout=0.5)
    try:
        live.execute("PRAGMA journal_mode=DELETE").close()
    except sqlite3.OperationalError:
        raise CannotBackUp(f"{target} is in use: stop the bot first") from None
    except sqlite3.DatabaseError:
        return  # damaged: that is why it is being replaced
    finally:
        live.close()


def _check_sqlite(source: Path) -> None:
    try:
        with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            verdict = copy.execute("PRAGMA quick_check").fetchone()[0]
            ours = copy.execute("SELECT count(*) FROM sqlite_master WHERE name = 'inbox'").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise CannotBackUp(f"{source}: {error}") from None
    if verdict != "ok":
        raise CannotBackUp(f"{source}: damaged ({verdict})")
    if not ours:
        raise CannotBackUp(f"{source}: no copy of this program's database")


def _postgres(program: str, parsed: URL, *arguments: str) -> None:
    path = _find(program)
    address = parsed.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    environment = {**os.environ, **({"PGPASSWORD": str(parsed.password)} if parsed.password else {})}
    done = subprocess.run([path, f"--dbname={address}", *arguments], env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        raise CannotBackUp(f"{program}: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else 'failed'}")


def _find(program: str) -> str:
    found = client_program(program)
    if found is None:
        raise CannotBackUp(f"{program} is not installed: it comes with PostgreSQL's client programs")
    return found


def client_program(name: str) -> str | None:
    """The newest of PostgreSQL's programs of that name; None when it is not installed."""
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    return str(installed[-1]) if installed else shutil.which(name)
