"""Small articles in the format of the inputs, written for the tests that need them."""

from __future__ import annotations

import re
from collections.abc import Mapping

_FIELD = re.compile(r"(\w+) = (.+)")
_LINK = re.compile(r"\[\[([^|\]]+)\|([^|\]]+)\]\]")


def article(title: str, infobox: Mapping[str, str] | None = None, body: str = "Some text.") -> str:
    """An article with one infobox (none where it is empty); values of several lines become block scalars."""
    lines = ["---"]
    if infobox:
        lines.append("infoboxes:")
        for number, (name, value) in enumerate(infobox.items()):
            key = name if name.isidentifier() else _scalar(name)
            lines += [f"  {'  ' if number else '- '}{key}:", f"      text: {_scalar(value)}"]
    lines += [f"title: {_scalar(title)}", "---", body]
    return "\n".join(lines) + "\n"


def _scalar(value: str) -> str:
    if "\n" in value:
        return "|-\n" + "\n".join(f"        {line}" for line in value.split("\n"))
    return "'" + value.replace("'", "''") + "'"


def article_of_example(example: str) -> bytes:
    """The article of a rule's example: lines `name = value` before the first blank line are the fields of its infobox."""
    head, _, body = example.partition("\n\n")
    fields = [_FIELD.fullmatch(line) for line in head.split("\n")]
    if not all(fields):
        return article("Example", body=f"\n{example}\n").encode()
    lines = ["---", "infoboxes:"]
    for number, field in enumerate(m for m in fields if m):
        links = [f"        - {{text: {m[2]!r}, page: {m[1]!r}}}" for m in _LINK.finditer(field[2])]
        value = _LINK.sub(r"\2", field[2]).replace("\\n", "\n")
        lines += [f"  {'  ' if number else '- '}{field[1]}:", f"      text: {_scalar(value)}"]
        lines += ["      links:", *links] if links else []
    return "\n".join([*lines, "title: Example", "---", "", body, ""]).encode()
