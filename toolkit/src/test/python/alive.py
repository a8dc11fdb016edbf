"""Measures how long a figure takes in JupyterLab, from the end of a cell's computation until it answers the mouse.

    python alive.py [REPETITIONS]

A cell prints the time when its computation has ended and has a figure as its value; the page notes when a value first appears
under a mouse that moves to and fro over it. Prints a row per kind of figure, in milliseconds, and the median of all. A
measurement, not a test; run it in the project's virtual environment on an idle machine.
"""

import statistics
import sys
import tempfile
from pathlib import Path

import nbformat

from lab import Lab, wait

PREPARE = """var digits = mnist().first(2_000, 500); var network = train(lenet5(), digits, epochs(1));
var judged = evaluate(network, digits); var acts = capture(judged, digits.sample(500)); var masks = selectMasks(acts, keep(0.5));
var small = prune(judged, masks); var information = estimateMi(acts, gaussian()); var flow = flow(masks);"""
FIGURES = {"training": "network", "activations": "acts", "information": "information", "removal paths": "masks",
           "flow": "flow", "pruned network": "small", "comparison": "compare(judged, small)", "examples": "digits"}

# Moves a mouse of its own over the newest figure, at every frame, until plotly says what is under it.
WATCH = """
window.answered = null;
const old = new Set(document.querySelectorAll('.jp-RenderedPlotly'));
const look = () => {
  const graph = [...document.querySelectorAll('.jp-RenderedPlotly')].find(figure => !old.has(figure));
  graph?.scrollIntoView({block: 'center'});
  const drag = graph?.calcdata && graph.querySelector('.nsewdrag');
  if (!drag) return requestAnimationFrame(look);
  const box = drag.getBoundingClientRect();
  drag.dispatchEvent(new MouseEvent('mousemove', {bubbles: true, clientX: box.left + box.width / 2, clientY: box.top + box.height / 2}));
  requestAnimationFrame(() => { window.answered = Date.now(); });
};
look();"""


def measure(lab, code):
    """Runs one cell; milliseconds from the end of its computation until its figure has answered the mouse."""
    lab.js(WATCH)
    lab.run_cell(lab.js(
        "return [...document.querySelectorAll('.jp-CodeCell')].find(c => c.textContent.includes(arguments[0]))", code))
    answered = wait("an answer to the mouse", lambda: lab.js("return window.answered"))
    ended = int(wait("the time", lambda: lab.js("""return [...document.querySelectorAll('.jp-CodeCell')]
        .find(c => c.textContent.includes(arguments[0])).querySelector('.jp-RenderedText')?.textContent.match(/ended (\\d+)/)?.[1]""", code)))
    return answered - ended


def main(repetitions):
    cells = [f"var v{i} = {value}; // {name} {i}\nSystem.out.println(\"ended \" + System.currentTimeMillis()); v{i}"
             for i in range(repetitions) for name, value in FIGURES.items()]
    names = [f"// {name} {i}" for i in range(repetitions) for name in FIGURES]
    folder = Path(tempfile.mkdtemp())
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(code) for code in [PREPARE, *cells]],
        metadata={"kernelspec": {"name": "mipp", "display_name": "Java (MIPP)", "language": "java"}})
    nbformat.write(notebook, folder / "alive.ipynb")
    with Lab(folder) as lab:
        lab.open("alive.ipynb")
        lab.run_cell(lab.driver.find_element("css selector", ".jp-CodeCell"))
        wait("what the figures are of", lambda: lab.js(
            "return /\\[1\\]/.test(document.querySelector('.jp-CodeCell .jp-InputPrompt').textContent)"), 600)
        rows = {}
        for name in names:
            milliseconds = measure(lab, name)
            print(f"{name[3:]}: {milliseconds} ms", flush=True)
            rows.setdefault(name[3:].rsplit(" ", 1)[0], []).append(milliseconds)
        lab.end_kernels()
    print(f"median {statistics.median([t for times in rows.values() for t in times]):.0f} ms, of {len(names)} figures;"
          f" largest {max(max(times) for times in rows.values())} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
