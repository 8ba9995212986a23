"""Draw README's diagrams of the published relations and `schema/DIAGRAM.md` of the tables behind them.

`python -m tests.diagram` writes both anew, and puts relations that README's map lacks on it, in the words of their grain; the
test `tests/test_diagram.py` says when they are stale.
"""

from __future__ import annotations

import re
from itertools import pairwise

from schema.diagram import published_diagrams, table_diagrams
from schema.relations import RELATIONS
from tests.readme import README, ROOT

TABLES = ROOT / "schema" / "DIAGRAM.md"
DRAWN = re.compile(r"(?P<before>^## How the relations join\n.*?)(?:```mermaid\n.*?```\n\n)+", re.MULTILINE | re.DOTALL)


def readme_with_diagrams(readme: str) -> str:
    """README.md with its diagrams drawn anew."""
    return DRAWN.sub(lambda match: match["before"] + "\n".join(map(_block, published_diagrams())) + "\n", readme, count=1)


def readme_with_all_relations(readme: str) -> str:
    """README.md whose map has a line for every relation; a missing one comes behind the relation that is published before it."""
    for before, relation in pairwise(RELATIONS):
        if f"| `{relation.name}` |" not in readme:
            line = f"| `{relation.name}` | {relation.grain.removeprefix('One row ').removesuffix('.')} |\n"
            readme = re.sub(rf"^\| `{before.name}` \|.*\n", lambda match, line=line: match[0] + line, readme, flags=re.MULTILINE)
    return readme


def tables_page() -> str:
    """The text of `schema/DIAGRAM.md`."""
    sections = [f"## {module}\n\n{what}\n\n{_block(diagram)}" for module, (what, diagram) in table_diagrams().items()]
    return (
        "# The tables behind the published relations\n\n"
        "They are free to change; what users rely on are the relations of README.md. A section a module of `schema`; a table\n"
        "of another module stands without its columns. Written by `python -m tests.diagram`.\n\n" + "\n".join(sections)
    )


def _block(diagram: str) -> str:
    return f"```mermaid\n{diagram}```\n"


def main() -> None:
    readme = readme_with_all_relations(README.read_text(encoding="utf-8"))
    README.write_text(readme_with_diagrams(readme), encoding="utf-8")
    TABLES.write_text(tables_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
