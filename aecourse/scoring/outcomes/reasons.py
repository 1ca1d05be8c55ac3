"""Why a verdict is as it is: small facts, told in words at the very end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ...base.language import Phrase, join

_STOP = Phrase(".", "。")
_AND = Phrase(";", "；")
ASSESSED = Phrase("Assessed", "参与考核")
NOT_ASSESSED = Phrase("Not assessed", "不考核")


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact of a verdict.

    ``kind`` says which fact it is, ``counted`` and ``needed`` are its numbers, ``metric`` is the
    metric that it speaks of (None: the store).  ``head`` and ``clauses`` are its words: what follows
    from the fact and how it comes; their slots are filled when it is told, from the numbers and from
    ``more``.
    """

    kind: str
    head: Phrase
    clauses: tuple[Phrase, ...] = ()
    metric: str | None = None
    counted: int | None = None
    needed: object = None
    more: Mapping[str, object] = field(default_factory=dict)
    stop: Phrase = _STOP

    def told(self) -> Phrase:
        """The whole sentence."""
        return self._sentence([self.head], [*self.clauses])

    def bare(self) -> Phrase:
        """The sentence without its stop, to stand among others."""
        return self._words([self.head], [*self.clauses])

    def how(self) -> Phrase:
        """The sentence without its head, for a narrow place."""
        return self._sentence([], [*self.clauses]) if self.clauses else self.told()

    def clause(self) -> Phrase:
        """The first of several clauses, without a stop."""
        return self._filled(self.clauses[0]) if len(self.clauses) > 1 else self.how()

    def _sentence(self, head: list[Phrase], clauses: list[Phrase]) -> Phrase:
        words = self._words(head, clauses)
        return Phrase(words.en + self.stop.en, words.zh + self.stop.zh)

    def _words(self, head: list[Phrase], clauses: list[Phrase]) -> Phrase:
        listed = [join(clauses, ", ", "，")] if clauses else []
        return self._filled(join([*head, *listed], ": ", "："))

    def _filled(self, words: Phrase) -> Phrase:
        s = "" if self.counted == 1 else "s"
        return words.format(counted=self.counted, needed=self.needed, s=s, **self.more)


def told(reasons: Iterable[Reason]) -> Phrase:
    """All of *reasons* in words."""
    return join([reason.told() for reason in reasons])


def volume(counted: int, needed: int, of: Phrase) -> Reason:
    """Whether a store has orders enough; *of* says of which kind, ``{s}`` being the plural's s."""
    what = Phrase(f"{{counted}} {of.en}", f"{of.zh} {{counted}} 笔")
    if counted >= needed:
        least = Phrase("at least {needed} are needed", "达到最低 {needed} 笔")
        return Reason("enough", ASSESSED, (what, least), counted=counted, needed=needed)
    least = Phrase("at least {needed} are needed", "最低要求 {needed} 笔")
    return Reason("few", NOT_ASSESSED, (what, least), counted=counted, needed=needed)


def listed(kind: str, parts: Mapping[str, Phrase]) -> list[Reason]:
    """One reason for each of *parts*, by name; they are told as one sentence."""
    stops = [*[_AND] * (len(parts) - 1), _STOP]
    head = Phrase("{name}", "{name}")
    return [
        Reason(kind, head, (word,), stop=stop, more={"name": name})
        for stop, (name, word) in zip(stops, parts.items(), strict=False)
    ]


STORE_ASSESSED = Reason("assessed", ASSESSED)
NO_ORDERS = Reason(
    "no_orders", NOT_ASSESSED, (Phrase("no order was assessed in the window", "考核期内没有考核订单"),), counted=0
)
