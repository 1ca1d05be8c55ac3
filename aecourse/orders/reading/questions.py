"""What stops a reading: a file that cannot be read, and a judgement that only the reader can make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...base.errors import CourseError
from ...base.language import Phrase, join

NOTHING: Mapping[str, int] = dict.fromkeys(("records", "set_aside", "never_paid", "rejected", "accepted", "orders"), 0)


class NothingRead(CourseError):
    """No line of an order was found; ``counts`` are all 0, ``refused`` says why, file by file."""

    def __init__(self, phrase: Phrase, refused: Sequence[Phrase] = ()) -> None:
        super().__init__(phrase)
        self.counts = NOTHING
        self.refused = tuple(refused)


class Question(CourseError):
    """What the file does not say and must not be guessed.

    ``answered_by`` names the arguments of :func:`aecourse.read_orders` that answer it.
    """

    def __init__(self, phrase: Phrase, answered_by: Sequence[str]) -> None:
        super().__init__(phrase)
        self.answered_by = tuple(answered_by)


def ask(questions: Sequence[Question]) -> Question:
    """Several questions as one, so that they are answered in one go."""
    if len(questions) == 1:
        return questions[0]
    answers = dict.fromkeys(name for question in questions for name in question.answered_by)
    return Question(join([question.phrase for question in questions], "\n", "\n"), tuple(answers))


def ask_clock(file: str, example: str, elsewhere: Mapping[str, str]) -> Question:
    """Which clock the times of *file* are on; *elsewhere*: zone -> what *example* would be then."""
    shown = [f"timezone={zone!r}: {time}" for zone, time in elsewhere.items()]
    return Question(
        Phrase(
            f"{file}: the file does not say on which clock its times are, and this kind of export "
            f"uses different ones. {example} would be, on the platform's clock (US Pacific), "
            f"{'; '.join(shown)}. It decides on which day an order counts and whether a limit of "
            "hours was kept. Answer with timezone=…",
            f"{file}：文件没有说明时间按哪个时区记录，这类导出的时区并不统一。"
            f"{example} 换成平台时间（美国太平洋时间）是：{'；'.join(shown)}。"
            "时区决定订单算在哪一天，也决定按小时算的时限超没超。请用 timezone=… 回答",
        ),
        ("timezone",),
    )


def ask_day_first(file: str, example: str, day: str, month: str, *, both: bool) -> Question:
    """Whether a date such as 03/04/2024 begins with the day; *both*: the file shows both orders."""
    shows = (
        Phrase(
            "some dates can only begin with the day and others only with the month",
            "有的日期只能是日在前，有的只能是月在前",
        )
        if both
        else Phrase(
            "no date has a number above 12 that would tell the day from the month",
            "日期里没有大于 12 的数，分不出哪个是日、哪个是月",
        )
    )
    return Question(
        Phrase(
            f"{file}: {shows.en}. {example} is {day} if the day comes first, {month} if the month "
            "does. Answer with day_first=True or day_first=False",
            f"{file}：{shows.zh}。{example} 若日在前就是 {day}，若月在前就是 {month}。"
            "请用 day_first=True 或 day_first=False 回答",
        ),
        ("day_first",),
    )


def ask_year_first(file: str, example: str, day: str, year: str) -> Question:
    """Whether a date such as 24/03/15, whose year has two digits, begins with the day or with the year."""
    return Question(
        Phrase(
            f"{file}: its years have two digits, and no date tells whether they come first. {example} is {day} if the "
            f"day comes first, {year} if the year does. Answer with day_first=True or day_first=False",
            f"{file}：年份只有两位数，看不出年在前还是日在前。{example} 若日在前就是 {day}，若年在前就是 {year}。"
            "请用 day_first=True（日在前）或 day_first=False（年在前）回答",
        ),
        ("day_first",),
    )
