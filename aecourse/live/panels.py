"""A picture in panels, one below the other, that are revealed one at a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_HEAD = re.compile(r'viewBox="0 0 (?P<width>[\d.]+) [\d.]+" width="[\d.]+" height="[\d.]+"')


@dataclass(slots=True)
class Panels:
    """How many panels of a picture are shown; ``ends`` are their lower ends, in its units."""

    ends: Sequence[float]
    shown: int

    @property
    def whole(self) -> bool:
        """Whether nothing is left to reveal."""
        return self.shown >= len(self.ends)

    def crop(self, svg: str) -> str:
        """The SVG text *svg* down to the end of the last panel that is shown."""
        if self.whole:
            return svg
        end = self.ends[self.shown - 1]
        head = rf'viewBox="0 0 \g<width> {end:g}" width="\g<width>" height="{end:g}"'
        return _HEAD.sub(head, svg, count=1).replace('style="', 'style="overflow:hidden;', 1)


__all__ = ["Panels"]
