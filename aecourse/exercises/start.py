"""The exercise of lesson 00: how to answer."""

from __future__ import annotations

from ..language import Phrase
from .kinds import Share
from .model import Exercise, Wrong

_ASSESSED, _BAD = 200, 8

EXERCISES = (
    Exercise(
        id="start-share",
        lesson="00",
        prompt=Phrase(
            f"A store had {_ASSESSED} assessed orders in the window, and {_BAD} of them were bad. "
            "What share of its assessed orders was bad?",
            f"某店铺考核期内有 {_ASSESSED} 笔考核订单，其中 {_BAD} 笔是不良体验订单。"
            "不良体验订单占考核订单的比率是多少？",
        ),
        kind=Share(),
        solution=lambda: _BAD / _ASSESSED,
        hints=(
            Phrase(
                "A share is a part divided by the whole. Which of the two numbers is the whole?",
                "比率就是部分除以整体。两个数里，哪个是整体？",
            ),
            Phrase(
                f"Python divides with a slash: answer = {_BAD} / {_ASSESSED}",
                f"Python 用斜杠做除法：answer = {_BAD} / {_ASSESSED}",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: 1 - _BAD / _ASSESSED,
                Phrase(
                    "That is the share of the orders that were not bad.",
                    "这是“没有出问题”的订单所占的比率。",
                ),
            ),
            Wrong(
                lambda: f"{_BAD} %",
                Phrase(
                    f"{_BAD} is how many orders were bad, not their share. Divide it by the whole.",
                    f"{_BAD} 是不良体验订单的笔数，不是比率。还要除以整体。",
                ),
            ),
            Wrong(
                lambda: f"{_ASSESSED / _BAD} %",
                Phrase(
                    "You divided the whole by the part: one order in so many was bad. "
                    "Turn the division round.",
                    "除反了：这是用整体除以部分，得到的是“每多少单里有一单”。倒过来除。",
                ),
            ),
        ),
        why=Phrase(
            "The number of bad orders divided by the number of assessed orders: "
            "every rate in this course is built like this.",
            "不良体验订单数除以考核订单数：本课程里的每一个比率都是这样算出来的。",
        ),
    ),
)
