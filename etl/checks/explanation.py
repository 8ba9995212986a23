"""One fact, explained: what it says, its evidence marked in its paragraph, the rule that read it, the runs that saw it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine, text

from etl.checks.rule_precision import standing
from etl.errors import UsageError
from etl.extract.surroundings import surroundings
from schema.relations import FACT_RELATIONS

_SHORTEST = 4  # characters of a fact_id
_BEFORE = 400  # characters of context where a paragraph or table row is longer


@dataclass(frozen=True, slots=True)
class Explanation:
    """`before`, `evidence` and `after` are consecutive text of the document."""

    relation: str
    values: dict[str, object]
    document: str
    section: str
    before: str
    evidence: str
    after: str
    start: int
    end: int
    rule: str
    runs: tuple[int, int, int | None]  # first, last, retired


def is_fact(engine: Engine, wanted: str) -> bool:
    """Whether the id of a fact begins so."""
    word = wanted.strip().lower()
    if len(word) < _SHORTEST:
        return False
    with engine.connect() as connection:
        found = text("SELECT 1 FROM fact WHERE substr(fact_id, 1, :length) = :word LIMIT 1")
        return connection.scalar(found, {"word": word, "length": len(word)}) is not None


def explain(engine: Engine, fact_id: str) -> Explanation:
    """Raises UsageError where no fact begins with `fact_id` (eight characters are enough) or more than one does."""
    wanted = fact_id.strip().lower()
    with engine.connect() as connection:
        found = connection.execute(
            text(
                "SELECT f.*, d.title, e.char_start, e.char_end, e.quote, r.text AS whole FROM fact f "
                "JOIN document d ON d.document_id = f.document_id "
                "JOIN evidence e ON e.fact_id = f.fact_id AND e.ordinal = 0 "
                "JOIN revision r ON r.revision_id = e.revision_id "
                "WHERE substr(f.fact_id, 1, :length) = :wanted"
            ),
            {"wanted": wanted, "length": len(wanted)},
        ).mappings().all()  # fmt: skip
        if len(wanted) < _SHORTEST:
            raise UsageError(f"{fact_id!r} is too short: give at least {_SHORTEST} characters of the fact_id")
        if not found:
            raise UsageError(
                f"no fact has the id {fact_id!r}, and no entity that id or name: ids stand in the column fact_id of the fct_ "
                "relations, for example fct_casualty_claims; names in dim_people, dim_places and dim_organizations"
            )
        if len(found) > 1:
            raise UsageError(f"{len(found)} facts begin with {fact_id!r}; give more of the id")
        fact = found[0]
        relation = FACT_RELATIONS[fact["fact_kind"]]
        row = connection.execute(text(f"SELECT * FROM {relation} WHERE fact_id = :id"), {"id": fact["fact_id"]})  # noqa: S608
        published = row.mappings().first()
        if published is None:  # retired: no longer published, but kept
            own = text(f"SELECT * FROM {fact['fact_kind']} WHERE fact_id = :id")  # noqa: S608 - a vocabulary word
            published = connection.execute(own, {"id": fact["fact_id"]}).mappings().first()
    values = {k: v for k, v in (published or {}).items() if v is not None and k not in _SHOWN_ELSEWHERE}
    before, after = surroundings(fact["whole"], fact["char_start"], fact["char_end"], _BEFORE)
    return Explanation(
        relation, values, fact["title"], fact["section"], before, fact["quote"], after, fact["char_start"], fact["char_end"],
        fact["rule"], (fact["first_run_id"], fact["last_run_id"], fact["retired_run_id"]),
    )  # fmt: skip


_SHOWN_ELSEWHERE = frozenset(
    ["document_id", "document", "section", "evidence", "evidence_start", "evidence_end", "rule", "first_run_id", "last_run_id",
     "fact_kind"]
)  # fmt: skip


def as_text(explanation: Explanation, mark: tuple[str, str] = (">>>", "<<<")) -> str:
    """The explanation for a terminal; `mark` is put around the evidence."""
    first, last, retired = explanation.runs
    seen = f"first seen by run {first}, last read by run {last}" + (f", RETIRED by run {retired}" if retired else "")
    lines = [f"{explanation.relation}"]
    lines += [f"  {name:22} {value}" for name, value in explanation.values.items()]
    place = explanation.section or "lead"
    lines += ["", f"{explanation.document}, {place}, characters {explanation.start}–{explanation.end}:", ""]
    lines.append(f"{explanation.before}{mark[0]}{explanation.evidence}{mark[1]}{explanation.after}")
    lines += ["", f"read by the rule {explanation.rule}; {seen}", *filter(None, standing(explanation.rule))]
    return "\n".join(lines)
