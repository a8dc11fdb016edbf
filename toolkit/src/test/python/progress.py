"""Progress of long calls in a running kernel 'Java (MIPP)': one output that is updated, and its last state. Exit status 0
if all is well. Run by NotebooksIT in the project's virtual environment.
"""

from kernel import HTML, PLAIN, Kernel, check, progress_of


def progress(ran):
    """The states of a cell's progress, in order; the first must be a new output and the others updates of it."""
    shown = progress_of(ran.outputs)
    kinds = [output.kind for output in shown]
    check(kinds == ["display_data"] + ["update_display_data"] * (len(shown) - 1), f"one output, updated: {len(kinds)} states")
    check(len({output.transient["display_id"] for output in shown}) == 1, "all states are of the same output")
    return [output.data for output in shown]


with Kernel() as kernel:
    kernel.ok("var digits = mnist().first(20_000, 500);", "data are loaded")

    states = progress(kernel.ok("train(lenet5(), digits, epochs(1));", "a network is trained"))
    check("<progress" in states[0][HTML] and "so far" in states[0][PLAIN], "a bar, and the time so far: " + states[0][PLAIN])
    check(any("left" in state[PLAIN] for state in states), "the time left, once there is a basis")
    check(any("<img" in state[HTML] for state in states), "a curve grows while it trains")
    last = states[-1]
    check("training LeNet5: done in" in last[PLAIN] and "<img" not in last[HTML] and "<progress" not in last[HTML],
          "one line is left: " + last[PLAIN])

    ran = kernel.run("train(lenet5(), digits, epochs(500));", interrupt_when=lambda outputs: any(
        "<img" in output.data[HTML] for output in progress_of(outputs)))  # there is a curve
    check("Evaluation interrupted." in ran.error[-1], "the kernel says that the cell was interrupted")
    last = progress(ran)[-1]
    check("training LeNet5: stopped after" in last[PLAIN], "an interrupted task says how far it came: " + last[PLAIN])
    check("<img" in last[HTML] and "<progress" not in last[HTML], "and keeps its curve")

    failing = """try (var progress = Progress.of("<work>", 10)) {
        Thread.sleep(1_000); progress.advance(3, "so <far>"); throw new IllegalStateException("broken"); }"""
    ran = kernel.run(failing)
    last = progress(ran)[-1]
    check("IllegalStateException: broken" in ran.error[0], ran.error[0])
    check("&lt;work&gt;: stopped after 3 of 10" in last[HTML] and "so &lt;far&gt;" in last[HTML],
          "a task that fails does so too, and names are escaped: " + last[HTML])

    ran = kernel.ok("progress(false); train(lenet5(), digits, epochs(1));", "training without progress")
    check(not [output for output in ran.outputs if output.transient], "nothing is shown when it is switched off")
    progress(kernel.ok("progress(true); train(lenet5(), digits, epochs(1));", "training with progress"))
