"""The style sheet of StoreYear: its main button, the box of the seed, the line to hand in."""

from __future__ import annotations


def look(own: str) -> str:
    """CSS for the view that *own* selects."""
    seed, line, label = f"{own} .ae-seed", f"{own} .ae-hand-in", "widget-label"
    following = f"{own} .ae-buttons .ae-next"
    return (
        f"{own} .ae-phone{{display:none}}@container (max-width:560px){{"
        f"{own} .ae-picture{{display:none}}{own} .ae-phone{{display:block;width:100%;height:auto}}"
        f"{own} .ae-effect{{flex:1 1 100%}}}}"
        f"{own} .ae-levers{{gap:2px;flex-basis:300px}}{own} .ae-picture{{min-width:400px}}"
        f"{own} .ae-body{{margin-top:12px;gap:16px 28px}}{own} .ae-heading{{margin-bottom:10px;padding-bottom:8px}}"
        f"{own} .ae-folds{{display:flex;flex-flow:row wrap;gap:0 32px;width:100%}}"
        f"{following}{{background:var(--ae-accent);border-color:var(--ae-accent);"
        "color:var(--ae-paper);font-weight:650}"
        f"{following}:disabled{{background:var(--ae-panel);opacity:1;"
        "border-color:var(--ae-line);color:var(--ae-muted)}"
        f"{seed},{line}{{display:flex;align-items:center;gap:8px;width:auto;"
        "height:32px;margin:0;overflow:visible}"
        f"{line}{{margin-top:8px;max-width:880px}}"
        f"{seed} .{label},{line} .{label}{{width:auto;margin:0;height:auto;font:inherit;"
        "line-height:30px;color:var(--ae-muted)}"
        f"{seed} input,{line} input{{height:32px;border:1px solid var(--ae-line);"
        "border-radius:6px;padding:0 8px;background:var(--ae-panel);color:var(--ae-ink);"
        "font:inherit}"
        f"{own} .ae-levers .ae-buttons{{gap:6px;flex-wrap:nowrap;margin-top:4px}}{seed}{{gap:6px}}{seed} input{{width:52px;padding:0 4px}}{line} input{{flex:1 1 auto;font-family:monospace}}"
        f"{seed} input:focus-visible,{line} input:focus-visible"
        "{outline:2px solid var(--ae-accent);outline-offset:2px}"
        # a projector or a wide screen: what stands beside the buttons grows with them
        "@container (min-width: 1040px){"
        f"{seed},{line},{seed} input,{line} input{{height:36px}}"
        f"{seed} .{label},{line} .{label},{seed} input,{line} input{{font-size:15px}}}}"
    )
