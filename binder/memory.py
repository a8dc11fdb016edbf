"""The memory of all descendants of a process together, watched from a thread. Linux only."""

import threading
import time
from pathlib import Path


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


def proportional(process):
    """Its proportional set size in MiB: a page that several processes share counts in parts, together once."""
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0  # has ended
    return int(rollup.split("\nPss:")[1].split()[0]) / 1024


class Watch:
    """Looks every 50 ms, and keeps the largest sum; with a process itself, if that is asked for."""

    def __init__(self, root, itself=False):
        self.itself = [root] if itself else []
        self.root, self.peak, self.parts, self.running = root, 0, [], True
        self.thread = threading.Thread(target=self.look, daemon=True)
        self.thread.start()

    def look(self):
        while self.running:
            sizes = [proportional(process) for process in [*self.itself, *descendants(self.root)]]
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
