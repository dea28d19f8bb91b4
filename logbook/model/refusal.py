"""The one exception that is meant for a person: a named sentence and its facts."""


class Refusal(Exception):
    """Something asked for cannot be done.

    `name` is the sentence's name in the catalogues (`import.undated`), `facts` what fills it.
    The edge (console, chat) words it in the reader's language; nothing below it does.
    """

    def __init__(self, name: str, **facts: object) -> None:
        super().__init__(name, facts)
        self.name = name
        self.facts = facts


class Refusals(Refusal):
    """Several refusals at once, so that a person mends them all in one go."""

    def __init__(self, parts: tuple[Refusal, ...]) -> None:
        super().__init__("refusals")
        self.parts = parts
