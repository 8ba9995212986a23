"""Small articles in the format of the inputs, written for the tests that need them."""

from __future__ import annotations

from collections.abc import Mapping


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
