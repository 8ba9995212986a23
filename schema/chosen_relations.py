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

# claims that may be chosen. Which of them is chosen does not matter to what leaves another one out: only that there is one;
# so those are asked for here, where an index finds them, and not among the ranked, which would all have to be ranked first
_CANDIDATES = """
    SELECT f.document_id, f.fact_id, v.event_id, c.event, c.population, c.victim_group, c.category, c.low, c.high,
      c.is_approximate, c.bound, c.raw, c.attributed_to, c.is_partisan, f.section, v.revision_id
    FROM casualty_claim c
    JOIN fact f ON f.fact_id = c.fact_id AND f.fact_kind = 'casualty_claim' AND f.retired_run_id IS NULL
    JOIN event_claim v ON v.fact_id = c.fact_id
    JOIN revision r ON r.revision_id = v.revision_id AND r.document_id = f.document_id AND r.is_current
    WHERE NOT c.is_breakdown AND c.modality <> 'denied' AND (c.low IS NOT NULL OR c.high IS NOT NULL)"""

# ranked within what they are about
_RANKED = """
    SELECT k.*, s.casualty_choice,
      count(*) OVER same AS choices,
      row_number() OVER (same ORDER BY
        CASE s.casualty_choice WHEN 'lowest' THEN coalesce(k.low, k.high) WHEN 'highest' THEN -coalesce(k.high, k.low)
          ELSE CASE WHEN k.attributed_to IS NULL THEN 1 WHEN k.is_partisan THEN 2 ELSE 0 END END,
        CASE WHEN k.low = k.high THEN 0 WHEN k.low IS NOT NULL AND k.high IS NOT NULL THEN 1 ELSE 2 END,
        e.char_start, k.fact_id) AS place_in_choice
    FROM candidates k
    JOIN evidence e ON e.fact_id = k.fact_id AND e.revision_id = k.revision_id AND e.ordinal = 0
    CROSS JOIN setting s
    WINDOW same AS (
      PARTITION BY k.document_id, k.event_id, coalesce(k.population, ''), coalesce(k.victim_group, ''), k.category)"""

# two claims, b and o, may count the same people: soldiers and civilians are not, a mixed crowd may hold both
_SAME_PEOPLE = (
    "(coalesce(o.population, 'mixed') = 'mixed' OR coalesce(b.population, 'mixed') = 'mixed' OR o.population = b.population)"
)

_CHOSEN = f"""(
  WITH candidates AS NOT MATERIALIZED ({_CANDIDATES}
  ), ranked AS ({_RANKED}
  )
  SELECT b.* FROM ranked b
  WHERE b.place_in_choice = 1
    AND NOT (b.category = 'casualties' AND EXISTS (SELECT 1 FROM candidates o WHERE o.event_id = b.event_id
      AND o.category IN ('killed', 'wounded', 'captured', 'missing')
      AND coalesce(o.victim_group, '') = coalesce(b.victim_group, '')
      AND {_SAME_PEOPLE}))
    AND NOT (coalesce(b.population, 'mixed') = 'mixed' AND EXISTS (SELECT 1 FROM candidates o WHERE o.event_id = b.event_id
      AND o.category = b.category AND coalesce(o.victim_group, '') = coalesce(b.victim_group, '')
      AND o.population IN ('military', 'civilian')))
    AND NOT (b.victim_group IS NULL AND EXISTS (SELECT 1 FROM candidates o WHERE o.event_id = b.event_id
      AND o.category = b.category AND o.victim_group IS NOT NULL))
    AND NOT EXISTS (SELECT 1 FROM event p LEFT JOIN event q ON q.fact_id = p.part_of_event_id
      JOIN candidates o ON o.event_id IN (p.part_of_event_id, q.part_of_event_id)
      WHERE p.fact_id = b.event_id AND o.category IN (b.category, 'casualties')
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
