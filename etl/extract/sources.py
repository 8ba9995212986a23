"""Find and read the files of a run: paths in, bytes with their name and hash out."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from etl.errors import DocumentRejected, UsageError, one_line

SUFFIXES = (".md", ".markdown", ".txt")
MOST_BYTES = 16 * 1024 * 1024  # the longest encyclopedia articles have 0.6 MB; beyond this it is no article


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
    """Files to read, in a stable order: files as named, folders searched whole for *.md, *.markdown and *.txt.

    Raises UsageError for a path that does not exist or a folder that holds no article.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and not p.name.startswith("."))
            if not inside:
                raise UsageError(f"{path}: no articles in this folder (looked for {', '.join('*' + s for s in SUFFIXES)})")
            found.update(dict.fromkeys(inside))
        elif path.exists() or path.is_symlink():
            found[path] = None
        else:
            raise UsageError(f"{path}: no such file or folder")
    return list(found)


def read_source(path: Path, most_bytes: int = MOST_BYTES) -> Source:
    """One file's bytes. Raises DocumentRejected where it cannot be read or is larger than `most_bytes`."""
    try:
        status = path.stat()
        size = status.st_size
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):  # it would be waited for, or read for ever
            raise DocumentRejected("is no file, but a pipe or device")
        if size > most_bytes:
            raise DocumentRejected(f"{size:,} bytes are more than the limit of {most_bytes:,}: not an article")
        return Source(one_line(path.name), path, path.read_bytes())
    except OSError as error:
        raise DocumentRejected(f"cannot be read: {error.strerror or error}") from None


def read_sources(paths: list[Path]) -> Iterator[tuple[Path, Source | DocumentRejected]]:
    """Each file of `find_files` with its content, or with the reason why there is none."""
    for path in find_files(paths):
        try:
            yield path, read_source(path)
        except DocumentRejected as error:
            yield path, error
