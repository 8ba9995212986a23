"""What happened and when: expressions of time, events with those who took part, and the claims that are about them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import CODE, KEY, Base, DateColumns, date_checks, one_of
from schema.facts import OfOneKind, of_kind
from schema.kind import FactKind, Measure
from schema.relation import joined
from schema.vocabulary import EVENT_KINDS, TIME_KINDS


class TimeExpression(OfOneKind, DateColumns, Base):
    __tablename__ = "time_expression"
    __table_args__ = (
        *of_kind("time_expression"),
        *date_checks(),
        one_of("time_kind", TIME_KINDS),
        CheckConstraint("number > 0", name="number_positive"),
        {"comment": "One row a place of a text that says when, with the days it means there."},
    )

    surface: Mapped[str]
    time_kind: Mapped[str] = mapped_column(CODE)
    number: Mapped[int] = mapped_column(Integer)


class Event(OfOneKind, DateColumns, Base):
    __tablename__ = "event"
    __table_args__ = (
        *of_kind("event", "part_of_event_id"),
        *date_checks(),
        one_of("event_kind", EVENT_KINDS),
        CheckConstraint("ucdp_type_of_violence IN (1, 2, 3)", name="ucdp_type_of_violence_known"),
        {"comment": "One row a happening that a document tells as a fact."},
    )

    name: Mapped[str]
    event_kind: Mapped[str] = mapped_column(CODE)
    outcome: Mapped[str | None]
    ucdp_type_of_violence: Mapped[int | None] = mapped_column(Integer)
    acled_sub_event_type: Mapped[str | None] = mapped_column(String(40))
    part_of_event_id: Mapped[str | None] = mapped_column(KEY)


class EventActor(Base):
    __tablename__ = "event_actor"
    __table_args__ = ({"comment": "One row a person or body that took part in an event, in the order of the text."},)

    fact_id: Mapped[str] = mapped_column(KEY, ForeignKey("event.fact_id"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    actor: Mapped[str]
    entity_id: Mapped[str | None] = mapped_column(KEY, ForeignKey("entity.entity_id"), index=True)


class EventClaim(Base):
    __tablename__ = "event_claim"
    __table_args__ = ({"comment": "One row a claim of a revision with the event that it is about."},)

    fact_id: Mapped[str] = mapped_column(KEY, ForeignKey("fact.fact_id"), primary_key=True)
    revision_id: Mapped[str] = mapped_column(KEY, ForeignKey("revision.revision_id"), primary_key=True, index=True)
    event_id: Mapped[str] = mapped_column(KEY, ForeignKey("event.fact_id"), index=True)


FIRST_PLACE = "LEFT JOIN fact_place p ON p.fact_id = c.fact_id AND p.position = 0"
ACTORS = joined("SELECT a.actor AS x FROM event_actor a WHERE a.fact_id = f.fact_id ORDER BY a.position")

KINDS = (
    FactKind(
        model=TimeExpression,
        relation="fct_time_expressions",
        grain="One row an expression of time, with the days it means.",
        columns="surface kind number DATES",
        computed={"kind": "c.time_kind"},
        noun="time",
        says="“{surface}” means {dates|no known day}",
        layer="time",
        is_listed=False,
    ),
    FactKind(
        model=Event,
        relation="fct_events",
        grain="One row a happening that the text tells as a fact.",
        columns="event_id name kind DATES place_id place actors outcome ucdp_type_of_violence acled_sub_event_type "
        "part_of_event_id",
        computed={"event_id": "c.fact_id", "kind": "c.event_kind", "place_id": "p.place_id", "actors": ACTORS},
        joins=FIRST_PLACE,
        noun="event",
        says="{name}",
        layer="event",
        of_entity={"place_id": "events here"},
        gold="event",
        measure=Measure(
            dates_meet=True,
            fields=("name", "kind", "date_start", "date_end", "place", "is_inferred"),
            whole=("kind", "date_start", "date_end", "place"),
        ),
    ),
)
