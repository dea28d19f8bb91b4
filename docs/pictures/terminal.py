"""What a terminal shows, as SVG: rows of text in a fixed width, as `list` prints them."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

COLUMNS: Final = 92
_LEFT, _TOP, _ROW, _CHARACTER = 18.0, 52, 20, 8.43
_MARGIN: Final = 28
_PAPER, _WORDS, _DAY, _NUMBER, _HOUR = "#10181f", "#d6dee4", "#e0b35c", "#8a9dab", "#7cc4e8"
_PROMPT, _TYPED = "#6cb56c", "#ffffff"
_HEAD: Final = re.compile(r"^( *\d+) (\d\d:\d\d.{0,3}) +")


def svg(title: str, command: str, rows: Sequence[str]) -> str:
    """Return the picture of a terminal where `command` printed `rows`."""
    width = round(_LEFT + COLUMNS * _CHARACTER + _LEFT)
    height = _TOP + _ROW * len(rows) + _MARGIN
    said = [_text(0, 0, "$", _PROMPT), _text(0, 2, command, _TYPED)]
    said += [text for number, row in enumerate(rows, 1) for text in _row(number, row)]
    return "\n".join(
        (
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
                f' width="{width}" height="{height}" role="img" aria-labelledby="title">'
            ),
            f'<title id="title">{escape(title)}</title>',
            f'<rect width="{width}" height="{height}" rx="8" fill="{_PAPER}"/>',
            *(
                f'<circle cx="{x}" cy="18" r="5" fill="{ink}"/>'
                for x, ink in ((20, "#e0645c"), (38, "#e0b35c"), (56, "#6cb56c"))
            ),
            (
                '<g font-family="\'DejaVu Sans Mono\', Menlo, Consolas, monospace" font-size="14"'
                ' xml:space="preserve">'
            ),
            *said,
            "</g>",
            "</svg>",
            "",
        )
    )


def shown(picture: str) -> list[str]:
    """Return the rows that a picture of ours shows, without the command."""
    rows: dict[float, str] = {}
    for x, y, words in re.findall(r'<text x="([\d.]+)" y="(\d+)"[^>]*>([^<]*)</text>', picture):
        column = round((float(x) - _LEFT) / _CHARACTER)
        before = rows.get(int(y), "")
        plain = words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        rows[int(y)] = before.ljust(column) + plain.replace("&quot;", '"').replace("&#x27;", "'")
    return [rows[y] for y in sorted(rows)][1:]


def _row(number: int, row: str) -> Iterator[str]:
    """Yield a row as texts: a day's heading, or a line's number, its hour and its words."""
    if row.startswith("—"):
        yield _text(number, 0, row, _DAY)
        return
    head = _HEAD.match(row)
    start = 0
    if head is not None:
        for group, ink in ((1, _NUMBER), (2, _HOUR)):
            yield _text(number, head.start(group), head[group], ink)
        start = head.end()
    if row[start:].strip():
        yield _text(number, start, row[start:], _WORDS)


def _text(number: int, column: int, words: str, ink: str) -> str:
    bare = words.strip()
    x = _LEFT + (column + len(words) - len(words.lstrip())) * _CHARACTER
    return (
        f'<text x="{x:.1f}" y="{_TOP + number * _ROW}" fill="{ink}"'
        f' textLength="{len(bare) * _CHARACTER:.1f}" lengthAdjust="spacingAndGlyphs">'
        f"{escape(bare)}</text>"
    )
