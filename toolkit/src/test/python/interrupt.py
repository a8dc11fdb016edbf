"""Interrupts cells of a running kernel 'Java (MIPP)' and checks that the next cell works. Exit status 0 if so.

Run by NotebooksIT in the project's virtual environment.
"""

import sys
import time

from jupyter_client.manager import start_new_kernel

SOON = 3.0  # seconds within which an interrupted cell must have ended; one batch takes milliseconds


def run(client, code, timeout=120):
    """Executes a cell and returns the reply's status and the text of an error."""
    message = client.execute(code)
    reply = client.get_shell_msg(timeout=timeout)
    while reply["parent_header"].get("msg_id") != message:
        reply = client.get_shell_msg(timeout=timeout)
    return reply["content"]["status"], "\n".join(reply["content"].get("traceback", []))


def interrupted(manager, client, code, after):
    """Executes a cell, interrupts it, and returns how long the cell went on after that, with its status."""
    message = client.execute(code)
    time.sleep(after)
    begun = time.monotonic()
    manager.interrupt_kernel()
    reply = client.get_shell_msg(timeout=60)
    while reply["parent_header"].get("msg_id") != message:
        reply = client.get_shell_msg(timeout=60)
    return time.monotonic() - begun, reply["content"]["status"]


def check(condition, what):
    print(("ok      " if condition else "FAILED  ") + what, flush=True)
    if not condition:
        sys.exit(1)


def main():
    manager, client = start_new_kernel(kernel_name="mipp")
    try:
        status, error = run(client, "var digits = mnist(); var lenet = train(lenet5(), digits.first(2_000, 500), epochs(1));")
        check(status == "ok", "a small network is trained " + error)

        seconds, status = interrupted(manager, client, "var other = train(lenet, digits, epochs(500));", 3)
        check(status == "error" and seconds < SOON, f"training ends {seconds:.2f} s after the interrupt")
        status, error = run(client, "var again = train(lenet, digits.first(2_000, 500), epochs(1));")
        check(status == "ok", "training works again " + error)

        status, error = run(client, "Dataset many = digits;")
        seconds, status = interrupted(
            manager, client, "for (int i = 0; i < 1000; i++) { capture(lenet, digits.sample(50_000)); }", 3)
        check(status == "error" and seconds < SOON, f"capture ends {seconds:.2f} s after the interrupt")
        status, error = run(client, "prune(lenet, selectMasks(capture(lenet, digits.sample(500)), keep(0.5))).accuracy()")
        check(status == "ok", "capture, selection and pruning work again " + error)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    main()
