"""Article to Extraction: the one entry of the normalize stage, and the table of contents of the extraction.

Each step below reads layers of the document that earlier steps have laid and lays its own. Pure: the same article gives the
same facts, anywhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from etl.extract.article import Article, Issue
from etl.normalize.bibliography.references import read_references
from etl.normalize.claims.aircraft import read_aircraft_losses
from etl.normalize.claims.casualties import read_casualty_claims
from etl.normalize.claims.equipment import read_equipment_claims
from etl.normalize.claims.strengths import read_strength_claims
from etl.normalize.doc import Doc
from etl.normalize.events.claims_of_events import with_events
from etl.normalize.events.events import read_events
from etl.normalize.grammar.date_span import DateSpan
from etl.normalize.infobox.infobox import read_infoboxes
from etl.normalize.names.allegiances import Allegiances
from etl.normalize.names.entities import read_entities
from etl.normalize.names.judgements import NO_JUDGEMENTS, Judgements, names_person, obey
from etl.normalize.names.mentions import read_mentions
from etl.normalize.names.naming import read_names, scoped
from etl.normalize.names.places.heading_places import HeadingPlaces
from etl.normalize.names.runs import read_runs
from etl.normalize.passages.scenes import read_scenes
from etl.normalize.record.extraction import Doubt, Entity, Extraction, document_key, fact_keys
from etl.normalize.record.facts import Commander, Conflict, EquipmentClaim, Fact, StrengthClaim
from etl.normalize.review.contradictions import find_contradictions
from etl.normalize.review.doubts import find_doubts
from etl.normalize.review.unused_numbers import find_unused
from etl.normalize.rules import switched_off, without_rules, without_works
from etl.normalize.statements.office_holdings import read_office_holdings
from etl.normalize.statements.person_roles import with_roles
from etl.normalize.statements.quotations import read_quotations
from etl.normalize.steps import Step, in_order, run
from etl.normalize.tables.table_equipment import EQUIPMENT
from etl.normalize.tables.table_forces import FORCES
from etl.normalize.tables.table_registry import read_tables
from etl.normalize.text.passages import Passages
from etl.normalize.text.words import lower_case_words, read_words
from etl.normalize.times.clock import Clock
from etl.normalize.times.expressions import read_time_expressions

TABLE_RULES = (EQUIPMENT, FORCES)


def _named(doc: Doc) -> tuple[Entity, ...]:
    """The entities as a person's judgements leave them, those of this document alone marked so."""
    found = read_names(
        doc.words,
        doc.runs,
        doc.ordinary_words,
        doc.article.text,
        doc.structured_entities,
        doc.references,
        doc.structured_facts,
    )
    return scoped(obey(doc.article, found, doc.judgements), document_key(doc.article))


def _conflict_days(doc: Doc) -> DateSpan | None:
    """When the war or battle of the infobox was."""
    return next((f.dates.span for f in doc.structured_facts if isinstance(f, Conflict) and f.dates), None)


def _of_persons(doc: Doc) -> list[Fact]:
    """The facts of the structured parts without commanders that turned out to be no persons."""
    kept = doc.structured_facts
    return [fact for fact in kept if not isinstance(fact, Commander) or names_person(doc.named_entities, fact.person)]


def _facts(doc: Doc) -> tuple[Fact, ...]:
    """All facts; casualty claims, those of the infobox too, know now which event they are about."""
    claims = (doc.casualty_claims, doc.strength_claims, doc.equipment_claims, doc.aircraft_losses)
    told = [*_of_persons(doc), *(claim for claimed in claims for claim in claimed.claims)]
    linked = with_events(told, doc.events, doc.heading_places, doc.article.text)
    statements = (*doc.office_holdings, *doc.mentions, *doc.quotations)
    return tuple(without_rules((*linked, *doc.events, *doc.time_expressions, *statements), doc.off))


