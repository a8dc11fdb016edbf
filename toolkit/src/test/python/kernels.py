"""How JupyterLab keeps kernels, in headless Chromium: none before a cell runs, none that nothing ran in, none ended silently.

    python kernels.py

Exit status 0 if all is well. Run in the project's virtual environment.
"""

import json
import sys
import tempfile
import urllib.request
from pathlib import Path

import nbformat

from lab import TOKEN, Lab, wait

CULL = 20  # seconds; nobody would want it that short
SPECIFICATION = {"kernelspec": {"name": "mipp", "display_name": "Java (MIPP)", "language": "java"}}
CODE = ["var a = 20;", "var b = a + 1;", "a + b"]
NAMES = ["one.ipynb", "two.ipynb", "three.ipynb"]

failures = []


def check(condition, what):
    print(("ok      " if condition else "FAILED  ") + what, flush=True)
    if not condition:
        failures.append(what)


def kernels(lab):
    return [kernel["id"] for kernel in lab.request("GET", "api/kernels")]


def prompts(lab):
    """Of the cells in the tab that is shown."""
    return lab.js("""return [...document.querySelectorAll('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell .jp-InputPrompt')]
        .map(prompt => prompt.textContent)""")


def ran(lab, first=1):
    wait("all cells", lambda: prompts(lab) == [f"[{first + i}]:" for i in range(len(CODE))])
    return lab.js("""return [...document.querySelectorAll('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-OutputArea-executeResult pre')]
        .map(result => result.textContent.trim())""")


def close(lab):
    lab.command("docmanager:save")
    lab.command("application:close")


def gone(lab, kernel):
    wait("the end of the kernel", lambda: kernel not in kernels(lab))


def look(lab):
    lab.open(NAMES[0])
    for name in NAMES[1:]:
        lab.open_beside(name)
    check(kernels(lab) == [], "three open notebooks have no kernel")

    lab.command("notebook:run-all-cells")
    result = ran(lab)
    used = kernels(lab)
    check(len(used) == 1 and result == ["41"], f"running all cells starts one kernel, got {len(used)}, which says {result}")

    lab.open_beside(NAMES[1])
    lab.command("notebook:restart-run-all")
    result = ran(lab)
    both = kernels(lab)
    check(len(both) == 2 and result == ["41"], f"'restart and run all' starts the kernel that is not there, got {len(both)}: {result}")

    close(lab)
    lab.open_beside(NAMES[0])
    new = json.loads(urllib.request.urlopen(urllib.request.Request(
        lab.url + "api/kernels", method="POST", data=b'{"name": "mipp"}', headers={"Authorization": f"token {TOKEN}"})).read())["id"]
    check(new in kernels(lab), "a kernel that a program starts is there")
    gone(lab, new)
    check(set(kernels(lab)) == set(both), "it ends when it is idle and nothing has run in it; those that hold variables stay,"
                                          " also the one whose tab has been closed")

    lab.command("running:show-panel")
    closed = next(kernel for kernel in both if kernel not in used)
    button = wait("the kernel in the list", lambda: lab.js("""
        return [...document.querySelectorAll('#jp-running-sessions .jp-RunningSessions-item')]
            .filter(item => item.innerText.includes(arguments[0]) && item.innerText.includes(arguments[1].slice(0, 4)))
            .sort((one, other) => one.innerText.length - other.innerText.length)[0] // the others are around it
            ?.querySelector('.jp-RunningSessions-itemShutdown')""", NAMES[1], closed))
    check(True, "the kernel whose tab has been closed is listed")
    lab.js("arguments[0].click()", button)
    gone(lab, closed)
    check(kernels(lab) == used, "a click ends it, and only it")

    lab.open_beside(NAMES[0])
    lab.command("notebook:restart-kernel")
    fresh = wait("a kernel", lambda: next((kernel for kernel in kernels(lab) if kernel not in used), None))
    close(lab)
    gone(lab, fresh)
    check(kernels(lab) == used, "a kernel in which nothing ran ends with its tab")

    lab.open_beside(NAMES[2])
    lab.command("docmanager:save")
    lab.driver.refresh()
    wait("the notebook", lambda: len(prompts(lab)) == len(CODE))
    lab.command("notebook:run-all-cells")
    ran(lab, first=len(CODE) + 1)
    check(kernels(lab) == used, "after a reload of the page the notebook has the kernel that it had")


def main():
    folder = Path(tempfile.mkdtemp(prefix="kernels"))
    for name in NAMES:
        nbformat.write(nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(code) for code in CODE], metadata=SPECIFICATION), folder / name)
    with Lab(folder, options=[f"--FrugalKernels.cull_idle_timeout={CULL}", "--FrugalKernels.cull_interval=1",
                              "--FrugalKernels.abandoned_timeout=5"]) as lab:
        look(lab)
        lab.end_kernels()
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
