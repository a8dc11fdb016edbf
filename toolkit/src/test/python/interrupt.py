"""Interrupts cells of a running kernel 'Java (MIPP)' and checks that the next cell works. Exit status 0 if so.

Run by NotebooksIT in the project's virtual environment.
"""

from kernel import Kernel, check, progress_of

SOON = 3.0  # seconds within which an interrupted cell must have ended; one batch takes milliseconds

with Kernel() as kernel:
    kernel.ok("var digits = mnist(); var lenet = train(lenet5(), digits.first(2_000, 500), epochs(1));",
              "a small network is trained")

    ran = kernel.run("var other = train(lenet, digits, epochs(500));", interrupt_when=progress_of)
    check(ran.status == "error" and ran.seconds < SOON, f"training ends {ran.seconds:.2f} s after the interrupt")
    kernel.ok("var again = train(lenet, digits.first(2_000, 500), epochs(1));", "training works again")

    ran = kernel.run("for (int i = 0; i < 1000; i++) { System.out.println(i); capture(lenet, digits.sample(50_000)); }",
                     interrupt_when=lambda outputs: any(output.kind == "stream" for output in outputs))
    check(ran.status == "error" and ran.seconds < SOON, f"capture ends {ran.seconds:.2f} s after the interrupt")
    kernel.ok("prune(lenet, selectMasks(capture(lenet, digits.sample(500)), keep(0.5))).accuracy()",
              "capture, selection and pruning work again")
