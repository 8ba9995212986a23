"""The text around a piece of evidence, for people who want to see what it stands in."""

from __future__ import annotations


def surroundings(text: str, start: int, end: int, most: int) -> tuple[str, str]:
    """What stands before and behind `text[start:end]` in its line or lines, at most `most` characters on each side.

    Longer ones are cut at a blank where there is one, and marked by an ellipsis.
    """
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    opening = closing = ""
    if start - first > most:
        first, opening = text.find(" ", start - most, start) + 1 or start - most, "…"
    if last - end > most:
        cut = text.rfind(" ", end, end + most)
        last, closing = cut if cut > 0 else end + most, "…"
    return opening + text[first:start], text[end:last] + closing
