"""What stands beside the service score: tiers and their traffic, silver stores, the fee's refund.

All numbers come from the tables ``tiers`` and ``silver`` of the rulebook (:mod:`aecourse.rulebook.fees` has
the annual fee and the deposit); every function takes ``rules=rulebook.table(...).using(...)`` for
another reading.  What the sources leave open stays ``None``, and the phrase of the result says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan

from .. import rulebook
from ..base.errors import require_known
from ..base.language import Phrase, join
from ..base.vocabulary import GRADES
from .fees import dollars, refund
from .metrics import metric_name
from .model import Table
from .vocabulary import CHOICES

__all__ = ["Check", "Silver", "Tier", "TierGroup", "refund", "silver", "tier", "tier_groups", "traffic_per_store"]

# -- tiers ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TierGroup:
    """Tiers of which only the common shares of stores and of traffic are told."""

    name: str
    tiers: tuple[int, ...]
    store_share: float
    traffic_share: float

    @property
    def traffic_per_store(self) -> float:
        """Traffic of one store of the group, in multiples of the average store's."""
        return self.traffic_share / self.store_share


@dataclass(frozen=True, slots=True)
class Tier:
    """Where a turnover stands among the tiers.

    ``gmv`` is US dollars; ``possible`` holds the tiers that the text allows: two where neighbours
    share a border; ``group`` is known whenever all possible tiers lie in one.
    """

    gmv: float
    possible: tuple[int, ...]
    group: TierGroup | None
    phrase: Phrase

    @property
    def number(self) -> int | None:
        """The tier, or ``None`` where the text leaves it open."""
        return self.possible[0] if len(self.possible) == 1 else None

    def __str__(self) -> str:
        return str(self.phrase)


def tier_groups(rules: Table | None = None) -> tuple[TierGroup, ...]:
    """The groups of tiers with their shares of stores and traffic, lowest first (article B)."""
    table = rulebook.table("tiers") if rules is None else rules
    stores, traffic = table["store_share"], table["traffic_share"]
    return tuple(
        TierGroup(name, tuple(int(n) for n in name.split("_")[1:]), stores[name], traffic[name]) for name in stores
    )


def traffic_per_store(rules: Table | None = None) -> Mapping[str, float]:
    """Traffic of one store of each group, in multiples of the average store's."""
    return {group.name: group.traffic_per_store for group in tier_groups(rules)}


def tier(gmv: float, rules: Table | None = None) -> Tier:
    """The tier of a turnover of *gmv* US dollars.

    Article B prints 1,000-5,000 beside 0-1,000, so a store at exactly 1,000 stands in both; only
    the last tier is printed as "above".  Over which days the turnover is summed is not stated.

    Raises:
        CourseError: *gmv* is negative or no number.
    """
    table = rulebook.table("tiers") if rules is None else rules
    amount = dollars(gmv, Phrase("Turnover", "成交额"))
    bounds = [float(bound) for bound in table["gmv_bounds"]]
    lows, highs = [0.0, *bounds], [*bounds, float("inf")]
    last = len(lows)
    possible = tuple(
        number
        for number, (low, high) in enumerate(zip(lows, highs, strict=True), start=1)
        if (low < amount if number == last else low <= amount) and amount <= high
    )
    groups = {g.name: g for g in tier_groups(table) if set(g.tiers) & set(possible)}
    group = next(iter(groups.values())) if len(groups) == 1 else None
    return Tier(amount, possible, group, _tier_phrase(amount, possible, group, table))


def _tier_phrase(amount: float, possible: tuple[int, ...], group: TierGroup | None, table: Table) -> Phrase:
    en, zh = " or ".join(map(str, possible)), " 或 ".join(map(str, possible))
    said = [Phrase(f"{amount:,.0f} USD: tier {en}.", f"{amount:,.0f} 美元：第 {zh} 层级。")]
    if len(possible) > 1:
        said.append(
            Phrase(
                "The source prints both tiers with this border, so it stays open.",
                "来源中相邻两个层级都包含这个数，算哪一层没有写明。",
            )
        )
    if group is not None:
        times = group.traffic_per_store
        said.append(
            Phrase(
                f"One store of its group gets {times:.2f} times the average traffic.",
                f"同组单店流量为平均店铺的 {times:.2f} 倍。",
            )
        )
    if table.parameter("gmv_window_days").is_unknown:
        said.append(
            Phrase("Over how many days the turnover is summed is not stated.", "成交额按多少天累计，来源未说明。")
        )
    return join(said)


# -- silver store ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Check:
    """One condition of the silver store: what is there, what is needed, and whether it is met.

    ``met`` is ``None`` where the value is not known.
    """

    key: str
    value: float | str | bool | None
    needed: float | str | bool
    met: bool | None
    reason: Phrase


