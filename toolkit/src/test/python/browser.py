"""Opens notebooks in JupyterLab, in headless Chromium without network, and checks what a reader sees.

    python browser.py saved FOLDER NOTEBOOK ...   shows the saved outputs of tutorials that nobody has trusted
    python browser.py live FOLDER NOTEBOOK ...    runs notebooks by 'Run All Cells' first, shortened as execute.py --smoke does

A tutorial has as many figures as its committed copy, each with a still picture in the file. In sight every figure is at once
a Plotly graph with all its traces, each of them with marks, as wide as its cell and in the colours of the theme; and over a
mark it names a value. Looking at a notebook does not change it. No cell is wider than the page, and texts can be read: saved
notebooks in the light theme, live ones in the dark one. Screenshots of two widths go into the folder, and copies of the
notebooks, with what they showed, beside them. Run by BrowserIT in the project's virtual environment; exit status 0 if all is
well.
"""

import itertools
import json
import shutil
import sys
import time
from pathlib import Path

import nbformat
from nbconvert.preprocessors import ClearOutputPreprocessor
from selenium.common.exceptions import TimeoutException

from lab import WIDER, WIDTH, Lab, wait

PROJECT = Path(__file__).resolve().parents[4]
sys.path.insert(0, str(PROJECT / "kernel-config"))
from execute import shorten

PLOTLY = "application/vnd.plotly.v1+json"
STILL = "image/png"
THEMES = {"saved": "JupyterLab Light", "live": "JupyterLab Dark"}
LIVE_SECONDS = 1800  # for all cells of a notebook
HOVER_SECONDS = 60  # for a value under the mouse

AXES = """
const axes = (graph, trace) => [(trace.xaxis || 'x'), (trace.yaxis || 'y')]
    .map(name => graph._fullLayout[name[0] + 'axis' + name.slice(1)]);"""

# Traces that have no mark on the page though they have values, by name. d3 keeps with every group of marks what it draws.
UNDRAWN = AXES + """
const graph = arguments[0];
const size = mark => { const box = mark.getBoundingClientRect(); return box.width + box.height; };
const groups = [...graph.querySelectorAll('g')].filter(group => group.__data__?.[0]?.trace);
const drawable = points => points[0].trace.visible === true && points[0].trace.type !== 'scattergl'
    && (points[0].z || points.some(point => { // on a logarithmic axis zero has no place
      const [x, y] = axes(graph, points[0].trace); return Number.isFinite(x.c2p(point.x ?? point.p) + y.c2p(point.y ?? point.s)); }));
return graph.calcdata.filter(drawable).map(points => points[0].trace)
  .filter(trace => !groups.some(group => group.__data__[0].trace === trace
      && [...group.querySelectorAll('path, image, text')].some(mark => size(mark) > 0)))
  .map(trace => trace.name)"""

# Places on the page over which a value should appear: the first, the middle and the last mark of every trace.
PLACES = AXES + """
const graph = arguments[0], page = graph.querySelector('.main-svg').getBoundingClientRect();
const places = [];
for (const points of graph.calcdata) {
  const trace = points[0].trace;
  if (trace.hoverinfo === 'skip') continue;
  const [x, y] = axes(graph, trace);
  const at = (px, py) => places.push([page.left + x._offset + px, page.top + y._offset + py]);
  if (trace.type === 'heatmap') { at(0.52 * x._length, 0.52 * y._length); continue; }
  for (const point of [points[0], points[points.length >> 1], points[points.length - 1]]) {
    if (trace.type === "bar") at(x.c2p(point.p), (y.c2p(point.s + point.b) + y.c2p(point.b)) / 2);
    else at(x.c2p(point.x), y.c2p(point.y));
  }
}
return places.filter(place => place.every(Number.isFinite))"""

