"""Still figures of sources: weights found on the web, how sure the rulebook is, verdicts on claims.

Like all of :mod:`aecourse.plots`: every function returns the ``Axes`` it drew on,
and :func:`aecourse.plots.summary` says in one line what the figure shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import rulebook
from ..base.language import Phrase
from ..base.palette import PALE_ACCENT
from ..rulebook.claims import VERDICTS, claims
from ..rulebook.vocabulary import CONFIDENCES
from . import look
from .look import ACCENT, BAD, INK, LINE, MUTED, PANEL, PAPER

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

SITE = "www.10100.com"
"""The site on whose pages the five weight tables stand; discarded as a source, and not linked."""

SITE_WEIGHTS: tuple[tuple[int, ...], ...] = (
    (40, 30, 20, 10),
    (40, 30, 30),
    (35, 25, 30),
    (30, 25, 20, 15, 10),
    (35, 30, 20, 15),
)
"""Weights of "the" service score in per cent, page by page, in the order of each page."""

PLATFORM = ("daily8_2015", "daily6")
LADDER = (
    "confirmed_official",
    "confirmed",
    "one_source",
    "article_only",
    "conflicting",
    "inference",
    "derived",
    "unknown",
)


# -- the data behind the figures ----------------------------------------------------------------


def weights() -> pd.DataFrame:
    """Weight tables, one row an item: five pages of one site, and two versions of the rulebook.

    Columns ``table`` (``page 1`` … or the regime's id), ``platform`` (is it the rulebook's?),
    ``item`` (its place in the table, from 1), ``weight`` (points of 100).
    """
    import pandas as pd

    rows = [
        (f"page {page}", False, item, weight)
        for page, table in enumerate(SITE_WEIGHTS, 1)
        for item, weight in enumerate(table, 1)
    ]
    for id in PLATFORM:
        marks = rulebook.load(id)["full_marks"].values()
        rows += [(id, True, item, int(weight)) for item, weight in enumerate(marks, 1)]
    return pd.DataFrame(rows, columns=["table", "platform", "item", "weight"])


def parameters() -> pd.DataFrame:
    """Every number of the rulebook: ``book`` (regime or table), ``key``, ``confidence``, ``sources``.

    ``sources`` counts the texts that are named for it.
    """
    import pandas as pd

    books = [*rulebook.regimes(), *rulebook.tables()]
    rows = [
        (book.id, key, parameter.confidence, len(parameter.sources))
        for book in books
        for key, parameter in book.parameters.items()
    ]
    return pd.DataFrame(rows, columns=["book", "key", "confidence", "sources"])


def verdicts() -> pd.DataFrame:
    """Every claim of the two articles: ``claim``, ``article``, ``topic``, ``verdict``, ``rules``.

    ``rules`` counts the rules of the rulebook that speak of it.
    """
    import pandas as pd

    rows = [(c.id, c.article, c.topic, c.verdict, len(c.rules)) for c in claims().values()]
    return pd.DataFrame(rows, columns=["claim", "article", "topic", "verdict", "rules"])


# -- the figures --------------------------------------------------------------------------------


def weight_tables() -> Axes:
    """The five weight tables of one site above the platform's two; the sum stands at the end."""
    table = weights()
    names = list(dict.fromkeys(table["table"]))
    told = []
    with look.drawing(height=120 + 40 * len(names)) as ax:
        for row, name in enumerate(names):
            part = table[table["table"] == name]
            platform = bool(part["platform"].iloc[0])
            left = 0
            for item, weight in zip(part["item"], part["weight"], strict=True):
                dark = item % 2 == 1
                colour = (ACCENT if dark else PALE_ACCENT) if platform else (MUTED if dark else LINE)
                ax.barh(row, weight, left=left, height=0.62, color=colour, edgecolor=PAPER, linewidth=1.2)
                ax.annotate(
                    f"{weight}", (left + weight / 2, row), ha="center", va="center", color=PAPER if dark else INK
                )
                left += weight
            whole = left == 100
            words = f"= {left}" if whole else f"= {left} ≠ 100"
            look.annotate(ax, words, (100, row), (8, 0), color=MUTED if whole else BAD)
            heights = " / ".join(map(str, part["weight"]))
            title = Phrase(*(words.replace("\n", " ") for words in _texts(_table_name(name))))
            told.append(Phrase(f"{title.en}: {heights} (sum {left})", f"{title.zh}：{heights}（合计 {left}）"))
        ax.axvline(100, color=INK, linewidth=1, linestyle="--", zorder=0)
        ax.set_yticks(range(len(names)), [str(_table_name(name)) for name in names])
        ax.set_ylim(len(names) - 0.4, -0.6)
        ax.set_xlim(0, 113)
        ax.xaxis.set_visible(False)
        look.title(
            ax,
            "Weights of the service score: five pages of one site, and the rulebook",
            "服务分的权重：同一网站的五个页面，与规则库",
        )
    listed = look.in_a_row(told)
    return look.keep_summary(ax, f"{listed.en}.", f"{listed.zh}。")


