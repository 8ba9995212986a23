"""Signs in the text around a name that it is a person's, a place's or a body's; the word lists behind them, read once.

led by Platov, Stalin's death, journalist Thomas de Waal        a person
in Capua, the siege of Capua                                    a place
the Sultan Murad and Al Hamza divisions, USS President Adams    a body, a ship
"""

from __future__ import annotations

from functools import cache, lru_cache

from etl.normalize.lexicon.lexicons import find_polity, kinds_by_word, load_lexicon
from etl.normalize.lexicon.phrases import counted_category
from etl.normalize.names.runs import NameRun

_MOST_WORDS = 20_000  # remembered: readers ask about the same words of an article in turn
# words that may stand between a name and its verb
_BETWEEN = frozenset(("also", "then", "later", "had", "has", "himself", "was", "and", "who", ","))
_LONGEST_ABBREVIATION = 5  # 'Capt', 'Brig', 'Lieut'
_PARTICLES = frozenset(("in", "by", "as", "at", "to", "for", "of", "the"))  # 'was sworn in' is a form of 'sworn'
_ENDS_OF_TITLE = frozenset((",", ".", "and", "with", "by", "to", "of"))


@cache
def listed(lexicon: str, *lists: str) -> frozenset[str]:
    """The entries of some lists of a lexicon as a set."""
    return frozenset(entry for name in lists for entry in load_lexicon(lexicon)[name])


def is_given_name(word: str) -> bool:
    return word in listed("given_names", "given_names")


def is_ambiguous_given_name(word: str) -> bool:
    return word in listed("given_names", "ambiguous_given_names")


def is_family_first(word: str) -> bool:
    return word in listed("given_names", "family_first")


@cache
def _titles() -> frozenset[str]:
    """Words that end a title: one-word titles, and the last words of the longer ones ('Deputy Interior Minister')."""
    phrases = listed("person_titles", "ranks", "nobility", "offices", "honorifics")
    words = (phrase.split(" of ")[0].split()[-1].rstrip(".") for phrase in phrases)  # 'Secretary of State' ends in Secretary
    # 'St Fagans' is a place more often than a person
    return frozenset(
        word for word in words if len(word) > 1 and word[0].isupper() and word not in ("St", "Saint", "San", "Santa")
    )


@lru_cache(maxsize=_MOST_WORDS)
def is_title(word: str) -> bool:
    """'General', 'Gen.', 'Admirals'."""
    bare = word.rstrip(".")
    return bare in _titles() or bare.removesuffix("s") in _titles()


@cache
def _human_verbs() -> frozenset[str]:
    verbs = (verb.split() for verb in listed("name_cues", "speech_verbs", "human_verbs"))
    passive = ("was", "were", "is", "had", "has")
    return frozenset(next((w for w in reversed(v) if w not in _PARTICLES), "") if v[0] in passive else v[0] for v in verbs)


def is_body_head(word: str) -> bool:
    """Words that names of bodies and places end with: 'Army', 'River'."""
    return word in kinds_by_word("organization_words", "heads") or word in kinds_by_word("name_cues", "place_heads")


def is_place_surname(word: str) -> bool:
    """'Villa', 'Hall', 'Lake': a word of places that is a surname as well."""
    return word in listed("person_contexts", "place_surnames")


def is_role(phrase: str) -> bool:
    """A role noun of persons, in lower case: 'journalist', 'prime minister'; 'ally' is none, a state can be one."""
    return phrase in listed("name_cues", "person_roles") and phrase not in listed("person_contexts", "state_roles")


def role_before(name: NameRun) -> str | None:
    """The role right before a name: 'journalist', 'prime minister'."""
    before = name.before
    if not before:
        return None
    if before[-1] in _last_words_of_roles():
        for length in (3, 2, 1):
            if is_role(phrase := " ".join(before[-length:])):
                return phrase
    return _honorific_before(name)


@cache
def _last_words_of_roles() -> frozenset[str]:
    return frozenset(role.split(" ")[-1] for role in listed("name_cues", "person_roles"))


def _honorific_before(name: NameRun) -> str | None:
    """'Sir | Hew Dalrymple', 'Maj. Gen. | Bushrod Johnson': a title that is an ordinary word as well, or abbreviated."""
    word = name.before[-2] if name.before[-1:] == (".",) and len(name.before) > 1 else name.before[-1] if name.before else ""
    is_abbreviated = name.before[-1:] == (".",) and is_title(word.capitalize()) and len(word) <= _LONGEST_ABBREVIATION
    return word.capitalize() if word == "sir" or is_abbreviated else None


def affiliation_before(name: NameRun) -> str | None:
    """The demonym of a state before the name: 'the Azerbaijani defence minister Rahim Gaziev'; capitalised."""
    for word in reversed(name.before[-4:]):
        if word in _ENDS_OF_TITLE:
            return None
        polity = find_polity(word)
        if polity and polity.kind in ("state", "historic") and word in (a.casefold() for a in polity.adjectives):
            return word.capitalize()
    return None


def is_human_after(name: NameRun) -> bool:
    """A verb of persons follows: 'Gorbachev met', 'Ney, who had retreated'."""
    for word in name.after:
        if word not in _BETWEEN:
            return word in _human_verbs() and not name.is_possessive
    return False


