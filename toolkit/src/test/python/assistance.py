"""What a running kernel 'Java (MIPP)' says about mistakes, and how it helps to type. Exit status 0 if all is well.

Run by NotebooksIT in the project's virtual environment.
"""

import os
import tempfile

from kernel import HTML, PLAIN, Kernel, check

MOST_LINES = 30  # a call may pass through many of the toolkit's methods


def fails(kernel, code, message):
    """An error begins with its message, and few lines follow, none of them of JShell or the kernel."""
    ran = kernel.run(code)
    check(ran.status == "error" and message in ran.error[0], f"{code} says: {ran.error[0] if ran.error else 'nothing'}")
    check(len(ran.error) <= MOST_LINES and not any("jshell" in line or "jjava" in line for line in ran.error),
          f"in {len(ran.error)} lines")


def shows(kernel, code, *expected):
    """What a cell ends with is told in words."""
    ran = kernel.ok(code, f"{code} works")
    text = "".join(output.data.get(PLAIN, "") + output.data.get(HTML, "") for output in ran.outputs)
    check(all(words in text for words in expected), f"and shows {expected}: {text[:300]}")


def completes(kernel, code, expected):
    matches = kernel.client.complete(code, reply=True, timeout=60)["content"]["matches"]
    check(expected in matches, f"{code} is completed to {expected}: {matches[:5]}")


def tells(kernel, code, *expected, at=None):
    """Shift-Tab on a name shows signatures with the names of parameters, and what the documentation says."""
    place = code.index("(") - 1 if at is None else code.index(at) + len(at)
    found = kernel.client.inspect(code, place, reply=True, timeout=60)["content"]["data"].get(PLAIN, "")
    check(all(signature in found for signature in expected), f"{code} is told: {found}")


with Kernel() as kernel:
    kernel.ok("var digits = mnist().first(500, 100); var acts = capture(lenet5(), digits.sample(200)); MiEstimator mine = ksg(3);",
              "cells run")

    fails(kernel, "confidence(1.5)", "confidence: expected a number between 0 and 1, both excluded, got 1.5")
    fails(kernel, "train(lenet5(), digits, epochs(0))", "epochs: expected a whole number of at least 1, got 0")
    fails(kernel, "lenet5().architecture().costs().get(99)", "IndexOutOfBoundsException")
    fails(kernel, "selectMasks(acts, terc((x, y) -> Double.NaN), keep(0.5))", "RefusedException: ")
    fails(kernel, "Activations none = null; selectMasks(none, keep(0.5))",
          "expected activations, got null: the cell that makes them failed, or a cell above it was changed; run it again")
    fails(kernel, "capture(null, digits.sample(200))", "expected a network, got null: the cell that makes it failed")
    fails(kernel, "measure(mine, null, null)", "got null: the cell that makes ")
    ran = kernel.run("selectMask(acts)")
    check(any("cannot find symbol" in line for line in ran.error) and len(ran.error) <= MOST_LINES,
          "a name that does not exist is pointed at")

    fails(kernel, 'help("prun")', "help: expected the name of a verb, got 'prun'; did you mean 'prune'?")
    fails(kernel, 'acts.layer("conv9")', "expected layers")
    fails(kernel, 'selectMasks(acts, keep("fc1", 1_000))', "nodes to keep in fc1: expected at most its 120 nodes, got 1000")
    fails(kernel, "confusion(lenet5(), digits.test().withoutLabels())", "confusion: expected labelled images")
    fails(kernel, "changes(lenet5(), resnet18(5), digits)", "changes: expected two networks of the same classes")

    shows(kernel, "help()", "choose what stays", "Cuts a network to the nodes that stay", "prune(lenet, masks);")
    shows(kernel, 'help("prune")', "masks: which nodes stay", "Example: ")
    shows(kernel, 'acts.layer("conv1")', "conv1: 6 nodes")
    shows(kernel, 'selectMasks(acts, keep("fc1", 10)).widths()', "fc1=10", "fc2=84")
    shows(kernel, "explain(selectMasks(acts, keep(0.5)))", "60 of 120 nodes go")
    shows(kernel, "train(lenet5(), digits, epochs(1).batch(64))", "LeNet5")
    shows(kernel, 'lenet5().weight("conv1.weight")', "Tensor (6, 1, 5, 5), from -", ", ...]")
    file = os.path.join(tempfile.mkdtemp(), "small.safetensors")
    shows(kernel, f'save("{file}", lenet5());', "small.safetensors: LeNet5, ", " parameters, ", " kB")

    completes(kernel, "selectM", "selectMasks(")
    completes(kernel, "var budget = confid", "confidence(")
    completes(kernel, "acts.lay", "layers()")
    completes(kernel, "Figu", "Figure")

    tells(kernel, "selectMasks()", "Masks Mipp.selectMasks(Activations activations, SelectionMethod method, Budget budget)")
    tells(kernel, "var b = confidence(0.9);", "Budget Budgets.confidence(double level)")
    tells(kernel, "mine.estimate(x, y)", "MiEstimator.estimate(Matrix x, Matrix y)")
    tells(kernel, "selectMasks", "Chooses which nodes stay, by MIPP", "budget: when to stop", "Example: ", at="selectMasks")
    tells(kernel, "var x = 1;\nprune(lenet5(), null)", "Cuts a network to the nodes that stay", "masks: which nodes stay", at="prune")
    tells(kernel, "train(lenet5(), digits, epochs(1).batch(64))", "TrainingPlan.batch(int count)", "images per step", at=".bat")
    tells(kernel, 'acts.layer("fc1").activations()', "Gives activations of every node to look at", at=").acti")
    tells(kernel, '"text".length()', "String.length()", at="length")
    tells(kernel, "acts.only()", "Activations.only(java.util.function.Predicate<PrunableLayer> wanted)")

    # what was printed: in order with what is shown, all of it, in few messages
    ran = kernel.ok('for (int i = 0; i < 5_000; i++) System.out.println("line " + i);', "5,000 lines are printed")
    streams = [output for output in ran.outputs if output.kind == "stream"]
    check("".join(output.text for output in streams) == "".join(f"line {i}\n" for i in range(5_000)), "none is lost")
    check(len(streams) < 500, f"in {len(streams)} messages")
    ran = kernel.ok('System.out.println("één"); System.out.println(1); System.err.println(2); System.out.println(3); display("4");'
                    " System.out.println(5); 6", "prints and pictures")
    order = [output.data.get(PLAIN) or output.text for output in ran.outputs if output.data or hasattr(output, "text")]
    check("".join(order).replace("\n", "") == "één123456", f"stay in their order: {order}")
    ran = kernel.run("System.out.println(1); System.out.println(2); throw new IllegalStateException();")
    check("".join(output.text for output in ran.outputs if output.kind == "stream") == "1\n2\n", "also before an error")
