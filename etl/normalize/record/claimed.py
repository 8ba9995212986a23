"""Claims of one kind with the numbers that they use up, so that no other kind of claim counts the same number again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from etl.extract.spans import Span, SpanSet
from etl.normalize.record.facts import Fact

ClaimKind = TypeVar("ClaimKind", bound=Fact, covariant=True)


@dataclass(frozen=True, slots=True)
class Claimed(Generic[ClaimKind]):
    """`claims` in the order of the text; `numbers`: the stretches of the text whose numbers they use."""

    claims: tuple[ClaimKind, ...]
    numbers: tuple[Span, ...]


def used_by(earlier: Iterable[Claimed[Fact]]) -> SpanSet:
    """The numbers that claims of kinds that go first have used: '12 killed' is no strength of twelve."""
    return SpanSet(span for claimed in earlier for span in claimed.numbers)