def confidence() -> Axes:
    """How many numbers of the rulebook stand on what: from the platform's page to not public."""
    counts = parameters()["confidence"].value_counts()
    kinds = [kind for kind in LADDER if kind in counts]
    kinds += sorted(set(counts.index) - set(LADDER))
    names = [CONFIDENCES[kind] for kind in kinds]
    return _bars(
        [(name, int(counts[kind])) for name, kind in zip(names, kinds, strict=True)],
        Phrase("On what the numbers of the rulebook stand", "规则库里的数字，依据是什么"),
        Phrase(f"{counts.sum()} numbers", f"共 {counts.sum()} 个数值"),
        chosen=kinds.index("confirmed_official"),
    )


def judged_claims() -> Axes:
    """How many claims of the two articles are rules, advice, views, garbled, or harmful."""
    table = verdicts()
    counts = table["verdict"].value_counts()
    kinds = [kind for kind in VERDICTS if kind in counts]
    by_article = table.groupby("article")["claim"].count()
    parts = ", ".join(f"{name} {many}" for name, many in by_article.items())
    return _bars(
        [(VERDICTS[kind], int(counts[kind])) for kind in kinds],
        Phrase("What the two articles say, by our verdict", "两篇文章的说法，课程怎么判断"),
        Phrase(f"{len(table)} claims ({parts})", f"共 {len(table)} 条说法（{parts.replace(', ', '，')}）"),
        chosen=kinds.index("garbled"),
    )


def _bars(rows: list[tuple[Phrase, int]], title: Phrase, whole: Phrase, chosen: int) -> Axes:
    """A bar a row with its number and share of all; the chosen row is dark."""
    import pandas as pd
    import seaborn as sns

    table = pd.DataFrame({"name": [str(name) for name, _ in rows], "many": [n for _, n in rows]})
    total = int(table["many"].sum())
    with look.drawing(height=110 + 36 * len(rows)) as ax:
        colours = [ACCENT if at == chosen else PALE_ACCENT for at in range(len(rows))]
        sns.barplot(
            table, x="many", y="name", hue="name", palette=colours, saturation=1, width=0.62, legend=False, ax=ax
        )
        for at, many in enumerate(table["many"]):
            look.annotate(ax, f"{many}  ({_share(many, total)})", (many, at), (7, 0))
        ax.set_xlim(0, 1.16 * int(table["many"].max()))
        ax.xaxis.set_visible(False)
        ax.set_facecolor(PAPER)
        ax.axvline(0, color=PANEL)
        look.title(ax, title)
        look.note(ax, whole, drop=-22)
    told = [
        Phrase(f"{name.en} {many} ({_share(many, total)})", f"{name.zh} {many}（{_share(many, total)}）")
        for name, many in rows
    ]
    listed = look.in_a_row(told)
    return look.keep_summary(ax, f"{whole.en}. {listed.en}.", f"{whole.zh}。{listed.zh}。")


def _share(many: Any, total: int) -> str:
    return f"{100 * many / total:.1f} %"


def _texts(words: Phrase) -> tuple[str, str]:
    return words.en, words.zh


def _table_name(name: str) -> Phrase:
    """What a weight table is called in the figure."""
    if name in PLATFORM:
        regime = rulebook.load(name)
        since = regime.effective_from
        return Phrase(f"{regime.name.en}\nfrom {since}", f"{regime.name.zh}\n{since} 起")
    number = name.split()[1]
    return Phrase(f"{SITE}, page {number}", f"{SITE} 页面 {number}")
