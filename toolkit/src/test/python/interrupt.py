"""Interrupts cells of a running kernel 'Java (MIPP)' and checks that the next cell works. Exit status 0 if so.

Run by NotebooksIT in the project's virtual environment.
"""

from kernel import Kernel, check, progress_of

SOON = 3.0  # seconds within which an interrupted cell must have ended; one batch takes milliseconds


def begun(outputs):
    """Whether the cell has printed something."""
    return any(output.kind == "stream" for output in outputs)


with Kernel() as kernel:
    kernel.ok("var digits = mnist(); var lenet = train(lenet5(), digits.first(2_000, 500), epochs(1));",
              "a small network is trained")

    ran = kernel.run("var other = train(lenet, digits, epochs(500));", interrupt_when=progress_of)
    check(ran.status == "error" and ran.seconds < SOON, f"training ends {ran.seconds:.2f} s after the interrupt")
    kernel.ok("var again = train(lenet, digits.first(2_000, 500), epochs(1));", "training works again")

    ran = kernel.run("for (int i = 0; i < 1000; i++) { System.out.println(i); capture(lenet, digits.sample(50_000)); }",
                     interrupt_when=begun)
    check(ran.status == "error" and ran.seconds < SOON, f"capture ends {ran.seconds:.2f} s after the interrupt")
    kernel.ok("prune(lenet, selectMasks(capture(lenet, digits.sample(500)), keep(0.5))).accuracy()",
              "capture, selection and pruning work again")

    # work on all cores: no thread goes on after the cell
    kernel.ok("""
        long spent() {
            var threads = java.lang.management.ManagementFactory.getThreadMXBean();
            return Arrays.stream(threads.getAllThreadIds()).filter(id -> id != Thread.currentThread().getId())
                    .map(threads::getThreadCpuTime).filter(time -> time > 0).sum() / 1_000_000;
        }
        var random = new Random(1);
        var x = Matrix.fill(40_000, 6, (i, j) -> random.nextGaussian());
        var y = Matrix.fill(40_000, 6, (i, j) -> random.nextGaussian());
        """, "samples are made")
    ran = kernel.run('System.out.println("begun"); int last = 0; ' + "last++; " * 400, interrupt_when=begun)
    check(ran.status == "error" and ran.seconds < SOON, f"400 statements end {ran.seconds:.2f} s after the interrupt")
    ran = kernel.run('{ System.out.println("begun"); ksg(5).estimate(x, y); }', interrupt_when=begun)
    check(ran.status == "error" and ran.seconds < SOON, f"a KSG estimate ends {ran.seconds:.2f} s after the interrupt")
    ran = kernel.ok("Thread.sleep(2_000); long before = spent(); Thread.sleep(1_000); System.out.println(spent() - before);",
                    "time passes")
    milliseconds = int("".join(output.text for output in ran.outputs if output.kind == "stream"))
    check(milliseconds < 500, f"2 s later all other threads spend {milliseconds} ms of a second")

    kernel.ok("MiEstimator deaf = (a, b) -> { for (long end = System.nanoTime() + 4_000_000_000L; System.nanoTime() < end; ) {} return 0; };"
              " var few = Matrix.fill(100, 1, (i, j) -> random.nextGaussian());", "an estimator ignores interrupts")
    ran = kernel.run("measure(deaf, few, few)", interrupt_when=progress_of)
    said = [str(output.data) for output in ran.outputs]
    check(any("does not notice the interrupt: still running; restart the kernel to stop it" in text for text in said),
          "the estimator that ignores the interrupt is named")
