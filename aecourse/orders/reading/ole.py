"""The sectors of a file of Excel 97-2003, which are chained like the clusters of a disk.

In a damaged file a chain may bite its own tail.  Its reader would follow it until the memory is full,
and nothing in Python can stop that; so the chains are looked at before.

Source: the format as published, [MS-CFB] 2.2 to 2.6.
"""

from __future__ import annotations

import struct
from typing import Any

import numpy as np

_END = 0xFFFFFFFA  # from here on a number names no sector
_HEADER, _IN_HEADER = 76, 109  # where the first numbers of allocation sectors stand, and how many


def circular(data: bytes) -> bool:
    """Whether a chain of sectors comes back to where it was, or is cut so short that this is not told."""
    if len(data) < _HEADER + 4 * _IN_HEADER:
        return True
    shift = struct.unpack_from("<H", data, 30)[0]
    if not 7 <= shift <= 16:
        return True
    size = 1 << shift
    first_small, _, first_more = struct.unpack_from("<III", data, 60)

    def numbers(sector: int) -> Any:
        begin = (sector + 1) << shift
        some = data[begin : begin + size]
        return np.frombuffer(some[: len(some) // 4 * 4], dtype="<u4")

    table = list(np.frombuffer(data, "<u4", _IN_HEADER, _HEADER))
    seen: set[int] = set()
    while first_more < _END:
        more = numbers(first_more)
        if first_more in seen or not len(more):
            return True
        seen.add(first_more)
        table += list(more[:-1])
        first_more = int(more[-1])
    sectors = [numbers(int(one)) for one in table if one < _END]
    following = np.concatenate(sectors) if sectors else np.zeros(0, dtype="<u4")
    if _turns(following):
        return True
    small = []
    while first_small < len(following):
        small.append(numbers(first_small))
        first_small = int(following[first_small])
    return bool(small) and _turns(np.concatenate(small))


_BOOK = b"\x09\x08\x10\x00\x00\x06\x05\x00"  # the first record of a workbook of Excel 97 and later
_DATES_1904, _LAST = 0x22, 0x0A  # records


def counts_from_1904(data: bytes) -> bool:
    """Whether the days of an old workbook count from 1904 ([MS-XLS] 2.4.77)."""
    at = data.find(_BOOK)
    while 0 <= at <= len(data) - 6:
        kind, size = struct.unpack_from("<HH", data, at)
        if kind == _DATES_1904:
            return data[at + 4] == 1
        if kind == _LAST:
            return False
        at += 4 + size
    return False


def _turns(following: Any) -> bool:
    """Whether following the numbers never comes to an end from some of them."""
    end = len(following)
    at = np.append(np.where(following < end, following, end), end).astype(np.int64)
    for _ in range(end.bit_length()):  # twice as many steps each time
        at = at[at]
    return bool((at != end).any())
