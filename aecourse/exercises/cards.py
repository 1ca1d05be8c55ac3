"""The cards on which a learner answers without code: the form of an exercise, the card of a quiz.

Each shows what its traits say and sends what the learner does; judging, and the record, stay here.
What is judged is the business of :mod:`.answering` and :mod:`.quiz`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from threading import RLock
from typing import Any

import anywidget
import ipywidgets as widgets
import traitlets

from ..base import palette
from ..base.guidance import LOST, MARK
from ..base.language import Language, Phrase, checked_language, get_language
from ..base.tables import texts
from ..live.page import script, style_sheet
from . import record
from .answering import check_filled, hint, hints_seen, note_opened
from .kinds import OneOption
from .quiz import Attempt, Quiz
from .registry import find
from .results import MARKS, FormOf, Result

_HERE = Path(__file__).parent
_TEXTS = texts(__file__)
_FORM_WORDS = _TEXTS["form"]
_QUIZ_WORDS = _TEXTS["quiz"]


class _Card(anywidget.AnyWidget):
    """What both cards share: words in one language, and one message at a time."""

    _css = "\n".join((style_sheet(_HERE / "cards.css"), *palette.rules(".ae-card")))

    language = traitlets.Enum(["en", "zh"]).tag(sync=True)
    words = traitlets.Dict().tag(sync=True)

    def __init__(self, language: str, words: Mapping[str, Phrase], **traits: Any) -> None:
        chosen: Language = checked_language(language)
        said = {key: phrase.text(chosen) for key, phrase in {**words, "lost": LOST}.items()}
        # A kernel may hear one message in one thread and the next in another.
        self._one_at_a_time = RLock()
        super().__init__(language=chosen, words=said, **traits)
        self.on_msg(self._heard)

    def _heard(self, _: Any, message: Any, __: Any) -> None:
        if isinstance(message, dict):
            with self._one_at_a_time:
                self.hear(message)

    def hear(self, message: dict[str, Any]) -> None:
        """Do what the learner did on the page; what makes no sense is passed over."""
        raise NotImplementedError

    def _say(self, phrase: Phrase) -> str:
        return phrase.text(self.language)


class Form(_Card):
    """The form of one exercise: a field or its options, Check (or Note my guess), Hint, a verdict."""

    _esm = script(_HERE / "cards.js", _HERE / "form.js")

    options: Any = traitlets.List().tag(sync=True)
    asked = traitlets.Unicode().tag(sync=True)
    example = traitlets.Unicode().tag(sync=True)
    said = traitlets.Dict().tag(sync=True)
    hints: Any = traitlets.List().tag(sync=True)
    no_more_hints = traitlets.Bool().tag(sync=True)

    def __init__(self, exercise: str, form: FormOf = "check", language: str | None = None) -> None:
        one = find(exercise)
        chosen = checked_language(language or get_language())
        words = {
            "label": _FORM_WORDS["guess" if form == "predict" else "answer"],
            "check": _FORM_WORDS[form],
            "hint": _FORM_WORDS["hint"],
        }
        kind = one.kind
        options = kind.lettered if isinstance(kind, OneOption) else ()
        self._exercise, self._form, self._count = one, form, 0
        note_opened(one.id)
        super().__init__(
            chosen,
            words,
            options=[[letter, text.text(chosen)] for letter, text in options],
            asked=(kind.asked or kind.expected).text(chosen),
            example=kind.example,
            said=self._before(chosen),
        )

    def _before(self, language: Language) -> dict[str, Any]:
        """What the record says of the exercise when the form opens."""
        entry = record.entries()[0].get(self._exercise.id, record.ExerciseEntry())
        if self._form == "predict" and entry.guess is not None:
            line = _FORM_WORDS["guessed"].format(guess=entry.guess)
            return {"status": "note", "mark": MARKS["note"], "lines": [line.text(language)]}
        if self._form == "check" and entry.solved:
            line = _FORM_WORDS["solved"]
            return {"status": "right", "mark": MARKS["right"], "lines": [line.text(language)]}
        return {}

    def hear(self, message: dict[str, Any]) -> None:
        """``{"do": "check", "answer": text}`` or ``{"do": "hint"}``."""
        answer = message.get("answer")
        if message.get("do") == "check" and isinstance(answer, str):
            self._tell(check_filled(self._exercise.id, answer, self._form))
        elif message.get("do") == "hint":
            self._hint()

    def _tell(self, result: Result) -> None:
        self._count += 1
        lines = [self._say(line) for line in (result.message, *result.notes)]
        mark = MARKS[result.status]
        # The count makes the same verdict, given twice, a new one.
        self.said = {"status": result.status, "mark": mark, "lines": lines, "count": self._count}

    def _hint(self) -> None:
        id, total = self._exercise.id, len(self._exercise.hints)
        if len(hints_seen(id)) < total:
            hint(id)
        seen = hints_seen(id)
        of = _FORM_WORDS["hint_of"]
        self.hints = [self._say(of.format(at=at, of=total, words=words)) for at, words in enumerate(seen, 1)]
        self.no_more_hints = len(seen) == total


class QuizCard(_Card):
    """One question after another; every choice is answered at once, and the score comes last."""

    _esm = script(_HERE / "cards.js", _HERE / "quiz.js")

    questions: Any = traitlets.List().tag(sync=True)
    given: Any = traitlets.List().tag(sync=True)
    result = traitlets.Dict().tag(sync=True)
    before = traitlets.Unicode().tag(sync=True)
    place = traitlets.Int().tag(sync=True)

    def __init__(self, quiz: Quiz, language: str | None = None) -> None:
        chosen = checked_language(language or get_language())
        self.quiz = quiz
        self.run = Attempt.of(quiz.questions)
        super().__init__(
            chosen,
            _QUIZ_WORDS,
            questions=[
                {
                    "prompt": question.prompt.text(chosen),
                    "options": [option.text.text(chosen) for option in question.options],
                }
                for question in quiz.questions
            ],
            given=[[] for _ in quiz.questions],
            before=self._best(chosen),
        )

    def _best(self, language: Language) -> str:
        kept = record.scores()[0].get(self.quiz.lesson, record.QuizScore())
        if not kept.runs:
            return ""
        words = _QUIZ_WORDS["before"].format(best=kept.best, of=len(self.quiz.questions))
        return words.text(language)

    def hear(self, message: dict[str, Any]) -> None:
        """``{"do": "choose", "question": 0, "option": 2}`` or ``{"do": "again"}``."""
        if message.get("do") == "again":
            self.run = Attempt.of(self.quiz.questions)
            with self.hold_sync():
                self.given, self.result = [[] for _ in self.quiz.questions], {}
                self.before, self.place = self._best(checked_language(self.language)), 0
            return
        question, option = message.get("question"), message.get("option")
        if type(question) is not int or question not in range(len(self.quiz.questions)):
            return
        options = self.quiz.questions[question].options
        if type(option) is int and option in range(len(options)):
            self._choose(question, option)

    def _choose(self, question: int, option: int) -> None:
        after = self.run.choose(question, option)
        if after == self.run:
            return
        self.run = after
        if after.solved(question):
            ended = after.at_once if after.finished else None
            name = self.quiz.questions[question].id
            score, note = record.quiz_update(self.quiz.lesson, [name], ended)
            if after.finished:
                self.result = self._result(score, note)
        elif len(after.chosen[question]) == 1:
            asked = self.quiz.questions[question]
            record.quiz_update(self.quiz.lesson, wrong=(asked.id, asked.options[option].id))
        self.given = [[self._choice(at, chosen) for chosen in chosen_of] for at, chosen_of in enumerate(after.chosen)]

    def _choice(self, question: int, option: int) -> dict[str, Any]:
        chosen = self.quiz.questions[question].options[option]
        return {"option": option, "right": chosen.right, "words": self._say(chosen.feedback)}

    def _result(self, score: record.QuizScore, note: Phrase | None) -> dict[str, Any]:
        total = len(self.quiz.questions)
        words = _QUIZ_WORDS["result"].format(n=self.run.at_once, of=total)
        kept = note or _QUIZ_WORDS["kept"].format(best=score.best, of=total)
        tries = [len(chosen) for chosen in self.run.chosen]
        each = [_QUIZ_WORDS["at_once"] if n == 1 else _QUIZ_WORDS["later"].format(n=n) for n in tries]
        return {
            "words": self._say(words),
            "kept": self._say(kept),
            "each": [self._say(phrase) for phrase in each],
            "tries": tries,
        }


def live(shown: Result | Quiz, **kwargs: Any) -> dict[str, Any]:
    """What a notebook needs to show the card of a result or a quiz, beside its still text.

    The card stands in a box, for ipywidgets marks a box that has lost its kernel, and no anywidget.
    """
    card = QuizCard(shown) if isinstance(shown, Quiz) else Form(shown.exercise, shown.form or "check")
    data = widgets.VBox([card])._repr_mimebundle_(**kwargs) or {}
    return {MARK: {}} | {key: it for key, it in data.items() if key.startswith("application/")}
