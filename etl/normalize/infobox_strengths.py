"""Strength fields: what each side had, with contributors and categories.

strength2: 42,600 (1993–94) \\n Turkey: 350 officers      two claims: the side's own, and Turkey's
strength1: 250 galleys 16,000 infantry                    ship (other) and personnel
"""

from __future__ import annotations

from etl.extract.article import InfoboxField, Issue
from etl.normalize.breakdowns import mark_parts
from etl.normalize.facts import Dates, StrengthClaim
from etl.normalize.figures import Figure, Label, Remark, read_figures
from etl.normalize.infobox_context import Context, force_of
from etl.normalize.lexicons import find_polity
from etl.normalize.notes import read_notes
from etl.normalize.phrases import find_counted, is_only
from etl.normalize.sides import Side

# categories of the lexicon that the contract has no column value for
_OTHER = frozenset(("ship", "formation", "animal", "vehicle", "weapon", "supplies"))
_PUBLISHED = {"aircraft": "combat_aircraft"}  # '6,000 aircraft' of a side in a war, not told apart


def read_strengths(field: InfoboxField, side: Side | None, engagement: Dates | None) -> tuple[list[StrengthClaim], list[Issue]]:
    """The claims of one strength field. `engagement`: the dates of a battle, when such a strength holds."""
    claims: list[tuple[StrengthClaim, bool]] = []
    made: dict[int, StrengthClaim] = {}
    issues: list[Issue] = []
    context = Context()
    for item in read_figures(field.value):
        if isinstance(item, Label):
            context = context.after(item)
        elif isinstance(item, Remark):
            if not is_only("unknown", item.text):
                issues.append(Issue("info", "infobox_text_unread", f"{field.name}: {item.text!r}", item.span))
        else:
            context = context.before(item)
            claim = _claim(item, context, side, engagement, made.get(id(item.parent)) if item.parent else None)
            if claim is None:
                issues.append(Issue("info", "figure_unread", f"{field.name}: {item.quantity.raw} {item.what}".strip(), item.span))
                continue
            made[id(item)] = claim
            claims.append((claim, context.is_total or item.what.endswith("total")))
    return mark_parts(claims), issues


def _claim(
    item: Figure, context: Context, side: Side | None, engagement: Dates | None, parent: StrengthClaim | None
) -> StrengthClaim | None:
    reading = read_notes(item)
    what = reading.what
    if item.parent and what.split(" ")[0] in ("in", "at", "to", "from", "of", "on"):
        return None  # '(600 to American privateers)': a part without words of its own
    category, head = _category(what, context)
    if item.parent and parent is None and head is None:
        return None
    force = _named_force(what, head) or force_of(context, item, side)
    return StrengthClaim(
        evidence=item.span,
        section="infobox",
        rule="infobox_strength",
        side=side.name if side else None,
        force=force,
        category=category,
        what=what or None,
        count=reading.count,
        dates=reading.dates or engagement,
        attributed_to=reading.attributed_to,
        is_breakdown=item.parent is not None and parent is not None and parent.category == category,
        parent=parent if parent and parent.category == category else None,
    )


def published_category(category: str) -> str:
    """The lexicon's category as the contract names it: ships, formations, animals … are 'other'."""
    return "other" if category in _OTHER else _PUBLISHED.get(category, category)


def _category(what: str, context: Context) -> tuple[str, tuple[int, int] | None]:
    """The published category of the words, and where their head stands; men are counted where nothing else is said."""
    heads = find_counted(what)
    if not heads:
        return published_category(context.counted or "personnel"), None
    category = heads[0].category
    if what[heads[0].start : heads[0].end].casefold() in ("fighter", "fighters") and _is_air(context, what):
        category = "fighter_aircraft"
    return published_category(category), (heads[0].start, heads[0].end)


def _is_air(context: Context, what: str) -> bool:
    """'620 fighters' are aircraft under a label or beside words of aircraft."""
    return context.counted in ("aircraft", "combat_aircraft") or "bomber" in what


def _named_force(what: str, head: tuple[int, int] | None) -> str | None:
    """The body named in the words before the head: "Polish People's Army", 'Swedes', 'Ottoman cavalry' -> Ottoman."""
    lead = what[: head[0]].strip() if head else what
    words = [w for w in lead.split() if w.casefold() not in ("total", "other", "free", "the", "of")]
    if not words or not lead[:1].isupper():
        return None
    if head is None or find_polity(lead) is None:
        return lead if lead.split()[-1][:1].isupper() else None
    polity = find_polity(lead)
    return polity.name if polity else None
