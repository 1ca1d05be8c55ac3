"""The glossary, and whether the course speaks as it says."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

import aecourse
from aecourse.app import glossary as terms
from aecourse.app.glossary import Term, read_glossary, taught_in
from aecourse.base.errors import CourseError, UnknownName
from aecourse.base.language import LANGUAGES, Language, Phrase, using
from aecourse.exercises import quiz, registry
from aecourse.exercises.kinds import OneOption
from tools.lessons import source
from tools.lessons.__main__ import course
from tools.lessons.pairs import half_width, numbers, shape
from tools.lessons.words import assemble_glossary

ALL = tuple(terms.terms())


@cache
def spoken() -> dict[str, dict[Language, str]]:
    """All words of each lesson, by language: its prose, its exercises, its quiz."""
    found: dict[str, list[Phrase]] = {}
    for path in source.paths():
        lesson = source.read(path)
        front = lesson.front
        said = [front.title, *front.questions, *front.objectives]
        said += [Phrase(pair.texts["en"], pair.texts["zh"]) for pair in lesson.prose]
        found[lesson.number] = said
    for one in registry().values():
        said = [one.prompt, one.why, *one.hints, *(wrong.message for wrong in one.wrongs)]
        if isinstance(one.kind, OneOption):
            said += [words for _, words in one.kind.options]
        found.setdefault(one.lesson, []).extend(said)
    for number in quiz.lessons_with_quiz():
        for question in aecourse.quiz(number).questions:
            said = [text for option in question.options for text in (option.text, option.feedback)]
            found.setdefault(number, []).extend([question.prompt, *said])
    return {
        number: {side: "\n".join(text.text(side) for text in texts) for side in LANGUAGES}
        for number, texts in found.items()
    }


def contains(text: str, word: str) -> bool:
    """Is *word* in *text*, whatever its case; a word of letters only as a whole word."""
    pattern = rf"(?<![a-z]){re.escape(word.casefold())}(?![a-z])"
    return re.search(pattern if word.isascii() else re.escape(word.casefold()), text.casefold()) is not None


# -- the glossary itself --------------------------------------------------------------------------


def test_it_covers_the_course() -> None:
    assert 60 <= len(ALL) <= 90
    assert {term.lesson for term in ALL} == set(spoken()) - {"13"}


@pytest.mark.parametrize("term", ALL, ids=lambda term: term.id)
class TestEveryTerm:
    def test_both_languages_say_the_same(self, term: Term) -> None:
        english, chinese = numbers(shape(term.meaning.en), shape(term.meaning.zh))
        assert english == chinese
        for text in (term.term.zh, term.meaning.zh, term.name.zh):
            assert re.search("[\u4e00-\u9fff]", text)
            assert not list(half_width(text)), text
        assert term.meaning.en.endswith(".")
        assert term.meaning.zh.endswith("。")
        assert "|" not in term.meaning.en + term.meaning.zh

    def test_the_lesson_that_teaches_it_uses_it(self, term: Term) -> None:
        words = spoken()[term.lesson]
        for side in LANGUAGES:
            assert any(contains(words[side], form) for form in term.forms[side]), side

    def test_no_text_of_the_course_uses_a_wrong_word_for_it(self, term: Term) -> None:
        for number, words in spoken().items():
            for side in LANGUAGES:
                for wrong in term.avoid.get(side, ()):
                    assert not contains(words[side], wrong), f"lesson {number}: {wrong}"

    def test_it_is_found_by_every_name(self, term: Term) -> None:
        assert aecourse.glossary(term.id) is term
        assert aecourse.glossary(f" {term.id.upper()} ") is term
        for word in (term.term.en, term.term.zh, term.short or term.id):
            assert aecourse.glossary(word) is term


def test_the_whole_table_shows_both_languages() -> None:
    shown = aecourse.glossary()
    assert repr(shown) == f"Glossary({len(ALL)} terms)"
    for language in LANGUAGES:
        with using(language):
            table = aecourse.glossary()._repr_html_()
            for term in ALL:
                assert str(term.meaning).replace("'", "&#x27;").replace("“", "“") in table
    assert "货不对版" in shown._repr_html_()
    with using("zh"):
        assert repr(shown) == f"Glossary({len(ALL)} 个词)"
        assert "not as described" in shown._repr_html_()
    assert str(shown).count("\n") == len(ALL) - 1


def test_one_term_is_a_sentence() -> None:
    shown = repr(aecourse.glossary("odr"))
    assert shown.startswith("order defect rate (ODR) · 买家不良体验订单率: ")
    assert shown.endswith("(lesson 3)")
    with using("zh"):
        assert repr(aecourse.glossary("ODR")).endswith("（第 3 课）")


@pytest.mark.parametrize("word", ["nothing-like-it", "", 3, "orders defect rates"])
def test_a_word_that_is_not_there(word: object) -> None:
    with pytest.raises(UnknownName, match="There is no word in the glossary"):
        aecourse.glossary(word)  # type: ignore[arg-type]
    with using("zh"), pytest.raises(UnknownName, match="词条"):
        aecourse.glossary(word)  # type: ignore[arg-type]


def test_a_near_word_is_named() -> None:
    with pytest.raises(UnknownName, match="arbitration"):
        aecourse.glossary("arbitratoin")


SOUND = """
[one]
term = { en = "one", zh = "一" }
meaning = { en = "The first.", zh = "第一个。" }
lesson = "00"
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SOUND.replace('"00"', "0"), "number of a lesson"),
        (SOUND.replace("[one]", "[One]"), "lower case"),
        (SOUND.replace(', zh = "一"', ""), "two texts"),
        (SOUND + "mood = 1", "wrong key"),
        (SOUND + 'also = "x"', "must be lists of words"),
        (SOUND + 'also = { de = ["x"] }', "must be lists of words"),
        (SOUND + "short = 3", "must be text"),
        (SOUND + 'avoid = { en = ["One"] }', "is a word to avoid, and it is used"),
        (SOUND + SOUND.replace("[one]", "[two]"), "another entry has the same word"),
        ("one = 3", "two texts"),
        ("[one", "not valid TOML"),
    ],
)
def test_each_fault_of_the_file_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "glossary.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CourseError) as raised:
        read_glossary(path)
    assert said in raised.value.phrase.en
    assert "词汇表的数据有误" in raised.value.phrase.zh


# -- its page -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_page_has_an_anchor_for_every_word_and_links_to_the_lessons(language: Language) -> None:
    lessons = course()
    notebook = assemble_glossary(language, lessons)
    assert notebook == assemble_glossary(language, lessons)
    text = "\n".join(cell.source for cell in notebook.cells)
    anchors = re.findall(r'<a id="([^"]+)">', text)
    assert sorted(anchors) == sorted(term.id for term in ALL)
    assert sorted(re.findall(r"\]\(#([^)]+)\)", text)) == sorted(anchors)
    for lesson in lessons.lessons:
        if taught_in(lesson.number):
            assert f"]({lesson.name}.ipynb)" in text


def test_the_proof_itself_finds_a_word() -> None:
    assert contains("The ODR fell.", "odr")
    assert not contains("separate", "rate")
    assert contains("先看上网率", "上网率")
    assert "00" in spoken()
