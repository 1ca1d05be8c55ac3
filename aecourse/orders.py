"""What an order table is: its columns, what makes it impossible, and how it is read.

One row is one order.  Times are naive timestamps in platform time (US Pacific).  A missing value
means that it did not happen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from .errors import CourseError, unknown_name
from .language import Phrase

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["text", "time", "number", "stars", "flag", "choice"]

CATEGORIES = (
    "apparel", "jewellery_watches", "wedding", "bags_shoes", "sports", "electronics", "phones",
    "computer_accessories", "home", "beauty", "toys", "hair", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the order table: name, type, unit, meaning; ``required`` = never missing."""

    name: str
    kind: Kind
    meaning: Phrase
    unit: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False


def _column(
    name: str, kind: Kind, en: str, zh: str, *, unit: str = "", choices: tuple[str, ...] = (),
    required: bool = False,
) -> Column:  # fmt: skip
    return Column(name, kind, Phrase(en, zh), unit, choices, required)


COLUMNS: tuple[Column, ...] = (
    _column("order_id", "text", "order number", "订单号", required=True),
    _column("store_id", "text", "store", "店铺", required=True),
    _column("buyer_id", "text", "buyer", "买家", required=True),
    _column("product_id", "text", "product", "商品"),
    _column("category", "choice", "category group", "类目", choices=CATEGORIES),
    _column("destination", "text", "country of the buyer (ISO code)", "买家国家（ISO 代码）"),
    _column("amount_usd", "number", "what the buyer paid", "买家实付金额", unit="USD"),
    _column("paid_at", "time", "payment approved", "付款审核通过", required=True),
    _column("ship_by", "time", "the seller's shipping deadline", "发货期限"),
    _column("shipped_at", "time", "seller declared full shipment", "卖家声明全部发货"),
    _column("first_scan_at", "time", "carrier's first event (online)", "物流首条信息（上网）"),
    _column("delivered_at", "time", "parcel delivered", "妥投"),
    _column("receipt_at", "time", "receipt confirmed or timed out", "确认收货或确认收货超时"),
    _column(
        "receipt", "choice", "how receipt ended", "收货方式", choices=("confirmed", "timeout")
    ),
    _column("cancelled_at", "time", "successful cancellation", "成功取消订单"),
    _column(
        "cancel_reason", "choice", "whose reason it was", "取消原因归属", choices=("seller", "buyer")
    ),
    _column("dispute_opened_at", "time", "the buyer opens a dispute", "买家提起纠纷"),
    _column("dispute_changed_at", "time", "the buyer changes the dispute", "买家修改纠纷"),
    _column(
        "dispute_reason", "choice", "kind of dispute", "纠纷类型",
        choices=("not_received", "not_as_described"),
    ),
    _column("seller_responded_at", "time", "the seller answers the dispute", "卖家响应纠纷"),
    _column("dispute_closed_at", "time", "the dispute ends", "纠纷结束"),
    _column(
        "dispute_end", "choice", "how the dispute ended", "纠纷结果",
        choices=("withdrawn", "settled", "seller_timeout", "arbitration"),
    ),
    _column("arbitration_opened_at", "time", "submitted to arbitration", "仲裁提起"),
    _column("arbitration_closed_at", "time", "arbitration closed", "仲裁结束"),
    _column(
        "arbitration_liable", "choice", "whom the ruling holds liable", "仲裁责任方",
        choices=("seller", "buyer"),
    ),
    _column("review_at", "time", "the review takes effect", "评价生效"),
    _column("review_timeout_at", "time", "the review period runs out", "评价超时"),
    _column("stars", "stars", "overall rating", "总评", unit="stars"),
    _column("dsr_description", "stars", "DSR item as described", "DSR 商品描述", unit="stars"),
    _column("dsr_communication", "stars", "DSR communication", "DSR 卖家沟通", unit="stars"),
    _column("dsr_logistics", "stars", "DSR logistics", "DSR 物流服务", unit="stars"),
    _column("exempt", "flag", "excused from dispute and logistics metrics", "免责"),
)  # fmt: skip

# Columns that few tables have and one metric needs; absent, nobody wrote a message.
OPTIONAL: tuple[Column, ...] = (
    _column("message_at", "time", "the buyer's message (optional column)", "买家来信（可选列）"),
    _column("replied_at", "time", "the seller's reply (optional column)", "卖家回复（可选列）"),
)

REGISTER = {column.name: column for column in COLUMNS}
TIMES = tuple(column.name for column in COLUMNS if column.kind == "time")


