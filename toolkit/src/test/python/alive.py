"""Measures how long a figure takes in JupyterLab, from the end of a cell's computation until it answers the mouse.

    python alive.py [REPETITIONS]

A cell prints the time when its computation has ended and has a figure as its value; the page notes when the figure has arrived,
when it is drawn, and when plotly has first said what is under a mouse that moves to and fro over it. Prints a row per figure, in
milliseconds: the kernel makes figure and still and sends them, the page draws, the figure answers; then the median of all.

A measurement, not a test; run it in the project's virtual environment (.venv/bin/python) on an idle machine.
"""

import statistics
import sys
import tempfile
from pathlib import Path

import nbformat

from browser import PLACES
from lab import Lab, wait

PREPARE = """var digits = mnist().first(2_000, 500); var trained = train(lenet5(), digits, epochs(2));
var acts = capture(trained, digits.sample(500)); var masks = selectMasks(acts, keep(0.5)); var small = prune(trained, masks);
var information = estimateMi(acts, gaussian()); var flow = flow(masks); var comparison = compare(trained, small);
var confusion = confusion(small, digits); var changes = changes(trained, small, digits); var exploration = explore(trained, acts);"""
FIGURES = {"training": "trained", "activations": "acts", "information": "information", "removal paths": "masks",
           "flow": "flow", "pruned network": "small", "comparison": "comparison", "examples": "digits", "confusion": "confusion",
           "changes": "changes", "exploration": "exploration"}

PARTS = ("made and sent", "drawn", "answers")

# Notes when a figure that was not there before has arrived and is drawn, then moves a mouse of its own over its marks, one at every
# frame, and notes when plotly says something under the mouse.
WATCH = """
window.seen = {};
const placesIn = new Function(arguments[0]);
const old = new Set(document.querySelectorAll('.jp-RenderedPlotly'));
let turn = 0;
const look = () => {
  const graph = [...document.querySelectorAll('.jp-RenderedPlotly')].find(figure => !old.has(figure));
  if (graph) {
    window.seen.arrived ??= Date.now();
    graph.scrollIntoView({block: 'center'});
  }
  if (graph?.calcdata && graph.querySelector('.nsewdrag')) {
    window.seen.drawn ??= Date.now();
    if (graph.querySelector('.hoverlayer .hovertext')) return window.seen.answered = Date.now();
    const places = placesIn(graph), [x, y] = places[turn++ % places.length];
    document.elementFromPoint(x, y)?.dispatchEvent(new MouseEvent('mousemove', {bubbles: true, clientX: x, clientY: y}));
  }
  requestAnimationFrame(look);
};
look();"""

# The cell of a code; an error in it; the time that it printed.
CELL = "const cell = [...document.querySelectorAll('.jp-CodeCell')].find(c => c.textContent.includes(arguments[0])); "
ERROR = CELL + """return [...cell.querySelectorAll('.jp-RenderedText[data-mime-type="application/vnd.jupyter.stderr"]')]
    .map(error => error.textContent).join('\\n')"""
ENDED = CELL + "return cell.querySelector('.jp-OutputArea')?.textContent.match(/ended (\\d+)/)?.[1]"


def run(lab, code, what, ready, seconds):
    """Runs the cell of a code and waits for something; what it is then. An error in the cell ends the program."""
    def look():
        error = lab.js(ERROR, code)
        if error:
            sys.exit(f"{code}: {error}")
        return ready()
    lab.run_cell(lab.js(CELL + "return cell", code))
    return wait(what, look, seconds)


def measure(lab, code):
    """Runs one cell; milliseconds from the end of its computation until its figure arrived, was drawn, and answered the mouse."""
    lab.js(WATCH, PLACES)
    seen = run(lab, code, "an answer to the mouse", lambda: lab.js("return window.seen.answered && window.seen"), 60)
    ended = int(wait("the time", lambda: lab.js(ENDED, code)))
    return [seen["arrived"] - ended, seen["drawn"] - seen["arrived"], seen["answered"] - seen["drawn"]]


def main(repetitions):
    names = [f"// {name} {i}" for i in range(repetitions) for name in FIGURES]
    cells = [f'System.out.println("ended " + System.currentTimeMillis()); {value} // {name} {i}'
             for i in range(repetitions) for name, value in FIGURES.items()]
    folder = Path(tempfile.mkdtemp())
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(code) for code in [PREPARE, *cells]],
        metadata={"kernelspec": {"name": "mipp", "display_name": "Java (MIPP)", "language": "java"}})
    nbformat.write(notebook, folder / "alive.ipynb")
    with Lab(folder) as lab:
        lab.open("alive.ipynb")
        run(lab, "var digits", "what the figures are of", lambda: lab.js(
            "return /\\[1\\]/.test(document.querySelector('.jp-CodeCell .jp-InputPrompt').textContent)"), 600)
        print(f"| figure | {' | '.join(PARTS)} | in all |\n|---|---|---|---|---|")
        totals = []
        for name in names:
            parts = measure(lab, name)
            totals.append(sum(parts))
            print(f"| {name[3:]} | {' | '.join(map(str, parts))} | {totals[-1]} |", flush=True)
        lab.end_kernels()
    print(f"\nmedian {statistics.median(totals):.0f} ms, of {len(totals)} figures; largest {max(totals)} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
