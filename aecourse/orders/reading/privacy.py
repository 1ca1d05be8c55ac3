"""What concerns people stays at the door: names, addresses, phones, e-mails and messages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from .headings import normal

PERSONAL_COLUMNS = frozenset(("buyer_id",))

_WORDS = (
    "email",
    "mail",
    "邮箱",
    "phone",
    "mobile",
    "tel",
    "电话",
    "手机",
    "телефон",
    "address",
    "street",
    "地址",
    "адрес",
    "endereco",
    "zip",
    "postcode",
    "postal",
    "邮编",
    "индекс",
    "city",
    "城市",
    "город",
    "province",
    "州省",
    "省州",
    "district",
    "recipient",
    "receiver",
    "收货人",
    "收件人",
    "получатель",
    "buyername",
    "customername",
    "fullname",
    "firstname",
    "lastname",
    "姓名",
    "买家名称",
    "имя",
    "message",
    "留言",
    "comment",
    "contact",
    "联系",
    "note",
    "订单备注",
    "客服备注",
    "taxid",
    "cpf",
    "passport",
    "身份证",
    "wechat",
    "微信",
    "whatsapp",
    "qq",
)
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[a-z]{2,}", re.IGNORECASE)
_PHONE = re.compile(r"\+\d[\d\s()-]{7,}\d")


def personal(heading: str, values: Iterable[Any] = ()) -> bool:
    """Whether a column that no mapping knows holds data of people, by its heading or one of its cells."""
    name = normal(heading)
    if any(word in name for word in _WORDS):
        return True
    return any(
        isinstance(v, str) and (("@" in v and _EMAIL.search(v)) or ("+" in v and _PHONE.search(v))) for v in values
    )


def needs_pseudonym(buyers: pd.Series) -> bool:
    """Whether the buyers of a table in the course's own columns could be names of people."""
    some = buyers.dropna().astype(str)
    return bool(some.str.contains(r"[@\s]", regex=True).any())


def pseudonyms(buyers: pd.Series) -> pd.Series:
    """Each buyer as ``buyer-0001`` in the order of appearance; the same buyer has the same one.

    Where the buyer is missing, each order has one of its own.
    """
    codes, different = pd.factorize(buyers)
    codes = codes.copy()
    unknown = np.flatnonzero(codes < 0)
    codes[unknown] = len(different) + np.arange(len(unknown))
    width = max(4, len(str(len(different) + len(unknown))))
    names = [f"buyer-{code + 1:0{width}}" for code in range(len(different) + len(unknown))]
    return pd.Series(np.array(names, dtype=object)[codes] if len(codes) else [], index=buyers.index, dtype="str")


def filled(buyers: pd.Series) -> pd.Series:
    """*buyers* with one of its own for each order that names none."""
    missing = buyers.isna()
    if not missing.any():
        return buyers
    own = pd.Series([f"no-buyer-{i + 1:04}" for i in range(int(missing.sum()))], dtype="str")
    names = buyers.astype(object)
    names[missing.to_numpy()] = own.to_numpy()
    return names
