"""What a running kernel 'Java (MIPP)' costs while nothing runs in it, by proportional set size. Exit status 0 if that is little.

Linux only. Waits for the memory to become so little; a kernel that keeps it fails after some minutes.
"""

import time
from pathlib import Path

from kernel import NEVER, Kernel, check

MOST = 200  # MiB, of a kernel in which nothing has run
LARGE = 300  # MiB, that a cell takes and does not keep


def proportional(pid):
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(rollup.split("\nPss:")[1].split()[0]) / 1024


def becomes(pid, most):
    """Its memory, as soon as it is at most so much, or when there is no hope."""
    end = time.monotonic() + NEVER
    while proportional(pid) > most and time.monotonic() < end:
        time.sleep(0.2)
    return proportional(pid)


def main():
    with Kernel() as kernel:
        pid = kernel.manager.provisioner.pid
        idle = becomes(pid, MOST)
        check(idle <= MOST, f"an idle kernel takes at most {MOST} MiB: {idle:.0f}")
        kernel.ok(f"var large = new byte[{LARGE}][1 << 20]; large = null; 1", "a cell that takes much and keeps nothing")
        after = becomes(pid, idle + LARGE / 3)
        check(after <= idle + LARGE / 3, f"what a cell took goes back to the system: {after:.0f} MiB are left")


if __name__ == "__main__":
    main()
