"""What a running kernel 'Java (MIPP)' says about mistakes, and how it helps to type. Exit status 0 if all is well.

Run by NotebooksIT in the project's virtual environment.
"""

from kernel import PLAIN, Kernel, check

MOST_LINES = 30  # a call may pass through many of the toolkit's methods


def fails(kernel, code, message):
    """An error begins with its message, and few lines follow, none of them of JShell or the kernel."""
    ran = kernel.run(code)
    check(ran.status == "error" and message in ran.error[0], f"{code} says: {ran.error[0] if ran.error else 'nothing'}")
    check(len(ran.error) <= MOST_LINES and not any("jshell" in line or "jjava" in line for line in ran.error),
          f"in {len(ran.error)} lines")


def completes(kernel, code, expected):
    matches = kernel.client.complete(code, reply=True, timeout=60)["content"]["matches"]
    check(expected in matches, f"{code} is completed to {expected}: {matches[:5]}")


def tells(kernel, code, *expected):
    """Shift-Tab on a name shows signatures with the names of parameters."""
    found = kernel.client.inspect(code, code.index("(") - 1, reply=True, timeout=60)["content"]["data"].get(PLAIN, "")
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

    completes(kernel, "selectM", "selectMasks(")
    completes(kernel, "var budget = confid", "confidence(")
    completes(kernel, "acts.lay", "layers()")
    completes(kernel, "Figu", "Figure")

    tells(kernel, "selectMasks()", "Masks Mipp.selectMasks(Activations activations, SelectionMethod method, Budget budget)")
    tells(kernel, "var b = confidence(0.9);", "Budget Budgets.confidence(double level)")
    tells(kernel, "mine.estimate(x, y)", "MiEstimator.estimate(Matrix x, Matrix y)")
    tells(kernel, "acts.only()", "Activations.only(java.util.function.Predicate<PrunableLayer> wanted)")
