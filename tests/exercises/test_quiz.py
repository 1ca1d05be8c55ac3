"""Every quiz proved; a go at a quiz; the card by its messages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aecourse
from aecourse.base.errors import UnknownName
from aecourse.base.language import LANGUAGES, Phrase, set_language, using
from aecourse.exercises import quiz as quizzes
from aecourse.exercises import record
from aecourse.exercises.cards import QuizCard
from aecourse.exercises.quiz import Attempt, Quiz, QuizQuestion
from tools.lessons.pairs import half_width, numbers, shape

ALL = [aecourse.quiz(lesson) for lesson in quizzes.lessons_with_quiz()]
QUESTIONS = [(quiz, question) for quiz in ALL for question in quiz.questions]


def inside(text: str, said: str) -> bool:
    """Does *said* contain *text*, as words of its own?"""
    bare = text.strip(" .。").casefold()
    edge = r"(?<![\w.,-])" if bare[0].isascii() else ""
    last = r"(?![\w-])" if bare[-1].isascii() else ""
    return re.search(edge + re.escape(bare) + last, said.casefold()) is not None


def test_the_proof_finds_what_gives_an_answer_away() -> None:
    assert inside("Ab", "No, ab it is.")
    assert not inside("4", "It is 42 or A4.")
    assert inside("一笔。", "其实是一笔订单")


# -- every quiz ----------------------------------------------------------------------------------


def test_the_lessons_that_open_the_course_have_a_quiz() -> None:
    assert {"00", "03"} <= {quiz.lesson for quiz in ALL}


@pytest.mark.parametrize("quiz", ALL, ids=lambda quiz: quiz.lesson)
class TestEveryQuiz:
    def test_it_is_valid_and_shown_in_both_languages(self, quiz: Quiz) -> None:
        for language in LANGUAGES:
            with using(language):
                shown = aecourse.quiz(quiz.lesson)
                assert shown == quiz
                assert repr(shown).startswith(f"Quiz({quiz.lesson}, {len(quiz.questions)} ")
                still = shown._repr_html_()
                for question in quiz.questions:
                    assert not any(str(option.feedback) in still for option in question.options)
                assert still.count("<li>") == sum(1 + len(q.options) for q in quiz.questions)

    def test_the_right_options_do_not_all_stand_at_one_place(self, quiz: Quiz) -> None:
        assert len({question.right for question in quiz.questions}) > 1

    def test_it_has_four_to_six_questions_of_different_names(self, quiz: Quiz) -> None:
        assert len({question.id for question in quiz.questions}) == len(quiz.questions)
        assert 4 <= len(quiz.questions) <= 6


@pytest.mark.parametrize(("quiz", "question"), QUESTIONS, ids=[f"{quiz.lesson}-{q.id}" for quiz, q in QUESTIONS])
class TestEveryQuestion:
    def texts(self, question: QuizQuestion) -> list[Phrase]:
        said = [text for option in question.options for text in (option.text, option.feedback)]
        return [question.prompt, *said]

    def test_both_languages_say_the_same_numbers(self, quiz: Quiz, question: QuizQuestion) -> None:
        for text in self.texts(question):
            english, chinese = numbers(shape(text.en), shape(text.zh))
            assert english == chinese, text

    def test_chinese_is_written_as_chinese(self, quiz: Quiz, question: QuizQuestion) -> None:
        for text in self.texts(question):
            assert not list(half_width(text.zh)), text.zh

    def test_every_choice_has_words_of_its_own(self, quiz: Quiz, question: QuizQuestion) -> None:
        for language in LANGUAGES:
            said = [option.feedback.text(language) for option in question.options]
            assert len(set(said)) == len(said)

    def test_one_option_is_right_and_no_other_gives_it_away(self, quiz: Quiz, question: QuizQuestion) -> None:
        right = question.options[question.right]
        assert [option for option in question.options if option.right] == [right]
        for option in question.options:
            for language in LANGUAGES:
                said, truth = option.feedback.text(language), right.text.text(language)
                assert option.right or not inside(truth, said), said

    def test_words_are_plain_text(self, quiz: Quiz, question: QuizQuestion) -> None:
        for text in self.texts(question):
            assert not re.search(r"[*`<>]|\]\(", text.en + text.zh), text


# -- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["99", "3", 3, None, ["03"], "../03"])
def test_a_lesson_without_a_quiz(name: object) -> None:
    with pytest.raises(UnknownName, match="There is no quiz"):
        aecourse.quiz(name)  # type: ignore[arg-type]
    with using("zh"), pytest.raises(UnknownName, match="小测验"):
        aecourse.quiz(name)  # type: ignore[arg-type]


# -- a go at a quiz ------------------------------------------------------------------------------


def test_a_go_by_hand() -> None:
    run = Attempt((1, 0), ((), ()))
    run = run.choose(0, 2).choose(0, 2).choose(0, 1).choose(0, 0)
    assert run.chosen == ((2, 1), ())
    assert run.solved(0)
    assert not run.finished
    run = run.choose(1, 0)
    assert run.finished
    assert run.at_once == 1


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), max_size=40))
def test_any_go(choices: list[tuple[int, int]]) -> None:
    run = Attempt((0, 1, 2, 0), ((),) * 4)
    for where, what in choices:
        after = run.choose(where, what)
        assert after.at_once >= run.at_once, "what was right at once stays so"
        assert run.solved(where) <= after.solved(where)
        run = after
    for right, chosen in zip(run.rights, run.chosen, strict=True):
        assert len(set(chosen)) == len(chosen)
        assert right not in chosen[:-1], "nothing is chosen after the right one"
    assert run.at_once <= len(run.rights)
    assert run.finished == all(map(run.solved, range(4)))


# -- the card ------------------------------------------------------------------------------------


def choose(card: QuizCard, question: int, option: int) -> None:
    card._handle_custom_msg({"do": "choose", "question": question, "option": option}, [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_choice_is_answered_in_words_and_the_score_is_kept(language: str) -> None:
    set_language(language)
    quiz = aecourse.quiz("03")
    card = QuizCard(quiz)
    rights = [question.right for question in quiz.questions]
    wrong = next(at for at in range(3) if at != rights[0])
    choose(card, 0, wrong)
    feedback = quiz.questions[0].options[wrong].feedback
    assert card.given[0] == [{"option": wrong, "right": False, "words": str(feedback)}]
    first, chosen = quiz.questions[0].id, quiz.questions[0].options[wrong].id
    assert record.scores()[0] == {"03": record.QuizScore(first={first: chosen})}
    for at, right in enumerate(rights):
        choose(card, at, right)
    total = len(rights)
    assert f"{total - 1}" in card.result["words"]
    assert card.result["tries"] == [2, *[1] * (total - 1)]
    kept = record.scores()[0]["03"]
    assert (kept.runs, kept.best, len(kept.solved)) == (1, total - 1, total)
    assert kept.day == "2015-10-03"
    card._handle_custom_msg({"do": "again"}, [])
    assert card.given == [[]] * total
    assert f"{total - 1}" in card.before
    for at, right in enumerate(rights):
        choose(card, at, right)
    assert record.scores()[0]["03"].best == total
    assert record.scores()[0]["03"].runs == 2
    assert record.scores()[0]["03"].first == {first: chosen}, "what was chosen first stays"


@pytest.mark.parametrize(
    "message",
    [
        {}, {"do": "dance"}, {"do": "choose"}, {"do": "choose", "question": 99, "option": 0},
        {"do": "choose", "question": 0, "option": 9}, {"do": "choose", "question": -1, "option": 0},
        {"do": "choose", "question": True, "option": 0}, {"do": "choose", "question": "0"}, "text", None,
    ],
)  # fmt: skip
def test_a_message_that_makes_no_sense_is_passed_over(message: object) -> None:
    card = QuizCard(aecourse.quiz("03"))
    card._handle_custom_msg(message, [])
    assert card.given == [[]] * len(card.quiz.questions)


def test_the_page_does_not_hold_the_answers_before_they_are_chosen() -> None:
    card = QuizCard(aecourse.quiz("03"))
    sent = str(card.get_state()["questions"])
    assert "right" not in sent
    for question in card.quiz.questions:
        assert not any(option.feedback.en in sent for option in question.options)


def test_a_quiz_in_a_notebook_has_a_card_a_line_and_a_still_page() -> None:
    bundle = aecourse.quiz("03")._repr_mimebundle_()
    assert bundle["text/plain"] == "Quiz(03, 5 questions)"
    assert "application/vnd.jupyter.widget-view+json" in bundle
    with using("zh"):
        assert aecourse.quiz("03")._repr_mimebundle_()["text/plain"] == "Quiz(03, 5 题)"


def test_half_a_quiz_is_kept_too_and_two_sessions_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    quiz = aecourse.quiz("03")
    choose(QuizCard(quiz), 0, quiz.questions[0].right)
    monkeypatch.setattr(record, "_quizzes", {})
    choose(QuizCard(quiz), 1, quiz.questions[1].right)
    assert record.scores()[0]["03"].solved == {question.id for question in quiz.questions[:2]}
    assert record.scores()[0]["03"].runs == 0


def test_only_the_very_first_choice_is_kept() -> None:
    quiz = aecourse.quiz("03")
    asked = quiz.questions[0]
    wrong = [at for at in range(len(asked.options)) if at != asked.right]
    card = QuizCard(quiz)
    choose(card, 0, wrong[0])
    choose(card, 0, wrong[1])
    choose(card, 1, quiz.questions[1].right)
    card._handle_custom_msg({"do": "again"}, [])
    choose(card, 0, wrong[1])
    choose(card, 1, (quiz.questions[1].right + 1) % 3)
    assert record.scores()[0]["03"].first == {asked.id: asked.options[wrong[0]].id}


def test_a_question_that_moved_to_another_lesson_stays_answered() -> None:
    """An older course asked it in lesson 03; the record of that time is read as it is."""
    (moved,) = (question.id for question in aecourse.quiz("03b").questions if question.id == "rate-got-better")
    record.progress_file().parent.mkdir(parents=True, exist_ok=True)
    record.progress_file().write_text(
        json.dumps({"quizzes": {"03": {"solved": [moved], "runs": 1, "best": 1}}}), encoding="utf-8"
    )
    answered = {part.lesson: part.answered for part in aecourse.progress().lessons}
    assert (answered["03"], answered["03b"]) == (0, 1)


def test_of_what_an_older_course_kept_the_first_choice_stays_unknown() -> None:
    quiz = aecourse.quiz("03")
    old = {"solved": ["paid-in-may"], "runs": 0, "best": 0, "day": "2015-09-01"}
    record.progress_file().write_text(json.dumps({"quizzes": {"03": old}}), encoding="utf-8")
    assert record.scores()[0]["03"].first is None
    choose(QuizCard(quiz), 1, quiz.questions[1].right)
    score = record.scores()[0]["03"]
    assert score.solved == {"paid-in-may", quiz.questions[1].id}
    assert score.first == {"paid-in-may": ""}


@pytest.mark.parametrize("first", [3, [], {"paid-in-may": 4}, None])
def test_a_first_choice_that_is_none_costs_no_progress(first: object) -> None:
    kept = {"solved": ["paid-in-may"], "runs": 1, "best": 1, "first": first}
    record.progress_file().write_text(json.dumps({"quizzes": {"03": kept}}), encoding="utf-8")
    scores, note = record.scores()
    assert note is None
    assert (scores["03"].solved, scores["03"].runs) == ({"paid-in-may"}, 1)
    assert not scores["03"].first


@pytest.mark.parametrize(
    "content",
    [
        '{"quizzes": 3}', '{"quizzes": {"03": 1}}', '{"quizzes": {"03": {"solved": "x"}}}',
        '{"quizzes": {"03": {"runs": -1}}}', '{"quizzes": {"03": {"solved": [1]}}}',
    ],
)  # fmt: skip
def test_a_damaged_record_is_set_aside_and_exercises_survive(content: str, tmp_path: Path) -> None:
    whole = content[:-1] + ', "exercises": {"start-share": {"tries": 1, "solved": true}}}'
    record.progress_file().write_text(whole, encoding="utf-8")
    kept, note = record.scores()
    assert kept == {}
    assert note is not None
    assert (tmp_path / "progress.damaged-1.json").read_text(encoding="utf-8") == whole
    assert record.entries()[0]["start-share"].solved
