"""The closed grammar of counts: '19–24', '2 or 4', '~10', 'over 1,000', '177–187 (160–170 + 17)', '39 –200 + N/A', '?', '–'.

Bounds are inclusive; None in `low` or `high` means that the text gives none on that side. What the grammar does not know
is no quantity: nothing is guessed, no middle is taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from etl.normalize.grammar.number_words import NUMBER_WORDS, number_from_words

DASH = r"[-‐-―−]|\ufffd{1,3}"  # U+FFFD: a dash lost to a wrong encoding

_LARGEST = 2**63 - 1  # the largest whole number that the databases hold
_MOST_DIGITS = 19
_MULTIPLIERS = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3})+|\d{1,3}(?:\.\d{3})+|\d+(?:\.\d+)?"
_MULTIPLIER = r"(?:[ \u00a0](?:hundred|thousand|million|billion)\b)"
# a digit before, a letter joined by a hyphen (T-72), an ordinal, a percent sign or a fraction is no count
_NOT_A_COUNT = r"(?![\d°%⅓⅔½¼¾]|[.,]\d|(?:st|nd|rd|th|mm|cm|km|m|kg|in|lb)\b|/\d|[-‐]?[A-Za-z])"
_NUMBER = rf"(?<![\w.,°/$£€-])(?:{_DIGITS}){_NOT_A_COUNT}{_MULTIPLIER}?"
_UPPER = rf"(?:{_DIGITS})(?![\d°%⅓⅔½¼¾]|[.,]\d|(?:st|nd|rd|th)\b|/\d|[A-Za-z]){_MULTIPLIER}?"

_BEFORE = {
    "approximate": r"~|≈|∼|about|approximately|approx\.|around|roughly|some|an estimated|estimated(?: at)?|est\.|circa|ca?\.|"
    r"nearly|almost|close to|in the region of|more or less",
    "at_least": r"over|more than|at least|no fewer than|no less than|not less than|not fewer than|upwards? of|"
    r"in excess of|exceeding|a minimum of|>=?|≥",
    "at_most": r"up to|as many as|as much as|at most|less than|fewer than|under|no more than|not more than|a maximum of|"
    r"maximum of|<=?|≤|below",
    "plain": r"only|just|exactly|a total of|total of|somewhere|a further|another|an additional",
}
_MODIFIER = re.compile(
    "|".join(rf"(?P<{kind}>(?:(?<!\w)(?:{words}))(?!\w))\s*" for kind, words in _BEFORE.items()), re.IGNORECASE
)
_SCALED = r"\b(?:half a|an?)\s(?:hundred|thousand|million|billion)\b"  # 'more than a million men', 'half a million'
_WORDS = rf"(?:\b(?:{NUMBER_WORDS})(?:(?:-|\s+|\s+and\s+)(?:{NUMBER_WORDS}))*\b|{_SCALED})"
_CORE = re.compile(
    rf"(?:(?:between|from)\s+)?(?P<low>{_NUMBER}|{_WORDS})(?P<plus>\+)?"
    rf"(?:\s*(?P<join>{DASH}|\bto\b|\bor\b|\band\b|\(or)\s*(?:c\.|ca\.|~)?\s*(?P<high>{_UPPER}|"
    rf"{_WORDS})(?P<close>\))?(?P<plus2>\+)?)?",
    re.IGNORECASE,
)
_UNCERTAIN = re.compile(r"\s*\(\?\)|\s*\?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One count as the text states it.

    bound: exact | range | alternatives | at_least | at_most | unknown ('?') | none ('–': there are none).
    parts: the addends of a sum that stands with it ('160–170', '17', 'N/A' as unknown).
    """

    low: int | None
    high: int | None
    bound: str
    raw: str
    is_approximate: bool = False
    is_uncertain: bool = False
    parts: tuple[Quantity, ...] = ()

    @property
    def parts_agree(self) -> bool | None:
        """Whether the parts sum to the whole; None where there are none or one is unknown."""
        if len(self.parts) < 2 or any(p.low is None or p.high is None for p in self.parts):
            return None
        return (sum(p.low or 0 for p in self.parts), sum(p.high or 0 for p in self.parts)) == (self.low, self.high)


@dataclass(frozen=True, slots=True)
class QuantityMatch:
    """A quantity and where it stands: `text[start:end] == quantity.raw`, modifiers included."""

    start: int
    end: int
    quantity: Quantity


def find_quantities(text: str) -> list[QuantityMatch]:
    """All counts in running text, left to right, without overlap. Dates are not told apart here: cut them out first."""
    found: list[QuantityMatch] = []
    at = 0
    while core := _CORE.search(text, at):
        match = _match_at(text, core, floor=found[-1].end if found else 0)
        if match is None:
            at = core.start() + 1
            while at < len(text) and text[at - 1].isalnum() and text[at].isalnum():
                at += 1
            continue
        found.append(match)
        at = match.end
    return found


