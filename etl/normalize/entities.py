"""The people, places and organizations that the structured parts name: one row a real thing, its aliases with their rule."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from etl.extract.article import Article, InfoboxField
from etl.extract.spans import Span
from etl.normalize.facts import AircraftLoss, Alias, CasualtyClaim, Conflict, Entity, Fact, StrengthClaim
from etl.normalize.infobox import InfoboxReading
from etl.normalize.infobox_conflict import place_names
from etl.normalize.lexicons import Polity, find_polity
from etl.normalize.spellings import spelling_of

_DISAMBIGUATION = re.compile(r"\s*\([^()]*\)$")
_UNIT = re.compile(
    r"\b(?:Army|Corps|Division|Brigade|Regiment|Battalion|Fleet|Squadron|Front|Command|Force|Legion|Luftflotte|Group|Guard)s?\b|^\d"
)


@dataclass(slots=True)
class _Draft:
    kind: str
    name: str
    evidence: Span
    aliases: dict[str, str] = field(default_factory=dict)
    affiliation: str | None = None
    roles: list[str] = field(default_factory=list)


class Entities:
    """Collects names by kind; the first naming is the evidence. `canonical_place` joins spelling variants."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.drafts: dict[tuple[str, str], _Draft] = {}

    def add(self, kind: str, name: str, evidence: Span, affiliation: str | None = None, roles: Iterable[str] = ()) -> None:
        draft = self.drafts.setdefault((kind, name.casefold()), _Draft(kind, name, evidence))
        draft.affiliation = draft.affiliation or affiliation
        draft.roles += [role for role in roles if role and role not in draft.roles]

    def alias(self, kind: str, name: str, other: str, rule: str) -> None:
        draft = self.drafts.get((kind, name.casefold()))
        if draft and other and other != draft.name:
            draft.aliases.setdefault(other, rule)

    def add_place(self, name: str, evidence: Span) -> str:
        """The place under its canonical spelling in this document, which is returned."""
        canonical = spelling_of(name, self.article.text)
        self.add("place", canonical, evidence)
        self.alias("place", canonical, name, "spelling_variant")
        return canonical

    def finish(self) -> tuple[Entity, ...]:
        return tuple(self._entity(draft) for _, draft in sorted(self.drafts.items()))

    def _entity(self, draft: _Draft) -> Entity:
        polity = find_polity(draft.name) if draft.kind != "person" else None
        is_state = polity is not None and polity.kind != "people" and draft.name.casefold() in _state_names(polity)
        kind = None
        if draft.kind == "place":
            kind = "country" if is_state else None
        elif draft.kind == "organization":
            kind = "state" if is_state else "military_unit" if _UNIT.search(draft.name) else None
        return Entity(
            draft.kind,
            draft.name,
            draft.evidence,
            _mentions(self.article.text, (draft.name, *draft.aliases)),
            tuple(Alias(name, rule) for name, rule in sorted(draft.aliases.items())),
            draft.affiliation,
            tuple(draft.roles),
            kind,
            (polity.iso2 or None) if is_state and polity and draft.kind == "place" else None,
        )


def read_entities(article: Article, infobox: InfoboxReading, facts: list[Fact]) -> tuple[tuple[Entity, ...], list[Fact]]:
    """The entities, and the facts with their places under canonical names."""
    entities = Entities(article)
    for item, source, side in infobox.commanders:
        roles = [item.rest, *(n for n in item.notes if n[:1].isupper()), item.label if item.label_is_inline else ""]
        entities.add("person", item.name, item.span, side.name if side else None, ["commander", *(r or "" for r in roles)])
        entities.alias("person", item.name, _linked_page(source, item.name), "link_target")
    for item, source, side in infobox.units:
        entities.add("organization", item.name, item.span, side.name if side else None)
        entities.alias("organization", item.name, _linked_page(source, item.name), "link_target")
    for side in infobox.sides:
        for party in side.belligerents:
            polity = find_polity(party.name)
            if party.rule == "belligerent_from_table_header" and not (polity and party.name.casefold() in _state_names(polity)):
                continue  # 'Armenia and Nagorno-Karabakh' over a column: a region, or a state that the header does not name
            entities.add("organization", party.name, party.evidence, side.name)
    for place in (f for f in article.fields if f.name == "place"):
        for name, span in place_names(place):
            entities.add_place(name, span)
    settled = [_settle(fact, entities) for fact in facts]
    return entities.finish(), settled


def _settle(fact: Fact, entities: Entities) -> Fact:
    """Add what the fact names, and put canonical place names into it."""
    if isinstance(fact, StrengthClaim) and fact.force and fact.rule == "infobox_strength" and fact.force != fact.side:
        labelled = fact.force not in (fact.what or "")  # 'Turkey: 350 officers', not '149,000 Swedes'
        if labelled and fact.force in entities.article.text and _is_body(fact.force):
            entities.add("organization", fact.force, fact.evidence, fact.side)
    if isinstance(fact, AircraftLoss):
        for person, role in ((fact.pilot, "pilot"), (fact.credited_to, "")):
            if person:
                side = fact.operator if role else None
                entities.add("person", person, fact.evidence, side, [role])
    if isinstance(fact, (AircraftLoss, CasualtyClaim, Conflict)) and fact.places:
        places = tuple(
            entities.add_place(name, fact.evidence) if name[:1].isupper() else name for name in fact.places
        )  # fmt: skip
        return replace(fact, places=places)
    return fact


def _state_names(polity: Polity) -> set[str]:
    """Names that mean the state itself; an alias of a historic state is often that of its region as well."""
    aliases = polity.aliases if polity.kind in ("state", "territory") else ()
    return {name.casefold() for name in (polity.name, *aliases)}


def _is_body(name: str) -> bool:
    """Whether a force's label names a body: a state, or capitalised words without a common noun at the end."""
    last = name.split()[-1]
    return find_polity(name) is not None or last[:1].isupper() or bool(_UNIT.search(name))


def _linked_page(source: InfoboxField, name: str) -> str:
    """The page that the name links to, without its disambiguation: 'Yagub Mammadov (politician)' adds nothing."""
    page = next((link.page for link in source.links if link.text == name), "")
    return _DISAMBIGUATION.sub("", page) if page[:1].isupper() else ""


def _mentions(text: str, names: Iterable[str]) -> int:
    pattern = "|".join(re.escape(name) for name in sorted(set(names), key=len, reverse=True))
    return max(1, len(re.findall(rf"(?<!\w)(?:{pattern})(?!\w)", text)))
