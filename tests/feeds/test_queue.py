"""The queue between feeds and recorder: bounded, fair, and honest about what it dropped."""

from hypothesis import given
from hypothesis import strategies as st

from logbook.feeds.queue import Batch, LineQueue


def drain(queue: LineQueue) -> list[Batch]:
    batches = []
    while (batch := queue.take(0.0)) is not None:
        batches.append(batch)
    return batches


def test_what_is_put_comes_out_in_order_with_its_arrival() -> None:
    queue = LineQueue(1)
    queue.put(Batch(0, 1.5, [b"a", b"b"]))
    queue.put(Batch(0, 2.5, [b"c"]))
    assert drain(queue) == [Batch(0, 1.5, [b"a", b"b"]), Batch(0, 2.5, [b"c"])]
    assert len(queue) == 0


def test_a_feed_that_floods_loses_its_own_oldest_lines_and_no_others() -> None:
    queue = LineQueue(2, lines_a_feed=10)
    queue.put(Batch(1, 0.0, [b"quiet"]))
    for number in range(100):
        queue.put(Batch(0, float(number), [b"%d" % number] * 2))
    assert queue.dropped(0) == 190
    assert queue.dropped(1) == 0
    batches = drain(queue)
    assert [batch.lines[0] for batch in batches if batch.feed == 0] == [
        b"95",
        b"96",
        b"97",
        b"98",
        b"99",
    ]
    assert Batch(1, 0.0, [b"quiet"]) in batches


def test_a_batch_greater_than_the_queue_keeps_its_newest_lines() -> None:
    queue = LineQueue(1, lines_a_feed=3)
    queue.put(Batch(0, 0.0, [b"%d" % number for number in range(10)]))
    assert drain(queue) == [Batch(0, 0.0, [b"7", b"8", b"9"])]
    assert queue.dropped(0) == 7


def test_feeds_are_served_in_turn_however_much_one_has_waiting() -> None:
    queue = LineQueue(2)
    for number in range(50):
        queue.put(Batch(0, float(number), [b"flood"]))
    queue.put(Batch(1, 50.0, [b"quiet"]))
    first_two = [queue.take(0.0), queue.take(0.0)]
    assert Batch(1, 50.0, [b"quiet"]) in first_two


def test_a_closed_queue_wakes_who_waits_and_still_gives_what_it_holds() -> None:
    queue = LineQueue(1)
    queue.put(Batch(0, 0.0, [b"last"]))
    queue.close()
    assert queue.take(60.0) == Batch(0, 0.0, [b"last"])
    assert queue.take(60.0) is None


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 12)), max_size=60), st.integers(1, 10))
def test_every_line_is_either_given_or_counted_as_dropped(
    puts: list[tuple[int, int]], bound: int
) -> None:
    queue = LineQueue(3, lines_a_feed=bound)
    for feed, count in puts:
        queue.put(Batch(feed, 0.0, [b"x"] * count))
        assert len(queue) <= 3 * bound
    given_out = [0, 0, 0]
    for batch in drain(queue):
        given_out[batch.feed] += len(batch.lines)
    for feed in range(3):
        assert given_out[feed] + queue.dropped(feed) == sum(n for f, n in puts if f == feed)
