"""The ship's log itself: instruments in, a durable book out. Knows nothing of Flask."""

__version__ = "0.1.0"
