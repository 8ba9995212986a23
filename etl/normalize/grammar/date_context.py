"""Whether the words around a date expression let it be one: the difference between a year and a count or a label.

in 1992, the 1992 war, (1416)        years
1500 men, Resolution 1416, T-1990    not
In May the army; by early June       a month without a year, where the caller knows the year
March on Rome; Theresa May           not
"""

import re
from collections.abc import Sequence

from etl.normalize.grammar.date_patterns import MONTH_NUMBERS, OWS, WS, Unit, any_of
from etl.normalize.grammar.date_points import Point

# How far to look left. Every pattern for the left ends in \Z and is searched in these few characters.
_LOOK_BACK = 28

# Labels that a number belongs to, and words before a count.
_LABELS = (
    "Resolution|Resolutions|No|Nos|Number|Numbers|Nr|Page|Pages|pp|p|Flight|Highway|Route|Interstate|Road|Chapter|"
    "Volume|Vol|Article|Section|Paragraph|Regiment|Division|Brigade|Battalion|Company|Squadron|Group|Unit|Task Force|"
    "Model|Type|Class|Mark|Mk|Version|ISBN|ISSN|OCLC|doi|Hill|Height|Point|Peak|Elevation|Directive|Decree|Law|Project|"
    "Room|Channel|Lot|Item|Figure|Table|Fig|Catalogue|over|nearly|some|more than|less than|fewer than|greater than|"
    "least|most|almost|up to|about|around|approximately|roughly|exceeding|exceeded|totalled|totaled|totalling|totaling|"
    "numbered|numbering|only|another|additional|all|at"
)
_LABELLED = re.compile(rf"(?<![\w.])(?i:{any_of(_LABELS)})\.?[\s:]{{0,2}}\Z")
# A number that goes on to the left: 0-7656, 42,600, $1500, page.php?id=1992, the second half of 1345–1350.
_NUMBER_GOES_ON_LEFT = re.compile(r"(?:[$£€¥₽₺]\s?|[#№°=&@/\\+%]|[0-9][.,:'’]|\w-|[0-9]\s?[-–—−]\s?)\Z")
# What is left of a day that the calendar does not have: 31 | February 1992, 31 February | 1992, February 31, | 1992.
_DAY_BEFORE = re.compile(rf"(?<![0-9])[0-9]{{1,2}}(?:st|nd|rd|th)?(?:{WS}of)?{WS}\Z")
_MONTH_BEFORE = re.compile(
    rf"(?:(?<!\w)(?i:{any_of([*MONTH_NUMBERS])})\.?{WS}[0-9]{{1,2}}(?:st|nd|rd|th)?"
    rf"|[0-9](?:st|nd|rd|th)?(?:{WS}of)?{WS}(?i:{any_of([*MONTH_NUMBERS])})),?{WS}\Z"
)
_NUMBER_GOES_ON_RIGHT = re.compile(r"[,.:'’][0-9]|[-/=_°%][0-9]|[/=°%′″]|\.[a-z]")
# After a year alone also "1945-based" and "1200–1500 men"; but "2 October 1950-the day" is a date and a bad dash.
_WORD_GOES_ON = re.compile(r"[-_]\w|\s?[-–—−]\s?[0-9]")

_COUNT_ADJECTIVES = (
    "armed|unarmed|enemy|wounded|dead|killed|captured|fresh|additional|more|regular|elite|mounted|"
    "heavy|light|local|foreign|able-bodied|trained|infantry|cavalry|ethnic|innocent|square|nautical|"
    "metric|long|cubic|other"
)
_COUNT_NOUNS = (
    "men|women|children|people|persons|soldiers|troops|fighters|warriors|knights|horsemen|cavalry|"
    "cavalrymen|infantry|infantrymen|foot|archers|spearmen|lancers|pikemen|musketeers|dragoons|hussars|"
    "grenadiers|guards|guardsmen|militia|militiamen|volunteers|mercenaries|mercenares|reservists|"
    "conscripts|recruits|regulars|irregulars|rebels|insurgents|guerrillas|partisans|officers|sailors|"
    "seamen|marines|crewmen|airmen|pilots|paratroopers|commandos|civilians|villagers|inhabitants|"
    "residents|citizens|refugees|prisoners|captives|hostages|slaves|casualties|deaths|dead|killed|"
    "wounded|missing|injured|victims|losses|families|houses|homes|buildings|villages|settlements|horses|"
    "elephants|camels|mules|chariots|wagons|carts|ships|vessels|galleys|triremes|boats|guns|cannon|"
    "cannons|pieces|howitzers|mortars|rifles|muskets|rockets|missiles|mines|bombs|shells|rounds|tanks|"
    "vehicles|trucks|lorries|cars|aircraft|airplanes|planes|helicopters|bombers|gliders|sorties|"
    "locomotives|units|battalions|regiments|divisions|brigades|entries|copies|delegates|members|workers|"
    "students|miners|settlers|colonists|strong|kilometres|kilometers|km|metres|meters|m|mm|cm|miles|"
    "mi|yards|yd|feet|ft|sqft|inches|acres|hectares|ha|tons|tonnes|t|pounds|lb|lbs|kg|kilograms|"
    "hp|dollars|francs|rubles|marks|talents|hours|hrs|GMT|UTC|Z|years|days|percent|of|blacks|cases|"
    "attacks|times"
)
_COUNTED = re.compile(rf"{WS}(?:{any_of(_COUNT_ADJECTIVES)}{WS}){{0,2}}{any_of(_COUNT_NOUNS)}(?!\w)")
_PLURAL = re.compile(rf"{WS}(?:were|are|have|of{WS}(?:them|whom|these|those))(?!\w)")  # "1500 were sworn in": a year is one
# "In 1991 civilians were driven out": a sentence that opens so tells when, unless the number is a round one.
_OPENS_SENTENCE = re.compile(r"(?<!\w)(?:In|By|Since|During|Until|Early in|Late in|From)\s\Z")

