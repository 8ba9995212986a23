"""The YAML front matter: title, descriptions, and the infobox fields with their links.

---
infoboxes:
  - conflict:
      text: First Example War
    combatant1:
      text: Exampleland
      links: [...]
title: First Example War
---
"""

from __future__ import annotations

import re

from etl.errors import DocumentRejected
from etl.extract.article import FrontMatter, InfoboxField, Issue, Link
from etl.extract.spans import MappedText, Span
from etl.extract.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, map_scalar, read_yaml

_SCALAR_KEYS = ("title", "shortDescription", "description", "author", "img")
_FIELD_KEYS = {
    "text",
    "links",
    "formatting",
    "number",
}  # what wtf_wikipedia writes under a field; `formatting` repeats it
_EMPTY = ("", "~", "null")
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


def read_front_matter(text: str) -> tuple[FrontMatter, list[Issue]]:
    """The front matter at the start of the text. Raises DocumentRejected where there is none or it is broken."""
    opening = _FENCE.match(text)
    if opening is None:
        raise DocumentRejected("line 1: no YAML front matter: expected '---', found " + repr(text.split("\n", 1)[0][:40]))
    closing = _FENCE.search(text, opening.end() + 1)
    if closing is None:
        raise DocumentRejected("line 1: the YAML front matter is never closed: a second line '---' is missing")
    root = read_yaml(text, opening.end() + 1, closing.start())
    if not isinstance(root, MappingNode):
        raise DocumentRejected("line 2: the YAML front matter must be 'key: value' lines")
    title = root.text("title").strip()
    if not title:
        raise DocumentRejected("the YAML front matter has no title: add a line 'title: ...'")
    fields, issues = _read_infoboxes(text, root.get("infoboxes"))
    issues += _unknown_keys(root)
    front_matter = FrontMatter(
        title,
        root.text("shortDescription"),
        root.text("description"),
        root.text("author"),
        root.text("img"),
        tuple(fields),
        tuple((node.value, node.span) for node in _scalars(root)),
        Span(0, closing.end()),
    )
    return front_matter, issues


def _read_infoboxes(text: str, node: Node | None) -> tuple[list[InfoboxField], list[Issue]]:
    fields: list[InfoboxField] = []
    issues: list[Issue] = []
    boxes = node.items if isinstance(node, SequenceNode) else ()
    if node is not None and not isinstance(node, SequenceNode) and not (isinstance(node, ScalarNode) and node.value in _EMPTY):
        issues.append(Issue("warning", "infobox_unreadable", "infoboxes is no list of infoboxes; nothing of it is read"))
    for number, box in enumerate(boxes, 1):
        if not isinstance(box, MappingNode):
            issues.append(Issue("warning", "infobox_unreadable", f"infobox {number} is not a list of fields"))
            continue
        for key, value in box.entries:
            field, unknown = _read_field(text, number, key, value)
            fields.append(field)
            issues += [
                Issue("warning", "infobox_key_unknown", f"{key.value}: {name!r} is not read", span) for name, span in unknown
            ]
    return fields, issues


def _read_field(text: str, number: int, key: ScalarNode, node: Node) -> tuple[InfoboxField, list[tuple[str, Span]]]:
    """One field, and the keys under it that are not read."""
    if isinstance(node, ScalarNode):
        return InfoboxField(number, key.value, map_scalar(text, node)), []
    if not isinstance(node, MappingNode):
        return InfoboxField(number, key.value, MappedText("", (), ())), [(key.value, key.span)]
    value = node.get("text")
    mapped = map_scalar(text, value) if isinstance(value, ScalarNode) else MappedText("", (), ())
    unknown = [(name.value, name.span) for name, _ in node.entries if name.value not in _FIELD_KEYS]
    return InfoboxField(number, key.value, mapped, tuple(_read_links(node.get("links")))), unknown


def _read_links(node: Node | None) -> list[Link]:
    """Links as written; one without a page (an external link) keeps its address as page."""
    links = []
    for item in node.items if isinstance(node, SequenceNode) else ():
        if isinstance(item, MappingNode):
            page = item.text("page") or item.text("site")
            links.append(Link(item.text("text") or page, page))
    return links


def _unknown_keys(root: MappingNode) -> list[Issue]:
    known = (*_SCALAR_KEYS, "infoboxes")
    return [
        Issue("warning", "front_matter_key_unknown", f"the front matter key {key.value!r} is not read", key.span)
        for key, _ in root.entries
        if key.value not in known
    ]


def _scalars(node: Node) -> list[ScalarNode]:
    """All scalars of the tree, keys included, in document order."""
    found: list[ScalarNode] = []
    waiting: list[Node] = [node]
    while waiting:
        top = waiting.pop()
        if isinstance(top, ScalarNode):
            found.append(top)
        elif isinstance(top, SequenceNode):
            waiting.extend(reversed(top.items))
        else:
            waiting.extend(part for entry in reversed(top.entries) for part in (entry[1], entry[0]))
    return found
