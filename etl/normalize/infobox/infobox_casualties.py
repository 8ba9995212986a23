"""Casualty fields: people by category and population, with alternative figures, their claimants and breakdowns.

Dead: 11,557 \\n 25,000–30,000 (Western and Russian estimates)     two claims of killed, the second attributed
29 aircraft destroyed ~ 21 damaged 14 –16 killed                   equipment lost (the damaged are none), then killed
"""

from __future__ import annotations

import re

from etl.extract.article import InfoboxField, Issue
from etl.extract.spans import Span
from etl.normalize.grammar.dates import read_date
from etl.normalize.grammar.quantities import Quantity
from etl.normalize.infobox.breakdowns import Stated, mark_parts
from etl.normalize.infobox.context import LabelContext, Setting, force_of
from etl.normalize.infobox.figures import FLAG, Figure, Label, Remark, read_figures
from etl.normalize.infobox.notes import NotedFigure, read_notes
from etl.normalize.infobox.sides import find_side
from etl.normalize.lexicon.lexicons import find_polity, polity_of_flag
from etl.normalize.lexicon.phrases import casualty_category, find_counted, has_term, is_only, population_of, term_pattern
from etl.normalize.record.facts import CasualtyClaim, Dates, EquipmentClaim, Fact

_FROM = re.compile(r"\bfrom\s+(?P<places>(?:the\s+)?[A-Z].*)$|\bin\s+(?P<place>(?:the\s+)?[A-Z].*)$")
_LIST = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")


def read_casualties(field: InfoboxField, setting: Setting) -> tuple[list[Fact], list[Issue]]:
    """The claims of one casualties field."""
    reader = _CasualtyField(field, setting)
    for item in read_figures(field.value):
        reader.take(item)
    return [*mark_parts(reader.stated), *reader.equipment], reader.issues