# -- what cannot happen -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Impossible:
    """A state that no order can be in; ``found`` marks the rows of a table that are."""

    id: str
    columns: tuple[str, ...]
    meaning: Phrase
    found: Callable[[pd.DataFrame], pd.Series[bool]]


def _before(early: str, late: str, en: str, zh: str) -> Impossible:
    """*late* happened before *early*, which must come first."""
    return Impossible(
        f"{late} before {early}", (early, late), Phrase(en, zh), lambda t: t[late] < t[early]
    )


def _needs(column: str, other: str, en: str, zh: str) -> Impossible:
    """*column* is there although *other*, on which it depends, did not happen."""
    return Impossible(
        f"{column} without {other}", (column, other), Phrase(en, zh),
        lambda t: t[column].notna() & t[other].isna(),
    )  # fmt: skip


IMPOSSIBLE: tuple[Impossible, ...] = (
    _before("paid_at", "ship_by", "shipping deadline before payment", "发货期限早于付款"),
    _before("paid_at", "shipped_at", "shipped before payment", "发货早于付款"),
    _before("paid_at", "first_scan_at", "first scan before payment", "上网早于付款"),
    _before("paid_at", "cancelled_at", "cancelled before payment", "取消早于付款"),
    _before("paid_at", "dispute_opened_at", "dispute before payment", "纠纷早于付款"),
    _before("paid_at", "review_at", "review before payment", "评价早于付款"),
    _before("shipped_at", "delivered_at", "delivered before shipment", "妥投早于发货"),
    _before("paid_at", "receipt_at", "receipt before payment", "收货早于付款"),
    _before(
        "dispute_opened_at", "dispute_changed_at",
        "dispute changed before it was opened", "修改纠纷早于提起纠纷",
    ),
    _before(
        "dispute_opened_at", "seller_responded_at",
        "dispute answered before it was opened", "响应纠纷早于提起纠纷",
    ),
    _before(
        "dispute_opened_at", "dispute_closed_at",
        "dispute ended before it was opened", "纠纷结束早于提起纠纷",
    ),
    _before(
        "dispute_opened_at", "arbitration_opened_at",
        "arbitration before the dispute was opened", "仲裁早于提起纠纷",
    ),
    _before(
        "arbitration_opened_at", "arbitration_closed_at",
        "arbitration closed before it was opened", "仲裁结束早于仲裁提起",
    ),
    _needs("delivered_at", "shipped_at", "delivered but never shipped", "没有发货却有妥投"),
    _needs("receipt", "receipt_at", "receipt without its time", "有收货方式却没有时间"),
    _needs("receipt_at", "receipt", "receipt time without how", "有收货时间却没有收货方式"),
    _needs("cancel_reason", "cancelled_at", "cancel reason without cancellation",
           "没有取消却有取消原因"),
    _needs("cancelled_at", "cancel_reason", "cancellation without whose reason",
           "有取消却没有原因归属"),
    _needs("dispute_opened_at", "dispute_reason", "dispute without a reason", "纠纷没有类型"),
    _needs("dispute_changed_at", "dispute_opened_at", "dispute changed but never opened",
           "没有纠纷却有修改纠纷"),
    _needs("seller_responded_at", "dispute_opened_at", "answer without a dispute",
           "没有纠纷却有响应"),
    _needs("dispute_closed_at", "dispute_opened_at", "dispute end without a dispute",
           "没有纠纷却有纠纷结束时间"),
    _needs("dispute_end", "dispute_opened_at", "dispute end without a dispute",
           "没有纠纷却有纠纷结果"),
    _needs("dispute_reason", "dispute_opened_at", "dispute reason without a dispute",
           "没有纠纷却有纠纷类型"),
    _needs("arbitration_opened_at", "dispute_opened_at", "arbitration without a dispute",
           "没有纠纷却有仲裁"),
    _needs("arbitration_closed_at", "arbitration_opened_at", "arbitration closed, never opened",
           "没有提起仲裁却有仲裁结束"),
    _needs("arbitration_liable", "arbitration_closed_at", "ruling without a closed arbitration",
           "仲裁未结束却有责任方"),
    _needs("stars", "review_at", "stars without a review", "没有评价却有总评星级"),
    _needs("dsr_description", "review_at", "DSR without a review", "没有评价却有 DSR"),
    _needs("dsr_communication", "review_at", "DSR without a review", "没有评价却有 DSR"),
    _needs("dsr_logistics", "review_at", "DSR without a review", "没有评价却有 DSR"),
    _needs("review_at", "stars", "review without stars", "有评价却没有星级"),
    Impossible(
        "seller_timeout after an answer", ("dispute_end", "seller_responded_at"),
        Phrase("ended by the seller's silence, yet the seller answered",
               "以卖家响应超时结束，卖家却有响应"),
        lambda t: (t["dispute_end"] == "seller_timeout") & t["seller_responded_at"].notna(),
    ),
    Impossible(
        "review and review timeout", ("review_at", "review_timeout_at"),
        Phrase("reviewed and also timed out unreviewed", "既已评价又评价超时"),
        lambda t: t["review_at"].notna() & t["review_timeout_at"].notna(),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a table: which column, which row (None = the whole column), why."""

    column: str
    row: int | None
    order_id: str
    reason: Phrase

    def __str__(self) -> str:
        if self.row is None:
            return str(Phrase(f"column {self.column}: {self.reason.en}",
                              f"列 {self.column}：{self.reason.zh}"))  # fmt: skip
        return str(Phrase(
            f"row {self.row} (order {self.order_id}), {self.column}: {self.reason.en}",
            f"第 {self.row} 行（订单 {self.order_id}），{self.column}：{self.reason.zh}",
        ))  # fmt: skip


SHOWN_FAULTS = 20


class InvalidOrders(CourseError):
    """An order table that cannot be true.  ``faults`` holds every fault, not only the first."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(Phrase(f"{len(faults)} fault(s) in the order table",
                                f"订单表有 {len(faults)} 处错误"))  # fmt: skip
        self.faults = faults

    def __str__(self) -> str:
        shown = [f"- {fault}" for fault in self.faults[:SHOWN_FAULTS]]
        rest = len(self.faults) - len(shown)
        if rest:
            shown.append(str(Phrase(f"- … and {rest} more: see error.faults",
                                    f"- …… 另有 {rest} 处，见 error.faults")))  # fmt: skip
        return "\n".join([f"{self.phrase}:", *shown])


