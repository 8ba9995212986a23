"""The page of an article: what it claims, drawn. Timeline, map, casualties and strengths as ranges, aircraft against items."""

from __future__ import annotations

from typing import Any

from etl.browse.charts.labels import Labels
from etl.browse.charts.outline import WIDTH, border_path, frame_around, land_path
from etl.browse.charts.ranges import RangeGroup, range_groups
from etl.browse.charts.scale import Scale, number_ticks
from etl.browse.charts.timeline import GROUPS, timeline
from etl.browse.ledger import Ledger, Row
from etl.browse.pages import wording

# SQL: what became of people, the worst first
BY_CATEGORY = "CASE category WHEN 'killed' THEN 0 WHEN 'wounded' THEN 1 WHEN 'captured' THEN 2 WHEN 'missing' THEN 3 ELSE 4 END"


_FEWEST_PLACES = 3  # of a map that shows more than it hides


async def article_page(ledger: Ledger, document_id: str, *, whole: bool) -> dict[str, Any] | None:
    """The values of the template; None where there is no such document. `whole`: axis and map hold what lies far off, too."""
    document = await ledger.row("SELECT * FROM dim_documents WHERE document_id = :id", id=document_id)
    if document is None:
        return None
    events = await ledger.rows(
        "SELECT fact_id, name, kind, date_start, date_end, year_start, year_end, date_edtf, date_raw, is_inferred, place "
        "FROM fct_events WHERE document_id = :id ORDER BY evidence_start",
        id=document_id,
    )
    conflict = await ledger.row("SELECT * FROM dim_conflicts WHERE document_id = :id", id=document_id)
    return {
        "document": document,
        "conflict": conflict,
        "belligerents": await ledger.rows(
            "SELECT * FROM fct_belligerents WHERE document_id = :id ORDER BY side_no, evidence_start", id=document_id
        ),
        "timeline": timeline(events, conflict, whole=whole),
        "groups": [group for group, _ in GROUPS],
        "map": await _map(ledger, document_id, whole=whole),
        "casualties": await _casualties(ledger, document_id),
        "strengths": await _strengths(ledger, document_id),
        "aircraft": await _aircraft(ledger, document_id),
        "contradictions": await ledger.rows(
            "SELECT * FROM rec_contradictions WHERE document_id = :id ORDER BY why, fact_id", id=document_id
        ),
        "issues": await ledger.rows(
            "SELECT * FROM dq_issues WHERE document_id = :id AND severity <> 'info' ORDER BY issue_id", id=document_id
        ),
        "unused": await ledger.row("SELECT count(*) AS numbers FROM dq_unused_numbers WHERE document_id = :id", id=document_id),
        "counts": await ledger.rows(
            "SELECT relation, count(*) AS facts FROM facts WHERE document_id = :id GROUP BY relation ORDER BY facts DESC",
            id=document_id,
        ),
        "whole": whole,
        "count": wording.count,
        "dates": wording.dates,
        "nouns": wording.NOUNS,
    }


async def _casualties(ledger: Ledger, document_id: str) -> list[RangeGroup]:
    """Claims by event and category: those about the whole first, then as they are told."""
    rows = await ledger.rows(
        f"""
        SELECT c.*, min(c.evidence_start) OVER (PARTITION BY coalesce(c.event_id, c.fact_id)) AS told,
          coalesce(c.event, 'no single event') AS about
        FROM fct_casualty_claims c WHERE c.document_id = :id
        ORDER BY c.event_id IS NULL, told, c.event_id, {BY_CATEGORY}, c.victim_group, c.is_breakdown, c.evidence_start
        """,  # noqa: S608 - constants of this module
        id=document_id,
    )
    return range_groups(rows, ("about", "category"))


async def _strengths(ledger: Ledger, document_id: str) -> list[RangeGroup]:
    rows = await ledger.rows(
        "SELECT * FROM fct_strength_claims WHERE document_id = :id "
        "ORDER BY category <> 'personnel', category, side IS NULL, side, is_breakdown, evidence_start",
        id=document_id,
    )
    return range_groups([{**row, "thing": wording.thing(row)} for row in rows], ("thing",))