@dataclass(frozen=True, slots=True)
class Silver:
    """Whether a store is silver, condition by condition."""

    checks: tuple[Check, ...]

    @property
    def met(self) -> bool | None:
        """Whether every condition is met; ``None`` if that hangs on one that is not known."""
        found = {check.met for check in self.checks}
        return False if False in found else None if None in found else True

    @property
    def reasons(self) -> tuple[Phrase, ...]:
        """Why it is not, or not certainly, silver; empty if it is."""
        return tuple(check.reason for check in self.checks if check.met is not True)

    def __str__(self) -> str:
        head = {
            True: Phrase("Silver store.", "符合银牌店铺条件。"),
            False: Phrase("Not a silver store.", "不符合银牌店铺条件。"),
            None: Phrase("Not certain.", "尚无法确定。"),
        }[self.met]
        return str(join([head, *self.reasons], en="\n- ", zh="\n- "))


def silver(
    gmv_month_mean: float | None = None,
    grade: str | None = None,
    dsr: Mapping[str, float] | None = None,
    *,
    risk_check_passed: bool | None = None,
    retold_2025: bool = False,
    online_rate_72h: float | None = None,
    positive_rate: float | None = None,
    snad_rate: float | None = None,
    snad_industry_mean: float | None = None,
    rules: Table | None = None,
) -> Silver:
    """Check the conditions of a silver store; what is not given counts as not known.

    *gmv_month_mean* is the mean monthly paid turnover of the last 90 days in US dollars, *grade*
    the service grade, *dsr* the means of the last 90 days by metric id (``dsr_description`` ...);
    rates are shares.
    The platform's own risk check cannot be seen from outside.  With ``retold_2025=True`` the
    conditions that one page of 2025 adds are checked too.  Minimums are included.
    """
    table = rulebook.table("silver") if rules is None else rules
    if grade is not None:
        require_known(Phrase("grade", "等级"), grade, GRADES)
    limits = table["dsr_min"]
    for name in dsr or {}:
        require_known(Phrase("DSR item", "DSR 评分项"), name, limits)
    turnover = Phrase("mean monthly turnover (USD)", "月均支付成交额（美元）")
    checks = [_at_least("gmv_month_mean", turnover, gmv_month_mean, table["gmv_month_mean_min"])]
    least = table["grade_min"]
    checks.append(
        _check(
            "grade",
            Phrase("service grade", "服务等级"),
            grade,
            least,
            None if grade is None else GRADES.index(grade) <= GRADES.index(least),
            Phrase("{grade} or better", "{grade}及以上").format(grade=CHOICES[least]),
            None if grade is None else CHOICES[grade],
        )
    )
    checks += [_at_least(n, metric_name(n), (dsr or {}).get(n), limits[n]) for n in limits]
    if table["risk_check"]:
        passed = Phrase("passed", "通过")
        checks.append(
            _check(
                "risk_check",
                Phrase("the platform's risk check", "平台风控审核"),
                risk_check_passed,
                True,
                risk_check_passed,
                passed,
                Phrase("not passed", "未通过"),
            )
        )
    if retold_2025:
        for key, rate in [("online_rate_72h", online_rate_72h), ("positive_rate", positive_rate)]:
            checks.append(_at_least(key, metric_name(key), rate, table[f"extra_2025.{key}_min"]))
        checks.append(_below_mean(snad_rate, snad_industry_mean, table))
    return Silver(tuple(checks))


def _known(value: float | None) -> float | None:
    """None where there is no value: a mean of no orders is not a number."""
    return None if value is None or isnan(value) else value


def _at_least(key: str, name: Phrase, value: float | None, least: float) -> Check:
    value = _known(value)
    met = None if value is None else value >= least
    shown = None if met is None else Phrase(f"{value:,.12g}", f"{value:,.12g}")
    needed = Phrase(f"at least {least:,.12g}", f"不低于 {least:,.12g}")
    return _check(key, name, value, least, met, needed, shown)


def _below_mean(value: float | None, mean: float | None, table: Table) -> Check:
    rule = table["extra_2025.snad_rate"]
    value, mean = _known(value), _known(mean)
    met = None if value is None or mean is None else value < mean
    shown = None if met is None else Phrase(f"{value:,.12g}", f"{value:,.12g}")
    return _check("snad_rate", metric_name("snad_rate"), value, rule, met, CHOICES[rule], shown)


def _check(
    key: str,
    name: Phrase,
    value: float | str | bool | None,
    needed: float | str | bool,
    met: bool | None,
    need: Phrase,
    shown: Phrase | None,
) -> Check:
    if met is None or shown is None:
        reason = Phrase("{name}: not known ({need} is needed).", "{name}：未知（要求{need}）。")
    elif met:
        reason = Phrase("{name}: met ({need}).", "{name}：达到要求（{need}）。")
    else:
        reason = Phrase("{name}: {shown}, needed: {need}.", "{name}：{shown}，要求{need}。")
    return Check(key, value, needed, met, reason.format(name=name, need=need, shown=shown))
