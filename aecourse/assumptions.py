"""The strengths that the simulator assumes, each with its reason.  None of them is the platform's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .language import Phrase


@dataclass(frozen=True, slots=True)
class Assumption:
    """A strength that the model assumes, with the reason.  None of them is the platform's."""

    value: float
    reason: Phrase


def _assume(value: float, en: str, zh: str) -> Assumption:
    return Assumption(value, Phrase(en, zh))


ASSUMPTIONS: Mapping[str, Assumption] = {
    "cancel_when_out_of_stock": _assume(
        0.6, "some sellers cancel an order they cannot ship, others let the deadline pass",
        "缺货时有的卖家主动取消，有的任其超时"),
    "snad_from_description": _assume(
        0.22, "a listing that says little true is disputed by about every fifth buyer",
        "描述几乎全不属实时，约五分之一买家会提纠纷"),
    "snad_from_quality": _assume(
        0.14, "poor goods are disputed less often than wrongly described ones",
        "品质差引发的纠纷少于描述不符"),
    "snad_from_price": _assume(
        0.03, "who pays above the market price expects more", "买贵了的买家期望更高"),
    "nr_if_lost": _assume(
        0.85, "nearly every buyer of a lost parcel files, a few give up", "丢包后绝大多数买家会提纠纷"),
    "nr_patience_days": _assume(
        45.0, "buyers wait about one and a half months before they file",
        "买家大约等一个半月才会提未收到货纠纷"),
    "nr_patience_spread_days": _assume(
        15.0, "some are more patient than others", "买家耐心有差异"),
    "withdraw_after_answer": _assume(
        0.35, "an answered dispute is often withdrawn when the parcel comes or the buyer is helped",
        "得到响应后，不少纠纷因收到货或问题解决而撤销"),
    "arbitration_if_stubborn": _assume(
        0.8, "a seller who concedes nothing is taken to arbitration by most",
        "毫不让步时，大多数纠纷会升级到仲裁"),
    "arbitration_from_slow_reply": _assume(
        0.25, "a day's silence in a dispute annoys buyers into escalating",
        "纠纷中迟迟不回会激怒买家、推动升级"),
    "liable_if_snad": _assume(
        0.7, "pictures usually show what is wrong", "货不对版一般有图为证"),
    "liable_if_nr": _assume(
        0.6, "without a delivery record the seller has little to show", "没有妥投记录卖家难以举证"),
    "exempt_by_notice": _assume(
        0.01, "strikes and customs at one destination now and then excuse a few orders",
        "个别目的国罢工、清关延误时，平台会公告少量订单免责"),
    "stars_from_description": _assume(
        1.9, "disappointment weighs most on the overall rating", "失望对总评影响最大"),
    "stars_from_quality": _assume(1.7, "so does poor quality", "品质差同样拉低总评"),
    "stars_from_reply": _assume(
        0.5, "bad service weighs less than bad goods", "服务差的影响小于商品差"),
    "stars_from_delay": _assume(
        0.8, "late parcels lower stars; in a public Brazilian marketplace data set by about 1.7 "
             "stars when the promised date is missed",
        "包裹迟到会拉低星级；某公开的巴西电商数据中，晚于承诺日期约少 1.7 星"),
    "stars_from_price": _assume(0.35, "a bargain is forgiven more", "便宜的东西更容易被原谅"),
}  # fmt: skip


def strength(name: str) -> float:
    """The value of an assumption."""
    return ASSUMPTIONS[name].value
