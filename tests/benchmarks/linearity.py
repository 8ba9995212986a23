"""How time grows with length, for texts that repeat one construct: run by hand, prints ratios of doubling.

    python -m tests.benchmarks.linearity                     all kinds of text, from 12 KB on, doubled until 200 KB
    python -m tests.benchmarks.linearity people 'was elected'   kinds whose names begin so
    python -m tests.benchmarks.linearity --at 25 people      the functions that take the time of a text of 25 KB

A kind is linear where a doubling costs at most 2.3 times; a size that took longer than a minute ends its line.
"""

from __future__ import annotations

import cProfile
import pstats
import sys
import time
from collections.abc import Callable

from etl.pipeline import extract_bytes

SIZES = (12_500, 25_000, 50_000, 100_000, 200_000)  # characters
LONGEST = 60.0  # seconds
LINEAR = 2.3
_SYLLABLES = ("ba", "do", "ki", "lu", "me", "no", "ra", "shi", "ta", "ve", "zor", "gan", "pel", "mir", "hus", "tol")
_GIVEN = ("Ivan", "Boris", "Heydar", "Thomas", "Mikhail", "Robert", "Ayaz", "Levon", "Anna", "Peter", "Samuel", "Viktor")
_REPEATED = (
    "100 killed and ", "12 killed, ", "12 tanks, ", "100, ", "1,000 and ", "10–20–", "3, ", "1921–", "[1]",
    "was elected president of Armenia, ", "General Ivan Petrov, ", "Ivan Petrov was elected president of Armenia, ",
    "Journalist ", "Republic of ", "Armenia, ", "5th ", "the village of Askeran, ", "Minister of ", "killed ", "his ", "and ",
)  # fmt: skip


def main(arguments: list[str]) -> None:
    profiled = int(arguments.pop(arguments.index("--at") + 1)) * 1000 if "--at" in arguments else None
    wanted = [argument for argument in arguments if argument != "--at"]
    extract_bytes(document("Boris Kevorkov left."))  # lexicons are read once
    for name, build in kinds().items():
        if wanted and not any(name.startswith(word) for word in wanted):
            continue
        if profiled:
            profile(document(build(profiled)))
        else:
            print(f"{name:50}", *doublings(build), flush=True)


def kinds() -> dict[str, Callable[[int], str]]:
    """The kinds of text by name: each builds a body of about so many characters."""
    repeated = {unit: lambda size, unit=unit: unit * (size // len(unit)) for unit in _REPEATED}
    return {
        **repeated,
        "a cell of 1 + 1 + …": lambda size: f"| what | count |\n| --- | --- |\n| men | {'1 + ' * (size // 4)}1 |\n",
        "people, a sentence each": lambda size: lines(size, lambda at: f"{person(at)} met the delegates in Baku.\n\n"),
        "people, in one list": lambda size: "They met " + lines(size, lambda at: f"{person(at)}, ") + "and left.",
        "people of one surname": lambda size: lines(size, lambda at: f"{word(at)} Aliyev met Aliyev in Baku. "),
        "places, a sentence each": lambda size: lines(size, lambda at: f"The army took the village of {word(at)}.\n\n"),
        "places, in one list": lambda size: "They took the villages: " + lines(size, lambda at: f"{word(at)}, ") + "and left.",
        "bodies, a sentence each": lambda size: lines(size, lambda at: f"The {word(at)} Committee met the {at}th Brigade. "),
        "events, a sentence each": lambda size: lines(size, lambda at: f"On {at % 28 + 1} May 1992 {word(at)} was captured. "),
        "claims, a sentence each": lambda size: lines(size, lambda at: f"In {word(at)} {at + 2} soldiers were killed. "),
        "fights, a section each": lambda size: lines(size, fight),
        "works": lambda size: "## Further reading\n" + lines(size, work),
        "items of a list": lambda size: lines(size, lambda at: f" * {word(at)}: {at} men, {at} tanks\n"),
        "all kinds, mixed": mixed,
    }  # fmt: skip


def lines(size: int, line: Callable[[int], str]) -> str:
    parts: list[str] = []
    length = 0
    while length < size:
        parts.append(line(len(parts)))
        length += len(parts[-1])
    return "".join(parts)


def word(number: int) -> str:
    """A name that no other number under 65,536 has; those of neighbours are nothing alike."""
    scattered = number * 40_503 % 65_536
    return "".join(_SYLLABLES[scattered >> shift & 15] for shift in (12, 8, 4, 0)).capitalize()


def work(number: int) -> str:
    return f" * {word(number)}, Thomas (1998). *{word(number)} Diary*. London: {word(number)} Press\n"


def fight(number: int) -> str:
    """A section with a fight and its losses."""
    name = word(number)
    return f"## Combat near {name}\n\nOn 3 May 1992 {name} was attacked. {number % 900 + 2} soldiers were killed.\n\n"


def person(number: int) -> str:
    return f"{_GIVEN[number % len(_GIVEN)]} {word(number)}"


def mixed(size: int) -> str:
    """The constructs in an order that is the same in each run."""

    def construct(at: int) -> str:
        choices = (*_REPEATED, f"{person(at)} ", f"in {word(at)} ", ". ", "\n\n")
        return choices[at * 40_503 % 65_521 % len(choices)]

    return lines(size, construct)


def document(body: str) -> bytes:
    return f"---\ntitle: A war\nauthor: Anybody\n---\n\n{body}\n".encode()


def doublings(build: Callable[[int], str]) -> list[str]:
    """The time of the smallest text, then how many times as long each doubling takes; one that is not linear is marked."""
    took = seconds(document(build(SIZES[0])))
    shown = [f"{took:6.2f} s"]
    for size in SIZES[1:]:
        if took > LONGEST:
            break
        before, took = took, seconds(document(build(size)))
        shown.append(f"{took / before:4.1f}{'!' if took / before > LINEAR else ' '}")
    return [*shown, f"{took:6.1f} s"]


def seconds(data: bytes) -> float:
    """Of the processor, for one text."""
    start = time.process_time()
    extract_bytes(data)
    return time.process_time() - start


def profile(data: bytes) -> None:
    profiler = cProfile.Profile()
    profiler.runcall(extract_bytes, data)
    pstats.Stats(profiler).sort_stats("tottime").print_stats(15)


if __name__ == "__main__":
    main(sys.argv[1:])
