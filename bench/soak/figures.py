"""What is measured, and what must hold of it."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

SLOWEST_P99_SECONDS = 1.0
GROWTH_MIB = 24
"""What memory may grow by from the first third on, in all processes of the service together: caches fill, and what is
asked of more data takes more."""
PARTS = 12
"""Of each the least counts: a password hash takes 19 MiB for a moment."""
MORE_HANDLES = 8
"""Connections of clients come and go between two looks."""


@dataclass
class Figures:
    """What was measured, by the kind of request."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: Counter[int] = field(default_factory=Counter)
    unexpected: Counter[str] = field(default_factory=Counter)
    sizes: list[tuple[float, int]] = field(default_factory=list)
    """Memory (MiB) and open file handles, at each look."""


def _percentile(sorted_values: list[float], percent: int) -> float:
    return sorted_values[min(len(sorted_values) - 1, len(sorted_values) * percent // 100)]


def _parts(sizes: list[tuple[float, int]]) -> list[tuple[float, int]]:
    """Memory and handles in each part of the time."""
    steps = [len(sizes) * number // PARTS for number in range(PARTS + 1)]
    parts = [sizes[begin:end] for begin, end in pairwise(steps)]
    return [(min(memory for memory, _ in part), min(handles for _, handles in part)) for part in parts]


def told(figures: Figures) -> list[str]:
    """Prints the figures; returns every rule that is broken."""
    everything = sorted(value for values in figures.seconds.values() for value in values)
    broken = []
    print(f"{'milliseconds':22}{'requests':>9}{'p50':>9}{'p95':>9}{'p99':>9}{'max':>9}")
    for kind, values in [*sorted(figures.seconds.items()), ("all", everything)]:
        ordered = sorted(values)
        points = [*(_percentile(ordered, percent) for percent in (50, 95, 99)), ordered[-1]]
        print(f"{kind:22}{len(ordered):9}" + "".join(f"{point * 1000:9.1f}" for point in points))
        if kind == "all" and points[2] >= SLOWEST_P99_SECONDS:  # log-ins alone are slow on purpose
            broken.append(f"p99 is {points[2]:.2f} s")
    parts = _parts(figures.sizes)
    for number, (memory, handles) in enumerate(parts, start=1):
        print(f"part {number:2} of {PARTS}: {memory:7.1f} MiB, {handles:3} open file handles")
    print("statuses:", dict(sorted(figures.statuses.items())))
    failures = sum(number for status, number in figures.statuses.items() if status >= 500)
    settled, last = parts[PARTS // 3], parts[-1]
    broken += [f"{failures} answers were a 5xx"] if failures else []
    broken += [f"{number} × {what}" for what, number in figures.unexpected.items()]
    if last[0] - settled[0] > GROWTH_MIB:
        broken.append(f"memory grew from {settled[0]:.0f} to {last[0]:.0f} MiB after the first third")
    if last[1] - settled[1] > MORE_HANDLES:
        broken.append(f"open file handles grew from {settled[1]} to {last[1]} after the first third")
    return broken
