"""Files that appear whole or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.findings import Refusal, at
from tracker.model import SourceRef

if TYPE_CHECKING:
    import sqlite3


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary path in the same directory; it takes ``path``'s place when the block ends well, else it is removed.

    Raises Refusal (``file-unwritable``) where the system does not let us write.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=path.suffix, dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise Refusal(at("file-unwritable", SourceRef(str(path)), why=error.strerror or error)) from error
    temporary = Path(name)
    try:
        yield temporary
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        temporary.chmod(mode)
        with temporary.open("rb") as written:
            os.fsync(written.fileno())
        temporary.replace(path)
    except OSError as error:
        raise Refusal(at("file-unwritable", SourceRef(str(path)), why=error.strerror or error)) from error
    finally:
        temporary.unlink(missing_ok=True)


def write_atomically(path: Path, content: bytes) -> None:
    with replacing(path) as temporary:
        temporary.write_bytes(content)


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


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