async def _aircraft(ledger: Ledger, document_id: str) -> dict[str, Any] | None:
    """Stated totals and sums of items as bars on one axis, with the facts behind each; None where there are none."""
    rows = await ledger.rows(
        "SELECT * FROM rec_aircraft_losses WHERE document_id = :id AND (incidents > 0 OR coalesce(total_high, total_low) > 0) "
        "ORDER BY verdict IN ('agrees', 'not_itemised'), aircraft, operator",
        id=document_id,
    )
    if not rows:
        return None
    totals = await _by_type(ledger, "fct_aircraft_loss_totals", "aircraft", document_id)
    losses = await _by_type(ledger, "fct_aircraft_losses", "coalesce(counted_under, aircraft)", document_id)
    bounds = [row[column] for row in rows for column in ("total_low", "total_high", "itemised_low", "itemised_high")]
    scale = Scale(0, max(bound for bound in bounds if bound is not None) * 1.05 or 1)
    return {
        "rows": [
            {
                **row,
                "stated": _bar(scale, row["total_low"], row["total_high"]),
                "itemised": _bar(scale, row["itemised_low"], row["itemised_high"]),
                "total_facts": totals.get((row["aircraft"], row["operator"]), []),
                "item_facts": losses.get((row["aircraft"], row["operator"]), []),
            }
            for row in rows
        ],
        "ticks": number_ticks(scale),
    }


def _bar(scale: Scale, low: int | None, high: int | None) -> dict[str, Any] | None:
    """Sure part and possible part in percent; None where nothing is stated."""
    if low is None and high is None:
        return None
    sure = scale.at(low or 0)
    return {"sure": sure, "possible": round((scale.at(high) if high is not None else 100.0) - sure, 2), "is_open": high is None}


async def _by_type(ledger: Ledger, relation: str, aircraft: str, document_id: str) -> dict[tuple[str, str | None], list[Row]]:
    rows = await ledger.rows(
        f"SELECT *, {aircraft} AS type FROM {relation} WHERE document_id = :id ORDER BY evidence_start",  # noqa: S608
        id=document_id,
    )
    found: dict[tuple[str, str | None], list[Row]] = {}
    for row in rows:
        found.setdefault((row["type"], row["operator"]), []).append(row)
    return found


async def _map(ledger: Ledger, document_id: str, *, whole: bool) -> dict[str, Any] | None:
    """The places of the article that have coordinates, the most named in front, those of battles told apart."""
    places = await ledger.rows(
        """
        SELECT p.place_id, p.name, p.kind, p.latitude, p.longitude, count(*) AS mentions,
          (SELECT count(*) FROM fct_battles b WHERE b.document_id = :id AND b.latitude = p.latitude
            AND b.longitude = p.longitude) AS battles
        FROM dim_places p JOIN fct_mentions m ON m.entity_id = p.place_id AND m.document_id = :id
        WHERE p.latitude IS NOT NULL GROUP BY p.place_id ORDER BY battles > 0 DESC, mentions DESC, p.name
        """,
        id=document_id,
    )
    if len(places) < _FEWEST_PLACES:
        return None
    scene = [place for place in places if place["battles"]] or places
    frame = frame_around([(place["longitude"], place["latitude"]) for place in (places if whole else scene)], whole=whole)
    inside = [place for place in places if frame.holds(place["longitude"], place["latitude"])]
    labels = Labels(WIDTH)
    for place in inside:
        x, y = frame.at(place["longitude"], place["latitude"])
        place["left"], place["top"] = round(x / WIDTH * 100, 2), round(y / frame.height * 100, 2)
        place["radius"] = round(3 + min(6.0, (place["battles"] or place["mentions"] / 4) ** 0.5 * 1.6), 1)
        place["label"] = labels.place(place["name"], x, y)
    return {
        "width": WIDTH,
        "height": frame.height,
        "land": land_path(frame),
        "borders": border_path(frame),
        "places": inside,
        "outside": [place for place in places if place not in inside],
    }
