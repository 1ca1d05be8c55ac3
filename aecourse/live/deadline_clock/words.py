"""The words of DeadlineClock in both languages, and its facts told in them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ...base import wording
from ...base.language import Phrase
from ...base.tables import texts
from ...models.deadline import TEXTS, Deadline

if TYPE_CHECKING:
    from .frame import DeadlineFrame

_TEXTS = texts(__file__)
WORDS = _TEXTS["words"]
BUTTONS = _TEXTS["buttons"]
_WEEKDAYS = Phrase("Mon Tue Wed Thu Fri Sat Sun", "周一 周二 周三 周四 周五 周六 周日")


def weekday(number: int) -> Phrase:
    """The short name of a weekday, 0 being Monday."""
    return Phrase(_WEEKDAYS.en.split()[number], _WEEKDAYS.zh.split()[number])


def moment(at: datetime) -> Phrase:
    """A moment to the second, with its weekday."""
    day, of = wording.day(at.date(), year=True), weekday(at.weekday())
    return Phrase(f"{of.en} {day.en}, {at:%H:%M:%S}", f"{day.zh}（{of.zh}）{at:%H:%M:%S}")


def stretch(time: timedelta) -> Phrase:
    """A stretch of time in days, hours, minutes and seconds, from the largest that it has, two at most."""
    rest = int(abs(time).total_seconds())
    found: list[tuple[int, str, str]] = []
    for seconds, en, zh in ((86_400, "d", "天"), (3_600, "h", "小时"), (60, "min", "分钟"), (1, "s", "秒")):
        many, rest = divmod(rest, seconds)
        if many or (not found and seconds == 1):
            found.append((many, en, zh))
        if found and (len(found) == 2 or not many):
            break
    return Phrase(" ".join(f"{n} {en}" for n, en, _ in found), " ".join(f"{n} {zh}" for n, _, zh in found))


def moment_label(frame: DeadlineFrame) -> Phrase:
    """What the large moment is."""
    found = frame.found
    what = WORDS[frame.asked.place if frame.asked.place in WORDS else "until"]
    return what if found is None or found.clock.calendar_known else WORDS["if_every"].format(what=what)


def answer_words(frame: DeadlineFrame) -> Phrase:
    """The moment at which it runs out, on the clock on which the payment was written."""
    if frame.found is None:
        return WORDS["none"]
    return moment(frame.found.due.astimezone(ZoneInfo(frame.asked.zone)))


def clocks_words(frame: DeadlineFrame, found: Deadline) -> Phrase:
    """Whose clock that is, and the same moment on the rule's own."""
    here, there = TEXTS["zones"][frame.asked.zone], TEXTS["zones"].get(found.clock.zone)
    if frame.asked.zone == found.clock.zone:
        return WORDS["one"].format(here=here)
    at = moment(found.due)
    own = Phrase(f"{at.en} {there.en}", f"{there.zh} {at.zh}") if there is not None else at
    return WORDS["both"].format(here=here, there=own)


def left_words(found: Deadline) -> Phrase:
    """How long from now."""
    return WORDS["left" if found.left >= timedelta() else "gone"].format(span=stretch(found.left))


def notes(frame: DeadlineFrame) -> list[Phrase]:
    """What moved the deadline, what is not known, and on what it rests."""
    found = frame.found
    if found is None:
        return list(frame.faults)
    days = TEXTS["days"]
    told = [WORDS["stopped"].format(what=days[why], n=n) for why, n in found.stopped] or [WORDS["running"]]
    hours = found.summer / timedelta(hours=1)
    key = "summer_more" if hours > 0 else "summer_less" if hours < 0 else "summer_none"
    told.append(WORDS[key].format(n=abs(hours)))
    if found.latest is not None and found.latest != found.due:
        told.append(WORDS["unknown"].format(latest=moment(found.latest.astimezone(ZoneInfo(frame.asked.zone)))))
    elif found.latest is not None:
        told.append(WORDS["unknown_same"])
    elif not found.clock.calendar_known:
        told.append(WORDS["unknown_plain"])
    told += _exceptions(found)
    if "local" in found.clock.festivals:
        told.append(WORDS["local"])
    if not found.clock.place_named and frame.asked.place != "mainland":
        told.append(WORDS["place_open"])
    return told


def _exceptions(found: Deadline) -> list[Phrase]:
    """Orders that have more time, and how long the sources tell the rule."""
    rules, paid, told = found.clock.regime, found.paid.date(), []
    listed = rules.get("relaxed.listed_within_days")
    if "relaxed.extra_hours" in rules:
        told.append(WORDS["relaxed_more"].format(days=listed, n=rules["relaxed.extra_hours"]))
    since = rules.get("relaxed.from")
    if since is not None and paid >= since:
        sales, hours = rules["relaxed.slow_sales_max"], rules["relaxed.limit"]
        told.append(WORDS["relaxed_limit"].format(days=listed, sales=sales, n=hours))
    seen = rules.get("last_seen")
    if seen is not None and paid > seen:
        told.append(WORDS["last_seen"].format(day=wording.day(seen, year=True)))
    return told


def source_words(frame: DeadlineFrame) -> Phrase:
    """The rule, who tells it, and how far that can be trusted."""
    return WORDS["source"].format(rule=frame.rule, who=frame.source, believed=frame.believed)


def summary(frame: DeadlineFrame, language: str) -> str:
    """The answer in a few sentences, for ears and for a page without a picture."""
    found = frame.found
    if found is None:
        return f"{WORDS['none'].text(language)}: " + " ".join(fault.text(language) for fault in frame.faults)
    parts = [moment_label(frame), answer_words(frame), clocks_words(frame, found), left_words(found)]
    if not found.clock.calendar_known:
        parts.append(WORDS["open"])
    return wording.sentences_told(parts, language)


def details(frame: DeadlineFrame, language: str) -> list[str]:
    """The rest of the picture as lines of words."""
    return [*(note.text(language) for note in notes(frame)), source_words(frame).text(language)]
