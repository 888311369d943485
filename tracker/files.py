"""Files that appear whole or not at all."""

from __future__ import annotations

import errno
import glob
import hashlib
import os
import stat
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.findings import Refusal, at
from tracker.model import Finding, SourceRef, Text

if TYPE_CHECKING:
    import sqlite3


def templates_directory() -> Path:
    """Where the templates lie: inside the installed package, else beside it in the source tree."""
    package = Path(__file__).resolve().parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


STALE = 3600
"""Seconds after which a temporary file beside its target belongs to nobody: its process was killed."""


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary path in the same directory; it takes ``path``'s place when the block ends well, else it is removed.

    A link stays a link: what it points to is replaced. What is no ordinary file (a device, a pipe) is written into and
    never replaced. Raises Refusal (``file-unwritable``) where the system does not let us write.
    """
    with replacing_all([path]) as (temporary,):
        yield temporary


@contextmanager
def replacing_all(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """As ``replacing``, for files that belong together: none takes its place before all are written whole and on disk.

    The renames follow one another with nothing in between that could fail for want of space.
    """
    pending: list[_Pending] = []
    try:
        for path in paths:
            pending.append(_Pending(path))
        with _refusing(paths[0]):
            yield [one.temporary for one in pending]
        for one in pending:
            one.finish()
        for one in pending:
            one.settle()
    finally:
        for one in pending:
            one.temporary.unlink(missing_ok=True)


class _Pending:
    """One file on its way to its place."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with _refusing(path):
            self.target = Path(os.path.realpath(path)) if path.is_symlink() else path
            self.special = _special(self.target)
            directory = None
            if not self.special:
                directory = self.target.parent
                directory.mkdir(parents=True, exist_ok=True)
                _sweep(self.target)
            handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=path.suffix, dir=directory)
            os.close(handle)
        self.temporary = Path(name)

    def finish(self) -> None:
        """Rights as before or as usual, and every byte on the disk."""
        with _refusing(self.path):
            if not self.special:
                exists = self.target.exists()
                self.temporary.chmod(self.target.stat().st_mode & 0o777 if exists else 0o666 & ~_umask())
            with self.temporary.open("rb") as written:
                os.fsync(written.fileno())

    def settle(self) -> None:
        with _refusing(self.path):
            if self.special:
                with self.target.open("wb") as device:
                    device.write(self.temporary.read_bytes())
            else:
                self.temporary.replace(self.target)


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Refusal(at("file-unwritable", SourceRef(str(path)), why=why(error))) from error


def _special(path: Path) -> bool:
    """True for a device or a pipe. A directory is refused at once, not after all the work is done."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    return not stat.S_ISREG(mode)


def _sweep(target: Path) -> None:
    """Removes what a killed process left beside the target."""
    for left in target.parent.glob(f".{glob.escape(target.name)}.????????{glob.escape(target.suffix)}"):
        with suppress(OSError):
            if left.stat().st_mtime < time.time() - STALE:
                left.unlink()


def write_atomically(path: Path, content: bytes) -> None:
    with replacing(path) as temporary:
        temporary.write_bytes(content)


@dataclass(frozen=True, slots=True)
class View:
    """Files as they stood at another time, or as they were read a moment ago. ``contents``: the bytes by absolute path,
    None for what was not there; ``directory``: one of which exactly these files are in it. All else is on the disk."""

    contents: Mapping[Path, bytes | None] = field(default_factory=dict)
    directory: Path | None = None


_VIEW: ContextVar[View | None] = ContextVar("view", default=None)


@contextmanager
def viewing(view: View) -> Iterator[None]:
    """While the block runs, ``read``, ``exists`` and ``listed`` give what ``view`` holds."""
    token = _VIEW.set(view)
    try:
        yield
    finally:
        _VIEW.reset(token)


def read(path: Path) -> bytes:
    """The bytes of an ordinary file. OSError for anything else too: a pipe would keep its reader waiting for ever."""
    view = _VIEW.get()
    if view is not None and path in view.contents:
        content = view.contents[path]
        if content is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
        return content
    if not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))
    return path.read_bytes()


def exists(path: Path) -> bool:
    view = _VIEW.get()
    if view is not None and path in view.contents:
        return view.contents[path] is not None
    return path.exists()


def listed(directory: Path) -> list[Path] | None:
    """What is in a directory, by name; None where there is none."""
    view = _VIEW.get()
    if view is not None and directory == view.directory:
        return sorted(
            path for path, content in view.contents.items() if path.parent == directory and content is not None
        )
    return sorted(directory.iterdir()) if directory.is_dir() else None


def shown(path: Path) -> str:
    """A path as text that can be printed and kept, also where its name is no UTF-8 (a disk of another system)."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


