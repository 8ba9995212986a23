"""fct_casualties: one chosen claim per event, population, victim group and category, so that a naive SUM is right.

Which claim is chosen, `setting.casualty_choice` says. What would be counted twice is left out, in this order:

1. parts of other claims, claims that are denied, claims of no event, claims without a number;
2. combined casualties where killed, wounded, captured or missing stand for the same event, group and people (dead civilians
   say nothing of the losses of the army);
3. the mixed population where the military or the civilian one stands, people of no group where groups stand;
4. an event inside of a larger one for which a claim of the same group and category stands.
"""

from __future__ import annotations

from schema.relation import Relation, plain

# claims that may be chosen, ranked within what they are about
_RANKED = """
    SELECT f.document_id, f.fact_id, v.event_id, c.event, n.part_of_event_id, c.population, c.victim_group, c.category,
      c.low, c.high, c.is_approximate, c.bound, c.raw, c.attributed_to, c.is_partisan, f.section, s.casualty_choice,
      count(*) OVER same AS choices,
      row_number() OVER (same ORDER BY
        CASE s.casualty_choice WHEN 'lowest' THEN coalesce(c.low, c.high) WHEN 'highest' THEN -coalesce(c.high, c.low)
          ELSE CASE WHEN c.attributed_to IS NULL THEN 1 WHEN c.is_partisan THEN 2 ELSE 0 END END,
        CASE WHEN c.low = c.high THEN 0 WHEN c.low IS NOT NULL AND c.high IS NOT NULL THEN 1 ELSE 2 END,
        e.char_start, f.fact_id) AS place_in_choice
    FROM casualty_claim c
    JOIN fact f ON f.fact_id = c.fact_id AND f.retired_run_id IS NULL
    JOIN evidence e ON e.fact_id = f.fact_id AND e.ordinal = 0
    JOIN revision r ON r.revision_id = e.revision_id AND r.document_id = f.document_id AND r.is_current
    JOIN event_claim v ON v.fact_id = c.fact_id AND v.revision_id = r.revision_id
    JOIN event n ON n.fact_id = v.event_id
    CROSS JOIN setting s
    WHERE NOT c.is_breakdown AND c.modality <> 'denied' AND (c.low IS NOT NULL OR c.high IS NOT NULL)
    WINDOW same AS (
      PARTITION BY f.document_id, v.event_id, coalesce(c.population, ''), coalesce(c.victim_group, ''), c.category)"""

# two claims, b and o, may count the same people: soldiers and civilians are not, a mixed crowd may hold both
_SAME_PEOPLE = (
    "(coalesce(o.population, 'mixed') = 'mixed' OR coalesce(b.population, 'mixed') = 'mixed' OR o.population = b.population)"
)

_CHOSEN = f"""(
  WITH ranked AS ({_RANKED}
  ), best AS (SELECT * FROM ranked WHERE place_in_choice = 1
  ), larger AS (
    SELECT n.fact_id AS event_id, n.part_of_event_id AS whole_id FROM event n WHERE n.part_of_event_id IS NOT NULL
    UNION SELECT n.fact_id, m.part_of_event_id FROM event n JOIN event m ON m.fact_id = n.part_of_event_id
      WHERE m.part_of_event_id IS NOT NULL
  )
  SELECT b.* FROM best b
  WHERE NOT (b.category = 'casualties' AND EXISTS (SELECT 1 FROM best o WHERE o.event_id = b.event_id
      AND o.category IN ('killed', 'wounded', 'captured', 'missing')
      AND coalesce(o.victim_group, '') = coalesce(b.victim_group, '')
      AND {_SAME_PEOPLE}))
    AND NOT (coalesce(b.population, 'mixed') = 'mixed' AND EXISTS (SELECT 1 FROM best o WHERE o.event_id = b.event_id
      AND o.category = b.category AND coalesce(o.victim_group, '') = coalesce(b.victim_group, '')
      AND o.population IN ('military', 'civilian')))
    AND NOT (b.victim_group IS NULL AND EXISTS (SELECT 1 FROM best o WHERE o.event_id = b.event_id
      AND o.category = b.category AND o.victim_group IS NOT NULL))
    AND NOT EXISTS (SELECT 1 FROM larger w JOIN best o ON o.event_id = w.whole_id WHERE w.event_id = b.event_id
      AND o.category IN (b.category, 'casualties')
      AND (o.victim_group IS NULL OR b.victim_group IS NULL OR o.victim_group = b.victim_group)
      AND {_SAME_PEOPLE})
) AS c
  JOIN document d ON d.document_id = c.document_id"""  # noqa: S608 - constants of this module

CHOSEN = [
    Relation(
        "fct_casualties",
        "One row the chosen claim per event, population, victim group and category; safe to sum.",
        {"fact_id": "c.fact_id", "document_id": "c.document_id", "document": "d.title"}
        | plain(
            "c",
            "event_id event population victim_group category low high is_approximate bound raw attributed_to is_partisan section",
        )
        | {
            "choices": "c.choices",
            "chosen_because": "CASE WHEN c.choices = 1 THEN 'the only claim' "
            "WHEN c.casualty_choice = 'lowest' THEN 'the lowest claim' "
            "WHEN c.casualty_choice = 'highest' THEN 'the highest claim' "
            "WHEN c.attributed_to IS NULL THEN 'no source outside of the war: the text''s own figure' "
            "WHEN c.is_partisan THEN 'claimed by parties to the war only' ELSE 'a source outside of the war' END",
        },
        _CHOSEN,
        ("fact_id",),
        ("document", "fact_id"),
    )
]
