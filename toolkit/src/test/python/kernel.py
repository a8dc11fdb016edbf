"""A running kernel 'Java (MIPP)' for tests, and checks that print what they found."""

import queue
import sys
import time
from types import SimpleNamespace

from jupyter_client.manager import start_new_kernel

PLAIN, HTML = "text/plain", "text/html"
LATE, FAR_TOO_LATE, NEVER = 3, 60, 600  # seconds


class Kernel:
    """For use in a with statement."""

    def __enter__(self):
        self.manager, self.client = start_new_kernel(kernel_name="mipp", startup_timeout=NEVER)
        return self

    def __exit__(self, *_):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def run(self, code, interrupt_when=None, timeout=NEVER):
        """Executes a cell: its status, the lines of its error, all its outputs, and the seconds after an interrupt, which
        comes as soon as the outputs so far are what it waits for."""
        outputs = []
        begun = None
        message = self.client.execute(code)
        idle = False
        while not idle:
            output = self.client.get_iopub_msg(timeout=timeout)
            idle = self.note(output, message, outputs)
            if interrupt_when and begun is None and interrupt_when(outputs):
                begun = time.monotonic()
                self.manager.interrupt_kernel()
        seconds = time.monotonic() - begun if begun else None
        if interrupt_when:  # the work notices the interrupt a little later than the kernel
            self.note_late(message, outputs)
        reply = self.client.get_shell_msg(timeout=timeout)
        while reply["parent_header"].get("msg_id") != message:
            reply = self.client.get_shell_msg(timeout=timeout)
        error = [line for output in outputs for line in output.traceback]
        return SimpleNamespace(status=reply["content"]["status"], error=error, outputs=outputs, seconds=seconds)

    @staticmethod
    def note(output, message, outputs):
        """Adds an output to those of its cell; says whether the kernel is idle again."""
        if output["parent_header"].get("msg_id") != message:
            return False
        outputs.append(SimpleNamespace(kind=output["msg_type"], **{
            "data": {}, "transient": {}, "traceback": [], **output["content"]}))
        return output["content"].get("execution_state") == "idle"

    def note_late(self, message, outputs):
        end = time.monotonic() + FAR_TOO_LATE
        try:
            while True:
                self.note(self.client.get_iopub_msg(timeout=LATE), message, outputs)
                check(time.monotonic() < end, f"the work stopped within {FAR_TOO_LATE} seconds of the interrupt")
        except queue.Empty:
            pass

    def ok(self, code, what):
        """Executes a cell that must work."""
        ran = self.run(code)
        check(ran.status == "ok", f"{what} {' '.join(ran.error)}")
        return ran


def progress_of(outputs):
    """The outputs that say how far a cell is."""
    return [output for output in outputs if output.transient.get("display_id", "").startswith("mipp-progress")]


def check(condition, what):
    print(("ok      " if condition else "FAILED  ") + what, flush=True)
    if not condition:
        sys.exit(1)
