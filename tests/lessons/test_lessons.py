"""Lessons and notebooks: in step in both languages, run, clean, and the same when built again."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import jupytext
import nbformat
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from nbformat.v4 import new_output

from aecourse.base.language import LANGUAGES, Phrase
from aecourse.exercises import judge, reader
from tools.lessons import __main__ as commands
from tools.lessons import code, content, finished, pairs, run, source, task, vocabulary
from tools.lessons.notebook import Course, assemble, digest, file_of
from tools.lessons.source import Lesson, Malformed

ROOT = Path(__file__).parents[2]
PATHS = source.paths()


def test_a_number_means_one_lesson_and_a_beginning_all_that_begin_so() -> None:
    def called(*names: str) -> list[str]:
        return [path.stem.partition("-")[0] for path in source.paths(list(names))]

    assert called("03") == ["03"] and called("03b", "06") == ["03b", "06"]
    assert called("1") == ["10", "11", "12", "13"]
    with pytest.raises(Malformed, match="no such lesson"):
        called("03", "99")


QUESTION = """\
```{question} which-whole
prompt:
  en: Which number is the whole?
  zh: 哪个数是整体？
options:
  part:
    en: the bad orders
    zh: 不良订单
    say:
      en: They are a part.
      zh: 那是部分。
  whole:
    en: the assessed orders
    zh: 考核订单
  paid:
    en: the paid orders
    zh: 付款订单
    say:
      en: Payment does not count here.
      zh: 这里不看付款。
answer: whole
why:
  en: They are what is looked at.
  zh: 看的就是它们。
```
"""

SMALL = (
    """---
jupytext:
  notebook_metadata_filter: lesson,-jupytext.text_representation.jupytext_version
  text_representation:
    extension: .md
    format_name: myst
    format_version: 0.13
kernelspec:
  display_name: Python 3 (ipykernel)
  language: python
  name: python3
lesson:
  title:
    en: A small lesson
    zh: 一节小课
  minutes: 5
  needs: []
  claims: [A3]
  questions:
  - en: Why?
    zh: 为什么？
  objectives:
  - en: say why
    zh: 说出原因
  sources: [article_a]
---

+++ {"lang": "en"}

## First

