"""Strength fields: what each side had, with contributors and categories.

strength2: 42,600 (1993–94) \\n Turkey: 350 officers      two claims: the side's own, and Turkey's
strength1: 250 galleys 16,000 infantry                    ship (other) and personnel
strength2: 1,120 aircraft (620 fighters and 500 bombers)  the parts are breakdowns of the whole
"""

from __future__ import annotations

import re

from etl.extract.article import InfoboxField, Issue
from etl.extract.spans import Span
from etl.normalize.grammar.dates import read_date
from etl.normalize.infobox.breakdowns import Stated, mark_parts
from etl.normalize.infobox.context import LabelContext, Setting, force_of, own_name
from etl.normalize.infobox.figures import Figure, Label, Remark, read_figures
from etl.normalize.infobox.notes import read_notes
from etl.normalize.lexicon.lexicons import find_polity
from etl.normalize.lexicon.phrases import find_counted, is_only
from etl.normalize.record.facts import StrengthClaim

# categories of the lexicon that the contract has no column value for
_OTHER = frozenset(("ship", "formation", "animal", "vehicle", "weapon", "supplies"))
_PUBLISHED = {"aircraft": "combat_aircraft"}  # '6,000 aircraft' of a side in a war, not told apart
_AIR = ("combat_aircraft", "fighter_aircraft", "helicopter")
_AFTERTHOUGHT = re.compile(r",?\s+(?:supplemented|augmented|supported|reinforced|including|plus|with|unknown)\b.*$")
_PREPOSITIONS = frozenset(("in", "at", "to", "from", "of", "on", "for"))


def read_strengths(field: InfoboxField, setting: Setting) -> tuple[list[StrengthClaim], list[Issue]]:
    """The claims of one strength field, parts marked, and what could not be read."""
    stated: list[Stated[StrengthClaim]] = []
    made: dict[Span, StrengthClaim] = {}
    issues: list[Issue] = []
    context = LabelContext()
    for item in read_figures(field.value):
        if isinstance(item, Label):
            context = context.after(item)
        elif isinstance(item, Remark):
            if read_date(item.text):
                context = context.under(item.text)
            elif not is_only("unknown", item.text):
                issues.append(Issue("info", "infobox_text_unread", f"{field.name}: {item.text!r}", item.span))
        else:
            context = context.before(item)
            is_count = item.quantity.bound != "unknown"
            claim = _claim(item, context, setting, made.get(item.parent.span) if item.parent else None) if is_count else None
            if claim is None:
                message = f"{field.name}: {item.quantity.raw} {item.what}".strip()
                issues.append(Issue("info", "figure_unread", message, item.span))
                continue
            made[item.span] = claim
            stated.append(Stated(claim, f"{context.force} {context.phase}", item.what, context.is_total, item.depth))
    return mark_parts(stated), issues


def _claim(item: Figure, context: LabelContext, setting: Setting, parent: StrengthClaim | None) -> StrengthClaim | None:
    reading = read_notes(item)
    what = _AFTERTHOUGHT.sub("", reading.what)
    if item.parent and what.split(" ")[0] in _PREPOSITIONS:
        return None  # '(600 to American privateers)': a part without words of its own
    category, head = _category(what, context, parent)
    if item.parent and parent is None and head is None:
        return None
    named = _named_force(what, head)
    is_part = parent is not None and (parent.category == category or (parent.category in _AIR and category in _AIR))
    return StrengthClaim(
        evidence=item.span,
        section="infobox",
        rule="infobox_strength",
        side=setting.side.name if setting.side else None,
        force=own_name(named, setting.side) if named else force_of(context, item, setting.side),
        category=category,
        what=what or None,
        count=reading.count,
        dates=reading.dates or context.phase_dates(setting.conflict) or setting.engagement,
        attributed_to=reading.attributed_to,
        is_breakdown=is_part,
        parent=parent if is_part else None,
    )


def published_category(category: str) -> str:
    """The lexicon's category as the contract names it: ships, formations, animals … are 'other'."""
    return "other" if category in _OTHER else _PUBLISHED.get(category, category)


def _category(what: str, context: LabelContext, parent: StrengthClaim | None) -> tuple[str, tuple[int, int] | None]:
    """The published category of the words, and where their head stands; men are counted where nothing else is said."""
    heads = find_counted(what)
    if not heads:
        return published_category(context.counted or "personnel"), None
    head = heads[0]
    is_fighter = what[head.start : head.end].casefold() in ("fighter", "fighters")
    is_of_aircraft = context.counted in ("aircraft", "combat_aircraft") or (parent is not None and parent.category in _AIR)
    category = "fighter_aircraft" if is_fighter and is_of_aircraft else published_category(head.category)
    return category, (head.start, head.end)


def _named_force(what: str, head: tuple[int, int] | None) -> str | None:
    """The body named in the words before the head: "Polish People's Army", 'Swedes', 'Ottoman cavalry' -> Ottoman Empire."""
    lead = what[: head[0]].strip() if head else what
    words = [w for w in lead.split() if w.casefold() not in ("total", "other", "free", "the", "of")]
    if not words or not lead[:1].isupper():
        return None
    polity = find_polity(lead)
    if head is None or polity is None:
        return lead if lead.split()[-1][:1].isupper() else None
    return polity.name