_WHY = {
    errno.ENOENT: ("المسار غير موجود", "no such file or directory"),
    errno.EISDIR: ("هو مجلد وليس ملفاً", "it is a directory, not a file"),
    errno.ENOTDIR: ("جزء من المسار ملف وليس مجلداً", "part of the path is a file, not a directory"),
    errno.EEXIST: ("جزء من المسار ملف وليس مجلداً", "part of the path is a file, not a directory"),
    errno.EACCES: ("لا صلاحية", "permission denied"),
    errno.EPERM: ("لا صلاحية", "permission denied"),
    errno.EROFS: ("القرص للقراءة فقط", "the disk is read-only"),
    errno.ENOSPC: ("امتلأ القرص", "the disk is full"),
    errno.EDQUOT: ("استُنفدت الحصة المسموحة من القرص", "the disk quota is used up"),
    errno.EFBIG: ("الملف أكبر مما يُسمح به", "the file is larger than is allowed"),
    errno.ELOOP: ("رابط يدور على نفسه", "a link that leads to itself"),
    errno.ENAMETOOLONG: ("الاسم أطول مما يقبله النظام", "the name is too long for the system"),
    errno.ENOTSUP: ("ليس ملفاً عادياً", "it is no ordinary file"),
    errno.EIO: ("عطل في القرص", "the disk reports an error"),
}


def why(error: OSError) -> Text:
    """What the system says, in both languages where it is one of the usual things."""
    said = error.strerror or str(error)
    arabic, english = _WHY.get(error.errno or 0, (said, said))
    return {"ar": arabic, "en": english}


def reading(database: Path) -> sqlite3.Connection:
    """A connection to an SQLite file that cannot write.

    What a killed process left half-written is rolled back first: a read-only connection may not do that itself and
    would fail (SQLITE_READONLY_ROLLBACK). Raises sqlite3.Error as ``connect`` and a first reading do.
    """
    import sqlite3

    uri = f"{database.as_uri()}?mode=ro"
    base = sqlite3.connect(uri, uri=True, timeout=30)
    try:
        base.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        base.close()
        if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
            raise
        with closing(sqlite3.connect(database, timeout=30)) as writing:
            writing.execute("SELECT 1 FROM sqlite_master").fetchone()
        return sqlite3.connect(uri, uri=True, timeout=30)
    return base


def store_fault(error: sqlite3.Error, database: Path) -> Finding:
    """What a person is to be told of a store that SQLite will not read or write: a full disk and a busy file are no
    damage, and nobody should fetch the backup for them."""
    import sqlite3

    where = SourceRef(str(database))
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY):
        number = errno.ENOSPC if code == sqlite3.SQLITE_FULL else errno.EACCES
        return at("file-unwritable", where, why=why(OSError(number, str(error))))
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return at("store-busy", where)
    return at("store-unreadable", where, why=error)


@contextmanager
def store_faults(database: Path) -> Iterator[None]:
    """A full, damaged or locked store becomes a Refusal that says so; a wrong statement of ours stays a bug."""
    import sqlite3

    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code in (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISUSE):
            raise
        raise Refusal(store_fault(error, database)) from error


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