# -- reading ------------------------------------------------------------------------------------


def conform(table: pd.DataFrame) -> pd.DataFrame:
    """Give every column of the register its type, adding optional columns that are absent as empty.

    The result has the register's columns first, in its order, then the caller's own.  The table
    that was passed in is not changed.

    Raises:
        InvalidOrders: a required column is missing or a value cannot be read as its type; every
            fault is listed.
    """
    import pandas as pd

    if not isinstance(table, pd.DataFrame):
        raise CourseError(Phrase(
            f"an order table is a pandas DataFrame, not {type(table).__name__}; "
            "read a CSV file with read_orders(path)",
            f"订单表应是 pandas 的 DataFrame，而不是 {type(table).__name__}；"
            "CSV 文件请用 read_orders(path) 读取",
        ))  # fmt: skip
    faults: list[Fault] = []
    typed: dict[str, pd.Series] = {}
    for column in COLUMNS:
        if column.name in table:
            series, bad = _typed(table[column.name], column)
            typed[column.name] = series
            faults += _cell_faults(table, column, bad)
        elif column.required:
            faults.append(Fault(column.name, None, "", Phrase(
                f"missing; it holds: {column.meaning.en}", f"缺少；内容应为：{column.meaning.zh}")))
        else:
            empty = pd.Series([None] * len(table), index=table.index, dtype=object)
            typed[column.name], _ = _typed(empty, column)
    own = {name: table[name] for name in table.columns if name not in REGISTER}
    for column in OPTIONAL:
        if column.name in own:
            own[column.name], bad = _typed(table[column.name], column)
            faults += _cell_faults(table, column, bad)
    if faults:
        raise InvalidOrders(tuple(faults))
    return pd.DataFrame({**typed, **own}, index=table.index)


def ensure(orders: Any) -> Any:
    """*orders* ready to be measured: a pandas table gets the register's types where it lacks them.

    A table that has them already, and a frame of another engine, comes back as it is.
    """
    import pandas as pd

    if not isinstance(orders, pd.DataFrame):
        import narwhals as nw

        try:
            names = nw.from_native(orders).collect_schema().names()
        except TypeError:
            return conform(orders)
        missing = [c for c in COLUMNS if c.name not in names]
        if missing:
            raise InvalidOrders(tuple(
                Fault(c.name, None, "", Phrase("missing", "缺少")) for c in missing))
        return orders
    kinds = orders.dtypes
    ready = all(
        name in kinds and (column.kind == "text" or kinds[name].kind in _NUMPY_KINDS[column.kind])
        for name, column in REGISTER.items()
    )
    return orders if ready else conform(orders)


