"""The resident memory of a process and all its descendants together, watched from a thread. Linux only."""

import os
import threading
import time
from pathlib import Path

MIB = 1 << 20
PAGE = os.sysconf("SC_PAGE_SIZE")


def parents():
    """The parent of every process."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                found[int(folder.name)] = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                pass  # has ended
    return found


def descendants(root):
    children = {}
    for child, parent in parents().items():
        children.setdefault(parent, []).append(child)
    found, open_ones = [], list(children.get(root, []))
    while open_ones:
        process = open_ones.pop()
        found.append(process)
        open_ones += children.get(process, [])
    return found


def resident(process):
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE / MIB
    except OSError:
        return 0


class Watch:
    """Looks every 50 ms, and keeps the largest sum. Pages that processes share count for each: the sum is no smaller."""

    def __init__(self, root):
        self.root, self.peak, self.parts, self.running = root, 0, [], True
        self.thread = threading.Thread(target=self.look, daemon=True)
        self.thread.start()

    def look(self):
        while self.running:
            sizes = [resident(process) for process in descendants(self.root)]
            if sum(sizes) > self.peak:
                self.peak, self.parts = sum(sizes), sizes
            time.sleep(0.05)

    def reset(self):
        self.peak, self.parts = 0, []

    def describe(self):
        return f"{self.peak:.0f} = " + " + ".join(f"{part:.0f}" for part in sorted(self.parts) if part > 10)

    def stop(self):
        self.running = False
        self.thread.join()
