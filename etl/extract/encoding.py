"""Bytes to text: strict UTF-8, then damage undone that an earlier reader did to the whole file.

A file that was UTF-8, was read in a one-byte encoding and saved again still holds all its information: encoding it back
and decoding it as UTF-8 restores it exactly ('20 February 1988 ‚Äì 12 May 1994' -> '… – …'). Repairing word by
word, as `ftfy.fix_text` does, gets such files partly wrong (measured on flags), so only a lossless round trip of the whole
text counts, and only where it lowers `ftfy.badness`, the measure of how much a text looks like mojibake.
"""

from __future__ import annotations

from dataclasses import dataclass

from ftfy.badness import badness

from etl.errors import DocumentRejected
from etl.extract.article import Issue

CANDIDATES = ("mac_roman", "cp1252", "latin-1", "cp1251", "cp437")
MOST_ROUNDS = 3  # a file may have been damaged more than once
REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text to read, the encodings that were undone ('mac_roman', 'cp1252+cp1252' or None), what to report."""

    text: str
    repaired_from: str | None
    issues: tuple[Issue, ...]


def decode(data: bytes) -> Decoded:
    """Bytes of a file to its repaired text, with LF line ends and no byte order mark.

    Raises DocumentRejected where the bytes are not UTF-8 or hold NUL: a guess would make offsets lie.
    """
    if not data.strip():
        raise DocumentRejected("the file is empty")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        guess = "UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "WINDOWS-1252"
        raise DocumentRejected(
            f"not UTF-8 (byte {error.start}: 0x{data[error.start]:02x}); convert it first, for example with "
            f"iconv -f {guess} -t UTF-8"
        ) from None
    if "\0" in text:
        raise DocumentRejected(f"holds a NUL character (at character {text.index(chr(0))}): not a text file")
    issues: list[Issue] = []
    if "\ufeff" in text:  # anywhere: YAML readers skip it without counting it, and every offset would slip
        text = text.replace("\ufeff", "")
        issues.append(Issue("info", "byte_order_mark", "byte order marks were removed"))
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        issues.append(Issue("info", "line_ends", "CR LF line ends were read as LF; offsets count the LF text"))
    text, undone = repair(text)
    if undone:
        issues.append(Issue("warning", "encoding_repaired", f"UTF-8 that had been read as {undone} was restored without loss"))
    if lost := text.count(REPLACEMENT):
        issues.append(
            Issue("warning", "characters_lost", f"{lost} characters were lost before delivery (U+FFFD stands for them)")
        )
    return Decoded(text, undone, tuple(issues))


def repair(text: str) -> tuple[str, str | None]:
    """Undo wrong decodings of the whole text, outermost first; clean text comes back as it is."""
    undone: list[str] = []
    for _ in range(MOST_ROUNDS):
        better = _best_round_trip(text)
        if better is None:
            break
        text, encoding = better
        undone.append(encoding)
    return text, "+".join(undone) or None


def _best_round_trip(text: str) -> tuple[str, str] | None:
    if text.isascii():
        return None
    best: tuple[int, str, str] | None = None
    for encoding in CANDIDATES:
        try:
            restored = text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        score = badness(restored)
        if restored != text and (best is None or score < best[0]):
            best = (score, restored, encoding)
    if best is None or best[0] >= badness(text):
        return None
    return best[1], best[2]
