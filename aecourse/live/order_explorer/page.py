"""The page of OrderExplorer: its style, its handles, and the verdict beside the line."""

from __future__ import annotations

from datetime import timedelta
from html import escape
from typing import Any

from ...base.language import Phrase
from ...base.wording import day
from ..svg import MARK_CLASS, tidy
from .frame import OrderFrame
from .picture import LEFT, NEVER, RIGHT, WIDTH, height, x_of_mark, y_of
from .words import MARKS, WORDS, flip_lines, goal_words, mark_spoken, rule_by_rule, rule_words, status_words

_HOUR = timedelta(hours=1)


def handles_of(frame: OrderFrame, language: str) -> list[dict[str, Any]]:
    """The handles that the page lays over the line; hours are counted from the payment."""
    return [
        {
            "id": mark.moment,
            "x": round(x_of_mark(frame, mark), 1),
            "y": y_of(place),
            "hours": None if mark.meant is None else (mark.meant - frame.paid) / _HOUR,
            "low": (mark.low - frame.paid) / _HOUR,
            "label": f"{mark.name.text(language)} · {mark.who.text(language)}",
            "text": mark_spoken(mark, frame.paid).text(language),
            "happens": mark.at is not None,
        }
        for place, mark in enumerate(frame.marks)
        if mark.moment != "paid_at"
    ]


def stage_of(frame: OrderFrame, language: str) -> dict[str, Any]:
    """The measures by which the page turns a place on the line into hours."""
    return {
        "left": LEFT,
        "right": RIGHT,
        "never": NEVER,
        "width": WIDTH,
        "height": height(frame),
        "hours": 24 * frame.reach,
        "label": frame.name.text(language),
    }


def hint_html(language: str) -> str:
    """What the keys do; a line breaks between two of them only."""
    keys = WORDS["hint"].text(language).split(" · ")
    dotted = [*(f"{key} ·" for key in keys[:-1]), keys[-1]]
    hint = " ".join(f'<span class="ae-key">{escape(key)}</span>' for key in dotted)
    return f'<span class="ae-hint">{hint}</span>'


def verdict_html(frame: OrderFrame, language: str) -> str:
    """What the rules say of the order, before and now."""

    def say(words: Phrase) -> str:
        return words.text(language)

    was = say(WORDS["was"].format(verdict=frame.before.words)) if frame.moved else say(WORDS["unchanged"])
    rows = ""
    for finding in frame.findings:
        cells = "".join(
            f'<td class="ae-is-{state}">{MARKS[state]} {escape(say(status_words(finding.id, state)))}</td>'
            for state in (finding.before, finding.now)
        )
        changed = ' class="ae-changed"' if finding.before != finding.now else ""
        name = escape(say(finding.name))
        if finding.before != finding.now:  # its story can be asked for
            tip = escape(say(WORDS["story_tip"]))
            name = f'<button type="button" class="ae-flip {MARK_CLASS}" data-id="{finding.id}" title="{tip}">{name}</button>'
        rows += f'<tr{changed}><th scope="row">{name}</th>{cells}</tr>'
    heads = "".join(f'<th scope="col">{escape(say(WORDS[w]))}</th>' for w in ("what", "before", "now"))
    notes = []
    moved = "".join(f"<li>{escape(say(line))}</li>" for line in flip_lines(frame)[: len(frame.displaced)])
    if moved:
        notes.append(f'<ul class="ae-moves">{moved}</ul>')
    if frame.said is not None:
        notes.append(f'<p class="ae-said">⚠ {escape(say(frame.said))}</p>')
    if not frame.in_force:
        notes.append(f'<p class="ae-said">⚠ {escape(say(WORDS["not_in_force"]))}</p>')
    if frame.illustrative:
        paid = WORDS["as_if"].format(day=day(frame.paid, year=True))
        notes.append(f'<p class="ae-note">{escape(say(WORDS["illustrative"]))} · {escape(say(paid))}</p>')
    return (
        f'<p class="ae-note">{"<br>".join(escape(say(line)) for line in rule_words(frame))}</p>'
        f'<p class="ae-verdict ae-is-{frame.now.verdict}">'
        f"{MARKS[frame.now.verdict]} {escape(say(frame.now.words))}</p>"
        f'<p class="ae-note ae-was">{escape(was)}</p>{_goal_html(frame, language)}'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{''.join(notes)}"
    )


def _goal_html(frame: OrderFrame, language: str) -> str:
    words = goal_words(frame)
    if words is None:
        return ""
    look = "ae-goal ae-reached" if frame.reached else "ae-goal"
    return f'<p class="{look}" role="status">{escape(words.text(language))}</p>'


