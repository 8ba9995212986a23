"""Labels over figures: what 'Dead:', 'Great Britain:', 'Navy:' or 'First phase (13 Nov):' mean for the counts under them.

United States:            a force: holds until the next force
Army & Militia:           a branch of it
Turkey: 350 officers      in line: holds for its own paragraph only
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from etl.normalize.infobox.figures import FLAG, Figure, Label
from etl.normalize.infobox.sides import Side, same_polity
from etl.normalize.lexicon.lexicons import find_polity, polity_of_flag
from etl.normalize.lexicon.phrases import casualty_category, counted_category, has_term, population_of
from etl.normalize.record.facts import Dates
from etl.normalize.times.conflict_years import dates_within

_TOTAL = re.compile(r"^(?:grand |overall |combined )?totals?\b", re.IGNORECASE)
_BRANCH = re.compile(
    r"\b(?:army|armies|navy|navies|militia|air force|privateers?|infantry|cavalry|ground forces?|land forces?|naval forces?|"
    r"marines|garrison|field army)\b",
    re.IGNORECASE,
)
_PHASE = re.compile(
    r"\b(?:phase|initial(?:ly)?|reinforcements?|estimat\w*|strength|peak|average|research|official|figures?|plus|assault|"
    r"others?|overall|breakdown|including|beginning|start|end|by|day|areas?|theat(?:re|er)s?|campaigns?|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|\d{3,4})\b|^(?:in|at|on|for|"
    r"during|inside|from)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What all figures of a field share: its side, and the conflict's name, dates and place."""

    side: Side | None
    sides: tuple[Side, ...]
    event: str | None = None
    conflict: Dates | None = None  # when the conflict was
    engagement: Dates | None = None  # the same where it was one battle or short campaign, inferred
    places: tuple[str, ...] = ()  # where a battle was
    is_flagged: bool = False  # flags tell the forces apart: a figure without one has lost its flag


@dataclass(frozen=True, slots=True)
class LabelContext:
    """What the labels read so far say of the next figure. `force` is in the words of the label."""

    force: str | None = None
    branch: str | None = None
    category: str | None = None  # a casualty category
    counted: str | None = None  # a category of equipment ('Aircraft: 6,000')
    population: str | None = None
    phase: str | None = None  # its heading, with a date line right under it
    is_total: bool = False
    inline_paragraph: int | None = None  # the label held for this paragraph only

    def after(self, label: Label) -> LabelContext:
        """The context under one more label."""
        text = FLAG.sub("", label.text).strip()
        paragraph = label.paragraph if label.is_inline else None
        fresh = LabelContext(inline_paragraph=paragraph)
        if _TOTAL.match(text):
            return replace(fresh, is_total=True, category=casualty_category(text), counted=None)
        polity = find_polity(text)
        category = casualty_category(text)
        if category and polity is None:
            return replace(self, category=category, counted=None, population=population_of(text) or self.population,
                           is_total=False, inline_paragraph=paragraph)  # fmt: skip
        if polity is None and counted_category(text) and not _BRANCH.search(text) and counted_category(text) != "personnel":
            return replace(self, counted=counted_category(text), inline_paragraph=paragraph)
        if polity is None and _BRANCH.search(text):
            return replace(self, branch=text, category=None, counted=None, is_total=False, inline_paragraph=paragraph)
        if polity is None and _PHASE.search(text):
            return replace(self, phase=text, category=None, counted=None, is_total=False, inline_paragraph=paragraph)
        return replace(fresh, force=text, population="civilian" if has_term("civilian", text) else None)

    def under(self, remark: str) -> LabelContext:
        """The context under a line that is a date: 'Strength on' + '23/24 December 1944'."""
        return replace(self, phase=f"{self.phase or ''} {remark}".strip())

    def before(self, figure: Figure) -> LabelContext:
        """The context of a figure: a label in line does not reach over a blank line."""
        if self.inline_paragraph is not None and figure.paragraph != self.inline_paragraph:
            return LabelContext()
        return self

    def phase_dates(self, conflict: Dates | None) -> Dates | None:
        """The date in the heading of a phase: 'First phase (13 Nov)', 'Reinforcements, December'."""
        return dates_within(self.phase, conflict) if self.phase else None


def own_name(label: str, side: Side | None) -> str:
    """A label under the name of the belligerent it means: 'American' of the United States, 'Swedes' of Sweden."""
    polity = find_polity(label)
    party = next((b.name for b in side.belligerents if same_polity(find_polity(b.name), polity)), None) if side else None
    return party or label


def force_of(context: LabelContext, figure: Figure, side: Side | None) -> str | None:
    """Whose men they are: a flag before the figure, the label's force with its branch, else the side itself."""
    if figure.flag and (polity := polity_of_flag(figure.flag)):
        return polity.name
    if context.force and context.branch:
        return f"{own_name(context.force, side)} {context.branch}"
    return (own_name(context.force, side) if context.force else None) or context.branch or (side.name if side else None)
