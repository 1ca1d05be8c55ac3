"""What the site says around the course, in both languages."""

from __future__ import annotations

from typing import Literal

from aecourse.language import Phrase

Language = Literal["en", "zh"]

BUTTONS = {
    "view": Phrase("Try it", "动手试试"),
    "form": Phrase("Answer here", "在这里作答"),
    "quiz": Phrase("Take the quiz", "开始小测验"),
    "record": Phrase("Show mine", "看我的记录"),
}

CAPTIONS = {"lessons": Phrase("Lessons", "课程"), "look_up": Phrase("Look up", "查阅"), "more": Phrase("More", "更多")}

WORDS = {
    "title": Phrase("AliExpress, taken apart", "速卖通考核，逐单拆解"),
    "reference": Phrase("The package, name by name", "程序包参考"),
    "reference_words": Phrase(
        "What can be called from Python, from the package's own descriptions.",
        "可以在 Python 里调用的名称。说明取自程序包本身，只有英文。",
    ),
    "other": Phrase("中文", "English"),
    "search": Phrase("Search", "搜索"),
    "show_code": Phrase("Show the code", "看代码"),
    "hide_code": Phrase("Hide the code", "收起代码"),
    "workshop": Phrase("Open this lesson as a notebook", "用笔记本打开这一课"),
}
