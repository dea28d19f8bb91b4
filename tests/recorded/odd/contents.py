"""Instruments whose sentences are odd, beside a GPS that is not."""

from collections.abc import Callable

from tests.recorded.odd.sailing import depth, line, rmc

MINUTES = 10


def beside_gps(more: Callable[[int], bytes]) -> bytes:
    """Return ten minutes of a GPS each second, and `more` of that second after it."""
    return b"".join(rmc(second) + more(second) for second in range(60 * MINUTES))


def short_groups() -> bytes:
    """Give XDR that leave out a field of each silent sensor: the groups go out of step."""
    return beside_gps(
        lambda second: line(
            f"IIXDR,C,C,,C,AIRTEMP,A,{10 + second / 100:.1f},D,HEEL,A,2.8,D,TRIM,P,,B,BARO,"
            "A,A,-1.5,D,RUDDER"
        )
    )


def spliced() -> bytes:
    """Give heads with other sentences' tails, summed after the splice: every checksum is right."""
    wrong = [
        "GPRMW,01332,N,001.9,N",
        "GPRMR,019,L,12.0,N,,,,",
        "GPRMV,344,R,12.0,N,A",
        "GPRWV,031,R,10.5,N,A",
        "GPRMC,344,R,12.0,N,A",
        "GPRMC,100000.00,A,4818.0000,N,00433.0000,W,01330,N,000.1,N",
        "IIMWV,01330,N,000.1,N",
        "IIMTW,024,M,05.3,N,,",
        "IIDPT,344,R,12.0,N,A",
        "IIVHW,4818.0000,N,00433.0000,W",
    ]
    return beside_gps(lambda second: line(wrong[second % len(wrong)]) + depth(second))


def navigational_status() -> bytes:
    """Give RMC of NMEA 4.1, whose last field is the navigational status and not the position's.

    Most receivers are not certified for it, and say V beside a good position. Each minute has
    ten seconds each of: good with V, S, C, U; void with V; estimated.
    """
    tails = [",,,A,V", ",,,A,S", ",,,A,C", ",,,A,U", ",,,N,V", ",,,E,V"]

    def one(second: int) -> bytes:
        tail = tails[second // 10 % 6]
        made = rmc(second, tail=tail)
        if tail != ",,,N,V":
            return made
        return line(made.split(b"*")[0].decode()[1:].replace(",A,", ",V,", 1))

    return b"".join(one(second) + depth(second) for second in range(60 * MINUTES))


def digit_talkers() -> bytes:
    """Give talkers of two digits, as multiplexers from NMEA 2000 make them."""
    return beside_gps(
        lambda second: (
            line("02MWV,327.6,R,18.9,N,A")
            + line("23DBS,34.4,f,10.5,M,5.7,F")
            + line("24HDG,182.1,0.0,E,3.0,W")
            + line(f"07MTW,{15 + second % 5 / 10:.1f},C")
        )
    )


def warm_sea() -> bytes:
    """Give a sea of 39.2 °C, at times 45 °C: a faulty sensor, and the second is not believed."""
    return beside_gps(
        lambda second: line("SDMTW,39.2,C" if second % 10 else "SDMTW,45.0,C") + depth(second)
    )


def wrong_checksums() -> bytes:
    """Give sentences of which nineteen in twenty have the wrong checksum, their content plausible.

    Every good one is a position or a depth in its turn.
    """

    def one(number: int, good: bytes) -> bytes:
        if number % 20 == number // 20 % 2:
            return good
        return good[:-4] + f"{int(good[-4:-2], 16) ^ 0x2A:02X}\r\n".encode()

    lines = [made(second) for second in range(60 * MINUTES) for made in (rmc, depth)]
    return b"".join(one(number, good) for number, good in enumerate(lines))
