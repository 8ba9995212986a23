"""What a person has decided about names: two are one thing or are not, a name is a person, a place, an organization or none.

A judgement comes before all rules. Without a document it holds in every article. Where the names do not occur, it does nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import yaml

from etl.errors import UsageError
from etl.extract.article import Article
from etl.extract.spans import distinct_spans
from etl.normalize.lexicon.lexicons import REFERENCE
from etl.normalize.names.entities import named_spans
from etl.normalize.record.extraction import Alias, Doubt, Entity

VERDICTS = {"join": ("same", "different"), "type": ("person", "place", "organization", "none")}
RULE = "judgement"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Judgement:
    document: str  # title; empty for all
    question: str
    type: str | None
    names: tuple[str, ...]
    verdict: str


@dataclass(frozen=True, slots=True)
class Judgements:
    listed: tuple[Judgement, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Empty without judgements; documents are read again when it changes."""
        return hashlib.sha256(repr(self.listed).encode()).hexdigest() if self.listed else ""

    def decides(self, title: str, doubt: Doubt) -> bool:
        """Whether a person has answered the question already."""
        names = set(doubt.names)
        return any(j.question == doubt.question and set(j.names) == names for j in self.of(title))

    def of(self, title: str) -> list[Judgement]:
        return [j for j in (*_reviewed().listed, *self.listed) if j.document in ("", title)]


NO_JUDGEMENTS = Judgements()


def read_judgements(path: Path) -> Judgements:
    """The decided cases of a review file. Raises UsageError for a file that is none: where, and what would be valid."""
    try:
        with path.open(encoding="utf-8") as stream:
            content = yaml.load(stream, Loader=_LOADER)  # noqa: S506 - a safe loader, the faster one
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UsageError(f"{path}: cannot be read as YAML: {str(error).splitlines()[0]}") from None
    cases = content.get("judgements") if isinstance(content, dict) else None
    if not isinstance(cases, list):
        raise UsageError(f"{path}: is no review file: it has no list 'judgements'; name a new file to have one written")
    return Judgements(tuple(j for n, case in enumerate(cases, 1) if (j := _judgement(path, n, case)).verdict))


def _judgement(path: Path, number: int, case: object) -> Judgement:
    if not isinstance(case, dict):
        raise UsageError(f"{path}: judgement {number} is no mapping with question, names and verdict")
    question, names, verdict = str(case.get("question") or ""), case.get("names"), str(case.get("verdict") or "")
    if question not in VERDICTS:
        raise UsageError(f"{path}: judgement {number}: question {question!r} is neither of {', '.join(VERDICTS)}")
    if (
        not isinstance(names, list)
        or not all(isinstance(n, str) and n for n in names)
        or len(names) < (2 if question == "join" else 1)
    ):
        raise UsageError(f"{path}: judgement {number}: names must be a list of {'two names' if question == 'join' else 'a name'}")
    if verdict and verdict not in VERDICTS[question]:
        raise UsageError(f"{path}: judgement {number}: verdict {verdict!r} is none of {', '.join(VERDICTS[question])}, or empty")
    return Judgement(str(case.get("document") or ""), question, case.get("type"), tuple(names), verdict)


@cache
def _reviewed() -> Judgements:
    return read_judgements(REFERENCE / "judgements.yml")


def obey(article: Article, entities: Iterable[Entity], judgements: Judgements) -> tuple[Entity, ...]:
    """The entities as the judgements have them."""
    kept = list(entities)
    for judgement in judgements.of(article.title):
        if judgement.question == "type":
            kept = _typed(kept, judgement.names[0], judgement.verdict, article.text)
        elif judgement.verdict == "same":
            kept = _joined(kept, judgement)
        else:
            kept = _parted(kept, judgement, article.text)
    return tuple(kept)


def names_person(entities: Iterable[Entity], name: str) -> bool:
    """Whether one of the entities is a person of that name: a judgement may have made the name something else."""
    folded = " ".join(name.casefold().split())
    return any(folded == " ".join(own.casefold().split()) for e in entities if e.entity_kind == "person" for own in _names(e))


def _names(entity: Entity) -> set[str]:
    return {entity.name, *(alias.name for alias in entity.aliases)}


def _typed(entities: list[Entity], name: str, verdict: str, text: str) -> list[Entity]:
    kept = [e for e in entities if e.name != name or e.entity_kind == verdict]
    spans = named_spans(text, (name,))
    if verdict == "none" or not spans or any(name in _names(e) for e in kept if e.entity_kind == verdict):
        return kept
    return [*kept, Entity(verdict, name, spans[0], spans)]


def _joined(entities: list[Entity], judgement: Judgement) -> list[Entity]:
    meant = [e for e in entities if _is_meant(e, judgement) and _names(e) & set(judgement.names)]
    if len(meant) < 2:
        return entities
    whole = max(meant, key=lambda e: (e.mentions, -e.spans[0].start))
    others = [e for e in meant if e is not whole]
    aliases = {a.name: a for e in meant for a in e.aliases} | {e.name: Alias(e.name, RULE) for e in others}
    joined = replace(
        whole,
        spans=distinct_spans(*(e.spans for e in meant)),
        aliases=tuple(aliases[name] for name in sorted(aliases) if name != whole.name),
        roles=tuple(dict.fromkeys(role for e in meant for role in e.roles)),
    )
    return [joined if e is whole else e for e in entities if e not in others]


def _parted(entities: list[Entity], judgement: Judgement, text: str) -> list[Entity]:
    kept: list[Entity] = []
    for entity in entities:
        together = [name for name in judgement.names if name in _names(entity)]
        if not _is_meant(entity, judgement) or len(together) < 2:
            kept.append(entity)
            continue
        apart = next(name for name in together if name != entity.name)
        own = tuple(span for span in entity.spans if span.cut(text) == apart) or named_spans(text, (apart,))
        rest = tuple(span for span in entity.spans if span not in own) or entity.spans
        aliases = tuple(alias for alias in entity.aliases if alias.name != apart)
        kept.append(replace(entity, spans=rest, evidence=rest[0] if entity.evidence in own else entity.evidence, aliases=aliases))
        if own:
            kept.append(Entity(entity.entity_kind, apart, own[0], own, kind=entity.kind, country=entity.country))
    return kept


def _is_meant(entity: Entity, judgement: Judgement) -> bool:
    return judgement.type in (None, "", entity.entity_kind)