# dtype.kind of the types that the masks need; a pandas category says "O"
_NUMPY_KINDS = {"time": "M", "number": "fiu", "stars": "fiu", "flag": "b", "choice": "O"}


def _typed(series: pd.Series, column: Column) -> tuple[pd.Series, pd.Series]:
    """*series* with the column's type, and a mark at every value that does not fit it."""
    import pandas as pd

    if column.kind == "time":
        if pd.api.types.is_datetime64_dtype(series.dtype):
            return series, pd.Series(False, index=series.index)
        blank = series.isna() | (series.astype(str).str.strip() == "")
        times = pd.to_datetime(series.where(~blank), errors="coerce", format="ISO8601")
        if getattr(times.dtype, "tz", None) is not None:  # a named zone: bring it to platform time
            times = times.dt.tz_convert("America/Los_Angeles").dt.tz_localize(None)
        return times.astype("datetime64[us]"), times.isna() & ~blank
    if column.kind in ("number", "stars"):
        numbers = pd.to_numeric(series, errors="coerce").astype("float64")
        return numbers, numbers.isna() & series.notna()
    if column.kind == "flag":
        words = series.astype(str).str.strip().str.lower()
        yes, no = words.isin(["true", "1", "1.0"]), words.isin(["false", "0", "0.0"])
        blank = series.isna() | (words == "")
        return yes & ~blank, ~(yes | no | blank)
    if column.kind == "choice":
        kept = series.astype(object).where(series.notna(), None)
        kept = kept.where(kept.astype(str).str.strip() != "", None)
        bad = kept.notna() & ~kept.isin(column.choices)
        kinds = pd.CategoricalDtype(list(column.choices))
        return kept.where(~bad, None).astype(kinds), bad
    return series.astype("str").where(series.notna()), pd.Series(False, index=series.index)


def _cell_faults(table: pd.DataFrame, column: Column, bad: pd.Series) -> list[Fault]:
    expected = {
        "time": Phrase("is no date and time such as 2015-09-30 14:00:00",
                       "不是日期时间（例：2015-09-30 14:00:00）"),
        "number": Phrase("is no number", "不是数字"),
        "stars": Phrase("is no number of stars", "不是星级数字"),
        "flag": Phrase("is neither true nor false", "不是 true 或 false"),
        "choice": Phrase(f"is none of {', '.join(column.choices)}",
                         f"不在可选值之内：{'、'.join(column.choices)}"),
        "text": Phrase("is no text", "不是文本"),
    }[column.kind]  # fmt: skip
    ids = table["order_id"] if "order_id" in table else table.index.to_series()
    return [
        Fault(column.name, int(row) + 1, str(ids.iloc[row]), Phrase(
            f"{table[column.name].iloc[row]!r} {expected.en}",
            f"{table[column.name].iloc[row]!r} {expected.zh}"))
        for row in bad.to_numpy().nonzero()[0]
    ]  # fmt: skip