# What may follow a year of three digits, which is more often a count: "10 August 955, Otto", "10 August, 500 Swabians".
_FUNCTION_WORDS = (
    "and|or|but|when|where|while|which|that|the|a|an|at|in|on|by|to|of|from|for|with|as|was|is|were|had|has|after|before|"
    "between|near|he|she|they|it|his|her|its|until|under|against|during"
)
_AFTER_SHORT_YEAR = re.compile(rf"\Z|\n|{OWS}[.;:!?)\]}}–—−\"”-]|,(?![0-9])|{WS}[(\[]|{WS}{any_of(_FUNCTION_WORDS)}(?!\w)")
_SHORT_YEAR_LEAD = re.compile(r"(?<!\w)(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Yy]ear|[Ff]rom|[Ii]n late|[Ii]n early)\s\Z")
# "about 1250" is a date where a word for time stands before it, "lost about 1250" is not.
_TIME_WORDS = "in|by|from|since|until|to|of|and|dated|born|died|founded|established|built|written|on"
_TIME_LEAD = re.compile(rf"(?:\A|[(\[]|(?<!\w)(?i:{_TIME_WORDS})\s)\Z")
_MONTH_LEAD = re.compile(
    r"(?<!\w)(?i:in|during|by|since|until|till|from|to|through|late|early|that|and|throughout|into)\s(?:[Tt]he\s)?\Z"
)
_SEASON_LEAD = re.compile(r"(?<!\w)(?i:in|during|by|throughout|until|that)\s(?:[Tt]he\s)?\Z")  # not "to fall back"
_FALL_OF = re.compile(rf"{WS}of(?!\w)")


def fits(text: str, points: Sequence[Point], default_year: int | None) -> bool:
    """Whether the expression made of `points` (first to last) stands in `text` as a date."""
    first, last = points[0], points[-1]
    left = text[max(0, first.start - _LOOK_BACK) : first.start]
    if text[first.start].isdigit() and _NUMBER_GOES_ON_LEFT.search(left):
        return False
    if text[last.end - 1].isdigit() and _NUMBER_GOES_ON_RIGHT.match(text, last.end):
        return False
    if first.unit is Unit.MONTH and first.part is None and _DAY_BEFORE.search(left):
        return False
    if _is_bare_year(last) and _WORD_GOES_ON.match(text, last.end):
        return False
    if _is_bare_year(first) and not _may_be_year(first, left, default_year):
        return False
    if first.is_loose and not _TIME_LEAD.search(left):
        return False
    if (last.ends_in_year or last.unit is Unit.NUMBER) and not _ends_as_year(text, last, left):
        return False
    return len(points) > 1 or not first.is_relative or _may_be_relative(text, first, left)


def _is_bare_year(point: Point) -> bool:
    return point.unit is Unit.YEAR and point.era is None and point.part is None


def _may_be_year(point: Point, left: str, default_year: int | None) -> bool:
    """A bare year: four digits from 1000 to 2099, no label before; or three, in a text about the first millennium."""
    if point.year is None or _LABELLED.search(left) or _MONTH_BEFORE.search(left):
        return False
    if point.year >= 1000:
        return True
    return default_year is not None and default_year < 1000 and _SHORT_YEAR_LEAD.search(left) is not None


def _ends_as_year(text: str, last: Point, left: str) -> bool:
    """Whether what follows leaves the number at the end a year: not '1500 men', not '10 August, 500 Swabians'."""
    is_after_month = last.unit is not Unit.YEAR  # a year alone has been looked at from the left already
    if is_after_month and last.year is not None and last.year < 1000 and not _AFTER_SHORT_YEAR.match(text, last.end):
        return False
    if not is_after_month and _PLURAL.match(text, last.end) and not _TIME_LEAD.search(left):
        return False
    if not _COUNTED.match(text, last.end):
        return True
    return last.year is not None and last.year % 10 != 0 and _OPENS_SENTENCE.search(left) is not None


def _may_be_relative(text: str, point: Point, left: str) -> bool:
    """A month or season without a year needs a word of time before it: 'in March', not 'March on Rome'."""
    if point.unit is Unit.DAY or point.part is not None:
        return True
    if point.season is None:
        return _MONTH_LEAD.search(left) is not None
    if _FALL_OF.match(text, point.end):  # "in the fall of Berlin"
        return False
    has_article = text[point.start : point.start + 4].lower() == "the "
    return _SEASON_LEAD.search(left) is not None or (has_article and point.season != "fall")
