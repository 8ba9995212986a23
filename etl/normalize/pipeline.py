"""Article to Extraction: the one entry of the normalize stage. Pure: the same article gives the same facts, anywhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from etl.extract.article import Article, Issue
from etl.normalize.bibliography.references import read_references
from etl.normalize.claims.allegiances import Allegiances
from etl.normalize.claims.claims import read_claims
from etl.normalize.events.claims_of_events import with_events
from etl.normalize.events.events import is_short, read_events
from etl.normalize.events.happenings import read_all_happenings
from etl.normalize.events.headings import HeadingPlaces
from etl.normalize.infobox.infobox import read_infoboxes
from etl.normalize.names.entities import read_entities
from etl.normalize.names.mentions import read_mentions
from etl.normalize.names.naming import read_prose, scoped
from etl.normalize.passages.scenes import read_scenes
from etl.normalize.record.extraction import Doubt, Extraction, document_key, fact_keys
from etl.normalize.record.facts import Commander, Conflict, EquipmentClaim, Fact, StrengthClaim
from etl.normalize.review.contradictions import find_contradictions
from etl.normalize.review.doubts import find_doubts
from etl.normalize.review.judgements import NO_JUDGEMENTS, Judgements, names_person, obey
from etl.normalize.review.unused_numbers import find_unused
from etl.normalize.rules import switched_off, without_rules, without_works
from etl.normalize.statements.office_holdings import read_office_holdings
from etl.normalize.statements.person_roles import with_roles
from etl.normalize.statements.quotations import read_quotations
from etl.normalize.tables.table_equipment import EQUIPMENT
from etl.normalize.tables.table_forces import FORCES
from etl.normalize.tables.table_registry import read_tables
from etl.normalize.times.expressions import read_time_expressions
from etl.normalize.times.timeline import Timeline

TABLE_RULES = (EQUIPMENT, FORCES)


def normalize(article: Article, judgements: Judgements = NO_JUDGEMENTS, without: Collection[str] = ()) -> Extraction:
    """All facts, entities and references that the article states, and what could not be read.

    `without`: rules whose rows are left out, beside those that are off.
    """
    off = switched_off(without)
    infobox = read_infoboxes(article)
    table_facts, understood, table_issues = read_tables(article, infobox.sides, TABLE_RULES, infobox.facts)
    entities, facts = read_entities(article, infobox, [*infobox.facts, *table_facts])
    references, unread = read_references(article)
    prose = read_prose(article, entities, references, facts)
    entities = scoped(obey(article, prose.entities, judgements), document_key(article))
    facts = [fact for fact in facts if not isinstance(fact, Commander) or names_person(entities, fact.person)]
    timeline = Timeline(article, next((f.dates.span for f in facts if isinstance(f, Conflict) and f.dates), None))
    holdings = read_office_holdings(article, entities, timeline)
    entities = with_roles(article, entities, holdings)
    scenes = read_scenes(article, entities, timeline)
    allegiances = Allegiances(infobox.sides, facts, scenes)
    facts += read_claims(scenes, timeline, allegiances)
    prose_scenes = [scene for scene in scenes if not scene.is_note]
    happenings = read_all_happenings(prose_scenes, timeline, short=is_short(facts))
    headings = HeadingPlaces(entities)
    events = read_events(article, happenings, facts, headings)
    facts = [*with_events(facts, events, headings, article.text), *events, *read_time_expressions(article, timeline)]
    facts += [*holdings, *read_mentions(article, entities), *read_quotations(article, entities)]
    facts, references = without_rules(facts, off), without_works(references, off)
    doubts = find_doubts(entities, prose.runs, article.text)
    untyped = [doubt for doubt in doubts if doubt.question == "type"]
    return Extraction(
        article=article,
        facts=tuple(facts),
        entities=entities,
        references=references,
        field_uses=tuple(infobox.uses),
        understood_tables=tuple(understood),
        issues=(*article.issues, *infobox.issues, *_still_unread(table_issues, facts), *unread, *map(_issue, untyped)),
        doubts=tuple(doubt for doubt in doubts if not judgements.decides(article.title, doubt)),
        contradictions=tuple(find_contradictions(facts)),
        unused=tuple(find_unused(article, facts, infobox.uses)),
        left_out=off,
    )


def _still_unread(issues: Iterable[Issue], facts: list[Fact]) -> list[Issue]:
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
