"""Make the font of the still figures: ``python -m tools.fonts`` writes ``aecourse/data/fonts/``.

A figure with Chinese text must look the same on every machine, also on one without a Chinese font.
The font is Noto Sans CJK SC (SIL Open Font License 1.1), cut down to Latin text and to the Chinese
characters that a figure can say, and renamed, as a changed font should be.  Run it again when
``tests/plots/test_plots.py`` finds a character that is missing.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "aecourse" / "data" / "fonts"
SOURCE = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")  # Debian: fonts-noto-cjk
FACE = "Noto Sans CJK SC"
FAMILY = "aecourse Sans SC"
FILE = FOLDER / "AecourseSansSC-Regular.otf"

LATIN = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x180)]))
SIGNS = "–—‘’“”•…‰′″←↑→↓−≈≠≤≥×÷·★☆●○■□▲△▼▽◆◇✓✗ \u2009\u200a\u202f"
CHINESE_SIGNS = "、。《》【】「」〈〉〔〕！（），－．／：；？％～＋＝￥〇"
ELSEWHERE = {"exercises", "live", "cli", "doctor", "lab", "workspace"}  # never in a still figure
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def characters() -> str:
    """Latin text, signs, and the Chinese of the package's own words and of the rules' names."""
    package = ROOT / "aecourse"
    modules = [p for p in package.rglob("*.py") if not ELSEWHERE & {p.stem, *p.parts}]
    texts = [path.read_text("utf-8") for path in modules]
    for path in package.rglob("*.toml"):
        lines = path.read_text("utf-8").splitlines()
        texts += [line for line in lines if line.startswith("name.zh")]
    chinese = {sign for text in texts for sign in _CHINESE.findall(text)}
    return "".join(sorted({*LATIN, *SIGNS, *CHINESE_SIGNS, *chinese}))


def cut(source: Path, keep: str) -> TTFont:
    """The simplified-Chinese face of *source* with only the characters of *keep*."""
    fonts = TTCollection(str(source)).fonts
    font = next(f for f in fonts if f["name"].getDebugName(1) == FACE)
    options = subset.Options()
    options.layout_features = ["kern", "locl", "ccmp", "mark", "mkmk"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.name_languages = [0x409]
    options.hinting = False
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx", "DSIG"]
    cutter = subset.Subsetter(options)
    cutter.populate(text=keep)
    cutter.subset(font)
    font.recalcTimestamp = False
    return font


def rename(font: TTFont) -> None:
    """Give the changed font a name of its own."""
    postscript = FILE.stem
    names = {1: FAMILY, 2: "Regular", 3: postscript, 4: FAMILY, 6: postscript}
    for number, name in names.items():
        font["name"].setName(name, number, 3, 1, 0x409)
    outlines = font["CFF "].cff
    outlines.fontNames = [postscript]
    outlines[0].FullName = outlines[0].FamilyName = FAMILY


def main() -> None:
    """Write the font and say how large it is."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("--source", type=Path, default=SOURCE, help="the Noto collection to cut")
    keep = characters()
    font = cut(reader.parse_args().source, keep)
    rename(font)
    FOLDER.mkdir(parents=True, exist_ok=True)
    font.save(str(FILE))
    print(f"{FILE.relative_to(ROOT)}: {len(keep)} characters, {FILE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
