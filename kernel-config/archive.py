"""Writes an archive of the classes that every kernel loads, which the kernels of a machine then map and share.

    python archive.py ARCHIVE < SPECIFICATION

Starts the kernel of a specification once, with -XX:ArchiveClassesAtExit in the place of -XX:SharedArchiveFile, and ends it:
Java writes the archive as it exits. What the notebook's own loader has loaded, which is the toolkit, cannot be in it.
"""

import json
import subprocess
import sys
from pathlib import Path

from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpec

SECONDS = 300  # for a busy machine; a kernel that dies is noticed at once
READS, WRITES = "-XX:SharedArchiveFile=", "-XX:ArchiveClassesAtExit="


def main(archive):
    specification = json.load(sys.stdin)
    unfinished = archive.with_suffix(".new")
    specification["argv"] = [f"{WRITES}{unfinished}" if word.startswith(READS) else word for word in specification["argv"]]
    manager = KernelManager(shutdown_wait_time=SECONDS)
    manager._kernel_spec = KernelSpec(resource_dir=str(archive.parent), **specification)  # it is not installed yet
    manager.start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=SECONDS)
    finally:
        client.stop_channels()
        manager.shutdown_kernel()
    unfinished.replace(archive)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