def read_quantity(text: str) -> Quantity | None:
    """Read one count as written, the whole of `text`: a table cell or an infobox value.

    '?' is unknown (no bounds, uncertain), a dash alone is none (0), 'N/A' alone is no count. 'A (B + C)' keeps its parts;
    'A + B' without a total is their sum where all are known, and the known part where the rest is N/A. Never raises.
    """
    whole = text.strip()
    if whole in ("?", "(?)"):
        return Quantity(None, None, "unknown", whole, is_uncertain=True)
    if re.fullmatch(DASH, whole):
        return Quantity(0, 0, "none", whole)
    if total := re.fullmatch(r"([^()+]+)\(([^()]*\+[^()]*)\)", whole):
        quantity, parts = read_quantity(total[1]), _read_parts(total[2])
        return replace(quantity, raw=whole, parts=parts) if quantity and parts else None
    if re.search(r"\d\s*\+\s*\S", whole):
        return _sum(_read_parts(whole), whole)
    found = find_quantities(whole)
    if len(found) != 1 or found[0].start != 0 or found[0].quantity.bound == "unknown":
        return None
    rest = whole[found[0].end :]
    if rest.strip(" .") and not _UNCERTAIN.fullmatch(rest):
        return None
    return replace(found[0].quantity, raw=whole, is_uncertain=found[0].quantity.is_uncertain or "?" in rest)


def _read_parts(text: str) -> tuple[Quantity, ...]:
    parts = []
    for piece in text.split("+"):
        unknown = piece.strip().upper() in ("N/A", "?", "UNKNOWN")
        part = Quantity(None, None, "unknown", piece.strip()) if unknown else read_quantity(piece)
        if part is None:
            return ()
        parts.append(part)
    return tuple(parts)


def _sum(parts: tuple[Quantity, ...], raw: str) -> Quantity | None:
    known = [p for p in parts if p.low is not None and p.high is not None]
    if not known:
        return None
    low, high = sum(p.low or 0 for p in known), sum(p.high or 0 for p in known)
    approximate = any(p.is_approximate for p in known)
    return Quantity(low, high, "exact" if low == high else "range", raw, approximate, parts=parts)


def _match_at(text: str, core: re.Match[str], floor: int) -> QuantityMatch | None:
    """The quantity whose number is `core`, with the modifiers before it; None where the number is none."""
    low, high = _value(core["low"]), _value(core["high"]) if core["high"] else None
    join = (core["join"] or "").strip("( ").lower()
    end = core.end()
    if core["join"] == "(or" and not core["close"]:
        join, high, end = "", None, core.start("join")
    if join == "and" and not core[0].lower().startswith("between"):
        join, high, end = "", None, core.end("plus") if core["plus"] else core.end("low")
    if high is not None:
        low = _shared_multiplier(core["low"], core["high"], low, high)
        if low is not None and low > high and join not in ("or", "and"):  # '9,000–3,100': what is meant is not to be guessed
            return QuantityMatch(core.start(), core.end(), Quantity(None, None, "unknown", core[0], is_uncertain=True))
        if low is None or low > high:
            join, high, end = "", None, core.end("plus") if core["plus"] else core.end("low")
            low = _value(core["low"])
    if low is None:
        return None
    while end > core.end("low") and text[end - 1].isspace():
        end -= 1
    kinds, start = _modifiers(text, core.start(), floor)
    plus = bool(core["plus"] if high is None else core["plus2"])
    bound, low_bound, high_bound = _bounds(low, high, join, kinds, plus)
    raw = text[start:end]
    return QuantityMatch(start, end, Quantity(low_bound, high_bound, bound, raw, "approximate" in kinds))


def _bounds(low: int, high: int | None, join: str, kinds: set[str], plus: bool) -> tuple[str, int | None, int | None]:
    if plus or ("at_least" in kinds and high is None):
        return "at_least", low, None
    if "at_most" in kinds:
        return "at_most", (low if high is not None else None), high if high is not None else low
    if high is None:
        return "exact", low, low
    return "alternatives" if join == "or" else "range", low, high


def _modifiers(text: str, start: int, floor: int) -> tuple[set[str], int]:
    """Kinds of the modifiers that stand right before `start`, and where the first of them begins."""
    kinds: set[str] = set()
    while True:
        before = text[max(floor, start - 24) : start]
        last = next((m for m in _MODIFIER.finditer(before) if m.end() == len(before)), None)
        if last is None:
            return kinds, start
        kinds |= {kind for kind, words in last.groupdict().items() if words}
        start -= len(before) - last.start()


def _value(written: str) -> int | None:
    """'1,300' -> 1300, '1.3 million' -> 1300000, 'thirty-three' -> 33; a fraction of a person is none."""
    parts = written.strip().lower().replace("\u00a0", " ").split()
    multiplier = _MULTIPLIERS.get(parts[-1], 1) if len(parts) > 1 and parts[0][0].isdigit() else 1
    if parts[0] in ("a", "an", "half"):
        scale = _MULTIPLIERS[parts[-1]]
        return scale // 2 if parts[0] == "half" else scale
    if not parts[0][0].isdigit():
        return number_from_words(written)
    digits = re.sub(r"[,\u202f\u2009]", "", parts[0])
    if len(digits) > _MOST_DIGITS:
        return None
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", digits) and multiplier == 1:
        return int(digits.replace(".", ""))  # 'c. 5.000': no count of people or things has three decimals
    scaled = Decimal(digits) * multiplier
    return int(scaled) if scaled == scaled.to_integral_value() and scaled <= _LARGEST else None


def _shared_multiplier(low_written: str, high_written: str, low: int | None, high: int) -> int | None:
    """'2–3 million': the low end shares the multiplier of the high end; 'two to three hundred' too."""
    words = high_written.lower().split()
    multiplier = _MULTIPLIERS.get(words[-1], 1)
    if len(words) < 2 or low_written.lower().split()[-1] in _MULTIPLIERS:
        return low
    digits = re.fullmatch(r"[\d.,]+", low_written)
    if digits and multiplier > 1:
        return _value(f"{low_written} {words[-1]}")
    return low * multiplier if low is not None and multiplier > 1 and low < 100 else low