TOO_WIDE = """
return [...document.querySelectorAll('.jp-Notebook .jp-Cell')].flatMap(cell => {
  const wide = [cell, ...cell.querySelectorAll('.jp-OutputArea-output, .cm-scroller, .jp-MarkdownOutput')]
    .filter(part => part.scrollWidth > part.clientWidth + 1);
  return wide.map(part => `${part.scrollWidth} of ${part.clientWidth} pixels: ${cell.innerText.slice(0, 80)}`); })"""

# Texts of outputs whose colour is too near to that of their background, by the formulas of WCAG 2.1 (level AA: 4.5).
FAINT = """
const parse = colour => (colour.match(/[\\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
const behind = element => {
  for (; element; element = element.parentElement) {
    const colour = parse(getComputedStyle(element).backgroundColor);
    if (colour.length === 3 || colour[3] > 0.9) return colour;
  }
  return [255, 255, 255]; };
return [...document.querySelectorAll('.jp-OutputArea-output :is(p, th, td, pre, div)')]
  .filter(element => element.innerText?.trim() && !element.closest('.jp-RenderedPlotly'))
  .filter(element => {
    const [a, b] = [parse(getComputedStyle(element).color), behind(element)].map(light).sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05) < 4.5; }).map(element => element.innerText.slice(0, 40))"""

# What is wrong with the size or the colours of a graph, in words.
MISFIT = """
const [graph, dark] = arguments, full = graph._fullLayout, room = graph.clientWidth;
if (graph.layout.autosize && Math.abs(full.width - room) > 1) return `is ${full.width} pixels wide in a cell of ${room}`;
const paper = parseInt(getComputedStyle(graph.querySelector('.main-svg')).backgroundColor.match(/[0-9]+/)[0]);
if ((paper < 128) !== dark) return `is on paper of ${paper} in a ${dark ? 'dark' : 'light'} theme`;
return null"""

failures = []


def check(condition, what):
    print(("ok      " if condition else "FAILED  ") + what, flush=True)
    if not condition:
        failures.append(what)


def saved_outputs(notebook):
    """All outputs in the file, in the order of the page; nothing while it is being written."""
    try:
        cells = json.loads(notebook.read_text())["cells"]
    except json.JSONDecodeError:
        return None
    return [output for cell in cells for output in cell.get("outputs", [])]


def figures(outputs):
    """The traces of every figure among outputs."""
    return [output["data"][PLOTLY]["data"] for output in outputs if PLOTLY in output.get("data", {})]


def check_figures(lab, notebook, fewest):
    outputs = saved_outputs(lab.notebooks / notebook)
    expected = figures(outputs)
    stills = [output["data"].get(STILL) for output in outputs if PLOTLY in output.get("data", {})]
    check(all(stills), f"{notebook}: {len(stills)} figures have their still pictures in the file")
    enough = len(expected) >= max(fewest, 1)
    check(enough, f"{notebook}: {len(expected)} figures, at least {max(fewest, 1)} (kernel-config/run update saves them)")
    if not expected:
        return
    shown = wait("the figures", lambda: lab.driver.find_elements("css selector", ".jp-RenderedPlotly"))
    check(len(shown) == len(expected), f"{notebook}: {len(shown)} of {len(expected)} figures are shown")
    for number, (figure, traces) in enumerate(zip(shown, expected), 1):
        try:
            problem = problem_of(lab, figure, len(traces))
        except TimeoutException as waited:
            problem = waited.msg
        check(not problem, f"{notebook}: figure {number} of {len(traces)} traces {problem or 'is drawn and tells values'}")


