"""What a rule is: parameters with their evidence, gathered into regimes and dated tables.

Nothing here reads a file; :mod:`aecourse.rulebook.reader` does, and checks what it reads.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, ClassVar, NamedTuple, Self, cast

from ..base.errors import CourseError, UnknownName, brief, unknown_name
from ..base.language import Phrase
from .values import Fixed, fixed, misfit, to_date
from .vocabulary import CHOSEN, TOLD


class Fault(NamedTuple):
    """One thing wrong in a rule file."""

    file: str
    key: str
    reason: Phrase


class RulebookError(CourseError):
    """A rule file that was rejected.  ``error.faults`` lists every fault with file, key and reason."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__(
            Phrase(
                "The rules were rejected:\n" + "\n".join(f"  {f.file}: {f.key}: {f.reason.en}" for f in faults),
                "规则文件未通过检查：\n" + "\n".join(f"  {f.file}：{f.key}：{f.reason.zh}" for f in faults),
            )
        )


@dataclass(frozen=True)
class Source:
    """A text that rules rest on.

    ``address`` is ``None`` where there is none to give; ``read`` is the month in which the text was
    read; ``kind`` is one of :data:`aecourse.rulebook.vocabulary.KINDS`.
    """

    id: str
    title: Phrase
    publisher: str
    address: str | None
    read: str
    kind: str

    @property
    def by(self) -> Phrase:
        """The publisher's name in both languages; a site without what every site's address has."""
        en, _, zh = self.publisher.removeprefix("www.").removesuffix(".blogspot.com").partition(" / ")
        return Phrase(en, zh or en)


@dataclass(frozen=True)
class Alternative:
    """Another value that some source gives for the same parameter."""

    value: Any
    sources: tuple[str, ...]
    note: Phrase


@dataclass(frozen=True)
class Parameter:
    """One value of a rule with its unit, window, sources and confidence.

    ``value`` is ``None`` exactly when ``is_unknown``.  ``illustrative`` is a teaching default beside
    an unknown value: it is never the platform's, and every result built on it must say so.

    ``told`` says why nothing here is worked out from the value (see
    :data:`aecourse.rulebook.vocabulary.TOLD`), ``instead`` which parameters to change in its place;
    a parameter without it acts.  ``names`` are those of the parts of a value that nobody knows.
    """

    key: str
    value: Any
    unit: str
    window: str
    sources: tuple[str, ...]
    confidence: str
    meaning: Phrase
    note: Phrase | None = None
    illustrative: Any = None
    alternatives: tuple[Alternative, ...] = ()
    is_unknown: bool = False
    told: str | None = None
    instead: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A dated set of rules that no single regime owns, such as the penalty points.

    ``table["key"]`` gives a value; an unknown one raises :class:`~aecourse.base.errors.CourseError`.
    """

    kind: ClassVar[Phrase] = Phrase("table", "规则表")

    id: str
    name: Phrase
    summary: Phrase
    parameters: Mapping[str, Parameter] = field(default_factory=lambda: Fixed({}), repr=False)
    chosen: frozenset[str] = frozenset()

    @property
    def effective_from(self) -> date | None:
        """The first day, or ``None`` where the sources give none."""
        return cast("date | None", self.get("effective_from"))

    @property
    def effective_to(self) -> date | None:
        """The last day, included; ``None`` where no end is known."""
        return cast("date | None", self.get("effective_to"))

    @property
    def last_day(self) -> date | None:
        """The last day of these limits: the rule's own, or the day before a text says they changed."""
        changed = cast("date | None", self.get("changed_by"))
        return self.effective_to if changed is None else changed - timedelta(days=1)

    @property
    def last_seen(self) -> date | None:
        """The last day to which the texts reach; ``None`` where the rule file names none."""
        return self.last_day or cast("date | None", self.get("last_seen"))

    @property
    def unknown(self) -> tuple[str, ...]:
        """The keys of the parameters whose value the public does not know."""
        return tuple(key for key, parameter in self.parameters.items() if parameter.is_unknown)

    def parameter(self, key: str) -> Parameter:
        """The parameter *key* with all its evidence; :class:`UnknownName` if there is none."""
        try:
            return self.parameters[key]
        except KeyError:
            kind = Phrase(f"parameter of {self.id}", f"参数（{self.id}）")
            raise unknown_name(kind, key, self.parameters) from None

    def __getitem__(self, key: str) -> Any:
        found = self.parameter(key)
        if found.is_unknown:
            raise self._unknown_value(found)
        return found.value

    def __contains__(self, key: object) -> bool:
        return key in self.parameters

    def __iter__(self) -> Iterator[str]:
        return iter(self.parameters)

    def get(self, key: str, default: Any = None) -> Any:
        """The value of *key*; *default* if there is no such key or its value is unknown."""
        found = self.parameters.get(key)
        return default if found is None or found.is_unknown else found.value

    def using(self, values: Mapping[str, Any]) -> Self:
        """The same rules with *values* in the place of their own.

        Every key must exist and act, and every value must fit the unit of its parameter; shares are
        between 0 and 1.  ``chosen`` of the result names what was replaced.

        Raises:
            UnknownName: there is no such parameter.
            CourseError: the value does not fit, or the parameter is only told; the sentence says
                why, and what acts.
        """
        if not isinstance(values, Mapping):
            raise CourseError(
                Phrase(
                    f"give the values by key, .using({{'key': value}}), not {brief(values)}",
                    f"请按参数名给值：.using({{'参数名': 数值}})，而不是 {brief(values)}",
                )
            )
        parameters = dict(self.parameters)
        for key, value in values.items():
            before = self.parameter(key)
            if before.told is not None:
                raise self._only_told(before)
            reason = misfit(value, before.unit) or _misshape(value, before)
            if reason is not None:
                raise CourseError(Phrase(f"{self.id}: {key}: {reason.en}", f"{self.id}：{key}：{reason.zh}"))
            parameters[key] = dataclasses.replace(before, value=fixed(value), is_unknown=False, confidence=CHOSEN)
        return dataclasses.replace(self, parameters=Fixed(parameters), chosen=self.chosen | frozenset(values))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.id}, {len(self.parameters)} parameters)"

    def _only_told(self, parameter: Parameter) -> CourseError:
        acting = parameter.instead or tuple(key for key, other in self.parameters.items() if other.told is None)
        return CourseError(
            Phrase(
                "{id}: {key} is only told, so another value would change nothing: {why}. What acts: {acting_en}.",
                "{id}：{key} 仅作说明，改了也不影响结果：{why}。可以改动的参数：{acting_zh}。",
            ).format(
                id=self.id,
                key=parameter.key,
                why=TOLD[str(parameter.told)],
                acting_en=", ".join(acting),
                acting_zh="、".join(acting),
            )
        )

    def _unknown_value(self, parameter: Parameter) -> CourseError:
        en = f"{parameter.key} of {self.id} is not public: {parameter.meaning.en}"
        zh = f"{self.id} 的 {parameter.key} 未公开：{parameter.meaning.zh}"
        if parameter.told is not None:
            return CourseError(Phrase(en, zh))
        en += f" Pass your own: .using({{{parameter.key!r}: ...}})."
        zh += f"可自行给定：.using({{{parameter.key!r}: ...}})。"
        if parameter.illustrative is not None:
            en += f" A teaching default, not the platform's: {parameter.illustrative!r}."
            zh += f"教学示意值（并非平台规定）：{parameter.illustrative!r}。"
        return CourseError(Phrase(en, zh))


