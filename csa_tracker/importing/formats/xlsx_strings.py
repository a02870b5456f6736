"""The shared texts of an .xlsx workbook: how long each is, and which are struck through in whole."""

from __future__ import annotations

import zipfile
from array import array
from dataclasses import dataclass, field

from csa_tracker.importing.formats.scan import Limits, Told
from csa_tracker.importing.formats.xml import feed, find_part, safe_parser

STRINGS = "xl/sharedStrings.xml"


@dataclass(frozen=True, slots=True)
class SharedTexts:
    """By the number of a text: its bytes at most; whether all its runs are struck (absent: the cell's font decides)."""

    sizes: array[int] = field(default_factory=lambda: array("L"))
    struck: dict[int, bool] = field(default_factory=dict)
    longest: int = 0


class RunStrikes:
    """Follows the runs of one text and says whether a person sees all of it struck through."""

    def __init__(self) -> None:
        self._runs: list[bool | None] = []

    def start_run(self) -> None:
        """A run begins; until it says otherwise it looks as the cell does."""
        self._runs.append(None)

    def set_properties(self) -> None:
        """The run has properties of its own: not struck unless they say so."""
        if self._runs:
            self._runs[-1] = False

    def set_strike(self, value: str) -> None:
        """The properties of the run name a strike."""
        if self._runs:
            self._runs[-1] = value in ("1", "true", "on")

    def verdict(self) -> bool | None:
        """True: struck whole. False: some of it is not. None: as the cell's own font says. Then begin anew."""
        runs, self._runs = self._runs, []
        own = [run for run in runs if run is not None]
        if not own:
            return None
        return all(own) and len(own) == len(runs)


def read_strings(archive: zipfile.ZipFile, limits: Limits, told: Told) -> SharedTexts:
    """Measure the shared texts; none when the workbook has no such part. Raises expat.ExpatError when it is damaged,
    UserError when there are too many.
    """
    part = find_part(archive, STRINGS)
    if part is None:
        return SharedTexts()
    size = archive.getinfo(part).file_size
    reader = _Strings(size, limits)
    parser = safe_parser(limits.path)

    def start(name: str, attributes: dict[str, str]) -> None:
        reader.start(name.rpartition(":")[2], attributes, parser.CurrentByteIndex)

    parser.StartElementHandler = start
    feed(parser, archive, part, told)
    return reader.finish(size)


class _Strings:
    def __init__(self, most: int, limits: Limits) -> None:
        self._most, self._limits = most, limits
        self._begin = -1
        self._sizes = array("L")
        self._struck: dict[int, bool] = {}
        self._runs = RunStrikes()

    def start(self, name: str, attributes: dict[str, str], place: int) -> None:
        if name == "si":
            self._end(place)
            self._begin = place
        elif name == "r":
            self._runs.start_run()
        elif name == "rPr":
            self._runs.set_properties()
        elif name == "strike":
            self._runs.set_strike(attributes.get("val", "1"))
        elif name == "sst" and int(attributes.get("uniqueCount", "0")) > self._most:
            raise ValueError(self._most)  # the reader of the values makes room for that many before it reads them

    def _end(self, place: int) -> None:
        if self._begin >= 0:
            verdict = self._runs.verdict()
            if verdict is not None:
                self._struck[len(self._sizes)] = verdict
            self._sizes.append(place - self._begin)
            self._limits.check_texts(len(self._sizes))

    def finish(self, place: int) -> SharedTexts:
        self._end(place)
        return SharedTexts(self._sizes, self._struck, max(self._sizes, default=0))