def validate(table: pd.DataFrame) -> pd.DataFrame:
    """Return *table* with the register's types, or raise with every fault that it has.

    Types, choices and ranges come from :data:`COLUMNS`; what no order can be (a scan before the
    payment, the end of a dispute that was never opened) from :data:`IMPOSSIBLE`.  The checks run in
    pandera, which collects all failures.

    Raises:
        InvalidOrders: each fault with column, row number (1 = first order), order id and reason.
    """
    import pandas as pd
    import pandera.errors

    orders = conform(table).reset_index(drop=True)
    try:
        _schema().validate(orders, lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases
        rules = {rule.id: rule for rule in IMPOSSIBLE}
        faults: dict[tuple[str, object], Fault] = {}
        for case in cases.itertuples():
            rule = rules.get(str(case.check))
            column = rule.columns[0] if rule else str(case.column)
            reason = rule.meaning if rule else _range_fault(column, case.failure_case)
            row = None if pd.isna(case.index) else int(case.index)
            order_id = "" if row is None else str(orders["order_id"].iloc[row])
            place = None if row is None else row + 1
            faults[str(case.check) + column, place] = Fault(column, place, order_id, reason)
        ordered = sorted(faults.values(), key=lambda f: (f.row or 0, f.column))
        raise InvalidOrders(tuple(ordered)) from None
    return orders


def _range_fault(column: str, value: object) -> Phrase:
    kind = REGISTER[column].kind
    if kind == "stars":
        return Phrase(f"{value} stars; a rating is 1, 2, 3, 4 or 5",
                      f"{value} 星；评分只能是 1、2、3、4、5")  # fmt: skip
    if kind == "number":
        return Phrase(f"{value} is below 0", f"{value} 小于 0")
    if column == "order_id" and isinstance(value, str):
        return Phrase(f"{value!r} stands more than once", f"{value!r} 重复出现")
    return Phrase("is empty, and every order has one", "为空，而每笔订单都必须有")


@lru_cache(maxsize=1)
def _schema() -> Any:
    import pandera.pandas as pa

    def checks(column: Column) -> list[pa.Check]:
        if column.kind == "stars":
            return [pa.Check.isin([1, 2, 3, 4, 5])]
        return [pa.Check.ge(0)] if column.kind == "number" else []

    columns = {
        column.name: pa.Column(
            checks=checks(column), nullable=not column.required, unique=column.name == "order_id"
        )
        for column in COLUMNS
    }
    rules = [
        pa.Check(lambda table, rule=rule: ~rule.found(table), name=rule.id, error=rule.id)
        for rule in IMPOSSIBLE
    ]
    return pa.DataFrameSchema(columns, checks=rules)


def read_orders(path: str | Path) -> pd.DataFrame:
    """Read a CSV file with the order table's columns and validate it.

    UTF-8 (with or without a byte-order mark); times as ``2015-09-30 14:00:00`` in platform time
    (a time with a zone is converted).  Columns beyond the register are kept.

    Raises:
        CourseError: no such file, or not a CSV file in UTF-8.
        InvalidOrders: every fault in the table.
    """
    import pandas as pd

    path = Path(path)
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""],
                            encoding="utf-8-sig")  # fmt: skip
    except FileNotFoundError:
        raise CourseError(Phrase(
            f"there is no file {str(path)!r}; check the folder and the name",
            f"找不到文件 {str(path)!r}；请检查文件夹和文件名",
        )) from None  # fmt: skip
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError, OSError) as error:
        raise CourseError(Phrase(
            f"{str(path)!r} could not be read as a CSV file in UTF-8: {error}. "
            "Export the sheet again as “CSV UTF-8”.",
            f"{str(path)!r} 无法按 UTF-8 编码的 CSV 读取：{error}。请重新导出为“CSV UTF-8”。",
        )) from None  # fmt: skip
    return validate(table)


# -- samples ------------------------------------------------------------------------------------


def _samples_folder() -> Path:
    shipped = Path(__file__).parent / "data" / "samples"  # inside an installed wheel
    return shipped if shipped.exists() else Path(__file__).parent.parent / "data" / "samples"


def samples() -> tuple[str, ...]:
    """The names of the sample stores that :func:`load_sample` knows."""
    return tuple(sorted(path.stem for path in _samples_folder().glob("*.csv")))


def load_sample(name: str) -> pd.DataFrame:
    """The orders of a synthetic sample store: ``price-store``, ``growing-store``, ``brand-store``.

    Made by :func:`aecourse.simulate` with a fixed seed, so no figure in it is the platform's.
    Several months up to 30 September 2015, one row an order, columns as in :data:`COLUMNS`.

    Raises:
        UnknownName: with the names that are near.
    """
    if name not in samples():
        raise unknown_name(Phrase("sample store", "示例店铺"), name, samples())
    return _read_sample(name).copy()


@lru_cache(maxsize=8)
def _read_sample(name: str) -> pd.DataFrame:
    import pandas as pd

    path = _samples_folder() / f"{name}.csv"
    return conform(pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""]))


def write_orders(table: pd.DataFrame, path: str | Path) -> None:
    """Write an order table as the CSV file that :func:`read_orders` reads, the same bytes each time.

    Seconds are kept, stars are whole numbers, amounts have two decimals, lines end with a newline.
    """
    text = table.copy()
    for column in COLUMNS:
        if column.kind == "time":
            text[column.name] = text[column.name].dt.strftime("%Y-%m-%d %H:%M:%S")
        elif column.kind == "stars":
            text[column.name] = text[column.name].astype("Int64")
        elif column.kind == "number":
            text[column.name] = text[column.name].map("{:.2f}".format, na_action="ignore")
        elif column.kind == "flag":
            text[column.name] = text[column.name].map({True: "true", False: "false"})
    text.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
