"""Strict, string-only YAML: the subset that a front matter needs, with the place of each scalar.

YAML 1.1 turns `no` into False and `12:30:45` into 45045, keeps the last of two equal keys silently, and lets a file of
1 KB grow to gigabytes through aliases. Here every scalar is the string that stands there, and anchors, aliases, tags,
duplicate keys and deep nesting are refused. libyaml (CSafeLoader) does the reading: 8 times the speed of PyYAML's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from etl.errors import DocumentRejected
from etl.extract.spans import MappedText, Span

DEEPEST = 16  # front matters of the format nest 8 deep
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class ScalarNode:
    value: str
    span: Span  # as written: quotes, block indicator and all
    style: str  # '' plain, ' " | >
    line: int  # 1-based, in the file


@dataclass(frozen=True, slots=True)
class SequenceNode:
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class MappingNode:
    entries: tuple[tuple[ScalarNode, Node], ...]

    def get(self, key: str) -> Node | None:
        return next((node for name, node in self.entries if name.value == key), None)

    def text(self, key: str) -> str:
        """The scalar under `key`, or an empty string."""
        node = self.get(key)
        return node.value if isinstance(node, ScalarNode) else ""


Node = ScalarNode | SequenceNode | MappingNode


def read_yaml(source: str, start: int, end: int) -> Node:
    """The YAML document `source[start:end]`; spans count from the start of `source`.

    Raises DocumentRejected, with the line in the file, for anything but plain mappings, sequences and scalars.
    """
    first_line = source.count("\n", 0, start) + 1
    builder = _Builder(start, first_line)
    try:
        for event in yaml.parse(source[start:end], Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"line {mark.line + first_line}: " if mark else ""
        raise DocumentRejected(f"{where}broken YAML front matter: {error.problem or error.context}") from None
    except yaml.YAMLError as error:
        raise DocumentRejected(f"broken YAML front matter: {str(error).splitlines()[0]}") from None
    if builder.root is None:
        raise DocumentRejected(f"line {first_line}: the YAML front matter is empty")
    return builder.root


class _Builder:
    """Nodes from parser events, on a stack of its own: no recursion that a hostile file could exhaust."""

    def __init__(self, offset: int, first_line: int) -> None:
        self.offset = offset
        self.first_line = first_line
        self.root: Node | None = None
        self.stack: list[list[Node]] = []
        self.opened_at: list[int] = []

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, "aliases (*name) are not read")
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            self._refuse(event, "a second YAML document begins inside it")
        elif isinstance(event, yaml.ScalarEvent):
            self._refuse_marks(event)
            self._add(ScalarNode(self._value(event), self._span(event), event.style or "", self._line(event)))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._refuse_marks(event)
            if len(self.stack) == DEEPEST:
                self._refuse(event, f"nested more than {DEEPEST} deep")
            self.stack.append([])
            self.opened_at.append(self._line(event))
        elif isinstance(event, yaml.MappingEndEvent):
            self._add(self._mapping(self.stack.pop(), self.opened_at.pop()))
        elif isinstance(event, yaml.SequenceEndEvent):
            self.opened_at.pop()
            self._add(SequenceNode(tuple(self.stack.pop())))

    def _mapping(self, nodes: list[Node], line: int) -> MappingNode:
        entries: list[tuple[ScalarNode, Node]] = []
        seen: dict[str, int] = {}
        for key, node in zip(nodes[::2], nodes[1::2], strict=True):
            if not isinstance(key, ScalarNode):
                raise DocumentRejected(f"line {line}: broken YAML front matter: a key must be one word or text")
            if key.value in seen:
                raise DocumentRejected(
                    f"line {key.line}: broken YAML front matter: the key {key.value!r} stands twice "
                    f"(first on line {seen[key.value]})"
                )
            seen[key.value] = key.line
            entries.append((key, node))
        return MappingNode(tuple(entries))

    def _add(self, node: Node) -> None:
        if self.stack:
            self.stack[-1].append(node)
        else:
            self.root = node

    def _value(self, event: Any) -> str:
        value: str = event.value
        if "\0" in value or any("\ud800" <= char <= "\udfff" for char in value):
            self._refuse(event, "a value spells a NUL or half a character, which no database can hold")
        return value

    def _span(self, event: Any) -> Span:
        return Span(self.offset + event.start_mark.index, self.offset + event.end_mark.index)

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse(event, "anchors (&name) are not read")
        if event.tag is not None:
            self._refuse(event, f"tags ({event.tag}) are not read")

    def _refuse(self, event: Any, what: str) -> None:
        raise DocumentRejected(f"line {self._line(event)}: broken YAML front matter: {what}")

    def _line(self, event: Any) -> int:
        return int(event.start_mark.line) + self.first_line


def map_scalar(source: str, node: ScalarNode) -> MappedText:
    """The scalar's value with the source range of each of its characters.

    Folding, indentation and escapes only ever drop or replace whitespace and spell characters differently, so value and
    source are walked side by side: a visible character takes the next equal one, whitespace takes what stands there.
    """
    tokens = list(_tokens(source, node))
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for char in node.value:
        if not char.isspace():
            while at < len(tokens) and tokens[at][0] != char:
                at += 1
        if at < len(tokens) and (tokens[at][0] == char or (char.isspace() and tokens[at][0].isspace())):
            _, start, end = tokens[at]
            at += 1
        else:  # whitespace that folding made of nothing: it stands, empty, where the walk is
            start = end = tokens[at][1] if at < len(tokens) else node.span.end
        starts.append(start)
        ends.append(end)
    return MappedText(node.value, tuple(starts), tuple(ends))


_ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
            "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"}  # fmt: skip
_HEX_LENGTH = {"x": 2, "u": 4, "U": 8}


def _tokens(source: str, node: ScalarNode) -> Iterator[tuple[str, int, int]]:
    """(character, start, end) of a scalar as written, escapes decoded."""
    at, end = node.span.start, node.span.end
    if node.style in ("|", ">"):
        at = source.index("\n", at) + 1
    elif node.style in ("'", '"'):
        at, end = at + 1, end - 1
    while at < end:
        if node.style == '"' and source[at] == "\\":
            char, length = _escape(source, at)
        elif node.style == "'" and source.startswith("''", at):
            char, length = "'", 2
        else:
            char, length = source[at], 1
        if char:
            yield char, at, at + length
        at += length


def _escape(source: str, at: int) -> tuple[str, int]:
    """The character that the escape at `at` spells ('' for a line continuation) and the escape's length."""
    letter = source[at + 1]
    if letter in _HEX_LENGTH:
        length = _HEX_LENGTH[letter]
        return chr(int(source[at + 2 : at + 2 + length], 16)), 2 + length
    if letter == "\n":
        return "", 2
    return _ESCAPES.get(letter, letter), 2
