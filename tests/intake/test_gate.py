"""Which source gives a quantity: the best that is not silent."""

from logbook.intake import FeedIntake, Intake
from logbook.model.quantities import BARO, HDG, SOG, TWA, TWS
from tests.intake.lines import one_feed
from tests.nmea0183.sentences import sealed


def rmc(second: int, talker: str = "GP", variation: str = ",") -> bytes:
    return sealed(
        f"{talker}RMC,12{second // 60:02}{second % 60:02},A,4734.77,N,00317.64,W,5.0,90.0,230623,"
        f"{variation},A"
    )


def gll(second: int, talker: str = "GP") -> bytes:
    return sealed(f"{talker}GLL,4734.88,N,00317.88,W,12{second // 60:02}{second % 60:02},A,A")


def depth(metres: float, kind: str = "DPT") -> bytes:
    return sealed(f"SDDPT,{metres},," if kind == "DPT" else f"SDDBT,,f,{metres},M,,F")


def test_a_lesser_sentence_is_spare_while_the_better_one_speaks() -> None:
    feed = one_feed()
    for second in range(60):
        assert feed.take(rmc(second), second) is not None
        assert feed.take(gll(second), second) is None
    assert (feed.counters.used, feed.counters.spare) == (60, 60)


def test_the_lesser_takes_over_within_seconds_of_silence_and_gives_back_at_once() -> None:
    feed = one_feed()
    for second in range(30):
        feed.take(rmc(second), second)
        feed.take(gll(second), second)
    heard = [second for second in range(30, 60) if feed.take(gll(second), second)]
    assert heard == list(range(35, 60))
    assert feed.take(rmc(60), 60) is not None
    assert feed.take(gll(60), 60) is None


def test_nothing_is_starved_when_the_only_clock_of_a_recording_falls_silent() -> None:
    feed = one_feed()
    now = 0.0
    lines = [line for second in range(30) for line in (rmc(second), gll(second))]
    lines += [gll(second) for second in range(30, 120)]
    seconds = []
    for report in feed.take_many(lines, now):
        assert report.tod is not None
        now = feed.now = report.tod
        seconds.append(int(report.tod) - 43200)
    assert seconds[:30] == list(range(30))
    assert 30 < seconds[30] <= 38
    assert seconds[30:] == list(range(seconds[30], 120))


def test_a_second_receiver_that_still_owns_something_is_not_starved_either() -> None:
    feed = one_feed()
    lines = [line for second in range(30) for line in (rmc(second), rmc(second, "GN", "2.0,E"))]
    lines += [rmc(second, "GN", "2.0,E") for second in range(30, 60)]
    placed = []
    for report in feed.take_many(lines, 0.0):
        if report.tod is not None:
            feed.now = report.tod
        if report.position is not None:
            placed.append(report.source)
    assert placed[:30] == ["GPRMC"] * 30
    assert len(placed) > 50


def test_two_receivers_of_one_rank_do_not_fight_and_nor_do_their_clocks() -> None:
    feed = one_feed()
    for second in range(30):
        assert feed.take(rmc(second, "GP"), second) is not None
        assert feed.take(rmc(second + 1800, "EC"), second) is None
        assert feed.take(gll(second + 1800, "EC"), second) is None
        assert feed.take(sealed(f"ECZDA,1230{second:02},23,06,2023,,"), second) is None


def test_a_clock_far_ahead_does_not_make_the_owner_look_silent() -> None:
    feed = one_feed()
    now = 0.0
    lines = [line for second in range(100) for line in (rmc(second), gll(1000 + 10 * second, "EC"))]
    sources = set()
    for report in feed.take_many(lines, now):
        sources.add(report.source)
        if report.tod is not None:
            feed.now = report.tod
    assert sources == {"GPRMC"}


def test_a_date_may_come_from_a_zda_where_the_rmc_has_none() -> None:
    feed = one_feed()
    undated = sealed("GPRMC,120001,A,4734.77,N,00317.64,W,5.0,90.0,,,,A")
    for second in range(20):
        report = feed.take(undated, second)
        assert report is not None
        assert (report.tod, report.day) == (43201.0, None)
        dated = feed.take(sealed("GPZDA,120001,23,06,2023,,"), second)
        assert dated is not None
        assert dated.day == 19531


def feeds(**order: list[str]) -> tuple[FeedIntake, FeedIntake]:
    intake = Intake(order)
    return intake.feed("plotter", 0), intake.feed("handheld", 1)


def test_feeds_are_believed_in_their_order() -> None:
    plotter, handheld = feeds()
    assert handheld.take(depth(4.0), 0.0) is not None
    assert plotter.take(depth(5.0, "DBT"), 0.1) is not None
    assert handheld.take(depth(4.0), 0.2) is None
    assert plotter.take(depth(5.0, "DPT"), 0.3) is not None
    # The second feed's turn comes when the first is silent, and only then.
    assert handheld.take(depth(4.1), 2.0) is None
    assert handheld.take(depth(4.1), 4.0) is None
    assert handheld.take(depth(4.1), 6.0) is not None
    assert plotter.take(depth(5.0), 6.1) is not None


