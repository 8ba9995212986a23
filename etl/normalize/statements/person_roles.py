"""What a person was and where he belonged: the offices that the text tells, and the roles in apposition behind the name.

president of Azerbaijan                           the office in full replaces the bare 'President' before the name
Arif Yunusov, an Azerbaijani MP and statistician  two roles, and Azerbaijan
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from etl.extract.article import Article
from etl.normalize.lexicon.lexicons import alternatives, load_lexicon
from etl.normalize.lexicon.nations import Nations
from etl.normalize.record.extraction import Entity
from etl.normalize.record.facts import OfficeHolding

LISTED_AS = "commander"  # the role of everyone in an infobox's list of commanders and leaders
_WINDOW = 80  # characters behind a name


def with_roles(article: Article, entities: Iterable[Entity], holdings: Iterable[OfficeHolding]) -> tuple[Entity, ...]:
    """The entities, the persons among them with roles and affiliations of the text added."""
    listed = tuple(entities)
    nations = Nations.of_names(name for e in listed if e.kind in ("state", "country") for name in [e.name] * e.mentions)
    told: dict[str, list[OfficeHolding]] = defaultdict(list)
    for holding in holdings:
        told[holding.person].append(holding)
    return tuple(_person(e, article.text, told[e.name], nations) if e.entity_kind == "person" else e for e in listed)


def _person(person: Entity, text: str, holdings: list[OfficeHolding], nations: Nations) -> Entity:
    offices = list(dict.fromkeys(h.office for h in holdings))
    offices = [o for n, o in enumerate(offices) if o.casefold() not in (other.casefold() for other in offices[:n])]
    behind = [_apposition(text, span.end) for span in person.spans]
    roles = [role for found in behind for role in found[1]]
    plain = [r for r in (*person.roles, *roles) if r == LISTED_AS or not any(_is_part(r, office) for office in offices)]
    belongs = next((h.organization for h in holdings if h.organization), None)
    nation = next((said for adjective, _ in behind if adjective and (said := nations.said(adjective))), None)
    own = person.affiliation
    own = nations.said(own) or own if own and person.roles[:1] != (LISTED_AS,) else own
    kept = {role.casefold(): role for role in reversed([*plain, *offices])}
    return replace(
        person,
        roles=tuple(reversed(kept.values())),
        affiliation=own or nation or belongs,
    )


def _is_part(role: str, office: str) -> bool:
    """'President' beside 'President of Azerbaijan', 'Secretary' beside 'First Secretary of the party'."""
    title = office.casefold().split(" of ")[0].split(" for ")[0]
    return role.casefold() == office.casefold() or f" {title}".endswith(f" {role.casefold()}")


def _apposition(text: str, at: int) -> tuple[str | None, list[str]]:
    """The adjective and the roles right behind a name: ', an Azerbaijani MP and statistician'."""
    match = _behind().match(text, at, min(len(text), at + _WINDOW))
    if match is None:
        return None, []
    return match["adjective"], [role for role in (match["first"], match["second"]) if role]


@cache
def _behind() -> re.Pattern[str]:
    roles = alternatives(load_lexicon("name_cues")["person_roles"])
    attributes = alternatives(load_lexicon("person_contexts")["attributes"])
    return re.compile(
        rf", (?:an?|the) (?:(?:{attributes}) )?(?:(?P<adjective>[A-Z]\w+) )?"
        rf"(?P<first>{roles})(?: and (?P<second>{roles}))?(?=[,.;:)]| who| and| from| of| in| at| to| was| had)"
    )