def is_human_before(name: NameRun) -> bool:
    """'the corps of Junot', 'led by Platov', 'under Rosen': a body or command that only a person has."""
    before = name.before
    if before[-1:] in (("under",), ("starring",), ("featuring",)) or (
        before[-1:] == ("by",) and before[-2:-1] and before[-2] in listed("person_contexts", "done_by")
    ):
        return True
    return before[-1:] == ("of",) and len(before) > 1 and before[-2] in listed("person_contexts", "commanded")


def is_source(name: NameRun) -> bool:
    """'According to Thucydides', 'Sealey suggests': who is quoted in the present tense."""
    if name.before[-2:] == ("according", "to") and not name.follows[:1].islower():
        return True  # but 'according to Washington post'
    return not name.is_possessive and name.after[:1] != () and name.after[0] in listed("person_contexts", "of_writers")


def is_human_owner(name: NameRun) -> bool:
    """'Platov's Cossacks', 'Stalin's death'."""
    return name.is_possessive and bool(name.after) and name.after[0] in listed("person_contexts", "commanded", "of_a_life")


def is_place_before(name: NameRun) -> bool:
    """'in Capua', 'the siege of Capua', 'the city of Grodno'. 'to' and 'from' stand before persons as well."""
    before = name.before
    if before[-1:] and before[-1] in _certain_prepositions():
        return True
    if before[-1:] != ("of",) or len(before) < 2:
        return False
    return before[-2] in listed("person_contexts", "had_by_places") or before[-2] in kinds_by_word("name_cues", "place_nouns")


@cache
def _certain_prepositions() -> frozenset[str]:
    return listed("name_cues", "place_prepositions") - {"to", "from", "between", "of"}


def is_inside(name: NameRun) -> bool:
    """Right behind 'in', 'at' or 'near', where no given name stands."""
    starts_a_person = any(w.is_initial for w in name.words) or is_given_name(name.words[0].text)
    return name.before[-1:] in (("in",), ("at",), ("near",)) and not starts_a_person and not is_human_owner(name)


def is_state_like(name: NameRun) -> bool:
    """Verbs that states and cities do as well: 'Capua surrendered', 'Grodno fell'."""
    return any(word in listed("person_contexts", "state_verbs") for word in name.after[:2])


def is_acting_state(name: NameRun) -> bool:
    """'Turkey closed its border', 'supplied by Iran', 'talks between Russia and France', 'Armenia's government'."""
    if name.is_possessive:
        return name.after[:1] != () and name.after[0] in kinds_by_word("organization_words", "lower_heads")
    lead = name.before[:-1] if name.before[-1:] == ("the",) else name.before
    before = lead[-1:]
    if before and before[0] in listed("person_contexts", "done_by_states"):
        return True
    if before == ("of",) and len(lead) > 1 and lead[-2] in listed("person_contexts", "commanded"):
        return True  # 'an invasion by the forces of the Ottoman Empire'
    if before and before[0] in listed("name_cues", "place_prepositions"):
        return False
    verb = next((word for word in name.after if word not in listed("person_contexts", "adverbs")), "")
    return verb.endswith("ed") or verb in listed("person_contexts", "state_verbs", "state_auxiliaries") or verb in _human_verbs()


def is_giver(name: NameRun) -> bool:
    """'received military aid from Turkey'."""
    return name.before[-1:] == ("from",) and any(word in listed("body_contexts", "received") for word in name.before[-6:-1])


def is_ship(run: NameRun) -> bool:
    """'USS President Adams', 'the cruiser Vincennes'."""
    prefixes = listed("person_contexts", "ship_prefixes")
    for word in run.words:
        if word.text in prefixes:
            return True
    return bool(run.before) and counted_category(run.before[-1]) == "ship"


def is_part_of_body(run: NameRun) -> bool:
    """'Christian Solidarity | International', 'the Sultan Murad and Al Hamza divisions': names of bodies."""
    if is_body_head(run.follows):
        return True
    return run.before[-1:] == ("the",) and not listed("person_contexts", "bodies").isdisjoint(run.after[:5])


def is_of_a_people(word: str, forms: set[str]) -> bool:
    """'Guardsmen', 'Yorkists' beside 'Yorkist', 'Lancastrians': many people, or an adjective. `forms`: all words of the text."""
    if word.endswith(("men", "ists", "ist", "ista", "istas", "ish", "ese", "ians")) or f"{word}s" in forms:
        return True
    return word.endswith("s") and word[:-1] in forms


def is_no_person(parts: list[str]) -> bool:
    """Whether the words name a body, a place, an event or a people by their form alone."""
    last = parts[-1]
    if is_body_head(last) or is_body_head(parts[0]) or is_title(last) or last in listed("event_words", "heads"):
        return True
    if kinds_by_word("organization_words", "heads").get(last.removesuffix("s")) == "military_unit":
        return True  # 'the Pennsylvania Regiments'
    if any(any(c.isdigit() for c in p) or (p.isupper() and len(p) > 1 and "." not in p) for p in parts):
        return True
    if all("." in part or len(part) == 1 for part in parts):
        return True
    return find_polity(" ".join(parts)) is not None or find_polity(last) is not None
