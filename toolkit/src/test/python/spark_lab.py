"""Opens the tutorial of clusters in JupyterLab, as kernel-config/run spark lab does, and runs all of it.

    .venv/bin/python toolkit/src/test/python/spark_lab.py FOLDER

By hand, for it takes two minutes: after kernel-config/run spark, and with what kernel-config/test installs for browsers. The kernel is
listed under its name and is that of the notebook, no cell ends in an error, and each shows as many figures as the committed notebook.
A screenshot goes into the folder.
"""

import json
import shutil
import sys
from pathlib import Path

from lab import Lab

PROJECT = Path(__file__).resolve().parents[4]
NOTEBOOK = PROJECT / "notebooks" / "cluster.ipynb"
KERNEL, NAME = "mipp-spark", "Java (MIPP, Spark)"
PLOTLY = "application/vnd.plotly.v1+json"
SECONDS = 400


def figures(notebook):
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    return sum(PLOTLY in output.get("data", {}) for output in outputs)


def check(folder):
    copies = folder / "notebooks"
    copies.mkdir(parents=True, exist_ok=True)
    committed = json.loads(NOTEBOOK.read_text())
    cleared = json.loads(NOTEBOOK.read_text())
    for cell in cleared["cells"]:
        if cell["cell_type"] == "code":
            cell.update(outputs=[], execution_count=None)
    (copies / NOTEBOOK.name).write_text(json.dumps(cleared))
    shutil.copytree(PROJECT / "data", folder / "data", dirs_exist_ok=True)  # the tutorial reads ../data
    with Lab(copies) as lab:
        kernels = lab.request("GET", "api/kernelspecs")["kernelspecs"]
        assert kernels.get(KERNEL, {}).get("spec", {}).get("display_name") == NAME, sorted(kernels)
        lab.open(NOTEBOOK.name)
        errors = lab.run_all(SECONDS)
        lab.screenshot(folder / "cluster.png")
        assert not errors, errors
        shown = lab.js("return window.jupyterapp.shell.currentWidget.context.model.toJSON()")
        assert figures(shown) == figures(committed), (figures(shown), figures(committed))
        used = lab.js("return window.jupyterapp.shell.currentWidget.sessionContext.kernelDisplayName")
        assert used == NAME, used
        lab.end_kernels()


if __name__ == "__main__":
    check(Path(sys.argv[1]).resolve())
    print("cluster.ipynb: runs in JupyterLab, with the kernel", NAME)