def _misshape(value: Any, parameter: Parameter) -> Phrase | None:
    """Why *value* has not the form of the parameter: the same names, or one of the options."""
    model = parameter.illustrative if parameter.is_unknown else parameter.value
    if parameter.unit == "choice" and not parameter.is_unknown:
        options = (model, *(other.value for other in parameter.alternatives))
        if value not in options:
            names = ", ".join(map(str, options))
            return Phrase(f"{value!r} is not one of {names}", f"{value!r} 不在可选项之中：{names}")
    if model is None and parameter.names:
        model = dict.fromkeys(parameter.names)
    return None if model is None else _differs(value, model)


def _differs(value: Any, model: Any) -> Phrase | None:
    if not isinstance(model, Mapping):
        if isinstance(value, Mapping):
            return Phrase("give one value, not several by name", "只需一个数值，无须按名称给多个")
        return None
    if not isinstance(value, Mapping) or set(value) != set(model):
        names = ", ".join(model)
        return Phrase(f"give one value for each of {names}", f"请为以下各项分别给值：{names}")
    reasons = (_differs(value[name], model[name]) for name in model)
    return next((reason for reason in reasons if reason is not None), None)


@dataclass(frozen=True, repr=False)
class Regime(Table):
    """One dated way in which the platform judged sellers.

    ``metrics`` are the ids of what it measures, ``outcome`` is what it decides, ``check`` names the
    parameters that hold its check days, ``short`` is its name where there is little room.
    """

    kind: ClassVar[Phrase] = Phrase("regime", "考核规则")

    metrics: tuple[str, ...] = ()
    outcome: str = ""
    check: Mapping[str, str] = field(default_factory=lambda: Fixed({}))
    short: Phrase = field(kw_only=True)

    @property
    def effective_from(self) -> date:
        """The first day on which the regime was in force."""
        return cast(date, self["effective_from"])

    @property
    def clock(self) -> str:
        """The time zone whose days the regime counts, for example ``America/Los_Angeles``."""
        return cast(str, self["clock"])

    @property
    def modes(self) -> tuple[str, ...]:
        """The store modes that the rule is for; empty where the texts name none."""
        return tuple(self.get("modes", ()))

    def in_force(self, day: date | str) -> bool:
        """Whether *day* lies between the first and the last day, both included.

        Where no end is known a rule is taken to go on; ``last_seen`` says how far the texts reach.
        """
        return self.effective_from <= to_date(day) <= (self.last_day or date.max)

    def __repr__(self) -> str:
        last = self.last_day or "..."
        unknown = f", {len(self.unknown)} unknown" if self.unknown else ""
        return f"Regime({self.id}, {self.effective_from}..{last}, {len(self.parameters)} parameters{unknown})"


class Moment(NamedTuple):
    """Something that begins or ends on a day of the timeline.

    ``regime`` is the id; ``what`` is ``"begins"``, ``"ends"`` (its last day) or the key of a dated
    parameter, such as ``"penalties_from"``.
    """

    date: date
    regime: str
    what: str


__all__ = [
    "Alternative",
    "CourseError",
    "Fault",
    "Fixed",
    "Moment",
    "Parameter",
    "Regime",
    "RulebookError",
    "Source",
    "Table",
    "UnknownName",
]
