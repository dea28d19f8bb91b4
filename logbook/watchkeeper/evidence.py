"""What the watch does for the log as evidence, and for the names of those who wrote in it."""

from logbook.store.book import Book
from logbook.watchkeeper.chores import Chore
from logbook.watchkeeper.renaming import Recards
from logbook.watchkeeper.sealing import Boarding, DaySeal


def chores(book: Book, board: Boarding) -> tuple[Chore, ...]:
    """Return the chores: the day's seal, and the cards of who was given another name."""
    return DaySeal(board), Recards(book, board)
