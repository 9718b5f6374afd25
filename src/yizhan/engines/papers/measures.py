# SPDX-License-Identifier: Apache-2.0
"""Measures and fonts of GB/T 9704-2012, in twips (1/20 pt), half points and eighths of a point, as Word counts.

Figures that the standard calls usual (一般) or recommended (推荐) are defaults here, not laws. For bulletins (简报)
there is no national standard; their head and foot follow custom.
"""

MILLIMETRE = 1440 / 25.4

#: Clause 5.1: A4, 210 mm x 297 mm.
PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
#: Clause 5.2.1: top 37 mm, left 28 mm, type area 156 mm x 225 mm. Bottom 35 mm and right 26 mm follow from these.
TOP, BOTTOM, LEFT, RIGHT = 2098, 1984, 1587, 1474
TYPE_WIDTH = PAGE_WIDTH - LEFT - RIGHT

#: Clause 5.2.3: 22 lines of 28 characters. 225 mm / 22 = 28.95 pt; 29 pt would give only 21 lines.
LINE_PITCH = 579
LINES, CHARACTERS = 22, 28
#: 442.25 pt / 28 = 15.794 pt for a character of 16 pt: the difference in 1/4096 pt.
CHARACTER_SPACE = -842
#: Two characters of the grid: the first-line indent of clause 7.3.3.
TWO_CHARACTERS = 632
ONE_CHARACTER = TWO_CHARACTERS // 2

#: Clause 7.5: size-4 digits, a dash on each side, the dash 7 mm below the type area. Half the height of a line of 14 pt
#: and the place of the dash in it are taken off, because Word measures to the lower edge of the line.
PAGE_NUMBER_LINE = 280
FOOTER = round(28 * MILLIMETRE) - 162
HEADER = 851

#: Chinese type sizes in half points: 二号 22 pt, 三号 16 pt, 四号 14 pt.
SIZE_2, SIZE_3, SIZE_4 = 44, 32, 28
#: Distance of the lines of a title of size 2.
TITLE_LINE = 700

#: Clauses 5.2.2, 7.2.4, 7.3.1, 7.3.3, 7.5. The files name the fonts only; readers have them (standards DOC-49).
SONG_TITLE = "方正小标宋简体"
FANG_SONG = "仿宋_GB2312"
KAI = "楷体_GB2312"
HEI = "黑体"
SONG = "宋体"

#: Clause 5.2.4 and 7.2.7: text black; mark and rule red.
RED = "FF0000"
#: Clause 7.4.1: outer rules 0.35 mm, inner ones 0.25 mm, in eighths of a point. The red rule is set by custom.
THICK_RULE, THIN_RULE, RED_RULE = 8, 6, 18

#: The name of a series fills the line at most; it is as large as that allows.
LARGEST_NAME, SMALLEST_NAME = 124, 52


def name_size(name: str) -> int:
    """Half points in which a series name fits into one line of the type area, between 26 and 62 pt."""
    points = TYPE_WIDTH / 20 / max(width(name), 1)
    return max(SMALLEST_NAME, min(LARGEST_NAME, int(points * 2 * 0.95)))


def width(text: str) -> float:
    """Width in Chinese characters: a letter, digit or half-width sign takes half of one."""
    return sum(0.5 if character < "\u2000" else 1.0 for character in text)
