"""Template residue: what the converter left where it did not understand a template, told apart from what the article says.

style=margin-bottom:0.5em         a parameter of a list template that swallowed the value
undefined                         a link or flag whose template was unknown
[[Image:Red rose.svg|20px]]       a picture that was not resolved
Coat of arms of Kent.svg House of Kent      a picture's file name before a name
"""

from __future__ import annotations

import re
from collections.abc import Callable

from etl.extract.spans import MappedText

_PARAMETER = re.compile(r"\s*[a-z][\w-]{0,30}\s*=\s*[\w-]+\s*:\s*[^;\n]{1,200};?\s*$")
_UNDEFINED = re.compile(r"(?<!\w)undefined(?!\w)")
_IMAGE = re.compile(r"\[\[(?:Image|File):[^\[\]]{0,200}\]\]|\{\{[^{}]{0,200}\}\}", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,40}>")
_FILE_END = re.compile(r"\.(?:svg|png|jpe?g|gif|tiff?)(?=\s|$)", re.IGNORECASE)
# the words with which names of heraldic files begin; what stands before them belongs to the text
_FILE_START = re.compile(
    r"\b(?:Flags?|(?:Quartered )?[Cc]oat[ _]of[ _][Aa]rms|(?:Quartered )?[Aa]rms|C[Oo]A|Coa|Armoiries|Blason|Bandera|"
    r"Bandiera|Wappen|Banner|Royal[ _]Banner|"
    r"Standard|Estandarte|Drapeau|Badge|Insignia|Emblem|Logo|Seal|Shield|Roundel|Naval[ _]Ensign|Ensign|War[ _]Flag|"
    r"Merchant[ _]Flag|State[ _]Flag|Escudo|Cross[ _]of|Icon)\b",
)

_OWN_ARMS = re.compile(r"\s*(?:[Aa]rms|[Ff]lag|[Bb]adge|[Ss]eal|[Bb]anner)(?!\w|[ _]of\b)")  # 'Stanley arms.svg'


def is_residue(text: str) -> bool:
    """Whether a value is nothing but residue: never to be loaded as if the article said it."""
    return bool(text.strip()) and not _strip(text).strip(" \n*•·,;:()")


def has_residue(text: str) -> bool:
    return _strip(text) != text and bool(_UNDEFINED.search(text) or _PARAMETER.search(text))


def begins_with_residue(text: str) -> bool:
    """Whether the first item of a list is lost: 'undefined * Hesse-Kassel' leaves the second as if it were the first."""
    return bool(_UNDEFINED.match(text.lstrip(" \n*•"))) or is_residue(text)


def without_residue(value: MappedText) -> MappedText:
    """The value with tokens of residue cut out; file names of pictures are `without_file_names`' business."""
    for pattern in (_PARAMETER, _UNDEFINED, _IMAGE, _TAG):
        value = value.without(pattern)
    return value


def without_file_names(line: MappedText, known_until: Callable[[str], int]) -> list[MappedText]:
    """One line cut at the file names in it: 'Flag of X.svg Name A Arms of Y.svg Name B' -> Name A, Name B.

    `known_until` says how far a text is made of known names (the field's links) from its start: a file name begins
    there; without one, at a heraldic word behind another file name, or at the start of the line.
    """
    pieces: list[MappedText] = []
    at = 0
    for end in _FILE_END.finditer(line.text):
        before = line.text[at : end.start()]
        stop = known_until(before)
        if _OWN_ARMS.match(before, stop):
            stop = 0
        if not stop and at:
            heraldic = _FILE_START.search(before)
            stop = heraldic.start() if heraldic else 0
        pieces.append(line[at : at + stop])
        at = end.end()
    pieces.append(line[at:])
    return [piece for piece in (p.strip() for p in pieces) if piece]


def _strip(text: str) -> str:
    for pattern in (_PARAMETER, _UNDEFINED, _IMAGE, _TAG):
        text = pattern.sub("", text)
    return text
