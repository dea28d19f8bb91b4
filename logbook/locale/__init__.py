"""The words a person reads, in French and English.

`fr/LC_MESSAGES` and `en/LC_MESSAGES` hold one `.po` an area, each sentence under its name
(`store.locked`), and beside it the compiled `.mo` that is read at run time;
`python -m logbook.locale.compile` makes the one from the other.
"""

from logbook.locale.catalogue import LANGUAGES, Speaker, speaker

__all__ = ["LANGUAGES", "Speaker", "speaker"]
