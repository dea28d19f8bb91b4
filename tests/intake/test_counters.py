"""Every line is counted once, under what became of it."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from logbook.intake import Counters, Intake
from logbook.model.observations import Position
from logbook.model.quantities import AWA, SEA_TEMP
from tests.intake.lines import one_feed, replay
from tests.nmea0183.sentences import sealed

RMC = sealed("GPRMC,182833.00,A,4734.77,N,00317.64,W,3.5,233.0,230623,,,A")
WATER = sealed("SDMTW,18.1,C")


def counted(*lines: bytes) -> Counters:
    feed = one_feed()
    for _ in feed.take_many(lines, 0.0):
        pass
    return feed.counters


def test_ais_and_proprietary_sentences_are_unused_and_never_bad() -> None:
    counters = counted(
        sealed("AIVDM,1,1,,B,13uSbD002JPpe?VOC?5AiQHH0<0W,0", "!"),
        sealed("AIVDM,1,1,,B,13uSbD002JPpe?VOC?5AiQHH0<0W,0", "!"),
        sealed("PGRMC,A,0.0,0,6378137.0,298.257223563"),
        sealed("PGRME,15.0,M,45.0,M,25.0,M"),
        sealed("PSMDCN,2"),
        sealed("PGHP,1,2008,5,9,0,0,0,10,338,2,,1,09"),
        sealed("GPGSV,1,1,00"),
        sealed("GPRMW,1,2,3"),
    )
    assert (counters.unused, counters.bad_sentences, counters.used) == (8, 0, 0)
    assert counters.by_type["AIVDM"] == 2
    assert counters.by_type["PGRM"] == 2


def test_bare_proprietary_heads_that_break_pynmea2_are_only_unused() -> None:
    assert (
        counted(*[sealed(head) for head in ("PASHR", "PSXN", "PVTX", "PUBX", "PTNL")]).unused == 5
    )


def test_a_python_multiplexers_own_talker_is_not_taken_for_a_manufacturer() -> None:
    assert counted(sealed("PYMTA,20.5,C"), sealed("PYMMB,29.9870,I,1.0154,B")).used == 2


def test_a_digit_talker_is_a_talker() -> None:
    feed = one_feed()
    report = feed.take(sealed("02MWV,327.6,R,1.89,N"), 0.0)
    assert report is not None
    assert report.source == "02MWV"
    assert dict(report.readings)[AWA] < 0.0


def test_a_log_whose_checksums_are_wrong_in_95_of_100_gives_its_five() -> None:
    wrong = WATER[:-2] + b"00"
    counters = counted(*([wrong] * 19 + [WATER]) * 20)
    assert (counters.used, dict(counters.bad)) == (20, {"checksum": 380})


def test_spliced_heads_with_right_checksums_are_unknown_or_garbled_but_never_read() -> None:
    counters = counted(sealed("GPRMW,034,R,07.4,N,A"), sealed("II%5Q,1"), sealed("IIM,034,R"))
    assert (counters.unused, dict(counters.bad)) == (1, {"format": 2})


def test_each_kind_of_bad_sentence_has_its_reason() -> None:
    counters = counted(
        RMC,
        sealed("GPRMC,182833.00,V,4734.77,N,00317.64,W,3.5,233.0,230623,,,A"),
        sealed("GPRMC,182833.00,A,9100.00,N,00317.64,W,3.5,233.0,230623,,,A"),
        sealed("GPRMC,182833.00,A,NaN,N,00317.64,W,3.5,233.0,230623,,,A"),
        sealed("GPRMC,182833.00,A,0000.00,N,00000.00,E,3.5,233.0,230623,,,A"),
        sealed("GPRMC,182833.00,A,0317.64,N,00317.64,W,3.5,233.0,230623,,,A"),
        RMC[:-3],
        RMC[:30] + WATER,
        b"$GP\xff\xfe\xfd" + RMC[6:],
        b"\x00\x01\x02 binary \xb5\x62",
        b"$GPRMC," + b"1" * 5000,
    )
    assert dict(counters.bad) == {
        "void": 1,
        "position": 2,
        "null island": 1,
        "lat equals lon": 1,
        "no checksum": 1,
        "merged": 1,
        "binary": 2,
        "too long": 1,
    }
    assert (counters.used, counters.sentences, counters.lines) == (2, 12, 11)


def test_a_reading_out_of_range_is_counted_and_named_and_the_rest_of_its_sentence_used() -> None:
    counters = counted(
        sealed("SDMTW,45.0,C"), sealed("SDMTW,39.2,C"), sealed("WIMWV,400,R,9.0,N,A")
    )
    assert dict(counters.bad) == {"range": 2}
    assert (counters.bad_sentences, counters.used) == (1, 2)
    assert dict(counters.out_of_range) == {SEA_TEMP: 1, AWA: 1}


def test_a_fault_that_is_repeated_byte_for_byte_is_counted_every_time() -> None:
    assert counted(*[sealed("SDMTW,45.0,C")] * 50).bad["range"] == 50


def test_two_sentences_on_one_line_are_both_used() -> None:
    feed = one_feed()
    reports = list(feed.take_many([RMC + WATER], 0.0))
    assert [report.source for report in reports] == ["GPRMC", "SDMTW"]


def test_the_lines_own_time_stands_with_its_report() -> None:
    feed = one_feed()
    lines = [b"1466000000 " + WATER, RMC, b"\\c:1466000005\\" + WATER]
    times = [feed.line_time for _ in feed.take_many(lines, 0.0)]
    assert times == [1466000000.0, None, 1466000005.0]


def test_the_text_of_a_booting_multiplexer_is_noise() -> None:
    counters = counted(b"Initializing..", b"default to 4800..", b"!!VER:1.9,UID:MEGA", WATER)
    assert (counters.noise, counters.used, counters.bad_sentences) == (3, 1, 0)


def test_heads_without_end_do_not_fill_memory() -> None:
    feed = one_feed()
    for n in range(3000):
        feed.take(sealed(f"{n:05d},1"), 0.0)
    counters = feed.counters
    assert counters.unused == 3000
    assert len(counters.by_type) <= 513
    assert len(feed._heads.known) <= 512


def test_values_without_end_do_not_fill_memory() -> None:
    feed = one_feed()
    for n in range(5000):
        assert feed.take(sealed(f"SDDPT,{n / 100:.2f},,"), 0.0) is not None
    assert len(feed._known) <= 2048


def test_last_used_says_when() -> None:
    feed = one_feed()
    assert feed.counters.last_used is None
    feed.take(WATER, 12.5)
    feed.take(b"rubbish", 99.0)
    assert feed.counters.last_used == 12.5


PIECES = [
    RMC,
    WATER,
    b"$",
    b"!",
    b"*",
    b",",
    b"\xff",
    b"\x00",
    b"\\c:1466000000\\",
    b"\\",
    b"GPGLL",
    b"\r",
    b"1466000000 ",
]
LINES = st.one_of(
    st.binary(max_size=120),
    st.lists(st.sampled_from(PIECES), max_size=6).map(b"".join),
    st.text(max_size=60).map(lambda text: sealed("GPRMC," + text.encode().decode("latin-1"))),
    st.builds(
        lambda head, parts: sealed(",".join([head, *parts])),
        st.sampled_from(["GPRMC", "GPGLL", "WIMWV", "HCHDG", "YXXDR", "GPZDA", "PGRMC", "A"]),
        st.lists(st.sampled_from(["", "A", "N", "1", "4734.77", "-9", "T", "R", "120000"])),
    ),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=40), st.lists(st.floats(-1e9, 1e10), min_size=1, max_size=5))
def test_no_bytes_whatsoever_raise_and_every_sentence_is_counted_once(
    lines: list[bytes], times: list[float]
) -> None:
    feed = Intake().feed("any", 0)
    used = 0
    for now in times:
        for report in feed.take_many(lines, now):
            used += 1
            assert report.position is None or isinstance(report.position, Position)
            assert report.readings or report.position or report.tod is not None
    counters = feed.counters
    assert counters.used == used
    assert counters.bad_sentences <= sum(counters.bad.values())
    assert counters.lines == len(lines) * len(times)


@settings(deadline=None)
@given(st.lists(LINES, max_size=60), st.integers(1, 500))
def test_a_stream_counts_the_same_however_it_is_cut(lines: list[bytes], chunk: int) -> None:
    data = b"\n".join(lines) + b"\n"
    whole, cut = one_feed(), one_feed()
    assert replay(data, whole, 1 << 20) == replay(data, cut, chunk)
    assert whole.counters == cut.counters
    assert Counter(whole.counters.by_type) == Counter(cut.counters.by_type)
