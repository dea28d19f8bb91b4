"""Anyone's text made harmless for a chat: it calls nobody, hides nothing, and looks as typed.

What the log holds stays as it was typed; only what is shown goes through here. The signs are those
of Mattermost's Markdown; the text stays legible where no Markdown is drawn at all.
"""

import re
import unicodedata
from typing import Final

JOINER: Final = "\N{WORD JOINER}"
"""Has no width and no meaning; breaks what it stands in for a machine, not for an eye."""

_SIGNS: Final = {
    # Mentions, of people and of channels; two of the latter would strike the text through.
    "@": f"@{JOINER}",
    "\N{FULLWIDTH COMMERCIAL AT}": f"\N{FULLWIDTH COMMERCIAL AT}{JOINER}",
    "~": f"{JOINER}~{JOINER}",
    # Code and tables; no invisible sign stops them, so these two are replaced by their likes.
    "`": "'",
    "|": "\N{BROKEN BAR}",
    # [words](address): the address is shown as typed, never hidden behind words.
    "](": f"]{JOINER}(",
}
# `&commat;` and `&#64;` are a sign too, to a chat server that looks for whom to call.
_WRITTEN: Final = r"&(?=[#A-Za-z])"
_SIGN: Final = re.compile("|".join([*map(re.escape, _SIGNS), _WRITTEN]))
# Headings, quotations, lists, rules, definitions of links, code by indentation.
_OPENING: Final = re.compile(r"[#>\-+*=_\[\s]|\d+[.)]")
_BLANKS: Final = re.compile(r"[^\S\u00a0\u202f]+")
_RADIOED: Final = str.maketrans({"*": "\N{ASTERISK OPERATOR}", "_": f"{JOINER}_"})
_KEPT: Final = frozenset("\n\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}" + JOINER)


def neutral(text: str) -> str:
    """Return `text` so that it pings nobody and is no Markdown of a whole line.

    Control characters, marks that turn the direction of writing and lone surrogates are left
    out; line ends are kept. Emphasis and plain addresses are left to work.
    """
    shown = "".join(filter(_is_shown, text.replace("\r\n", "\n").replace("\t", " ")))
    signed = _SIGN.sub(lambda found: _SIGNS.get(found[0], f"{found[0]}{JOINER}"), shown)
    return "\n".join(map(_opened, signed.split("\n")))


def radioed(text: str) -> str:
    """Return a text that came by radio so that its signs stand there, each of them.

    There an asterisk is a character that was lost, and two of them are no emphasis.
    """
    return text.translate(_RADIOED)


def row(text: str) -> str:
    """Return `text` as `neutral` does, on one row; what is tied by a no-break space stays so."""
    return neutral(_BLANKS.sub(" ", text).strip())


def _opened(line: str) -> str:
    return f"{JOINER}{line}" if _OPENING.match(line) else line


def _is_shown(character: str) -> bool:
    # Cc controls, Cf what is invisible, Cs halves of a pair, Zl and Zp line ends of their own.
    invisible = unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return not invisible or character in _KEPT
