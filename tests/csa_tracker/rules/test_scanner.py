"""The scanner warns of personal data: measured on a labelled list, quick on any text."""

from __future__ import annotations

import re
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.rules.scanner import Kind, is_nhs_number, scan

LINES = tomllib.loads(Path(__file__).with_name("scanner_lines.toml").read_text("utf-8"))
MARKED = re.compile(r"\[\[(.*?)\]\]")


def found(text: str) -> list[tuple[str, str]]:
    return [(finding.kind.value, text[finding.start : finding.end]) for finding in scan(text)]


def test_the_labelled_list_is_large_and_covers_every_kind() -> None:
    texts = [*LINES["clean"], *(line for lines in LINES["found"].values() for line in lines)]
    assert len(texts) == len(set(texts)) >= 500
    assert set(LINES["found"]) == set(Kind)
    assert all(len(lines) >= 30 for lines in LINES["found"].values())


@pytest.mark.parametrize("kind", Kind)
def test_at_least_95_in_100_are_found(kind: Kind) -> None:
    missed, wanted = [], 0
    for line in LINES["found"][kind.value]:
        text = MARKED.sub(r"\1", line)
        hits = found(text)
        for marked in MARKED.findall(line):
            wanted += 1
            if (kind.value, marked) not in hits:
                missed.append(line)
    print(f"{kind.value}: {wanted - len(missed)} of {wanted} found")  # noqa: T201  (read by those who tune the scanner)
    assert len(missed) <= wanted * 0.05, missed


def test_at_most_one_clean_line_in_50_is_warned_about() -> None:
    alarms = [line for line in LINES["clean"] if scan(line)]
    print(f"false alarms: {len(alarms)} in {len(LINES['clean'])} clean lines")  # noqa: T201  (as above)
    assert len(alarms) * 50 <= len(LINES["clean"]), alarms


def test_a_finding_says_what_it_looks_like_and_keeps_no_text() -> None:
    (finding,) = scan("Ring 07700 900123.")
    assert (finding.kind, finding.start, finding.end) == (Kind.PHONE, 5, 17)
    assert finding.message == "This looks like a person's phone number. Only add it if you must."
    assert "900123" not in repr(finding)


def test_of_two_overlapping_findings_the_longer_stays() -> None:
    assert found("dob 12 03 1990@example.org") == [("email", "1990@example.org")]
    assert found("+44 943 476 5919") == [("nhs-number", "943 476 5919")]
    assert found("dob 12/03/1990 (dob)") == [("date-of-birth", "12/03/1990")]
    assert found("dob 12 Mar 1990 BB11 1AA") == [("date-of-birth", "12 Mar 1990"), ("postcode", "BB11 1AA")]


def test_a_date_belongs_to_the_word_of_birth_beside_it() -> None:
    assert found("Visited 12/03/2026: baby born") == []
    assert found("12/03/1990\nDOB not known") == []
    assert found("born between 1/1/2008 and 1/1/2012") == []
    assert found("12/03/1990 (DOB)") == [("date-of-birth", "12/03/1990")]


@pytest.mark.parametrize(
    ("digits", "issued"),
    [
        ("9434765919", True),
        ("4010232137", True),
        ("9434765918", False),  # check digit
        ("943476591", False),
        ("94347659190", False),
        ("3210000018", True),  # Northern Ireland
        ("0101010001", True),  # Scotland: 1 January
        ("0113000014", False),
        ("0000000000", False),
        ("5550000008", False),
    ],
)
def test_nhs_numbers_are_checked_by_modulus_11(digits: str, *, issued: bool) -> None:
    assert is_nhs_number(digits) is issued


@given(st.from_regex(r"[4679][0-9]{9}", fullmatch=True))
def test_one_changed_digit_is_no_nhs_number(digits: str) -> None:
    if is_nhs_number(digits):
        for place in range(10):
            changed = digits[:place] + str((int(digits[place]) + 1) % 10) + digits[place + 1 :]
            assert not is_nhs_number(changed)


@pytest.mark.parametrize(
    "text",
    ["AA11 1AA", "QQ123456C", "GB123456A", "0300 123 6720", "0800 555 111", "07700 900 12", "01632 960123x", "BB11"],
)  # fmt: skip
def test_lookalikes_are_left_alone(text: str) -> None:
    assert found(text) == []


@given(st.text(alphabet="0123456789 -+()@.aABb1/\n£dob", max_size=200))
def test_findings_are_in_order_apart_and_inside_the_text(text: str) -> None:
    findings = scan(text)
    at = 0
    for finding in findings:
        assert at <= finding.start < finding.end <= len(text)
        at = finding.end


@given(st.text(max_size=60))
def test_any_text_can_be_scanned(text: str) -> None:
    assert isinstance(scan(text), tuple)


def seconds(text: str) -> float:
    """The better of two, as other work on the computer only ever adds time."""
    times = []
    for _ in range(2):
        start = time.process_time()
        scan(text)
        times.append(time.process_time() - start)
    return min(times)


def test_ten_thousand_characters_of_updates_take_less_than_20_milliseconds() -> None:
    text = "\n".join(LINES["clean"])[:10_000]
    assert len(text) == 10_000
    assert seconds(text) < 0.02


@pytest.mark.parametrize(
    "piece",
    ["1", " ", "1 ", "0 ", "01 ", "07 ", "012345678 ", "0712345678901 ", "+44", "(0", "a.", "a@", "a", "AB12",
     "BB1 ", "born 1 "],
)  # fmt: skip
def test_time_is_linear_whatever_the_text(piece: str) -> None:
    long = (piece * 100_000)[:100_000]
    assert seconds(long) < 40 * seconds(long[:10_000]) + 0.1
