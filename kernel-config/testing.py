"""The test command: its parts, and a table of what each cost."""

import contextlib
import os
import re
import shutil
import subprocess
import time
import xml.etree.ElementTree
from collections import namedtuple
from pathlib import Path

from command import in_utf8, install, run

HERE = Path(__file__).resolve().parent
Row = namedtuple("Row", "part minutes processor")
WIDTH = 70


class Costs:
    """Watches parts that run one after the other, and what Maven's reports say about the tests in them."""

    def __init__(self):
        self.begun, self.rows = time.time(), []

    @contextlib.contextmanager
    def of(self, part):
        """Notes what is done in a with statement, also if it fails."""
        begun, before, ended = time.time(), processor_seconds(), " (failed)"
        try:
            yield
            ended = ""
        finally:
            self.rows.append(Row(part + ended, (time.time() - begun) / 60, (processor_seconds() - before) / 60))

    def tests(self, reports, title=None):
        """Adds each test that Maven has reported; with a title one row, from the beginning of the first class to the last."""
        suites = list(self.reported(reports))
        if title and suites:
            first = min(ended - float(suite.get("time")) for ended, suite in suites)
            self.rows.append(Row(f"  {title}", (max(ended for ended, _ in suites) - first) / 60, None))
        elif not title:
            self.rows += [Row(f"  {case.get('name')}", float(case.get("time")) / 60, None)
                          for _, suite in suites for case in suite.iter("testcase")]

    def reported(self, folder):
        """When a class of tests ended, and what Maven says about it; not what another run has left."""
        for file in sorted(folder.glob("TEST-*.xml")):
            if file.stat().st_mtime > self.begun:
                with contextlib.suppress(xml.etree.ElementTree.ParseError):  # of a test that was killed
                    yield file.stat().st_mtime, xml.etree.ElementTree.parse(file).getroot()

    def __str__(self):
        rows = [*self.rows, Row("in all", (time.time() - self.begun) / 60, processor_seconds() / 60)]
        lines = [f"{'what it cost':{WIDTH}} {'minutes':>8} {'of a processor':>15}"]
        lines += [f"{row.part[:WIDTH]:{WIDTH}} {row.minutes:8.1f}" + ("" if row.processor is None else f" {row.processor:15.1f}")
                  for row in rows]
        load = f"; load average {os.getloadavg()[2]:.1f} over the last 15 minutes" if hasattr(os, "getloadavg") else ""
        return "\n".join([*lines, f"{os.cpu_count()} processors{load}"])


def processor_seconds():
    """What this process and all that it has waited for have used."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def prepare(installer):
    """What only the tests need: selenium, and a browser where it may be installed."""
    install("installing what the tests need", installer.downloads, installer.program("python"), "-m", "pip", "install",
            "--disable-pip-version-check", "--progress-bar", "off", "-r", HERE / "requirements-test.txt")
    if not shutil.which("chromedriver") and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("mipp: installing Chromium", flush=True)
        quiet = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL}
        for command in (["update"], ["install", "-y", "--no-install-recommends", "chromium", "chromium-driver"]):
            subprocess.run(["apt-get", "-qq", *command], **quiet)
    if not shutil.which("chromedriver"):
        print("mipp: the browser tests are left out, because there is no Chromium with its driver"
              " (apt install chromium chromium-driver)", flush=True)


def spark(installer):
    """The module for clusters on two executors of this machine, where Spark's jars can be had."""
    command = [*in_utf8(HERE), installer.maven, "--batch-mode", "--no-transfer-progress", "-Pspark", "-pl", "toolkit/spark", "-am"]
    compiled = subprocess.run([str(part) for part in [*command, "compile"]], capture_output=True, text=True)
    if compiled.returncode != 0 and re.search(r"Could not (resolve|transfer|find artifact)", compiled.stdout):
        print("mipp: the tests on Spark are left out, because its jars cannot be downloaded", flush=True)
        return
    run("testing on two executors of Spark", *command, "spotless:check", "test", "-Dtest=org.mipp.spark.**",
        "-Dsurefire.failIfNoSpecifiedTests=false")


def test(installer, project):
    """Installs, then tests; says at the end what it cost, also if it failed."""
    os.chdir(project)
    costs = Costs()
    try:
        with costs.of("installing"):
            installer.install()
            prepare(installer)
        if shutil.which("apt-get"):
            with costs.of("Binder's check"):
                only = [] if os.environ.get("CI") == "true" else ["steps"]
                run("checking what Binder would build", installer.program("python"), project / "binder" / "check.py", *only)
        # compiled anew, for Maven does not notice that the checks of the compiler are asked for
        shutil.rmtree(project / "toolkit" / "target" / "classes", ignore_errors=True)
        with costs.of("build, format, documentation and all tests; notebooks two at a time:"):
            run("running all tests", *in_utf8(HERE), installer.maven, "--batch-mode", "--no-transfer-progress", "verify", "-Pnotebooks,checks")
        with costs.of("the module for Spark, smoke"):
            spark(installer)
    finally:
        reports = project / "toolkit" / "target"
        costs.tests(reports / "surefire-reports", "unit tests")
        costs.tests(reports / "failsafe-reports")
        print(costs, flush=True)
