"""The document while it is read: the article, and the layers that the steps of the pipeline lay over it, each exactly once.

A layer is read-only once it is there; whoever asks for one that no step has given yet gets a `LayerMissing`, which is a
defect of the order of the steps and not of the article.
"""

from __future__ import annotations

from typing import Any

from etl.extract.article import Article, Issue
from etl.normalize.infobox.infobox import InfoboxReading
from etl.normalize.names.allegiances import Allegiances
from etl.normalize.names.judgements import NO_JUDGEMENTS, Judgements
from etl.normalize.names.places.heading_places import HeadingPlaces
from etl.normalize.names.runs import NameRun
from etl.normalize.passages.scenes import Scene
from etl.normalize.record.claimed import Claimed
from etl.normalize.record.extraction import Contradiction, Doubt, Entity, Reference, UnusedNumber
from etl.normalize.record.facts import (
    AircraftLoss,
    CasualtyClaim,
    EquipmentClaim,
    Event,
    Fact,
    Mention,
    OfficeHolding,
    Quotation,
    StrengthClaim,
    TimeExpression,
)
from etl.normalize.tables.table_registry import TablesReading
from etl.normalize.text.passages import Passage, Passages
from etl.normalize.text.words import SentenceWords
from etl.normalize.times.clock import Clock


class LayerMissing(LookupError):
    """A step has asked for a layer that no step before it gives."""


class LayerTwice(ValueError):
    """A step has given a layer that is there already."""


class Doc:
    """An article with its layers. The annotations below are all layers, in the order in which they come to be."""

    article: Article
    judgements: Judgements
    off: frozenset[str]  # rules whose rows are left out

    # text
    passages: Passages  # everything that is read as text, by kind
    prose: tuple[Passage, ...]  # its sentences and captions, in which names are looked for
    ordinary_words: frozenset[str]  # written in lower case somewhere: no names at the start of a sentence
    words: list[SentenceWords]  # of the prose, those that are capitalised marked
    runs: list[NameRun]  # capitalised runs of the prose

    # the structured parts
    infobox: InfoboxReading
    tables: TablesReading
    references: tuple[Reference, ...]
    unread_references: list[Issue]
    structured_entities: tuple[Entity, ...]
    structured_facts: tuple[Fact, ...]  # of infobox and tables, with places under canonical names

    # who, where and when
    named_entities: tuple[Entity, ...]  # before their offices are known
    clock: Clock  # which day a passage is about
    office_holdings: tuple[OfficeHolding, ...]
    entities: tuple[Entity, ...]
    scenes: tuple[Scene, ...]  # sentences and table notes with their dates, counts and names
    allegiances: Allegiances  # to which side people belong
    heading_places: HeadingPlaces

    # what is said
    aircraft_losses: Claimed[AircraftLoss]
    casualty_claims: Claimed[CasualtyClaim]
    equipment_claims: Claimed[EquipmentClaim]
    strength_claims: Claimed[StrengthClaim]
    events: tuple[Event, ...]
    quotations: tuple[Quotation, ...]
    mentions: tuple[Mention, ...]
    time_expressions: tuple[TimeExpression, ...]
    facts: tuple[Fact, ...]

    # what a person should look at
    doubts: tuple[Doubt, ...]
    contradictions: tuple[Contradiction, ...]
    unused_numbers: tuple[UnusedNumber, ...]

    def __init__(self, article: Article, judgements: Judgements = NO_JUDGEMENTS, off: frozenset[str] = frozenset()) -> None:
        self.article = article
        self.judgements = judgements
        self.off = off

    def lay(self, layer: str, value: object) -> None:
        """Give a layer its value. Raises LayerTwice where it has one."""
        if layer in self.__dict__:
            raise LayerTwice(layer)
        self.__dict__[layer] = value

    def __getattr__(self, layer: str) -> Any:
        """Only reached where no value is there."""
        if layer in LAYERS:
            raise LayerMissing(layer)
        raise AttributeError(layer)


LAYERS = frozenset(Doc.__annotations__)
GIVEN = frozenset(("article", "judgements", "off"))  # before the first step
