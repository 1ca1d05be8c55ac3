"""What the site says around the course, in both languages."""

from __future__ import annotations

from typing import Literal

from aecourse.base.language import Phrase

Language = Literal["en", "zh"]

BUTTONS = {
    "view": Phrase("Try it", "动手试试"),
    "form": Phrase("Answer here", "在这里作答"),
    "quiz": Phrase("Take the quiz", "开始小测验"),
    "record": Phrase("Show mine", "看我的记录"),
    "guess": Phrase("Compare with my guess", "和我猜的比一比"),
    "paper": Phrase("Make it", "生成"),
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
    "show_code": Phrase("Code", "代码"),
    "hide_code": Phrase("Code", "代码"),
    "workshop": Phrase("Open this lesson as a notebook, to write code", "想写代码？用笔记本打开这一课"),
    "change_code": Phrase("Change this code and run it, in a notebook", "在笔记本里改一改这段代码，再运行"),
    "changes": Phrase("Changes", "更新记录（只有英文）"),
    "asleep": Phrase(
        "The script of this page has not started: a part of it did not arrive, or the browser is too old. Check "
        "the network and reload the page, or take a current Chrome, Edge, Firefox or Safari. The text stays readable.",
        "本页的脚本没有启动：有一部分没有下载成功，或者浏览器版本太旧。请检查网络后刷新页面，"
        "或换用新版 Chrome、Edge、Firefox 或 Safari。正文照样可以读。",
    ),
    "previous": Phrase("Previous", "上一页"),
    "next": Phrase("Next", "下一页"),
    "home": Phrase("Start page", "首页"),
    "foot": Phrase("Nothing you do here leaves your browser.", "你在这里做的一切，都只留在你的浏览器里。"),
}

THEME = {
    "Toggle Light / Dark / Auto color theme": Phrase("Light, dark or automatic", "浅色、深色或自动"),
    "Toggle site navigation sidebar": Phrase("Table of all pages", "全站目录"),
    "Toggle table of contents sidebar": Phrase("Table of this page", "本页目录"),
    "Toggle Light mode": Phrase("Light", "浅色"),
    "Skip to content": Phrase("Skip to the text", "跳到正文"),
    "Back to top": Phrase("Back to the top", "回到顶部"),
    "On this page": Phrase("On this page", "本页内容"),
}
"""What the theme itself says, and for whom it has no Chinese."""