def problem_of(lab, figure, traces):
    """What is wrong with a figure; nothing if all is well."""
    lab.js("arguments[0].scrollIntoView({block: 'center'})", figure)
    graph = wait("a live graph in sight", lambda: lab.js(
        "return arguments[0].calcdata && arguments[0].querySelector('.main-svg') ? arguments[0] : null", figure))
    drawn = lab.js("return arguments[0].calcdata.length", graph)
    if drawn != traces:
        return f"has {drawn} traces"
    misfit = lab.js(MISFIT, graph, lab.dark)
    if misfit:
        return misfit
    undrawn = lab.js(UNDRAWN, graph)
    if undrawn:
        return f"has traces without marks: {undrawn}"
    if lab.js("return arguments[0].data.every(trace => trace.hoverinfo === 'skip')", graph):
        return None  # a picture
    return None if hovered(lab, graph) else "tells no value under the mouse"


def hovered(lab, graph):
    """The first value that appears under the mouse; it goes round until one does, for a busy machine shows it late."""
    end = time.monotonic() + HOVER_SECONDS
    for x, y in itertools.cycle(lab.js(PLACES, graph)):
        if time.monotonic() > end:
            break
        lab.mouse_to(x + 1, y + 1)
        lab.mouse_to(x, y)
        try:
            return wait("a value", lambda: lab.js(
                "return arguments[0].querySelector('.hoverlayer .hovertext')?.textContent", graph), 0.5)
        except TimeoutException:  # nothing under this place: the mark is outside the frame, or below another
            continue
    return None


def run_all(lab, notebook):
    """Runs all cells and waits until the last one has its number; the notebook is saved then."""
    lab.menu("Run", "runmenu:run-all")
    wait("all cells", lambda: lab.js("""
        const prompts = [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].map(p => p.textContent);
        return prompts.every(prompt => !/\\[[ *]\\]/.test(prompt))"""), LIVE_SECONDS)  # hidden cells show no prompt
    lab.menu("File", "docmanager:save")
    wait("the saved notebook", lambda: len(saved_outputs(lab.notebooks / notebook) or []) >= lab.js(
        "return document.querySelectorAll('.jp-OutputArea-output').length"))
    outputs = saved_outputs(lab.notebooks / notebook)  # on the page an error is of the same type as a log
    errors = [f"{output['ename']}: {output['evalue']}" for output in outputs if output["output_type"] == "error"]
    check(not errors, f"{notebook}: all cells ran {errors or ''}")


def copy(word, notebook, folder):
    """Copies a notebook, without its outputs if it is to be run; how many figures its committed copy has."""
    if word == "saved":
        shutil.copy(notebook, folder)
        return len(figures(saved_outputs(PROJECT / "notebooks" / notebook.name)))
    content = nbformat.read(notebook, as_version=4)
    shorten(content)
    count = len(figures(output for cell in content.cells for output in cell.get("outputs", [])))
    ClearOutputPreprocessor().preprocess(content, {})
    nbformat.write(content, folder / notebook.name)
    return count


def look(word, lab, notebook, fewest):
    """All checks of one notebook that is open."""
    if word == "live":
        run_all(lab, notebook)
    too_wide = lab.js(TOO_WIDE)
    check(not too_wide, f"{notebook}: every cell fits into a window of {WIDTH} pixels {too_wide or ''}")
    faint = lab.js(FAINT)
    check(not faint, f"{notebook}: texts stand out from their background, theme {THEMES[word]} {faint or ''}")
    check_figures(lab, notebook, fewest)
    check(not lab.js("return document.querySelector('.jp-mod-dirty')"), f"{notebook}: looking at it has not changed it")


def main(word, folder, *notebooks):
    folder = Path(folder).resolve()
    copies = folder / word
    copies.mkdir(parents=True, exist_ok=True)
    with Lab(copies, THEMES[word]) as lab:
        for notebook in map(Path, notebooks):
            begun = time.monotonic()
            fewest = copy(word, notebook, copies)
            lab.open(notebook.name)
            try:
                look(word, lab, notebook.name, fewest)
            finally:
                for width in (WIDTH, WIDER):
                    lab.screenshot(folder / f"{notebook.stem}-{word}-{width}.png", width)
                lab.end_kernels()
            print(f"        {notebook.name}: {time.monotonic() - begun:.0f} s", flush=True)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
