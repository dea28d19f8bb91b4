"""Phrases that several answers share: a value with its age, and several in a row."""

from logbook.locale import Speaker, formats
from logbook.model.entries import Condition
from logbook.summaries.moment import SEPARATOR


def aged(say: Speaker, phrase: str, condition: Condition) -> str:
    """Return the phrase with the age of the value that it tells."""
    return say.say("entries.aged", what=phrase, age=formats.ago(say, condition.age_s))


def joined(*phrases: str | None) -> str:
    """Return the phrases that say something, in a row."""
    return SEPARATOR.join(phrase for phrase in phrases if phrase)
