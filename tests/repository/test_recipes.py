"""Changing a thing touches its place: the recipes of CONTRIBUTING.md, each done in a copy.

An exercise is done so in ``tests/lessons/test_lessons.py`` (``test_an_exercise_is_one_file``).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.copies import ROOT, House

RULES = "aecourse/rulebook/"
PARAMETER = """
[parameters."{key}"]
value = {value}
unit = "{unit}"
window = "{window}"
sources = ["{source}"]
confidence = "one_source"
meaning.en = "Illustrative, for a test."
meaning.zh = "示意，测试用。"
"""


def parameter(key: str, value: str, unit: str, window: str = "none", source: str = "article_b") -> str:
    text = PARAMETER.format(key=key, value=value, unit=unit, window=window, source=source)
    return text.replace("one_source", "article_only") if source.startswith("article") else text


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_the_originals_are_left_alone(house: House) -> None:
    before = (ROOT / RULES / "metrics.toml").read_bytes()
    house.append(RULES + "metrics.toml", "# more\n")
    assert (ROOT / RULES / "metrics.toml").read_bytes() == before
    assert house.says("import aecourse; print(aecourse.__file__)") == [str(house.folder / "aecourse/__init__.py")]


def test_another_line_for_apparel_alone(house: House) -> None:
    """11 of 200 orders are not as described, 5.5 %: above 5 % in bags and shoes, below 6 % in apparel."""
    bands = "{ general = 0.06, serious = 0.20, very_serious = 0.50 }"
    house.append(
        RULES + "regimes/capability_2022.toml",
        parameter("snad.bands.apparel", bands, "share", "30d")
        + parameter("snad.bands.apparel_categories", '["apparel"]', "categories"),
    )
    said = house.says("""
from aecourse import assess
from tests.worked import clean, orders
bad = {"dispute_opened_at": "2023-08-03", "dispute_reason": "not_as_described", "receipt": None,
       "dispute_closed_at": "2023-08-09", "dispute_end": "settled", "receipt_at": None}
moved = {name: f"2023-0{month}-0{day}" for name, month, day in (
    ("paid_at", 7, 2), ("ship_by", 7, 9), ("shipped_at", 7, 4), ("first_scan_at", 7, 5),
    ("delivered_at", 8, 1), ("receipt_at", 8, 2), ("review_at", 8, 5))}
for category in ("apparel", "bags_shoes"):
    table = orders(*[{**moved, **bad} for _ in range(11)], *clean(189, **moved), category=category)
    result = assess(table, "capability_2022", "2023-08-20")
    row = result.metrics.set_index("metric").loc["snad_rate"]
    print(category, row.numerator, row.denominator, row.status)
""")
    assert said == ["apparel 11 200 ok", "bags_shoes 11 200 general"]
    assert house.changed == [RULES + "regimes/capability_2022.toml"]


REGIME = """\
id = "online_3d_2025"
name.en = "Online rate 2025 (3 days)"
name.zh = "2025 年 3 天上网率"
summary.en = "Illustrative."
summary.zh = "示意。"
metrics = ["online_rate_3d"]
outcome = "online_level"

[parameters.clock]
same_as = "platform.clock"
told = "table"
"""


def three_days(source: str) -> str:
    return (
        REGIME
        + parameter("effective_from", "2025-06-01", "date", source=source)
        + parameter("effective_to", "2025-12-31", "date", source=source)
        + parameter("online.limit", "3", "days", "per_order", source)
        + parameter("online.levels", "{ ok = 0.9, poor = 0.5 }", "share", "30d", source)
    )


def test_an_online_rate_of_another_length(house: House) -> None:
    """Scanned after 2, 3 and 4 days: two of three are in time."""
    house.write(RULES + "regimes/online_3d_2025.toml", three_days("article_b"))
    said = house.says("""
import aecourse
from tests.worked import orders
scans = ("2025-07-03", "2025-07-04", "2025-07-05")
table = orders(*({"paid_at": "2025-07-01", "shipped_at": "2025-07-01", "first_scan_at": day} for day in scans))
result = aecourse.assess(table, "online_3d_2025", "2025-07-20")
print(*result.metrics[["metric", "numerator", "denominator"]].iloc[0], result.outcome)
""")
    assert said == ["online_rate_3d 2 3 to improve"]
    assert house.changed == [RULES + "regimes/online_3d_2025.toml"]


def test_a_regime_of_a_known_kind(house: House) -> None:
    """A file and its source; what holds for every regime holds for it, without another line."""
    house.append(
        RULES + "sources.toml",
        '\n[source.example_notice]\ntitle.en = "A notice"\ntitle.zh = "一则公告"\nkind = "blog"\n'
        'address = "https://example.org/notice"\n',
    )
    house.write(RULES + "regimes/online_3d_2025.toml", three_days("example_notice"))
    files = ("tests/rulebook/test_rulebook.py", "tests/rulebook/test_acting.py", "tests/live/test_regimes.py")
    others = "every_regime_is_there or every_gathered or every_regime_has_a_bar or time_line"
    assert house.passes(*files, "-k", f"online_3d_2025 or {others}") >= 10
    assert house.changed == [RULES + name for name in ("sources.toml", "regimes/online_3d_2025.toml")]


def test_a_metric(house: House) -> None:
    """Of four orders, one missed its deadline: 25 %.  The tests of every metric take it in."""
    house.append("aecourse/orders/needs.toml", 'late_rate = ["cancelled_at", "ship_by", "shipped_at"]\n')
    house.append(
        RULES + "metrics.toml",
        '\n[late_rate]\nname.en = "Late shipment rate"\nname.zh = "发货超时率"\nhome = "capability_2022"\n'
        'better = "low"\nnumerator = ["ship_deadline"]\ndenominator = ["ship_deadline", "shipment"]\n',
    )
    said = house.says("""
