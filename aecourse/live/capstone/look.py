"""The style sheet of the capstone: the map of cuts, bars that can be clicked, the form of the plan."""

from __future__ import annotations


def look(own: str) -> str:
    """CSS for the view that *own* selects."""
    return f"""
{own} .ae-heading {{ margin-bottom: 10px; padding-bottom: 8px; }}
{own} .ae-levers {{ flex-basis: 336px; gap: 8px; }}
{own} .ae-body {{ gap: 16px 28px; }}
{own} .ae-map {{ border-collapse: separate; border-spacing: 2px; margin: 0; width: 100%; font-size: 12.5px;
  color: var(--ae-ink); table-layout: fixed; background: none; }}
{own} .ae-map :is(th, td) {{ padding: 0; border: 0; background: none; text-align: left; font-weight: 400;
  line-height: 20px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }}
{own} .ae-map thead :is(th, td) {{ height: 74px; vertical-align: bottom; overflow: visible; }}
{own} .ae-map thead td, {own} .ae-map tbody th {{ width: 46%; }}
{own} .ae-map thead span {{ display: inline-block; writing-mode: vertical-rl; transform: rotate(180deg);
  color: var(--ae-muted); line-height: 15px; max-height: 74px; white-space: normal; }}
{own} .ae-map thead span:lang(zh) {{ transform: none; }}
{own} .ae-map button {{ box-sizing: border-box; width: 100%; height: 20px; padding: 0; margin: 0;
  border: 1px solid var(--ae-line); border-radius: 4px; background: var(--ae-panel); color: var(--ae-muted);
  font-size: 11px; line-height: 18px; cursor: pointer; }}
{own} .ae-map button:hover {{ border-color: var(--ae-muted); }}
{own} .ae-map .ae-is-worse {{ color: var(--ae-bad); font-weight: 700; }}
{own} .ae-map .ae-is-better {{ color: var(--ae-good); }}
{own} .ae-map button:has(.ae-is-worse) {{ background: var(--ae-band_3); }}
{own} .ae-map button[aria-pressed=true] {{ border-color: var(--ae-accent); background: var(--ae-paper);
  box-shadow: inset 0 0 0 1px var(--ae-accent); }}
{own} .ae-map-key {{ margin: 4px 0 0; color: var(--ae-muted); font-size: 12px; }}
{own} .ae-stage {{ position: relative; min-width: 400px; }}
{own} .ae-stage:has(.ae-phone) {{ display: none; min-width: 0; }}
{own} .ae-phone {{ display: block; width: 100%; height: auto; }}
{own} .ae-pick {{ position: absolute; padding: 0; margin: 0; border: 1px solid transparent; border-radius: 4px;
  background: none; cursor: pointer; }}
{own} .ae-pick:hover {{ border-color: var(--ae-muted); }}
{own} :is(.ae-pick, .ae-map button):focus-visible {{ outline: 2px solid var(--ae-accent); outline-offset: 1px; }}
{own} .ae-take {{ max-width: 100%; text-overflow: ellipsis; overflow: hidden; }}
{own} .ae-plan {{ display: grid; grid-template-columns: repeat(5, minmax(0, 1fr)); gap: 2px 10px; margin-top: 10px; }}
{own} .ae-plan > .widget-html {{ grid-column: 1 / -1; }}
{own} .ae-plan .ae-choice {{ display: block; height: auto; margin: 0; }}
{own} .ae-plan .ae-choice .widget-label {{ display: block; height: 18px; line-height: 18px; text-align: left; }}
{own} .ae-plan .ae-choice select {{ width: 100%; min-width: 0; text-overflow: ellipsis; }}
{own} > .ae-buttons {{ align-items: center; margin-top: 8px; }}
{own} > .ae-buttons:has(.ae-number) {{ margin: 0 0 8px; }}
{own} .ae-number {{ width: auto; }}
{own} .ae-number .widget-label {{ width: auto; }}
{own} .ae-number input {{ width: 76px; height: 32px; border-radius: 6px; font-size: 14px; }}
{own} .ae-score-note {{ flex: 1 1 200px; font-size: 14px; font-weight: 650; }}
@container (max-width: 560px) {{
  {own} .ae-stage:has(.ae-picture) {{ display: none; }}
  {own} .ae-stage:has(.ae-phone) {{ display: block; }}
  {own} .ae-effect {{ flex: 1 1 100%; }}
}}
@container (max-width: 800px) {{
  {own} .ae-plan {{ grid-template-columns: repeat(2, minmax(0, 1fr)); }}
  {own} .ae-plan .ae-line {{ grid-column: 1 / -1; }}
}}
@container (min-width: 1040px) {{
  {own} .ae-levers {{ flex-basis: 400px; }}
  {own} .ae-map {{ font-size: 14px; }}
  {own} .ae-map :is(th, td) {{ line-height: 26px; }}
  {own} .ae-map button {{ height: 26px; line-height: 24px; font-size: 13px; }}
  {own} .ae-map-key {{ font-size: 13px; }}
  {own} .ae-score-note {{ font-size: 16px; }}
}}
"""
