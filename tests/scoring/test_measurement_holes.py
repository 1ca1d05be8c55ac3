"""Tables with holes: a blank says that something did not happen or is not known, and no more.

What holds whatever is blank: no traceback; never more orders above the line than below; a rating
that is blank is no rating; an order that loses a cell changes its own place and no other's; a line
says what measuring says; and every engine says the same.
"""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aecourse import measure, rulebook
from aecourse.orders.calendar import Window
from aecourse.scoring.columns import ExpressionColumns
from aecourse.scoring.events import EventTimes
from aecourse.scoring.measurement import Measurement, behind
from aecourse.scoring.metrics import ASSESSED, METRICS
from tests.holes import MAY_BE_BLANK, blanked, holes, tables_with_holes, whole

WINDOW = Window.between("2015-07-03", "2015-09-20")
EVERY = list(METRICS)
RATES = [id for id, m in METRICS.items() if not m.stars and not m.merges_reviews]
REGIMES = {regime.id: regime for regime in rulebook.regimes()}
RATINGS = ("stars", "dsr_description", "dsr_communication", "dsr_logistics")


def sides(table: pd.DataFrame, regime: rulebook.Regime | None = None) -> pd.DataFrame:
    found = measure(table, EVERY, WINDOW, regime=regime)
    return found.set_index("metric")[["numerator", "denominator"]].T


@settings(max_examples=8)
@given(tables_with_holes())
def test_every_metric_under_every_regime_is_a_share_of_its_orders(table: pd.DataFrame) -> None:
    for regime in REGIMES.values():
        found = sides(table, regime)
        for id, m in METRICS.items():
            above, below = found[id]
            assert (below if m.stars else 0) <= above <= (5 * below if m.stars else below)
            assert below <= len(table)


@settings(max_examples=15)
@given(table=tables_with_holes(), id=st.sampled_from(RATES), regime=st.sampled_from(sorted(REGIMES)),
       listed=st.sets(st.sampled_from([e.id for e in ASSESSED]), min_size=1))  # fmt: skip
def test_the_rolling_line_equals_measuring_each_day(
    table: pd.DataFrame, id: str, regime: str, listed: set[str]
) -> None:
    rules = REGIMES[regime]
    if "assessed_event_types" in rules.parameters:
        rules = rules.using({"assessed_event_types": tuple(sorted(listed))})
    line = Measurement(table, rules).rolling(id, "2015-08-01", "2015-09-20", 30)
    for row in line.iloc[::10].itertuples():
        alone = measure(table, id, Window.ending(row.day.date(), 30), regime=rules).iloc[0]
        assert (row.numerator, row.denominator) == (alone["numerator"], alone["denominator"])


@pytest.mark.parametrize("id", EVERY)
@settings(max_examples=8)
@given(data=st.data())
def test_an_order_without_a_rating_is_in_no_numerator_of_ratings(id: str, data: st.DataObject) -> None:
    table = whole()
    kept = blanked(table, [(row, c) for row in range(0, len(table), 2) for c in RATINGS])
    kept = blanked(kept, data.draw(holes(len(table), set(MAY_BE_BLANK) - {"review_at"})))
    found = behind(kept, id, WINDOW)
    if METRICS[id].stars:
        assert found[METRICS[id].stars].notna().all()
    elif id == "positive_rate":
        assert (found["stars"] >= 4).all()
    seen = Measurement(kept, REGIMES["grade_2015_odr"])
    unrated = kept[list(RATINGS)].isna().all(axis=1).to_numpy()
    reviews = [e for m in ("odr", "positive_rate") for e in METRICS[m].numerator
               if e.moment == "review_at"]  # fmt: skip
    assert len(reviews) == 3
    assert not (seen.inside(reviews, WINDOW) & unrated).any()


