"""French `de` before a name: `de Brest`, `d’Étoile`, `d’Hermine`, but `de Hussard`; `d’ESE`."""

import re
import unicodedata
from typing import Final

_ASPIRATED: Final = re.compile(
    r"(?:hach|haddock|haie|hain|hal[aeot]|hall|hamac|hambourg|hameau|hamster|hanche|hand|hangar|"
    r"hanse|hardi|hareng|harfleur|haricot|harnais|harp|hasard|hatteras|hauban|haut|havane|havre|"
    r"hawai|heriss|hernie|heron|heros\b|herse|hetre|heurt|hibou|hiss|hobby|hockey|holland|homard|"
    r"hongr|honte|hors\b|hotte|houle|housse|houx|hublot|huit\b|hune|hupp|hurl|hurricane|husky|"
    r"hussard|hutte)"
)
"""Beginnings whose h forbids elision, small and without accents; any other h is mute."""
_VOWEL: Final = re.compile(r"(?!onze|ouistiti|oui\b)(?:[aeiouœæ]|y(?![aeiou]))")
"""What is elided before; a few words are said as if they did not begin with a vowel."""


def de(name: str) -> str:
    """Return the name with `de` before it, elided before a vowel or a mute h."""
    spread = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(one for one in spread if not unicodedata.combining(one))
    mute = plain.startswith("h") and not _ASPIRATED.match(plain)
    return f"d’{name}" if mute or _VOWEL.match(plain) else f"de {name}"