STEPS = in_order(
    # the text
    Step("passages", ("article",), ("passages",), lambda doc: Passages(doc.article)),
    Step("prose", ("passages",), ("prose",), lambda doc: tuple(doc.passages.of("sentence", "caption"))),
    Step("ordinary words", ("passages",), ("ordinary_words",), lambda doc: lower_case_words(doc.passages.sentences())),
    Step("words", ("prose",), ("words",), lambda doc: read_words(doc.prose)),
    Step("runs", ("words", "ordinary_words"), ("runs",), lambda doc: read_runs(doc.words, doc.ordinary_words)),
    # the structured parts
    Step("infobox", ("article",), ("infobox",), lambda doc: read_infoboxes(doc.article)),
    Step("tables", ("article", "infobox"), ("tables",), lambda doc: read_tables(doc.article, doc.infobox, TABLE_RULES)),
    Step("references", ("article",), ("references", "unread_references"), lambda doc: read_references(doc.article)),
    Step(
        "structured parts",
        ("article", "infobox", "tables"),
        ("structured_entities", "structured_facts"),
        lambda doc: read_entities(doc.article, doc.infobox, [*doc.infobox.facts, *doc.tables.facts]),
    ),
    # who, where and when
    Step(
        "names",
        ("article", "judgements", "words", "ordinary_words", "runs", "references", "structured_entities", "structured_facts"),
        ("named_entities",),
        _named,
    ),
    Step("clock", ("passages", "structured_facts"), ("clock",), lambda doc: Clock(doc.passages, _conflict_days(doc))),
    Step("offices", ("article", "prose", "named_entities", "clock"), ("office_holdings",), read_office_holdings),
    Step(
        "roles",
        ("article", "named_entities", "office_holdings"),
        ("entities",),
        lambda doc: with_roles(doc.article, doc.named_entities, doc.office_holdings),
    ),
    Step(
        "scenes",
        ("passages", "entities", "clock"),
        ("scenes",),
        lambda doc: read_scenes(doc.passages, doc.entities, doc.clock),
    ),
    Step(
        "allegiances",
        ("infobox", "structured_facts", "named_entities", "scenes"),
        ("allegiances",),
        lambda doc: Allegiances(doc.infobox.sides, _of_persons(doc), doc.scenes),
    ),
    Step("places of headings", ("entities",), ("heading_places",), lambda doc: HeadingPlaces(doc.entities)),
    # what is claimed; a number is used once, by the first of these that takes it
    Step("aircraft losses", ("scenes", "clock", "allegiances"), ("aircraft_losses",), read_aircraft_losses),
    Step("casualties", ("scenes", "clock", "allegiances"), ("casualty_claims",), read_casualty_claims),
    Step(
        "equipment",
        ("scenes", "clock", "allegiances", "aircraft_losses", "casualty_claims"),
        ("equipment_claims",),
        read_equipment_claims,
    ),
    Step(
        "strengths",
        ("scenes", "clock", "allegiances", "aircraft_losses", "casualty_claims", "equipment_claims"),
        ("strength_claims",),
        read_strength_claims,
    ),
    # what happened and what was said
    Step(
        "events",
        ("article", "scenes", "clock", "heading_places", "structured_facts", "aircraft_losses"),
        ("events",),
        read_events,
    ),
    Step("quotations", ("article", "passages", "entities"), ("quotations",), read_quotations),
    Step("mentions", ("article", "entities"), ("mentions",), lambda doc: read_mentions(doc.article, doc.entities)),
    Step(
        "time expressions",
        ("article", "passages", "clock"),
        ("time_expressions",),
        lambda doc: read_time_expressions(doc.passages, doc.clock, doc.article.text),
    ),
    Step(
        "facts",
        (
            "article",
            "off",
            "structured_facts",
            "named_entities",
            "casualty_claims",
            "strength_claims",
            "equipment_claims",
            "aircraft_losses",
            "events",
            "heading_places",
            "time_expressions",
            "office_holdings",
            "mentions",
            "quotations",
        ),
        ("facts",),
        _facts,
    ),
    # what a person should look at
    Step(
        "doubts",
        ("article", "entities", "runs"),
        ("doubts",),
        lambda doc: find_doubts(doc.entities, doc.runs, doc.article.text),
    ),
    Step("contradictions", ("facts",), ("contradictions",), lambda doc: tuple(find_contradictions(doc.facts))),
    Step(
        "unused numbers",
        ("article", "passages", "infobox", "facts"),
        ("unused_numbers",),
        lambda doc: tuple(find_unused(doc.passages, doc.article, doc.facts, doc.infobox.uses)),
    ),
)


def normalize(article: Article, judgements: Judgements = NO_JUDGEMENTS, without: Collection[str] = ()) -> Extraction:
    """All facts, entities and references that the article states, and what could not be read.

    `without`: rules whose rows are left out, beside those that are off.
    """
    doc = run(STEPS, Doc(article, judgements, switched_off(without)))
    untyped = [doubt for doubt in doc.doubts if doubt.question == "type"]
    unread = (*_still_unread(doc.tables.issues, doc.facts), *doc.unread_references)
    return Extraction(
        article=article,
        facts=doc.facts,
        entities=doc.entities,
        references=without_works(doc.references, doc.off),
        field_uses=tuple(doc.infobox.uses),
        understood_tables=tuple(doc.tables.understood),
        issues=(*article.issues, *doc.infobox.issues, *unread, *map(_issue, untyped)),
        doubts=tuple(doubt for doubt in doc.doubts if not judgements.decides(article.title, doubt)),
        contradictions=doc.contradictions,
        unused=doc.unused_numbers,
        left_out=doc.off,
    )


def _still_unread(issues: Iterable[Issue], facts: Iterable[Fact]) -> list[Issue]:
    """The issues of tables without the notes that a claim was read from after all."""
    claims = [f.evidence for f in facts if isinstance(f, (StrengthClaim, EquipmentClaim))]
    return [
        issue
        for issue in issues
        if issue.code != "note_unread"
        or issue.span is None
        or not any(issue.span.start <= c.start < issue.span.end for c in claims)
    ]


def _issue(doubt: Doubt) -> Issue:
    return Issue("info", "untyped_name", f"{doubt.names[0]}: {doubt.why}", doubt.span)


def distinct_facts(extraction: Extraction) -> dict[str, list[Fact]]:
    """Facts by their stable key; a statement that the text makes twice in the same words has two pieces of evidence."""
    grouped: dict[str, list[Fact]] = {}
    for fact_id, fact in zip(
        fact_keys(extraction.document_id, extraction.article.text, extraction.facts), extraction.facts, strict=True
    ):
        grouped.setdefault(fact_id, []).append(fact)
    return grouped
