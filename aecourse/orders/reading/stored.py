"""Where the bytes of a file are: in memory, or on the disk, to be read piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

PIECE = 16 << 20
"""Bytes that are read at once; a larger file is never held as a whole, unless it is no text."""


@dataclass(frozen=True)
class Stored:
    """The bytes of a file on the disk, or those of *held*."""

    path: Path | None = None
    held: bytes = field(default=b"", repr=False)

    @property
    def size(self) -> int:
        """How many bytes there are."""
        return len(self.held) if self.path is None else self.path.stat().st_size

    @property
    def data(self) -> bytes:
        """All of them."""
        return self.held if self.path is None else self.path.read_bytes()

    def head(self, most: int) -> bytes:
        """The first of them."""
        if self.path is None:
            return self.held[:most]
        with self.path.open("rb") as file:
            return file.read(most)

    def pieces(self) -> Iterator[bytes]:
        """All of them, one piece after the other."""
        if self.path is None:
            yield from (self.held[at : at + PIECE] for at in range(0, len(self.held), PIECE))
            return
        with self.path.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece


def stored_file(path: Path) -> Stored:
    """A file; a small one is read at once, so that it is the same from beginning to end."""
    with path.open("rb") as file:
        data = file.read(PIECE)
        return Stored(path) if file.read(1) else Stored(held=data)