import aecourse
from tests.worked import UNSHIPPED, clean, orders
table = orders(UNSHIPPED, *clean(3))
print(aecourse.measure(table, "late_rate", ("2015-07-01", "2015-08-01")).value[0])
""")
    assert said == ["0.25"]
    files = ("tests/scoring/test_measurement.py", "tests/orders/test_reading.py")
    assert house.passes(*files, "-k", "late_rate") >= 2
    assert house.changed == ["aecourse/orders/needs.toml", RULES + "metrics.toml"]


MARKET = """
[[mapping]]
id = "example_market"
name = { en = "Example market", zh = "示例平台" }
clock = "UTC"
lines = "item"
amount = "line"
sources = ["https://example.org/help/export"]

[mapping.columns]
order_id = ["Bestelling"]
state = ["Stand"]
paid_at = ["Betaald op"]
amount_usd = ["Regelbedrag"]
currency = ["Munt"]

[mapping.states]
unpaid = ["open"]
shipped = ["verzonden"]
"""


def test_the_export_of_one_more_marketplace(house: House) -> None:
    """Two lines of one order are one order of 5 dollars; an order that nobody paid is none."""
    house.append("aecourse/orders/reading/mappings/marketplaces.toml", MARKET)
    house.write(
        "export.csv",
        "Bestelling;Stand;Betaald op;Regelbedrag;Munt\nM-1;verzonden;2025-03-01 10:00;2.00;USD\n"
        "M-1;verzonden;2025-03-01 10:00;3.00;USD\nM-2;open;;9.00;USD\n",
    )
    said = house.says(f"""
import aecourse
found = aecourse.read_orders({str(house.folder / "export.csv")!r})
print(found.mapping.id, *found.orders["amount_usd"], found.counts["never_paid"])
""")
    assert said == ["example_market 5.0 1"]
    assert house.passes("tests/orders/test_reading.py", "-k", "test_a_mapping_says and example_market") == 1
    assert house.changed == ["aecourse/orders/reading/mappings/marketplaces.toml", "export.csv"]


KIND = '''\
"""Two lights: green while no limit of ODR is passed."""

from aecourse.base.language import Phrase

from .kind import SCORE, Kind
from .reasons import STORE_ASSESSED
from .verdict import Outcome, Status, Verdict

RED = Status("red", Phrase("red", "红灯"), "bad", 1)
GREEN = Status("green", Phrase("green", "绿灯"), "good", 0)


def _light(regime, tally, illustrative):
    light = RED if tally.value("odr") > 0.5 else GREEN
    return Verdict(True, (STORE_ASSESSED,), dict.fromkeys(regime.metrics, light.id), dict.fromkeys(regime.metrics), Outcome(light, illustrative=False))


KIND = Kind(id="light", name=Phrase("one of two lights", "两种灯之一"), group=SCORE, statuses=(RED, GREEN), judge=_light)
'''


def test_a_kind_of_outcome(house: House) -> None:
    """The module; a regime then names it."""
    house.write("aecourse/scoring/outcomes/light.py", KIND)
    said = house.says("""
from dataclasses import replace
from aecourse import assess, live, rulebook
from aecourse.live.regimes.rulings import ruling
from tests.worked import clean, orders
rules = replace(rulebook.load("grade_2015_odr"), outcome="light")
for stars in (5, 1):
    result = assess(orders(*clean(4, stars=stars)), rules, "2015-09-30")
    print(result.outcome, ruling(result).word.zh)
print(live.ScoreLab(regime=rules, orders=100).result.outcome)
""")
    assert said == ["green 绿灯", "red 红灯", "green"]
    assert house.changed == ["aecourse/scoring/outcomes/light.py"]


VIEW = '''\
"""Coin: how many of its throws are heads.  Illustrative."""

from dataclasses import dataclass, replace

import traitlets

from ...base.language import Phrase, get_language
from ..base import Art, LeverView
from ..knobs import Knob
from ..svg import Svg

NAME = Phrase("Coin", "硬币")


@dataclass(frozen=True)
class Setting:
    heads: int = 3


class Thrown(traitlets.HasTraits):
    language = traitlets.Enum(["en", "zh"])
    setting = traitlets.Any(Setting())
    start = Setting()

    def move(self, **levers):
        self.setting = replace(self.setting, **levers)


def picture(setting, language):
    svg = Svg(200, 40, NAME.text(language), language, "ae-picture")
    svg.text(10, 20, f"{setting.heads}")
    return str(svg)


def told(setting, language):
    return f"{setting.heads}"


class Coin(LeverView):
    kind = "coin"
    art = Art(picture, picture, lambda setting, language: [told(setting, language)], told)
    watched = ("setting",)
    present = "setting"
    buttons = {}

    def __init__(self, *, language=None):
        super().__init__(Thrown(language=language or get_language()), [Knob("heads", NAME, 0, 10, whole=True)])

    @property
    def frame(self):
        return self.scenario.setting

    def _parts(self):
        return [self._heading(NAME, NAME), self._body(self._column(*self.sliders.values()))]

    def __repr__(self):
        return f"Coin({self.frame.heads})"
'''


def test_a_view(house: House) -> None:
    """Its folder, one line in the list, and every test of all views looks at it."""
    house.write("aecourse/live/coin/__init__.py", '"""Coin."""\n')
    house.write("aecourse/live/coin/view.py", VIEW)
    house.replace("aecourse/live/__init__.py", '    "Capstone",\n', '    "Capstone",\n    "Coin",\n')
    assert house.passes("tests/live/test_live.py", "-k", "Coin") >= 6
    assert len(house.changed) == 3