class _CasualtyField:
    """Walks the items of a field; keeps the labels in force and the claims made so far."""

    def __init__(self, field: InfoboxField, setting: Setting) -> None:
        self.field = field
        self.setting = setting
        self.context = LabelContext()
        self.stated: list[Stated[CasualtyClaim]] = []
        self.equipment: list[EquipmentClaim] = []
        self.made: dict[Span, CasualtyClaim] = {}
        self.issues: list[Issue] = []

    def take(self, item: Label | Figure | Remark) -> None:
        if isinstance(item, Label):
            self.context = self.context.after(item)
        elif isinstance(item, Remark):
            self._take_remark(item)
        else:
            self.context = self.context.before(item)
            self._take_figure(item)

    def _take_remark(self, item: Remark) -> None:
        words = item.text.strip(" .")
        vague = next((part.strip() for part in re.split(r"[,;]", words) if is_only("vague", part)), None)
        if vague:
            count = Quantity(None, None, "vague", vague)
            self._add(item.span, NotedFigure(count, "", None, None), self.context.category or "casualties", None, vague=vague)
        elif read_date(words):
            self.context = self.context.under(words)
        elif not is_only("unknown", words):
            self._unread(item.text, item.span)

    def _take_figure(self, item: Figure) -> None:
        reading = read_notes(item)
        what = "" if has_term("unknown", reading.what) else reading.what
        if item.quantity.bound == "unknown":
            self._unread(f"{item.quantity.raw} {what}", item.span, "figure_unread")
        elif has_term("deserted", what) or has_term("equipment_damaged", what):  # neither a casualty nor a loss
            self._unread(f"{item.quantity.raw} {what}", item.span, "not_modelled")
        elif self._is_equipment(what):
            self._take_equipment(item, reading, what)
        else:
            self._take_people(item, reading, what)

    def _is_equipment(self, what: str) -> bool:
        """'4,000 army troops killed' are people, '3 guns captured' and '200 ships sunk or captured' are not."""
        if casualty_category(what) in ("killed", "wounded", "missing", "displaced"):
            return False
        heads = [h for h in find_counted(what) if h.category not in ("personnel", "formation")]
        return bool(heads) or bool(self.context.counted and not casualty_category(what))

    def _take_equipment(self, item: Figure, reading: NotedFigure, what: str) -> None:
        if item.parent:  # '(1,346 guns)': what the ships carried, no loss of its own
            self._unread(f"{item.quantity.raw} {what}", item.span, "not_modelled")
            return
        thing = term_pattern("equipment_lost").sub("", what)
        thing = re.sub(r"\s+(?:or|and)\s*$|\s+(?:for|total)\b.*$", "", " ".join(thing.split())).strip(" ,")
        self.equipment.append(
            EquipmentClaim(
                evidence=item.span,
                section="infobox",
                rule="infobox_equipment_lost",
                actor=self._actor(item),
                action="lost",
                counterparty=None,
                category=thing or self.context.counted or what,
                count=reading.count,
                dates=self._dates(reading),
                attributed_to=reading.attributed_to,
            )
        )

    def _actor(self, item: Figure) -> str | None:
        """Whose loss it is; nobody's where flags told the forces apart and this one's is lost."""
        if self.setting.is_flagged and not item.flag and not self.context.force:
            return None
        return force_of(self.context, item, self.setting.side)

    def _take_people(self, item: Figure, reading: NotedFigure, what: str) -> None:
        parent = self.made.get(item.parent.span) if item.parent else None
        if item.parent and parent is None:
            self._unread(f"{item.quantity.raw} {what}", item.span)
            return
        own = casualty_category(what) or (casualty_category(item.before) if not what else None)
        category = own or self.context.category or (parent.category if parent else "casualties")
        claim = self._add(item.span, reading, category, parent, what=what, item=item)
        self.made[item.span] = claim

    def _add(
        self, span: Span, reading: NotedFigure, category: str, parent: CasualtyClaim | None, *,
        what: str = "", item: Figure | None = None, vague: str | None = None,
    ) -> CasualtyClaim:  # fmt: skip
        population = population_of(what) or self.context.population or self._population(parent)
        group, victims = self._victims(what, population, item)
        claim = CasualtyClaim(
            evidence=span,
            section="infobox",
            rule="infobox_casualties",
            category=category,
            population=population,
            victims=victims,
            victim_group=group,
            count=reading.count,
            vague_term=vague,
            dates=self._dates(reading),
            attributed_to=reading.attributed_to,
            is_partisan=bool(reading.attributed_to and find_side(list(self.setting.sides), reading.attributed_to)),
            modality="reported" if reading.attributed_to else "asserted",
            event=self.setting.event,
            places=_places(what) or self.setting.places,
            is_breakdown=parent is not None,
            parent=parent,
        )
        words = f"{item.before} {what}" if item else ""
        self.stated.append(Stated(claim, self.context.force, words, self.context.is_total, item.depth if item else 0))
        return claim

    def _population(self, parent: CasualtyClaim | None) -> str | None:
        if parent is not None:
            return parent.population
        return "military" if self.setting.side else "mixed"

    def _victims(self, what: str, population: str | None, item: Figure | None) -> tuple[str | None, str | None]:
        """(victim_group, victims): the nationality in the words, else that of the label, the flag, or the side."""
        named = re.split(r"\b(?:killed|wounded|captured|missing|dead|died|from|in|at)\b", what)[0].strip(" ,")
        said = next((p for word in re.findall(r"[A-Z][\w'’-]+", named) if (p := find_polity(word))), None)
        if said:
            return said.adjective, named or f"{said.adjective} forces"
        flag = polity_of_flag(item.flag) if item and item.flag else None
        label = FLAG.sub("", self.context.force or "").strip()
        polity = flag or (find_polity(label) if label else None)
        if polity or label:
            return (polity.adjective if polity else label), (f"{polity.adjective} forces" if polity else label)
        side = self.setting.side
        if side is None or side.adjective is None or self.setting.is_flagged:
            return None, named or ("civilians" if population == "civilian" else None)
        suffix = "civilians" if population == "civilian" else "forces"
        return side.adjective, f"{side.adjective} {suffix}" if side.polity else side.adjective

    def _dates(self, reading: NotedFigure) -> Dates | None:
        """When: as the figure says, as the heading of its phase says, else the whole conflict."""
        conflict = self.setting.conflict
        phase = self.context.phase_dates(conflict)
        return reading.dates or phase or (Dates(conflict.span, is_inferred=True) if conflict else None)

    def _unread(self, text: str, span: Span, code: str = "infobox_text_unread") -> None:
        self.issues.append(Issue("info", code, f"{self.field.name}: {text!r}", span))


def _places(what: str) -> tuple[str, ...]:
    """'Azerbaijanis from Armenia, Nagorno-Karabakh and the surrounding areas' -> the three, without 'the'."""
    match = _FROM.search(what)
    if match is None:
        return ()
    names = (part.strip().removeprefix("the ") for part in _LIST.split(match["places"] or match["place"]))
    return tuple(name for name in names if name)
