"""One feed's lines to reports: the hot loop, where a sentence that changes nothing costs least."""

import math
from collections.abc import Iterator, Sequence
from typing import Final

from logbook.intake.counters import Counters
from logbook.intake.gate import OPEN, Gate, Source
from logbook.intake.heads import Heads
from logbook.intake.sift import sift
from logbook.model.observations import Report
from logbook.model.quantities import Quantity
from logbook.nmea0183.checksum import BATCH, ENDS, totals
from logbook.nmea0183.decode import read
from logbook.nmea0183.fields import Bad
from logbook.nmea0183.framer import FAR_TOO_LONG, bare, frame, line_time

_REMEMBERED: Final = 2048


class FeedIntake:
    """The intake of one feed. Bytes never make it raise.

    `line_time` is the UTC time (seconds since 1970) that a TAG block or leading stamp gave the
    line of the last report, or None.
    """

    __slots__ = (
        *("_bad", "_bad_sentences", "_bytes", "_gate", "_heads", "_known", "_last_used"),
        *("_lines", "_noise", "_now", "_out_of_range", "line_time", "name"),
    )

    def __init__(self, name: str, ranks: dict[Quantity, int], gate: Gate) -> None:
        self.name = name
        self.line_time: float | None = None
        self._gate = gate
        self._heads = Heads(ranks, gate)
        self._known: dict[bytes, Report] = {}
        self._now = -math.inf
        self._last_used: float | None = None
        self._lines = self._bytes = self._noise = self._bad_sentences = 0
        self._bad: dict[str, int] = {}
        self._out_of_range: dict[str, int] = {}

    @property
    def now(self) -> float:
        """The steady time (s) at which lines are heard; may be set between two reports."""
        return self._now

    @now.setter
    def now(self, now: float) -> None:
        self._now = now
        self._gate.tick(now)

    def take(self, line: bytes, now: float) -> Report | None:
        """Return what one line adds, None where it adds nothing (of two merged, the last)."""
        report = None
        for report in self.take_many((line,), now):  # noqa: B007  # the last one is the answer
            pass
        return report

    def take_many(self, lines: Sequence[bytes], now: float) -> Iterator[Report]:
        """Yield what each line adds, where it adds something; must be run to its end.

        Where time is the recording's own, set `now` whenever a report has moved it.
        """
        self.now = now
        for start in range(0, len(lines), BATCH):
            batch = lines[start : start + BATCH]
            joined = b"".join(batch)
            self._lines += len(batch)
            self._bytes += len(joined)
            sums = totals(batch, joined)
            if sums is not None:
                yield from self._batch(batch, batch, sums)
                continue
            sentences = [bare(line) for line in batch]
            sums = totals(sentences, b"".join(sentences))
            if sums is not None and max(map(len, batch)) <= FAR_TOO_LONG:
                yield from self._batch(sentences, batch, sums)
                continue
            for line in batch:
                yield from self._framed(line)

    def _batch(
        self, sentences: Sequence[bytes], lines: Sequence[bytes], sums: Sequence[int]
    ) -> Iterator[Report]:
        """Take what looks like one sentence a line; `lines` hold what stood before each."""
        gate = self._gate
        due_of = ENDS.get
        source_of = self._heads.known.get
        known = self._known.get
        pace = gate.pace
        for sentence, line, total in zip(sentences, lines, sums, strict=True):
            source = source_of(sentence[:7])
            if source is None or due_of(sentence[-3:]) != total ^ source.shift:
                yield from self._framed(line)
                pace = gate.pace
            elif (
                pace <= (until := source.closed_until) or (until > OPEN and gate.renews(source))
            ) and (source.mark < 0 or not gate.reopens(source, sentence)):
                source.spare += 1
            else:
                report = known(sentence) or self._decoded(source, sentence)
                if report is not None:
                    kept = sift(report, source, gate)
                    if kept is not None:
                        self._last_used = self._now
                        self.line_time = None if sentence is line else line_time(line)
                        yield kept
                        pace = gate.pace

    def _framed(self, line: bytes) -> Iterator[Report]:
        """Take a line that is not plainly one known sentence: look closely."""
        gate = self._gate
        sentences, bad, said_at = frame(line)
        for reason in bad:
            self._count_bad(reason)
        if not sentences and not bad:
            self._noise += 1
        for sentence in sentences:
            try:
                source = self._heads.source(sentence)
            except Bad as fault:
                self._count_bad(fault.reason)
                continue
            until = source.closed_until
            if (gate.pace <= until or (until > OPEN and gate.renews(source))) and not gate.reopens(
                source, sentence
            ):
                source.spare += 1
                continue
            # The very same bytes, heard lately, say the very same.
            report = self._known.get(sentence) or self._decoded(source, sentence)
            kept = sift(report, source, gate) if report is not None else None
            if kept is not None:
                self._last_used = self._now
                self.line_time = said_at
                yield kept

    def _decoded(self, source: Source, sentence: bytes) -> Report | None:
        kind = source.sentence
        if kind is None:
            source.spare += 1
            return None
        try:
            report, beyond = read(kind, source.name, sentence)
        except Bad as fault:
            self._count_bad(fault.reason)
            return None
        if beyond:
            for quantity in beyond:
                self._out_of_range[quantity] = self._out_of_range.get(quantity, 0) + 1
            if not report.readings and report.position is None:
                self._count_bad("range")
                return None
            self._bad["range"] = self._bad.get("range", 0) + 1
        elif kind.tod_at is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[sentence] = report
        return report

    def _count_bad(self, reason: str) -> None:
        self._bad_sentences += 1
        self._bad[reason] = self._bad.get(reason, 0) + 1

    @property
    def counters(self) -> Counters:
        """The counts so far; may be read by any thread."""
        sources = self._heads.sources()
        read_ones = [source for source in sources if source.sentence is not None]
        return Counters(
            lines=self._lines,
            bytes=self._bytes,
            noise=self._noise,
            used=sum(source.used for source in read_ones),
            spare=sum(source.spare for source in read_ones),
            silent=sum(source.silent for source in read_ones),
            unused=sum(source.spare for source in sources if source.sentence is None),
            bad_sentences=self._bad_sentences,
            bad=dict(self._bad),
            out_of_range=dict(self._out_of_range),
            by_type={source.name: source.spare + source.used + source.silent for source in sources},
            last_used=self._last_used,
        )