# A blank in one of these takes an order out of masks and brings it into none.
ONLY_OUT = {
    **dict.fromkeys(RATINGS, EVERY),
    "receipt": EVERY,
    "cancel_reason": EVERY,
    "arbitration_liable": EVERY,
    "dispute_reason": [id for id in EVERY if id != "positive_rate"],  # there some disputes are out
    "message_at": EVERY,
    "replied_at": EVERY,
    "category": EVERY,
    "destination": EVERY,
}


@pytest.mark.parametrize("column", ONLY_OUT)
@settings(max_examples=8)
@given(data=st.data())
def test_a_blank_can_only_take_an_order_out(column: str, data: st.DataObject) -> None:
    table = whole()
    cells = data.draw(holes(len(table), [column]))
    before, after = sides(table), sides(blanked(table, cells))
    metrics = ONLY_OUT[column]
    assert (after[metrics] <= before[metrics]).all(axis=None)


@settings(max_examples=40)
@given(row=st.integers(0, 149), column=st.sampled_from(MAY_BE_BLANK), table=tables_with_holes())
def test_a_cell_moves_its_own_order_alone(row: int, column: str, table: pd.DataFrame) -> None:
    before, after = EventTimes(table), EventTimes(blanked(table, [(row, column)]))
    rules = REGIMES["grade_2015_odr"]
    for m in METRICS.values():
        for mask, other in zip(m.found(before, WINDOW, rules), m.found(after, WINDOW, rules), strict=True):
            changed = (mask != other).nonzero()[0]
            if m.merges_reviews:  # another review of its group may stand for it
                assert len(changed) <= 2
                assert abs(int(mask.sum()) - int(other.sum())) <= 1
            else:
                assert set(changed) <= {row}


def test_reviews_of_products_that_are_not_named_are_not_of_one_product() -> None:
    table = whole()
    rated = table[table["stars"].notna()].head(4).assign(
        buyer_id="b", review_at=pd.Timestamp("2015-08-12"), exempt=False
    )  # fmt: skip
    one = measure(rated.assign(product_id="p"), "dsr_description", WINDOW).iloc[0]
    none = measure(rated.assign(product_id=None), "dsr_description", WINDOW).iloc[0]
    assert (one["denominator"], none["denominator"]) == (1, 4)


@settings(max_examples=15)
@given(table=tables_with_holes(), by=st.sampled_from(["category", "receipt", "product_id"]))
def test_orders_without_a_group_are_a_group_of_their_own(table: pd.DataFrame, by: str) -> None:
    parts = measure(table, EVERY, WINDOW, by=by)
    whole_sums = sides(table)
    for side in ("numerator", "denominator"):
        assert parts.groupby("metric")[side].sum().to_dict() == whole_sums.loc[side].to_dict()
    assert parts[by].isna().sum() == (len(EVERY) if table[by].isna().any() else 0)


@settings(max_examples=10)
@given(table=tables_with_holes(), regime=st.sampled_from(sorted(REGIMES)))
def test_another_engine_sees_the_same_holes(table: pd.DataFrame, regime: str) -> None:
    polars = pytest.importorskip("polars")
    rules = REGIMES[regime]
    pd.testing.assert_frame_equal(
        measure(polars.from_pandas(table), EVERY, WINDOW, by="store_id", regime=rules),
        measure(table, EVERY, WINDOW, by="store_id", regime=rules),
    )


def test_a_condition_turned_round_is_never_missing() -> None:
    polars = pytest.importorskip("polars")
    import narwhals as nw

    frame = nw.from_native(polars.DataFrame({"a": [1, None, 3], "b": [1, 2, None]}))
    col = ExpressionColumns(frame)
    masks = [col("a") == 1, ~(col("a") == 1), ~(col("a") <= col("b")), ~(col("a") > 2)]
    found = frame.select(mask.alias(str(i)) for i, mask in enumerate(masks))
    assert found.to_native().rows() == [
        (True, False, False, True), (False, True, True, True), (False, True, True, False)
    ]  # fmt: skip
