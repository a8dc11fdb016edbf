"""Executes a notebook in the kernel 'Java (MIPP)' and writes the executed copy and an HTML page into a folder.

    python execute.py NOTEBOOK FOLDER [--smoke] [--since SECONDS] [--kernel NAME]

Prints what it cost: kernel start, time to the first figure, total, and the peak memory of the kernel's process.

With --smoke, or MIPP_SMOKE=1 in the environment, a notebook is shortened: a cell's metadata may say what to replace, as in
"smoke": {"seed < 5": "seed < 1"}, and cells that test what the text says are left out. Sizes that memory depends on stay.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from nbconvert import HTMLExporter
from traitlets.config import Config

PLOTLY = "application/vnd.plotly.v1+json"
WITHOUT_CLAIMS = Config(  # cells that test what the text says are not for the page
    TagRemovePreprocessor={"enabled": True, "remove_cell_tags": {"claims"}},
    HTMLExporter={"preprocessors": ["nbconvert.preprocessors.TagRemovePreprocessor"]})
SECONDS_PER_CELL = 600
SECONDS_TO_START = 300  # on a busy machine; a kernel that dies is noticed at once


def peak_memory(pid):
    """Largest resident memory so far, in MiB; None where the system does not tell."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return None
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


class Stopwatch(NotebookClient):
    """Notes when the kernel is up, when the first figure arrives, and the kernel's memory after every cell."""

    begun = first_cell = first_figure = memory = kernel_log = None

    async def async_start_new_kernel(self, **options):
        self.begun = time.monotonic()
        return await super().async_start_new_kernel(stdout=self.kernel_log, stderr=self.kernel_log, **options)

    async def async_execute_cell(self, cell, *arguments, **options):
        self.first_cell = self.first_cell or time.monotonic()
        try:
            return await super().async_execute_cell(cell, *arguments, **options)
        finally:
            self.memory = peak_memory(getattr(self.km.provisioner, "pid", None)) or self.memory

    def process_message(self, message, cell, index):
        data = message["content"].get("data", {}) if isinstance(message.get("content"), dict) else {}
        if PLOTLY in data and self.first_figure is None:
            self.first_figure = time.monotonic()
        return super().process_message(message, cell, index)


def shorten(notebook):
    """Replaces what the cells' metadata name, and leaves out the cells that test what the text says."""
    notebook.cells = [cell for cell in notebook.cells if "claims" not in cell.metadata.get("tags", [])]
    for cell in notebook.cells:
        for long, short in cell.metadata.get("smoke", {}).items():
            if long not in cell.source:
                sys.exit(f"smoke: expected '{long}' in the cell that says so, got\n{cell.source}")
            cell.source = cell.source.replace(long, short)


def main(source, folder, smoke, since, kernel):
    notebook = nbformat.read(source, as_version=4)
    if smoke:
        shorten(notebook)
    client = Stopwatch(notebook, timeout=SECONDS_PER_CELL, startup_timeout=SECONDS_TO_START, kernel_name=kernel,
                       record_timing=False, resources={"metadata": {"path": str(source.parent)}})
    failure = None
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w+", suffix=".log") as log:
        client.kernel_log = log
        try:
            client.execute()
        except (CellExecutionError, CellTimeoutError, RuntimeError) as error:  # the last if the kernel dies or does not start
            log.seek(0)
            failure = f"{error}\nThe kernel's own log:\n{log.read()}"
    if client.first_cell is None:
        sys.exit(f"the kernel did not start: {failure}")
    total = time.monotonic() - client.begun
    waited = time.time() - total - since if since else 0
    nbformat.write(notebook, folder / source.name)
    page, _ = HTMLExporter(config=WITHOUT_CLAIMS).from_notebook_node(notebook)
    page_file = (folder / source.name).with_suffix(".html")
    if folder != source.parent:
        page_file.write_text(page, encoding="utf-8")
    first = f"{client.first_figure - client.begun:.1f} s" if client.first_figure else "none"
    memory = f"{client.memory:.0f} MiB" if client.memory else "not known"
    print(f"{source.name}: kernel up in {client.first_cell - client.begun:.1f} s, first figure after {first},"
          f" {total:.1f} s in all, peak memory of the Java process {memory}")
    if since and client.first_figure:
        print(f"from the command to the first figure {waited + client.first_figure - client.begun:.0f} s")
    print(f"written: {folder / source.name}" + (f" and {page_file}" if folder != source.parent else ""))
    if failure:
        sys.exit(f"{source.name} failed:\n{failure}")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("notebook", type=lambda path: Path(path).resolve())
    arguments.add_argument("folder", type=lambda path: Path(path).resolve())
    arguments.add_argument("--smoke", action="store_true", default=os.environ.get("MIPP_SMOKE") == "1")
    arguments.add_argument("--since", type=float)
    arguments.add_argument("--kernel", default="mipp")
    given = arguments.parse_args()
    main(given.notebook, given.folder, given.smoke, given.since, given.kernel)
