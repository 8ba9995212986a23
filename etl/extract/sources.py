"""Find and read the files of a run: paths in, bytes with their name and hash out."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path

from etl.config import MOST_BYTES
from etl.errors import DocumentRejected, UsageError, one_line

SUFFIXES = (".md", ".markdown", ".txt")


@dataclass(frozen=True, slots=True)
class Source:
    """One file as found: `data` is what stands on the disk, byte for byte."""

    name: str  # file name, for messages and provenance; what is no Unicode in it is escaped
    path: Path
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def find_files(paths: list[Path]) -> list[Path]:
    """Files to read, sorted by path, each once; folders are searched whole for *.md, *.markdown and *.txt.

    Raises UsageError for a path that does not exist or a folder that holds no article.
    """
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            inside = {p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and not p.name.startswith(".")}
            if not inside:
                raise UsageError(f"{path}: no articles in this folder (looked for {', '.join('*' + s for s in SUFFIXES)})")
            found |= inside
        elif path.exists() or path.is_symlink():
            found.add(path)
        else:
            raise UsageError(f"{path}: no such file or folder")
    return sorted(found)


def read_source(path: Path, most_bytes: int = MOST_BYTES) -> Source:
    """One file's bytes. Raises DocumentRejected where it cannot be read or is larger than `most_bytes`."""
    try:
        status = path.stat()
        size = status.st_size
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):  # it would be waited for, or read for ever
            raise DocumentRejected("is no file, but a pipe or device")
        if size > most_bytes:
            raise DocumentRejected(f"{size:,} bytes are more than the limit of {most_bytes:,}: not an article (--max-bytes)")
        return Source(one_line(path.name), path, path.read_bytes())
    except OSError as error:
        raise DocumentRejected(f"cannot be read: {error.strerror or error}") from None
