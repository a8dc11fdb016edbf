"""How much memory the kernel's Java heap may take: what the user asks for by --heap, else what suits the machine."""

import os
import re
from pathlib import Path

from machine import fail

LEAST = 700  # MB; what the tutorials need, and all that Binder has room for
MOST = 4096  # MB unless asked for: networks take memory outside the heap
BY_MACHINE = ("install", "run", "lab", "spark", "paper")  # the words of people at their own machine; all others measure, or are images
UNITS = {"m": 1, "g": 1024}


def take(arguments):
    """The words without --heap, and the size that it asked for in MB, or None."""
    words, size = list(arguments), None
    for place, word in enumerate(words):
        if word == "--heap" or word.startswith("--heap="):
            given = word[len("--heap="):] if "=" in word else "".join(words[place + 1:place + 2])
            return words[:place] + words[place + (1 if "=" in word else 2):], megabytes(given)
    return words, size


def megabytes(given):
    number = re.fullmatch(r"(\d{1,7})([mMgG])", given)
    if not number:
        fail(f"--heap: expected a size such as 4g or 1500m, got '{given}'")
    size = int(number.group(1)) * UNITS[number.group(2).lower()]
    if size < 256:
        fail(f"--heap: expected at least 256m, got {given}; the tutorials need {LEAST}m")
    there = machine()
    if there and size > there:
        fail(f"--heap: expected less than the {there} MB of this machine, got {given}; networks need memory beside the heap too")
    return size


def by_machine(word, there):
    """A quarter of the machine's memory, within bounds."""
    return max(LEAST, min(MOST, there // 4)) if word in BY_MACHINE else LEAST


def machine():
    """The memory of the machine or the container in MB; 0 where it is not known."""
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 0
    for limit in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        try:
            size = min(size, int(Path(limit).read_text()))
        except (OSError, ValueError):
            continue
    return size >> 20
