"""What a document says, whole: its facts, the entities that they name, works, fields, issues and doubts, and their keys."""

from __future__ import annotations

from dataclasses import dataclass

from etl.extract.article import Article, Issue
from etl.extract.spans import Span
from etl.normalize.record.facts import Fact, entity_key, key


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of an entity in this document, and the rule that joined it."""

    name: str
    rule: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, place or organization that the document names, under all its names, and where each mention stands.

    `evidence` is the naming that the row rests on; `kind` is that of places and organizations.
    """

    entity_kind: str
    name: str
    evidence: Span
    spans: tuple[Span, ...]
    aliases: tuple[Alias, ...] = ()
    affiliation: str | None = None
    roles: tuple[str, ...] = ()
    kind: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geo_precision: str | None = None
    scope: str | None = None  # the document, where a name like 'Rosen' or 'Alexander I' means another person elsewhere

    @property
    def mentions(self) -> int:
        return len(self.spans)

    @property
    def entity_id(self) -> str:
        return entity_key(self.entity_kind, self.name, self.scope)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A join or a type of names that a rule decided, or left open, on little ground: for a person to review."""

    question: str  # join | type
    type: str | None  # of the entity, for a join
    names: tuple[str, ...]
    why: str
    span: Span


@dataclass(frozen=True, slots=True)
class FieldUse:
    """What became of one infobox field: used, ignored, damaged or unknown, and why."""

    infobox_no: int
    field: str
    status: str
    why: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A distinct work of the bibliography, and how often its line stands in the document."""

    kind: str
    authors: tuple[str, ...]
    years: tuple[int, ...]
    title: str
    publisher: str
    isbn: str
    isbn_is_valid: bool | None
    occurrences: int
    section: str
    rule: str
    span: Span


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two facts of a document that cannot both be true: of which kind, and the reason in a sentence."""

    first: Fact
    second: Fact
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class UnusedNumber:
    """A number that nothing uses: where it stands, the sentence or value around it, and what it seems to count."""

    span: Span
    section: str
    raw: str
    sentence: str
    why: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything that one document says, ready to load. Picklable: it may come from another process.

    `left_out`: rules whose rows are not to be stored. Facts and works by them are not here; the other names that they joined
    are, as facts may refer to an entity by one.
    """

    article: Article
    facts: tuple[Fact, ...]
    entities: tuple[Entity, ...]
    references: tuple[Reference, ...]
    field_uses: tuple[FieldUse, ...]
    understood_tables: tuple[tuple[int, str], ...]  # table_no and the rule that read it
    issues: tuple[Issue, ...]
    doubts: tuple[Doubt, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    unused: tuple[UnusedNumber, ...] = ()
    left_out: frozenset[str] = frozenset()

    @property
    def document_id(self) -> str:
        return document_key(self.article)


def document_key(article: Article) -> str:
    """Identity of a document: its title and its source (the front matter's author), not the name of its file."""
    return key("document", article.title.casefold(), article.front_matter.author.casefold())


def fact_keys(document_id: str, text: str, facts: tuple[Fact, ...]) -> list[str]:
    """The stable key of each fact, in order: document, kind, values, places and the words of its evidence."""
    return [
        key(
            document_id,
            fact.kind,
            *sorted(f"{k}={v}" for k, v in fact.values().items()),
            *fact.places,
            *([fact.section] if fact.is_of_its_place else []),  # its number counts within the section
            fact.evidence.cut(text),
        )
        for fact in facts
    ]
