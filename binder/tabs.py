"""Notebooks in the tabs of one JupyterLab, in headless Chromium, as in the tests; the server is there already."""

import sys
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parent.parent
sys.path += [str(ROOT / "toolkit" / "src" / "test" / "python"), str(ROOT / "kernel-config")]
from execute import shorten  # noqa: E402
from lab import Lab  # noqa: E402  needs selenium

SECONDS = 1800  # for all cells of a notebook


def without_outputs(notebook):
    """Shortens a notebook in place, as its cells' metadata say, and removes what its cells have shown."""
    content = nbformat.read(notebook, as_version=4)
    shorten(content)
    for cell in content.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    nbformat.write(content, notebook)


class Tabs(Lab):
    """A browser that looks at a server of somebody else's."""

    def __init__(self, folder, address):
        super().__init__(folder)
        self.url = address + "/"

    def start_server(self):
        """It runs already."""

    def open_all(self, notebooks):
        self.open_first(notebooks[0])
        for notebook in notebooks[1:]:
            self.open_beside(notebook)

    def open_first(self, notebook):
        self.driver.get(f"{self.url}lab?reset")
        self.wait_for_lab()
        self.open_beside(notebook)

    def run(self, notebook):
        """Runs all cells; the errors."""
        self.open_beside(notebook)
        return self.run_all(SECONDS)