def told_html(frame: OrderFrame, language: str) -> str:
    """Rule by rule: events, clocks and assumptions with their sources."""
    parts = ""
    for heading, lines in rule_by_rule(frame, language):
        items = "".join(f"<li>{escape(tidy(line))}</li>" for line in lines)
        parts += (
            f'<div class="ae-group" role="heading" aria-level="4">{escape(heading.text(language))}'
            f"</div><ul>{items}</ul>"
        )
    return parts


# § stands for the view's own class
RULES = """
§ .ae-left{flex:2 1 540px;min-width:0;overflow:auto hidden}
§ .ae-line{position:relative;width:100%;min-width:400px}
§ .ae-line svg{display:block;width:100%;min-width:0;height:auto}
§ .ae-handles{position:absolute;inset:0;overflow:visible;pointer-events:none}
§ .ae-handles g{cursor:ew-resize;touch-action:none;pointer-events:auto;outline:none}
§ .ae-hit{fill:transparent}
§ .ae-ring{fill:none;stroke:none;stroke-width:2}
§ .ae-handles g:focus-visible .ae-ring{stroke:var(--ae-accent)}
§ .ae-handles .ae-knob{fill:var(--ae-accent);stroke:var(--ae-paper);stroke-width:2}
§ .ae-handles g:hover .ae-knob{stroke:var(--ae-ink)}
§ .ae-handles .ae-void .ae-knob{fill:var(--ae-paper);stroke:var(--ae-accent);stroke-dasharray:4 2.3}
§ .ae-body{gap:12px 24px}
§ .ae-effect{flex:1 1 280px;overflow:hidden;max-width:none}
§ .ae-heading{margin-bottom:10px}
§ .ae-buttons{align-items:center;gap:8px 10px;margin-bottom:10px}
§ .ae-choice select{max-width:360px}
§ .ae-buttons .ae-buttons{width:auto;margin:0}
§ .ae-below{display:flex;flex-flow:row wrap;gap:2px 24px;align-items:center;overflow:visible;
 width:100%}
§ .ae-below .widget-slider{flex:1 1 240px;width:auto}
§ .ae-below .widget-html{flex:1 1 220px}
§ .ae-hint,§ .ae-note{color:var(--ae-muted);font-size:12px}
§ .ae-key{white-space:nowrap}
§ .ae-effect p{margin:0}
§ .ae-verdict{font-size:22px;font-weight:680;line-height:30px;margin:2px 0!important}
§ .ae-is-bad,§ .ae-is-against{color:var(--ae-bad)}
§ .ae-verdict.ae-is-fine{color:var(--ae-good)}
§ .ae-is-out{color:var(--ae-muted)}
§ .ae-said{color:var(--ae-caution);font-weight:600;margin-top:8px!important}
§ .ae-effect table{width:100%;border-collapse:collapse;margin:8px 0;font-size:13px}
§ .ae-effect thead th{font-weight:400;color:var(--ae-muted);font-size:12px}
§ .ae-effect th,§ .ae-effect td{text-align:left;padding:5px 6px 5px 0;
 border-bottom:1px solid var(--ae-line);vertical-align:top;background:none;white-space:normal}
§ .ae-effect td{white-space:nowrap;width:1%;padding-left:8px}
§ .ae-effect tbody th{font-weight:400;color:var(--ae-ink)}
§ .ae-effect td:last-child{font-weight:600}
§ .ae-changed th,§ .ae-changed td{background:var(--ae-panel)!important}
§ .ae-changed th::before{content:"▸ ";color:var(--ae-accent)}
§ .ae-changed th::before{color:var(--ae-caution)}
§ .ae-changed td:last-child{color:var(--ae-caution)}
§ .ae-flip{padding:0;border:0;background:none;color:var(--ae-accent);font:inherit;text-align:left;
 text-decoration:underline;text-underline-offset:2px;cursor:pointer}
§ .ae-flip:focus-visible{outline:2px solid var(--ae-accent);outline-offset:2px}
§ .ae-moves{margin:0 0 4px;padding-left:18px;color:var(--ae-caution);font-weight:600}
§ .ae-goal{margin:4px 0 2px!important;padding:4px 10px;border-left:3px solid var(--ae-accent);
 background:var(--ae-panel);font-weight:600}
§ .ae-goal.ae-reached{border-color:var(--ae-good);color:var(--ae-good)}
§ .ae-told ul{margin:0 0 12px;padding-left:20px}
§ .ae-effect thead th:not(:first-child){padding-left:8px}
@container (min-width:1040px){
§ .ae-choice select{max-width:400px}
§ .ae-effect table{font-size:15px}
§ .ae-hint,§ .ae-note,§ .ae-effect thead th{font-size:13.5px}
§ .ae-verdict{font-size:26px;line-height:34px}}
"""