def test_the_order_may_differ_for_one_quantity_and_for_the_position() -> None:
    plotter, handheld = feeds(position=["handheld", "plotter"], depth=["handheld"])
    assert handheld.take(rmc(1), 0.0) is not None
    report = plotter.take(rmc(1), 0.1)
    assert report is not None  # speed and course are still the plotter's
    assert report.position is None
    assert (report.tod, report.day) == (None, None)
    assert {reading.quantity for reading in report.readings} == {SOG, "cog"}
    assert plotter.take(depth(5.0), 0.2) is not None
    assert handheld.take(depth(4.0), 0.3) is not None
    assert plotter.take(depth(5.0), 0.4) is None


def test_only_what_a_better_source_gives_is_taken_out_of_a_report() -> None:
    feed = one_feed()
    assert feed.take(sealed("WIMWV,30,T,10.0,N,A"), 0.0) is not None
    report = feed.take(sealed("WIMWD,120.0,T,,M,10.0,N,5.1,M"), 0.1)
    assert report is not None
    assert [reading.quantity for reading in report.readings] == ["twd"]


def test_true_wind_is_not_starved_by_apparent_wind_of_the_same_head() -> None:
    intake = Intake()
    best, other = intake.feed("a", 0), intake.feed("b", 1)
    true = 0
    for second in range(60):
        best.take(sealed(f"WIMWV,{second},R,10.0,N,A"), second)
        other.take(sealed(f"WIMWV,{second},R,9.0,N,A"), second)
        report = other.take(sealed(f"WIMWV,{second},T,8.0,N,A"), second)
        true += report is not None
        assert report is None or {r.quantity for r in report.readings} == {TWA, TWS}
    assert true == 60


def test_a_magnetic_heading_is_silent_until_a_variation_is_known_and_then_true() -> None:
    feed = one_feed()
    heading = sealed("IIHDM,350.0,M")
    assert feed.take(heading, 0.0) is None
    assert feed.counters.silent == 1
    assert feed.take(rmc(0, variation="15.0,E"), 1.0) is not None
    report = feed.take(heading, 2.0)
    assert report is not None
    assert report.readings == ((HDG, 5.0),)
    assert feed.take(heading, 3602.0) is None
    assert feed.take(rmc(0, variation="15.0,W"), 3603.0) is not None
    report = feed.take(heading, 3604.0)
    assert report is not None
    assert report.readings == ((HDG, 335.0),)


def test_a_heading_with_its_own_variation_uses_that_one() -> None:
    feed = one_feed()
    feed.take(rmc(0, variation="15.0,E"), 0.0)
    report = feed.take(sealed("HCHDG,100.0,1.0,E,2.0,W"), 1.0)
    assert report is not None
    assert report.readings == ((HDG, 99.0),)  # the variation itself is the GPS's


def test_time_that_steps_back_by_years_starves_nothing() -> None:
    feed = one_feed()
    for second in range(40):
        feed.take(rmc(second), 1e9 + second)
        feed.take(gll(second), 1e9 + second)
    assert feed.take(gll(1), 0.0) is not None
    assert feed.take(sealed("GPGSV,1,1,00"), 0.0) is None
    assert feed.counters.unused == 1


def test_a_recording_whose_time_jumps_ten_seconds_at_a_time_keeps_its_receiver() -> None:
    feed = one_feed()
    lines = []
    for second in range(0, 600, 2):
        lines += [rmc(second - second % 10, "EC"), gll(second - second % 10, "EC")]
    sources = []
    for report in feed.take_many(lines, 0.0):
        sources.append(report.source)
        if report.tod is not None:
            feed.now = report.tod
    assert sources == ["ECRMC"] * 300


def test_what_a_spare_source_says_anew_is_found_within_a_hold() -> None:
    feed = one_feed()
    for second in range(60):
        feed.take(sealed("HEHDT,98.0,T"), second)
        assert feed.take(sealed("HCHDG,100.0,,,,"), second) is None
    found = []
    for second in range(60, 180):
        feed.take(sealed("HEHDT,98.0,T"), second)
        report = feed.take(sealed("HCHDG,100.0,,,2.0,W"), second)
        found += [] if report is None else [second]
    assert found == list(range(found[0], 180))
    assert found[0] <= 66


def test_a_source_that_was_put_off_unread_speaks_as_soon_as_the_owner_is_silent() -> None:
    feed = one_feed()
    for second in range(47):
        assert feed.take(depth(5.0), second) is not None
        assert feed.take(depth(4.0, "DBT"), second) is None
    heard = [second for second in range(47, 60) if feed.take(depth(4.0, "DBT"), second)]
    assert heard == list(range(52, 60))


def test_a_pressure_said_thrice_is_taken_once() -> None:
    feed = one_feed()
    first = feed.take(sealed("BMMDA,29.98,I,1.0154,B,20.5,C,,,43.3,,,,,,,,,,,"), 0.0)
    assert first is not None
    assert BARO in dict(first.readings)
    assert feed.take(sealed("BMMMB,29.9870,I,1.0154,B"), 0.1) is None
    assert feed.take(sealed("BMXDR,P,101540,P,0"), 0.2) is None


def test_the_same_bytes_say_the_same_again() -> None:
    feed = one_feed()
    line = depth(5.0)
    reports = {feed.take(line, second) for second in range(100)}
    assert len(reports) == 1
    assert None not in reports
    assert feed.counters.used == 100
