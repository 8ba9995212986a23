"""Licence and origin of the articles in a folder: the file `attribution.yml` beside them.

first_example_war.md:
  source_uri: https://en.wikipedia.org/wiki/First_Example_War
  license: CC BY-SA 3.0
  attribution: Wikipedia contributors
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from etl.errors import UsageError, WarledgerError
from etl.extract.yaml_nodes import MappingNode, read_yaml

FILE_NAME = "attribution.yml"
_KEYS = ("source_uri", "license", "attribution")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Where an article is from and under which licence; None where nobody said."""

    source_uri: str | None = None
    license: str | None = None
    attribution: str | None = None


def attribution_of(path: Path) -> Attribution:
    """What `attribution.yml` in the file's folder says of the file. Raises UsageError where that file is broken."""
    file = path.parent / FILE_NAME
    if not file.is_file():
        return Attribution()
    status = file.stat()
    return _read(file, status.st_mtime_ns, status.st_size).get(path.name, Attribution())


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int, _size: int) -> dict[str, Attribution]:
    """The file's entries; read anew when its time or size has changed."""
    try:
        text = path.read_text(encoding="utf-8")
        root = read_yaml(text, 0, len(text))
    except (OSError, UnicodeDecodeError, WarledgerError) as error:
        raise UsageError(f"{path}: {str(error).replace(' front matter', '')}") from None
    if not isinstance(root, MappingNode):
        raise UsageError(f"{path}: expected one entry a file name, with source_uri, license and attribution")
    for name, node in root.entries:
        wrong = (
            [key.value for key, _ in node.entries if key.value not in _KEYS] if isinstance(node, MappingNode) else [name.value]
        )
        if wrong:
            raise UsageError(
                f"{path}: line {name.line}: {wrong[0]!r} is not known; valid are {', '.join(_KEYS)} under a file name"
            )
    return {
        name.value: Attribution(*(node.text(key) or None for key in _KEYS))
        for name, node in root.entries
        if isinstance(node, MappingNode)
    }