Text of 3 July with `code`, 1,000 orders and a [link](https://example.org/a).

* one
* two

+++ {"lang": "zh", "of": ""}

## 第一节

7 月 3 日的文字，有 `code`，1,000 个订单，还有[链接](https://example.org/a)。

* 一
* 二

```{code-cell}
:tags: [setup]

import aecourse
aecourse.set_language("en")
```

+++ {"lang": "en", "tags": ["with-pandas"]}

### By hand

Divide.

+++ {"lang": "zh", "of": "", "tags": ["with-pandas"]}

### 动手算

除一除。

+++

```{exercise} start-share
kind: share
prompt:
  en: A store had {{ ASSESSED }} assessed orders, {{ BAD }} of them bad. What share is that?
  zh: 店铺有 {{ ASSESSED }} 笔考核订单，其中 {{ BAD }} 笔不良。比率是多少？
answer: share()
hints:
- en: Which of the two numbers is the whole?
  zh: 哪个数是整体？
- en: Divide the part by the whole.
  zh: 部分除以整体。
wrong:
  rest:
    answer: others()
    en: That is the share of the others.
    zh: 这是其余订单的比率。
  count:
    answer: 8 %
    en: That is a number of orders.
    zh: 这是笔数。
why:
  en: A part divided by the whole.
  zh: 部分除以整体，就是比率。
```

```{code-cell}
:tags: [exercise]

answer = ...
aecourse.check("start-share", answer)
```

```{code-cell}
:tags: [solution]

answer = 8 / 200
aecourse.check("start-share", answer)
```

```{code-cell}
:tags: [hide-input]

for letter in "ab":
    print(letter)
aecourse.get_language()
```

+++

"""
    + "\n".join(QUESTION.replace("which-whole", id) for id in ("which-whole", "two", "three", "four"))
    + """
```{code-cell}
aecourse.quiz("00")
```
"""
)


@pytest.fixture
def small(tmp_path):
    """A small lesson on disk, stamped; ``small(old, new)`` is the lesson with one change."""

    def lesson(old: str = "", new: str = "", *, stamped: bool = True) -> Lesson:
        assert old in SMALL
        path = tmp_path / "00-small.md"
        path.write_text(SMALL.replace(old, new, 1) if old else SMALL, encoding="utf-8")
        if stamped:
            source.accept(source.read(path))
        return source.read(path)

    return lesson


def every_fault(lesson: Lesson) -> list[str]:
    return [str(fault) for fault in (*pairs.faults(lesson), *code.faults(lesson))]


# -- the repository's own lessons ----------------------------------------------------------------


def test_lessons_and_notebooks_are_without_fault():
    assert [str(fault) for fault in commands.check([])] == []


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_lesson_opens_and_saves_as_a_notebook(path):
    """What JupyterLab does with the text file: nothing of the lesson is lost."""
    before = jupytext.reads(path.read_text(encoding="utf-8"), fmt="md:myst")
    after = jupytext.reads(jupytext.writes(before, fmt="md:myst"), fmt="md:myst")
    assert before.metadata["lesson"] == after.metadata["lesson"]
    assert [(c.cell_type, c.source, c.metadata) for c in before.cells] == [
        (c.cell_type, c.source, c.metadata) for c in after.cells
    ]


@pytest.mark.slow
@pytest.mark.usefixtures("warm")
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_solutions_are_accepted(path):
    assert [str(fault) for fault in commands.solve([path.stem])] == []


# nbval runs every notebook and compares what it says; that ids, pictures and widgets come out the
# same to the byte as well is proved on two, and on all by `python -m tools.lessons check --rebuild`.
REBUILT = [path for path in PATHS if path.stem.partition("-")[0] in ("00", "03")]


@pytest.mark.slow
@pytest.mark.parametrize("path", REBUILT, ids=lambda path: path.stem)
def test_building_again_gives_the_same_bytes(path):
    assert [str(fault) for fault in commands.rebuild([path.stem])] == []


# -- the form of a lesson ------------------------------------------------------------------------


def test_the_small_lesson_is_without_fault(small):
    assert every_fault(small()) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("lesson:\n  title", "lesson_:\n  title", "no 'lesson:' part"),
        ("  minutes: 5\n", "", "front matter: missing: minutes"),
        ("  minutes: 5", "  minutes: five", "minutes is a whole number"),
        ("  minutes: 5", "  minutes: 5\n  minutes_no_code: 6", "minutes_no_code is a whole number"),
        ("    zh: 一节小课\n", "", "front matter: title: missing: zh"),
        ("say why\n", "''\n", "objectives.0.en: '' does not match"),
        ("lesson:\n", "lesson:\n  mood: good\n", "front matter: mood: unknown"),
        ("[A3]", "[C3]", "claims.0: 'C3' does not match"),
        ("needs: []", "needs: [3]", "needs.0: 3 is not of type 'string'"),
        ('"of": "", "tags": ["with-pandas"]', '"of": ""', "different tags"),
        ('+++ {"lang": "zh", "of": ""}', '+++ {"lang": "en"}', "without its Chinese twin"),
        ('+++ {"lang": "en"}', "+++", "prose stands in pairs"),
        (":tags: [setup]", ":tags: [set-up]", "unknown tag or option of a code cell: set-up"),
        (":tags: [setup]", ":tags: [setup]\n:odd: 1", "unknown tag or option of a code cell: odd"),
    ],
)
def test_faults_of_form_are_named(small, old, new, said):
    assert any(said in fault for fault in malformed(small, old, new))


def malformed(small, old, new) -> list[str]:
    with pytest.raises(Malformed) as caught:
        small(old, new)
    return list(map(str, caught.value.faults))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{exercise} start-share", "{exercise} Start_Share", "needs an id in lower case"),
        ("kind: share\n", "", "exercise start-share: kind: must be one of number, share, choice"),
        ("kind: share\n", "kind: guess\n", "kind: must be one of number, share, choice"),
        ("kind: share\n", "kind: share\nunit: {en: x, zh: 个}\n", "unit: unknown; is it misspelt?"),
        ("kind: share\n", "kind: share\ntolerance: wide\n", "tolerance: 'wide' is not of type"),
        ("answer: share()\n", "", "exercise start-share: missing: answer"),
        ("answer: share()\n", "answer: [1]\n", "answer: must be of type"),
        ("answer: share()\n", "answer: &one 1\ntolerance: *one\n", "no anchors and aliases"),
        ("answer: share()\n", "answer: \x01\n", "exercise start-share: "),
        ("kind: share\n", "kind: [share]\n", "kind: must be one of"),
        ("answer: share()\n", "answer: share()\nanswer: 1\n", "answer stands here twice"),
        ("  zh: 哪个数是整体？\n", "", "hints.0: missing: zh"),
        ("- en: Divide the part by the whole.\n  zh: 部分除以整体。\n", "", "there are 1; 2 or more"),
        ("  rest:\n", "  other:\n", "wrong: 'other' should not be valid under"),
        ("  rest:\n", "  Rest:\n", "an id: lower case, hyphens"),
        ("Which of the two", "Which: of the two", "is a text with a colon in quotation marks?"),
        ("Which of the two", "Which #1 of the two", "the text is cut off at #"),
        ("en: A part divided by the whole.", "en: 12", "why.en: 12 is not of type 'string'"),
        ("en: A part divided by the whole.", "en:", "why.en: '' does not match"),
        ("wrong:\n", "wrongs:\n", "wrongs: unknown; is it misspelt?"),
        ("{question} which-whole", "{question} start-share", "two tasks of this lesson are called"),
        ("answer: whole", "answer: [whole]", "answer: must be of type string"),
        ("```{question} which-whole\n", "```{question} which-whole\n```\n\n```text\n", "in pairs"),
        ("kind: share\n", "- kind\n", "exercise start-share: "),
    ],
)
def test_faults_of_form_of_exercises_and_questions_are_named(small, old, new, said):
    found = malformed(small, old, new)
    assert any(said in fault for fault in found), found


@pytest.mark.parametrize("form", ["exercise", "question"])
@settings(max_examples=100)
@given(st.text(alphabet="ab:-#[]{}&*!|>'\"%?,.~ 012\n\t一\x01", max_size=60))
def test_no_directive_whatever_it_says_raises(form, said):
    faults: list[str] = []
    found = task.read(form, "some-id", f"{said}\n", 7, lambda line, text: faults.append(text))
    assert found is None
    assert faults


@pytest.mark.parametrize(
    ("said", "read"),
    [("no", "no"), ("12:30", "12:30"), ("2015-09-30", "2015-09-30"), ("4", 4), ("-4", -4),
     ("0.5", 0.5), ("'4'", "4"), ("4 %", "4 %"), ("1e3", "1e3"), (".nan", ".nan"), ("~", "~")],
)  # fmt: skip
def test_what_a_directive_says_is_what_it_looks_like(said, read):
    raw, _ = task._yaml(f"answer: {said}\n", 1, [])
    assert raw == {"answer": read}
    assert type(raw["answer"]) is type(read)


def test_a_fault_of_an_exercise_tells_its_line_and_all_are_told_at_once(small):
    start = SMALL.index("kind: share")
    spoilt = SMALL[start:].replace("kind: share", "kind: share\nmood: good")
    spoilt = spoilt.replace("  zh: 部分除以整体。\n", "").replace("    answer: 8 %\n", "")
    spoilt = spoilt.replace("  paid:\n    en: the paid orders\n", "  paid:\n")
    found = malformed(small, SMALL[start:], spoilt)
    for said in ("mood: unknown", "hints.1: missing: zh", "wrong.count: missing: answer",
                 "question which-whole: options.paid: missing: en"):  # fmt: skip
        assert any(said in fault for fault in found), said
    rows = SMALL.replace(SMALL[start:], spoilt).splitlines()
    (mood,) = (int(fault.split(":")[1]) for fault in found if "mood" in fault)
    assert rows[mood - 1] == "mood: good"
    (missing,) = (int(fault.split(":")[1]) for fault in found if "wrong.count" in fault)
    assert rows[missing - 1] == "  count:"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("## 第一节", "### 第一节", "headings differ"),
        ("## First", "# First", "headings differ"),
        ("* 二\n", "", "structure differ"),
        ("有 `code`", "有 `Code`", "code words differ: only en ['code'], only zh ['Code']"),
        ("链接](https://example.org/a)", "链接](https://example.org/b)", "links differ"),
        ("1,000 个", "1,001 个", "numbers differ: only en ['1,000'], only zh ['1,001']"),
        ("7 月 3 日", "7 月 4 日", "numbers differ: only en ['3'], only zh ['4']"),
        ("3 July", "3 June", "numbers differ: only en ['6'], only zh ['7']"),
        ("日的文字，", "日的文字,", "half-width punctuation in Chinese"),
        ("个订单，还有", "个订单(还有)", "half-width punctuation in Chinese"),
        ("为什么？", "为什么?", "half-width punctuation in Chinese"),
        ("日的文字", "日的** 文字**", "asterisk"),
        ("除一除。\n", "除一除。\n\n{{ exercise: start-share }}\n", "the {{ … }} lines of the pair differ"),
        ("{{ BAD }} 笔不良", "{{ ASSESSED }} 笔不良", "prompt: the {{ … }} of the two languages differ"),
        ("有 {{ ASSESSED }} 笔", "有 `{{ ASSESSED }}` 笔", "prompt: code words differ"),
        ("哪个数是整体？\n- en", "哪 2 个数是整体？\n- en", "hints.0: numbers differ"),
        ("这是笔数。", "Orders.", "wrong.count: the Chinese text has no Chinese"),
        ("这是笔数。", "这是笔数.", "wrong.count: half-width punctuation"),
        ("那是部分。", "那是 1 部分。", "options.part.say: numbers differ"),
        ("en: They are a part.", "en: They are *a* part.", "no marks of Markdown"),
        ("* one\n* two\n", "* one\n* two\n\n### More\n", "at most one heading"),
    ],
)
def test_languages_out_of_step_are_named(small, old, new, said):
    found = every_fault(small(old, new))
    assert any(said in fault for fault in found), found


@pytest.mark.parametrize(
    ("english", "chinese", "agree"),
    [
        ("from 3 July to 30 September 2015", "2015 年 7 月 3 日至 9 月 30 日", True),
        ("on July 3", "7 月 3 日", True),
        ("the October grade", "10 月的等级", True),
        ("the October grade", "当月的等级", True),
        ("the October grade", "11 月的等级", False),
        ("You may try. May I?", "可以试试。可以吗？", True),
        ("4.1 % of 902", "902 个中的 4.1 %", True),
        ("4.1 % of 902", "902 个中的 ４.１ %", True),
        ("4.1 %", "4.2 %", False),
        ("five of them", "其中 5 个", False),
        ("10 and 10", "10", False),
        ("1 to 5 stars.", "1 到 5 星。", True),
    ],
)
def test_numbers_of_both_languages(english, chinese, agree):
    one, other = pairs.numbers(pairs.shape(english), pairs.shape(chinese))
    assert (one == other) == agree, (one, other)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (":tags: [setup]", ":tags: [hide-input]", "the first code cell, and only that"),
        (":tags: [hide-input]", ":tags: [setup]", "the first code cell, and only that"),
        ('set_language("en")', 'set_language("zh")', "the set-up cell says"),
        ("aecourse.get_language()", 'aecourse.set_language("zh")', "only the set-up cell names"),
        ("aecourse.get_language()", "x = (", "not Python"),
        ("aecourse.get_language()", "%matplotlib inline", "no magics"),
        ("aecourse.get_language()", "!ls", "no magics and no shell"),
        ("aecourse.get_language()", "x = 1  # one", "no comments"),
        ("aecourse.get_language()", "interact(f, x=1)", "`interact(`"),
        ("aecourse.get_language()", "widgets.Output()", "`Output(`"),
        ("aecourse.get_language()", "display.clear_output(wait=True)", "`clear_output(`"),
        ("aecourse.get_language()", "handle.update_display(1)", "`update_display(`"),
        ("aecourse.get_language()", "datetime.now()", "`now(`"),
        ("aecourse.get_language()", "pd.Timestamp.today()", "`today(`"),
        ("aecourse.get_language()", "import time", "does not import time"),
        ("aecourse.get_language()", "from urllib.request import urlopen", "does not import urllib"),
        ("aecourse.get_language()", "np.random.rand(3)", "needs a generator with a seed"),
        ("aecourse.get_language()", "np.random.default_rng()", "chance needs a seed"),
        ("aecourse.get_language()", "orders.sample(3)", "chance needs random_state"),
        ("aecourse.get_language()", "aecourse.simulate(shop, orders=9)", "name the seed"),
        ("aecourse.get_language()", 'pd.read_csv("/data/x.csv")', "an absolute path"),
        ("aecourse.get_language()", 'pd.read_csv("C:/data/x.csv")', "an absolute path"),
        ("aecourse.get_language()", 'pd.read_csv("https://example.org/x")', "no network"),
        ("aecourse.get_language()", 'print("this is bad")', "words for a reader in code"),
        ("aecourse.get_language()", 'print("不好")', "words for a reader in code"),
        ("aecourse.get_language()", 'print(f"the {x} bad orders")', "words for a reader in code"),
        ("aecourse.get_language()", 'print(f"{x} of {y}")', "words for a reader in code"),
        ("for letter in", "aecourse.check('start-share', 1)\nfor letter in", "is tagged `exercise`"),
        (":tags: [solution]", ":tags: [hide-input]", "without its solution behind it"),
        (":tags: [exercise]", ":tags: [hide-input]", "directly behind its exercise"),
        ("answer = ...", "answer = 3", "holds the blank"),
        ('aecourse.check("start-share", answer)', "answer", "checks one exercise"),
        ('check("start-share", answer)', 'check("odr-rate", answer)', "of this lesson is shown"),
        ('200\naecourse.check("start-share"', '200\naecourse.check("odr-rate"', "another exercise"),
        ("Divide.\n", "Divide.\n\n{{ exercise: start-share }}\n", "nothing to put in for {{ exercise"),
        ("Divide.\n", "Divide.\n\n{{ exercise: no-such }}\n", "nothing to put in for {{ exercise"),
        ("Divide.\n", "Divide.\n\n{{ tasks }}\n", "nothing to put in for {{ tasks }}"),
        ("answer: share()", "answer: shares()", "answer: shares(): module"),
        ("answer: share()", "answer: share(3)", "answer: share(3): too many positional arguments"),
        ("answer: others()", "answer: others(share)", "wrong.rest: others(share): malformed node"),
        ("answer: others()", "answer: others(()", "wrong.rest: others((): not a call"),
        ("had {{ ASSESSED }}", "had {{ ALL }}", "prompt: nothing to put in for {{ ALL }}"),
        ("had {{ ASSESSED }}", "had {{ ASSESSED:. }}", "prompt: nothing to put in for"),
        ("answer: whole", "answer: everything", "the answer 'everything' is none of them"),
        ("answer: whole", "answer: part", "the option without `say` is another"),
        ("zh: 不良订单\n", "zh: 考核订单\n", "options: two of them say the same (zh)"),
        ("They are a part.", "No, the Assessed orders.", "part.say: contains the text of the right"),
        ('aecourse.quiz("00")', "aecourse", 'nothing asks the questions: `aecourse.quiz("00")`'),
        (QUESTION, "", "the quiz has 3 questions; 4 to 6 are wanted"),
        ("    zh: 考核订单\n", "    zh: 考核订单\n    say: {en: Nope, zh: 不}\n", "without one are: none"),
        ("[article_a]", "[article_z]", "there is no source 'article_z'"),
    ],
)  # fmt: skip
def test_faults_of_code_and_exercises_are_named(small, old, new, said):
    found = every_fault(small(old, new))
    assert any(said in fault for fault in found), found


def test_what_code_may_do(small):
    fair = """import numpy as np
rng = np.random.default_rng(7)
orders = aecourse.simulate(aecourse.Store(), orders=9, seed=1)
orders.sample(3, random_state=1)
label = Phrase(en="this is a label", zh="这是标签")
day, share = "2015-09-30", f"{0.5:.1%} (3/6)"
orders[["order_id", "stars"]]"""
    assert every_fault(small("aecourse.get_language()", fair)) == []


def test_an_exercise_of_the_lesson_that_is_not_asked(small):
    start = SMALL.index("```{code-cell}\n:tags: [exercise]")
    end = SMALL.index("```{code-cell}\n:tags: [hide-input]")
    (fault,) = every_fault(small(SMALL[start:end], ""))
    assert "exercise start-share is not asked" in fault


# -- exercises: data of the package, the schema, one file --------------------------------------------


def test_what_a_lesson_asks_is_written_out_and_read_back(small, tmp_path, monkeypatch):
    lesson = small()
    folder = tmp_path / "data"
    content.write((lesson,), folder)
    assert list(content.stale((lesson,), folder)) == []
    monkeypatch.setattr(reader, "FOLDER", folder)
    one = reader.lesson.__wrapped__("00")
    assert one.exercises.keys() == {"start-share"}
    assert reader.index.__wrapped__() == {
        "00": reader.Names(
            "00-small",
            Phrase("A small lesson", "一节小课"),
            Phrase("Why?", "为什么？"),
            5,
            ("start-share",),
            ("which-whole", "two", "three", "four"),
        )
    }
    exercise = one.exercises["start-share"]
    assert exercise.prompt.en.startswith("A store had 200 assessed orders, 8 of them bad.")
    assert [(wrong.id, wrong.answer()) for wrong in exercise.wrongs] == [
        ("rest", 0.96), ("count", "8 %"),
    ]  # fmt: skip
    assert [option.right for option in one.questions[0].options] == [False, True, False]
    assert one.questions[0].options[1].feedback.en == "They are what is looked at."


@pytest.mark.parametrize(
    ("name", "spoil", "said"),
    [
        ("00.json", lambda path: path.write_text(path.read_text().replace("8 of", "9 of")), "export"),
        ("00.json", lambda path: path.unlink(), "export"),
        ("index.json", lambda path: path.write_text("{}"), "export"),
        ("99.json", lambda path: path.write_text("{}"), "belongs to no lesson"),
    ],
)
def test_data_that_is_not_what_the_lessons_say_is_named(small, tmp_path, name, spoil, said):
    lesson, folder = small(), tmp_path / "data"
    content.write((lesson,), folder)
    spoil(folder / name)
    (fault,) = content.stale((lesson,), folder)
    assert fault.file == name
    assert said in fault.text
    content.write((lesson,), folder)
    assert list(content.stale((lesson,), folder)) == []


def test_two_lessons_cannot_share_an_exercise(small, tmp_path, monkeypatch):
    one = small().path
    other = one.with_name("04-other.md")
    other.write_text(one.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(source, "paths", lambda names=None: [one, other])
    with pytest.raises(Malformed) as caught:
        commands.course()
    (fault,) = caught.value.faults
    assert str(fault).endswith("exercise start-share is also one of 00-small")


def test_the_schema_for_authors_is_what_the_build_reads_by(small):
    schema = json.loads(commands.SCHEMA.read_text(encoding="utf-8"))
    assert schema == vocabulary.document(), "run `python -m tools.lessons export`"
    Draft202012Validator.check_schema(schema)
    valid = {form: Draft202012Validator(schema["$defs"][form]).is_valid for form in ("exercise", "question")}
    for path in PATHS:
        text = path.read_text(encoding="utf-8")
        assert Draft202012Validator(schema).is_valid(yaml.safe_load(text.split("---\n")[1]))
        for one in source.read(path).tasks:
            assert valid[one.form](one.raw), one.name
    share, question = small().exercises[0].raw, small().questions[0].raw
    for bad in (
        {**share, "kind": "choice"}, {**share, "mood": "good"}, {**share, "hints": share["hints"][:1]},
        {**share, "wrong": {}}, {**share, "prompt": "What?"}, {**share, "tolerance": -1},
        {name: said for name, said in share.items() if name != "why"},
    ):  # fmt: skip
        assert not valid["exercise"](bad)
    for bad in ({**question, "kind": "choice"}, {**question, "options": {}}, {**question, "hints": []}):
        assert not valid["question"](bad)


def test_an_exercise_is_one_file(tmp_path, monkeypatch):
    """The example of the guide, put into a copy of a lesson: read, checked, built, answered."""
    guide = (ROOT / "docs" / "writing-exercises.md").read_text(encoding="utf-8")
    example = guide.split("````\n")[1]
    text = next(path for path in PATHS if path.stem.startswith("03")).read_text(encoding="utf-8")
    before = '+++ {"lang": "en"}\n\n## Five ways to go wrong'
    assert before in text
    path = tmp_path / "03-bad-experience-order.md"
    path.write_text(text.replace(before, f"{example}\n{before}"), encoding="utf-8")
    (fault,) = every_fault(source.read(path))
    assert "exercise paid-in-window: the Chinese was never stamped" in fault
    assert source.accept(source.read(path)) == 1
    lesson = source.read(path)
    assert every_fault(lesson) == []

    content.write((lesson,), tmp_path / "data")
    monkeypatch.setattr(reader, "FOLDER", tmp_path / "data")
    one = reader.lesson.__wrapped__("03").exercises["paid-in-window"]
    right = judge(one, one.solution())
    assert (right.status, right.missed) == ("right", None)
    for wrong in one.wrongs:
        verdict = judge(one, wrong.answer())
        assert (verdict.status, verdict.missed) == ("wrong", wrong.id)
        assert wrong.message.zh in verdict.message.zh
    assert judge(one, ...).status == "blank"
    for language, words in (("en", "were paid in the window"), ("zh", "有多少笔订单付款")):
        cells = assemble(lesson, language, Course([lesson])).cells
        (shown,) = (at for at, cell in enumerate(cells) if words in cell.source)
        assert 'aecourse.check("paid-in-window", answer)' in cells[shown + 1].source


def test_what_is_for_all_is_not_folded_away_with_pandas(small):
    for_all = '+++ {"lang": "en"}\n\nFor all.\n\n+++ {"lang": "zh", "of": ""}\n\n人人都看。\n\n+++\n\n```{exercise}'
    (fault,) = every_fault(small("+++\n\n```{exercise}", for_all))
    assert "give it a heading" in fault


def test_a_hint_for_forms_has_no_code(small):
    """Below a heading with pandas it may; its other wording is always fair."""
    tags = ', "tags": ["with-pandas"]'
    assert SMALL.count(tags) == 2
    hint = "- en: Divide the part by the whole.\n  zh: 部分除以整体。\n"
    in_code = '{words}: {{en: "Divide: answer = a / b", zh: "相除：answer = a / b"}}\n'
    coded = '- en: "Divide: answer = a / b"\n  zh: "相除：answer = a / b"\n'
    assert every_fault(small(hint, coded)) == []
    path = small().path
    for new, said in ((coded, ["a form shows code"]), (hint + "  code" + in_code.format(words=""), [])):
        path.write_text(SMALL.replace(tags, "").replace(hint, new), encoding="utf-8")
        source.accept(source.read(path))
        found = every_fault(source.read(path))
        assert len(found) == len(said), found
        assert all(words in fault for words, fault in zip(said, found, strict=True))


# -- stale Chinese -------------------------------------------------------------------------------


def test_chinese_that_was_never_stamped(small):
    assert sum("never stamped" in fault for fault in every_fault(small(stamped=False))) == 7


def test_a_changed_english_cell_makes_its_chinese_stale_until_accepted(small):
    path = small().path
    stamped = path.read_text(encoding="utf-8")
    path.write_text(stamped.replace("Text of", "Words of"), encoding="utf-8")
    changed = source.read(path)
    (fault,) = every_fault(changed)
    assert "is stale" in fault
    assert "accept 00" in fault
    line = int(fault.split(":")[1])
    assert stamped.splitlines()[line - 2].startswith('+++ {"lang": "zh"')

    assert source.accept(changed) == 1
    assert every_fault(source.read(path)) == []
    before, after = stamped.splitlines(), path.read_text(encoding="utf-8").splitlines()
    differing = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    assert len(differing) == 2, "the English line and the stamp, nothing else"
    assert source.accept(source.read(path)) == 0


def test_a_changed_exercise_makes_its_chinese_stale_until_accepted(small):
    path = small().path
    stamped = path.read_text(encoding="utf-8")
    path.write_text(stamped.replace("a number of orders", "the number of orders"), encoding="utf-8")
    (fault,) = every_fault(source.read(path))
    assert "exercise start-share: the Chinese is stale" in fault
    assert source.accept(source.read(path)) == 1
    assert every_fault(source.read(path)) == []
    after = path.read_text(encoding="utf-8").splitlines()
    differing = [pair for pair in zip(stamped.splitlines(), after, strict=True) if len({*pair}) > 1]
    assert [new[:4] for _, new in differing] == ["of: ", "    "]


def test_only_the_words_count_for_the_stamp():
    assert source.fingerprint("a  \nb\n") == source.fingerprint("\na\nb")
    assert source.fingerprint("a\nb") != source.fingerprint("a b")


# -- the notebook that comes of it ---------------------------------------------------------------


def test_a_notebook_of_each_language(small):
    lesson = small()
    en, zh = (assemble(lesson, language, Course([lesson])) for language in LANGUAGES)
    assert [c.id for c in en.cells] == [c.id for c in zh.cells]
    assert len({c.id for c in en.cells}) == len(en.cells)
    assert [c.cell_type for c in en.cells] == [c.cell_type for c in zh.cells]
    in_en, in_zh = ([c.source for c in n.cells if c.cell_type == "code"] for n in (en, zh))
    assert in_en[0] == 'import aecourse\naecourse.set_language("en")\naecourse.home()'
    assert in_zh[0] == 'import aecourse\naecourse.set_language("zh")\naecourse.home()'
    assert in_en[1:] == in_zh[1:]
    assert en.cells[0].source.startswith("# 0 · A small lesson\n\n**How a cross-border store is scored")
    assert en.cells[1].metadata["tags"] == ["setup", "nbval-ignore-output"]
    assert "Divide.\n\n> **Exercise 0.1.** A store had 200 assessed orders, 8 of them" in en.cells[3].source
    assert "### By hand\n\n*Path with pandas." in en.cells[3].source
    assert "免代码路线" in zh.cells[3].source
    assert en.cells[3].metadata["jp-MarkdownHeadingCollapsed"] is True
    hidden = [cell.id for cell in en.cells if cell.metadata.get("jupyter") == {"source_hidden": True}]
    assert hidden == [en.cells[1].id, en.cells[5].id], "below “by hand” code is there to be read"
    assert "https://www.lookwechat.com" in en.cells[-1].source
    assert en.metadata["aecourse"]["claims"] == ["A3"]
    nbformat.validate(en)


def test_solutions_are_left_out(small):
    lesson = small()
    text = run.text(assemble(lesson, "en", Course([lesson])))
    assert "answer = ..." in text
    assert "8 / 200" not in text
    solved = assemble(lesson, "en", Course([lesson]), solved=True)
    assert "8 / 200" in run.text(solved)


def test_the_table_of_lessons_and_the_links(small, tmp_path):
    first = small("* one\n* two\n", "{{ lessons }}\n")
    other = tmp_path / "04-more.md"
    text = SMALL.replace("needs: []", "needs: ['00', '77']").replace("{{ ASSESSED }}", "200")
    other.write_text(text.replace("{{ BAD }}", "8"), encoding="utf-8")
    course = Course([first, source.read(other)])
    english = assemble(first, "en", course).cells[2].source
    assert "| 4 | [A small lesson](04-more.ipynb) | Why? | 5 |" in english
    title, line, aims, *_ = (cell.source for cell in assemble(course.lessons[1], "en", course).cells)
    assert line.endswith('aecourse.home("04")')
    assert "**Questions**\n\n* Why?" in aims
    assert "before this: [lesson 0](00-small.ipynb), lesson 77" in title
    assert "[all lessons](00-small.ipynb)" in title


# -- the build -----------------------------------------------------------------------------------

VIEW = """
class View:
    def _repr_mimebundle_(self, include=None, exclude=None):
        import ipywidgets
        live = ipywidgets.IntSlider()._repr_mimebundle_()
        picture = "<svg xmlns='http://www.w3.org/2000/svg'><text>ODR</text></svg>"
        return {**live, "text/plain": "View(ODR=4.1)", "text/html": picture}
"""


@pytest.mark.slow
@pytest.mark.usefixtures("warm")
def test_building_twice_gives_the_same_bytes_and_clean_notebooks(small, tmp_path):
    lesson = small("aecourse.get_language()", VIEW + "View()")
    course = Course([lesson])
    texts = []
    for _ in range(2):
        path = file_of(lesson, "zh", tmp_path)
        path.parent.mkdir(exist_ok=True)
        notebook = run.execute(assemble(lesson, "zh", course), path.parent)
        path.write_text(run.text(notebook), encoding="utf-8")
        assert list(finished.notebook_faults(path)) == []
        texts.append(path.read_bytes())
    assert texts[0] == texts[1]

    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == [1, 2, 3, 4]
    blank = cells[1].outputs[0].data["text/plain"]
    assert blank.startswith("○ 还没作答")
    letters, view = cells[2].outputs
    assert letters.text == "a\nb\n", "one stream, however it was cut"
    assert set(view.data) == {"text/plain", "text/html"}, "the still picture stays, the live one goes"
    assert not (tmp_path / "zh" / "progress.json").exists()

    assert _nbval(path).returncode == 0, "strict comparison passes without the live view"
    path.write_text(texts[0].decode().replace('View(ODR=4.1)"', 'View(ODR=4.2)"'))
    assert "View(ODR=4.2)" in path.read_text()
    assert _nbval(path).returncode == 1, "and it does compare"


def _nbval(path: Path) -> subprocess.CompletedProcess[str]:
    config = ROOT / "tests" / "nbval.cfg"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbval"]
    command += ["--nbval-current-env", "--nbval-sanitize-with", str(config), str(path)]
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd=path.parent)


@pytest.mark.slow
@pytest.mark.usefixtures("warm")
def test_a_cell_that_fails_is_named_and_leaves_the_old_notebook(small, tmp_path, monkeypatch):
    lesson = small("aecourse.get_language()", "1 / 0")
    monkeypatch.setattr(commands, "course", lambda: Course([lesson]))
    monkeypatch.setattr(source, "paths", lambda names=None: [lesson.path])
    there = file_of(lesson, "en", tmp_path)
    there.parent.mkdir()
    there.write_text("old")
    faults = commands.build([], tmp_path)
    assert [f.file for f in faults] == ["en/00-small.ipynb", "zh/00-small.ipynb"]
    assert "ZeroDivisionError: division by zero" in faults[0].text
    assert there.read_text() == "old"
    assert commands.solve([])


def test_the_no_code_path_of_the_first_four_lessons_takes_ninety_minutes_at_most():
    first = [source.read(path).front for path in PATHS if path.stem.partition("-")[0] in ("00", "01", "02", "03")]
    assert sum(front.minutes_no_code for front in first) <= 90


# -- finished notebooks --------------------------------------------------------------------------


def _run_by_hand(lesson: Lesson, folder: Path) -> dict[str, Path]:
    """Notebooks as the build leaves them, without starting a kernel."""
    paths = {}
    for language in LANGUAGES:
        notebook = assemble(lesson, language, Course([lesson]))
        for cell in notebook.cells:
            if cell.cell_type == "code":
                data = {"text/plain": "1", "text/html": "<p>1</p>"}
                text = new_output("execute_result", data, execution_count=1)
                cell.outputs = [text]
        paths[language] = file_of(lesson, language, folder)
        paths[language].parent.mkdir(parents=True, exist_ok=True)
        paths[language].write_text(run.text(run.tidy(notebook)), encoding="utf-8")
    commands.build_glossary(Course([lesson]), folder)
    return paths


def _spoil(path: Path, change) -> None:
    notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    change(notebook, [cell for cell in notebook.cells if cell.cell_type == "code"])
    path.write_text(run.text(notebook), encoding="utf-8")


def test_sound_notebooks_are_without_fault(small, tmp_path):
    lesson = small()
    _run_by_hand(lesson, tmp_path / "out")
    assert list(finished.faults(Course([lesson]), tmp_path / "out")) == []


def _stream(name, text):
    return new_output("stream", name=name, text=text)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda n, c: c[1].update(execution_count=None), "not run, or not in order"),
        (lambda n, c: c[1].update(execution_count=9), "not run, or not in order"),
        (lambda n, c: c[1].update(outputs=[new_output("error", ename="E", evalue="", traceback=[])]),
         "shows an error: E"),
        (lambda n, c: c[1].update(outputs=[_stream("stderr", "Warning")]), "error stream: Warning"),
        (lambda n, c: c[1].outputs[0].data.update({run.LIVE: {"model_id": "1"}}), "a live view"),
        (lambda n, c: c[1].outputs[0].data.update({"text/plain": "<X at 0x7ff426885450>"}),
         "0x7ff426885450"),
        (lambda n, c: c[1].update(outputs=[_stream("stdout", "/home/me/x.py")]), "/home/"),
        (lambda n, c: n.metadata.update(widgets={}), "odd metadata"),
        (lambda n, c: c[1].update(source="answer = 4"), "changed by hand"),
        (lambda n, c: n.cells[2].update(source="## Other"), "changed by hand"),
        (lambda n, c: c[0].outputs[0].data.pop("text/html"), "prints a raw value"),
        (lambda n, c: c[0].update(outputs=[_stream("stdout", "{'stars': 4}")]), "prints a raw value"),
        (lambda n, c: c[0].outputs[0].data.update({"text/html": '<table class="dataframe">'}), "names of code"),
        (lambda n, c: n.cells.pop(), "changed by hand"),
        (lambda n, c: n.metadata.aecourse.update(source="0" * 16), "another version of its lesson"),
        (lambda n, c: c[1].outputs[0].data.update({"text/html": "x" * 1_000_001}), "is larger than"),
    ],
)  # fmt: skip
def test_faults_of_finished_notebooks_are_named(small, tmp_path, change, said):
    lesson = small()
    paths = _run_by_hand(lesson, tmp_path / "out")
    _spoil(paths["en"], change)
    found = list(map(str, finished.faults(Course([lesson]), tmp_path / "out")))
    assert any(said in fault for fault in found), found
    assert all(fault.startswith("en/") for fault in found)


def test_missing_foreign_and_unsorted_notebooks_are_named(small, tmp_path):
    lesson = small()
    paths = _run_by_hand(lesson, tmp_path / "out")
    paths["zh"].rename(paths["zh"].with_name("07-old.ipynb"))
    paths["en"].write_text(paths["en"].read_text().replace("\n ", "\n  "))
    found = list(map(str, finished.faults(Course([lesson]), tmp_path / "out")))
    assert "zh/00-small.ipynb: is not built: run `make notebooks`" in found
    assert any("07-old.ipynb: belongs to no lesson" in fault for fault in found)
    assert "en/00-small.ipynb: is not written as the build writes it" in found


def test_an_error_on_purpose_is_allowed():
    error = new_output("error", ename="E", evalue="", traceback=[])
    assert list(finished.output_faults(error, ["raises-exception"])) == []


def test_outputs_do_not_touch_the_digest(small):
    lesson = small()
    notebook = assemble(lesson, "en", Course([lesson]))
    before = digest(notebook)
    notebook.cells[2].outputs = [_stream("stdout", "x")]
    notebook.cells[2].execution_count = 1
    assert digest(notebook) == before == notebook.metadata["aecourse"]["source"]


# -- the command line ----------------------------------------------------------------------------


def test_faults_are_printed_and_counted(capsys, monkeypatch, small):
    lesson = small(stamped=False)
    monkeypatch.setattr(commands, "course", lambda: Course([lesson]))
    monkeypatch.setattr(source, "paths", lambda names=None: [lesson.path])
    assert commands.main(["check"]) == 1
    assert "never stamped" in capsys.readouterr().err
    assert commands.main(["accept", "00"]) == 0
    assert "7 cells stamped" in capsys.readouterr().out


def test_an_unknown_lesson_is_named(capsys):
    assert commands.main(["check", "nothing"]) == 1
    assert "there is no such lesson; there are: 00-start" in capsys.readouterr().err


def test_the_guide_shows_a_set_up_that_is_accepted():
    guide = (ROOT / "docs" / "writing-lessons.md").read_text(encoding="utf-8")
    tags = set(re.findall(r"^\| `([a-z-]+)` \|", guide, re.MULTILINE))
    assert tags == set(source.CODE_TAGS)
    assert code.SETUP in guide
