"""The people, places and organizations that the structured parts name: one row a real thing, its aliases with their rule."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from etl.extract.article import Article, InfoboxField
from etl.extract.spans import Span, distinct_spans, whole_words
from etl.normalize.infobox.conflict import place_names
from etl.normalize.infobox.infobox import NICKNAME, InfoboxReading, role_notes
from etl.normalize.infobox.name_lists import LONGEST_NAME
from etl.normalize.lexicon.lexicons import find_polity, load_lexicon, state_names
from etl.normalize.record.extraction import Alias, Entity
from etl.normalize.record.facts import AircraftLoss, CasualtyClaim, Conflict, Fact, StrengthClaim
from etl.normalize.text.spellings import spelling_of

_DISAMBIGUATION = re.compile(r"\s*\([^()]*\)$")
_PART_OF = re.compile(r"^(?:[Ee]lements|[Pp]arts?|[Uu]nits|[Rr]emnants) of (?:the )?")
_UNIT = re.compile(
    r"\b(?:Army|Corps|Division|Brigade|Regiment|Battalion|Fleet|Squadron|Front|Command|Force|Legion|Luftflotte|Group|"
    r"Guard)s?\b|^\d"
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
        if len(name) > LONGEST_NAME:
            return
        draft = self.drafts.setdefault((kind, name.casefold()), _Draft(kind, name, evidence))
        draft.affiliation = draft.affiliation or affiliation
        draft.roles += [role for role in roles if role and role not in draft.roles and len(role) <= LONGEST_NAME]

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
        """The entities in a stable order."""
        return tuple(self._entity(draft) for _, draft in sorted(self.drafts.items()))

    def _entity(self, draft: _Draft) -> Entity:
        polity = find_polity(draft.name) if draft.kind != "person" else None
        is_state = polity is not None and polity.kind != "people" and draft.name.casefold() in state_names(polity)
        kind = None
        if draft.kind == "place":
            kind = "country" if is_state else None
        elif draft.kind == "organization":
            kind = "state" if is_state else "military_unit" if _UNIT.search(draft.name) else None
        return Entity(
            draft.kind,
            draft.name,
            draft.evidence,
            named_spans(self.article.text, (draft.name, *draft.aliases)) or (draft.evidence,),
            tuple(Alias(name, rule) for name, rule in sorted(draft.aliases.items())),
            draft.affiliation,
            tuple(draft.roles),
            kind,
            (polity.iso2 or None) if is_state and polity and draft.kind == "place" else None,
        )


def read_entities(article: Article, infobox: InfoboxReading, facts: list[Fact]) -> tuple[tuple[Entity, ...], tuple[Fact, ...]]:
    """The entities, and the facts with their places under canonical names."""
    entities = Entities(article)
    when = next((f.dates for f in facts if isinstance(f, Conflict)), None)
    for item, source, side in infobox.commanders:
        roles = [item.rest, *role_notes(item, when), (item.label or "") if item.label_is_inline else ""]
        entities.add("person", item.name, item.span, side.name if side else None, ["commander", *roles])
        entities.alias("person", item.name, _linked_page(source, item.name), "link_target")
        for nickname in (m["name"] for note in item.notes if (m := NICKNAME.fullmatch(note))):
            entities.alias("person", item.name, nickname, "nickname_in_quotes")
    for item, source, side in infobox.units:
        name = _PART_OF.sub("", item.name)
        entities.add("organization", name, item.span, side.name if side else None)
        entities.alias("organization", name, _linked_page(source, item.name), "link_target")
    for side in infobox.sides:
        for party in side.belligerents:
            polity = find_polity(party.name)
            if party.stands_in_header and not (polity and party.name.casefold() in state_names(polity)):
                continue  # 'Armenia and Nagorno-Karabakh' over a column: a region, or a state that the header does not name
            entities.add("organization", party.name, party.evidence, side.name)
    for place in (f for f in article.fields if f.name == "place"):
        for name, span in place_names(place):
            entities.add_place(name, span)
    settled: dict[Fact, Fact] = {}
    canonical = tuple(_settled_once(fact, entities, settled) for fact in facts)
    return entities.finish(), canonical


def _settled_once(fact: Fact, entities: Entities, settled: dict[Fact, Fact]) -> Fact:
    """The settled fact, the same object each time, so that a part refers to its whole as it stands in the list."""
    if fact not in settled:
        parent = getattr(fact, "parent", None)
        if isinstance(fact, (CasualtyClaim, StrengthClaim)) and parent is not None:
            settled[fact] = _settle(replace(fact, parent=_settled_once(parent, entities, settled)), entities)
        else:
            settled[fact] = _settle(fact, entities)
    return settled[fact]


def _settle(fact: Fact, entities: Entities) -> Fact:
    """Add what the fact names, and put canonical place names into it."""
    if isinstance(fact, StrengthClaim) and fact.force and fact.section == "infobox" and fact.force != fact.side:
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


def _is_body(name: str) -> bool:
    """Whether a force's label names a body: a state, or capitalised words without a common noun at the end."""
    if name.casefold() in load_lexicon("faction_words")["generic_bodies"] or name.endswith(" Allies"):
        return False
    last = name.split()[-1]
    return find_polity(name) is not None or last[:1].isupper() or bool(_UNIT.search(name))


def _linked_page(source: InfoboxField, name: str) -> str:
    """The page that the name links to; one with a disambiguation, 'Yagub Mammadov (politician)', is no name."""
    page = next((link.page for link in source.links if link.text == name), "").replace("_", " ")
    return page if page[:1].isupper() and not _DISAMBIGUATION.search(page) else ""


def named_spans(text: str, names: Iterable[str]) -> tuple[Span, ...]:
    """Where any of the names stands as whole words."""
    return distinct_spans(*(whole_words(name, text) for name in set(names) if name))
