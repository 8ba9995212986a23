"""The closed vocabularies: what a kind, category, cause or status column may hold, each word with its label and meaning.

A vocabulary is a code table in the database (`schema.codes`), filled from here whenever the relations are published: a
new word is a line of this file and rebuilds no table.

    EVENT_KINDS.words                     ('battle', 'massacre', …)
    EVENT_KINDS.codes[0].label            'Battle'
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """One word: `code` stands in the columns, `label` is for people, `meaning` says when the word is right."""

    code: str
    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A closed list by its name, its codes in the order in which people read them."""

    name: str
    codes: tuple[Code, ...]

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(code.code for code in self.codes)


def _vocabulary(name: str, lines: str) -> Vocabulary:
    """A line a code: 'code: meaning', or 'code = Label: meaning' where the code with spaces is no good label."""
    codes = []
    for line in lines.strip().splitlines():
        head, _, meaning = line.strip().partition(": ")
        code, _, label = head.partition(" = ")
        codes.append(Code(code, label or code.replace("_", " ").capitalize(), meaning))
    return Vocabulary(name, tuple(codes))


# fmt: off
SEVERITIES = _vocabulary("severity", """
    info: Worth knowing; nothing is lost.
    warning: Something was repaired, left out or is doubtful.
    error: A document or the run was rejected.
""")
RUN_STATUSES = _vocabulary("run_status", """
    running: Not ended yet.
    done: All documents were loaded.
    partial: Some documents were rejected, the others are loaded.
    stopped: Ended between documents, by wish; what was loaded until then is kept.
    refused: An error gate failed; the database stayed at the last good run.
    failed: Broken off by an error; nothing was loaded.
    killed: Did not end by itself; nothing was loaded.
""")
DOCUMENT_OUTCOMES = _vocabulary("document_outcome", """
    new: Seen for the first time.
    changed: Its content, or how it is read, changed.
    unchanged: Skipped, as it had not changed.
    failed: Rejected.
    retired: Its file is gone.
""")
FIELD_STATUSES = _vocabulary("field_status", """
    used: Facts are read from it.
    ignored: Known, and left out on purpose.
    damaged: Its value is residue of a template or was destroyed.
    unknown: No rule reads a field of this name.
""")
REFERENCE_KINDS = _vocabulary("reference_kind", """
    cited: A work that the article lists as its source.
    further: A work for further reading.
    external: A link to a page elsewhere.
""")
CHANGES = _vocabulary("fact_change", """
    added: The run found the fact, anew or again.
    retired: The run no longer found the fact.
""")
ENTITY_KINDS = _vocabulary("entity_kind", """
    person: A named individual.
    place: A named place.
    organization: A state, army, party or other body.
""")
ORGANIZATION_KINDS = _vocabulary("organization_kind", """
    state: A state, recognised or not.
    government_body: A ministry, parliament, court or other body of a state.
    party: A political party or movement.
    armed_group: Armed people who are no part of a state's forces.
    military_unit: A part of a state's forces.
    international: A body of several states.
    ngo = NGO: A body of no state: aid, human rights, research.
    media: A newspaper, agency or broadcaster.
    company: A business.
    other: None of these.
""")
PLACE_KINDS = _vocabulary("place_kind", """
    country: A country.
    autonomous_region: A part of a country with rights of its own.
    region: A province, state or historical region.
    district: A district or county.
    city: A city.
    town: A town.
    village: A village.
    mountain_pass: A pass.
    corridor: A strip of land that joins two places.
    airport: An airport or airfield.
    sea_port: A port.
    military_base: A base of armed forces.
    building: A building or monument.
    exclave: A part of a country apart from the rest of it.
    junction: A place where roads or railways meet.
    other: None of these: a river, sea, mountain, front.
""")
EQUIPMENT_KINDS = _vocabulary("equipment_kind", """
    aircraft: Aeroplanes, helicopters and drones.
    other: Anything else.
""")
OFFICE_CHANGES = _vocabulary("office_change", """
    took: Came into the office.
    left: Gave it up or lost it.
    held: Was in it.
""")
BOUNDS = _vocabulary("bound", """
    exact: One number, also where it is approximate.
    range: From low to high.
    alternatives: The one or the other.
    at_least: Low or more.
    at_most: High or fewer.
    unknown: A question mark stands for the number.
    none: A dash: there are none.
    vague: A word stands for the number.
""")
STRENGTH_CATEGORIES = _vocabulary("strength_category", """
    personnel: Men and women under arms.
    tank: Tanks.
    artillery: Guns, mortars and rocket launchers.
    armored_personnel_carrier: Vehicles that carry soldiers.
    armored_fighting_vehicle: Armoured vehicles that fight, where the text does not say which.
    fighter_aircraft: Fighters.
    helicopter: Helicopters.
    combat_aircraft: Aircraft that fight, where the text does not say which.
    military_division: Divisions.
    air_base: Air bases.
    rail_car_of_ammunition = Rail cars of ammunition: Ammunition, counted in rail cars.
    eligible_men: Men who could be called up.
    other: Anything else.
""")
CASUALTY_CATEGORIES = _vocabulary("casualty_category", """
    killed: Dead.
    wounded: Wounded or injured.
    missing: Missing.
    captured: Taken prisoner.
    displaced: Driven from where they lived.
    casualties: Combined, or the text does not say which.
""")
POPULATIONS = _vocabulary("population", """
    military: Soldiers and fighters.
    civilian: Civilians.
    mixed: Both.
""")
MODALITIES = _vocabulary("modality", """
    asserted: Said as a fact.
    reported: Said to be said by somebody.
    denied: Said not to be so.
""")
EQUIPMENT_ACTIONS = _vocabulary("equipment_action", """
    acquired: Came to have it, the text does not say how.
    captured: Took it from the other side.
    destroyed: Destroyed it.
    captured_or_destroyed: Took or destroyed it, counted together.
    lost: No longer had it.
    supplied: Gave it to somebody.
""")
LOSS_CAUSES = _vocabulary("loss_cause", """
    shot_down: Shot down.
    friendly_fire: Hit by its own side.
    destroyed: Destroyed on the ground.
    other: Crashed, captured, or lost otherwise.
""")
TIME_KINDS = _vocabulary("time_kind", """
    date: One day.
    period: A longer time, or one with a start or end only.
    season: A season.
    part_of_day: A part of a day.
""")
EVENT_KINDS = _vocabulary("event_kind", """
    battle: Armed bodies fight.
    massacre: Many defenceless people are killed.
    bombardment: Shelling or bombing.
    aircraft_loss: An aircraft is lost.
    operation: An offensive, advance, siege or other operation.
    displacement: People are driven from where they lived.
    ceasefire: A ceasefire, armistice or truce.
    negotiation: Talks.
    agreement: An agreement or treaty.
    resolution: A body adopts a resolution.
    declaration: Somebody declares something: independence, war.
    referendum: A referendum.
    election: An election.
    appointment: Somebody comes into an office.
    departure: Somebody leaves an office.
    founding: A body is founded.
    protest: A demonstration, strike or riot.
    disaster: An earthquake, accident or epidemic.
    publication: Something is published.
    other: None of these.
""")
CONTRADICTIONS = _vocabulary("contradiction_kind", """
    infobox_against_prose: The infobox says other than the text.
    claimant_against_claimant: Two claimants give numbers that cannot both be true.
    parts_against_whole: The parts are more than the whole.
    losses_against_inventory: More was lost than there was.
    killed_against_strength: More were killed than there were.
""")
NUMBER_KINDS = _vocabulary("number_kind", """
    share: A part of a whole: a percentage.
    measure: A length, area, weight or the like.
    duration: A length of time.
    money: A sum of money.
    age: Somebody's age.
    things: A count of things.
    other: None of these.
""")
CASUALTY_CHOICES = _vocabulary("casualty_choice", """
    independent: A source outside of the war, then the text itself, then a party to the war.
    lowest: The lowest claim.
    highest: The highest claim.
""")
RULE_STATUSES = _vocabulary("rule_status", """
    on: Its rows are in the ledger.
    trial: Its rows are in the ledger; what they are worth is being found out.
    off: Not in use: new facts do not come from it.
""")
# fmt: on

# without that of the kinds of facts: they are declared beside their tables, see `schema.kinds`
VOCABULARIES: tuple[Vocabulary, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Vocabulary))
