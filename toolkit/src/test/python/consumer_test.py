"""The toolkit as a dependency: of an ordinary Maven project, and by one %maven line in any JJava notebook.

Installs into a copy of Maven's local repository, so that the real one stays as it is. Run by ConsumerIT.
"""

import os
import shutil
import subprocess
import unittest
from pathlib import Path

import nbformat
from nbclient import NotebookClient

PROJECT = Path(__file__).resolve().parents[4]
WORK = PROJECT / "toolkit" / "target" / "consumer"
REPOSITORY = WORK / "m2"
VERSION = "0.1.0-SNAPSHOT"


def maven(folder, *words):
    answer = subprocess.run(["mvn", "--batch-mode", "--quiet", f"-Dmaven.repo.local={REPOSITORY}", *words], cwd=folder,
                            capture_output=True, text=True)
    if answer.returncode != 0:
        raise AssertionError(answer.stdout + answer.stderr)


class ConsumerTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        shutil.rmtree(WORK, ignore_errors=True)
        shutil.copytree(Path.home() / ".m2" / "repository", REPOSITORY)
        maven(PROJECT, "install", "-Dmaven.test.skip=true", "-Dspotless.check.skip=true")

    def test_an_ordinary_project(self):
        project = WORK / "project"
        shutil.copytree(PROJECT / "toolkit" / "src" / "test" / "consumer", project)
        maven(project, "compile", "dependency:copy-dependencies", "-DincludeScope=runtime")
        jars = sorted(jar.name for jar in (project / "target" / "dependency").iterdir())
        self.assertEqual([jar for jar in jars if jar.startswith("jna-")], ["jna-5.17.0.jar"])
        self.assertEqual([jar for jar in jars if jar.startswith("slf4j-")], ["slf4j-api-2.0.17.jar"])
        self.assertFalse([jar for jar in jars if "junit" in jar], jars)
        answer = subprocess.run(["java", "-cp", f"target/classes{os.pathsep}target/dependency/*", "Prune"], cwd=project,
                                capture_output=True, text=True, env={**os.environ, "MIPP_DATA": str(PROJECT / "data")})
        self.assertRegex(answer.stdout, r"\d+ nodes before, \d+ after", answer.stderr)

    def test_one_line_in_a_notebook_of_the_stock_kernel(self):
        cells = [f"%maven org.mipp:mipp-toolkit:{VERSION}",
                 "var digits = mnist().first(500, 100);\nselectMasks(capture(lenet5(), digits.train()), keep(0.5))"]
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        os.environ.update(MIPP_DATA=str(PROJECT / "data"), JAVA_TOOL_OPTIONS=f"-Dmaven.repo.local={REPOSITORY} -Xmx700m")
        self.addCleanup(os.environ.pop, "JAVA_TOOL_OPTIONS")
        NotebookClient(notebook, timeout=600, kernel_name="java", startup_timeout=600).execute()
        logged = [output.text for cell in notebook.cells for output in cell.outputs if output.output_type == "stream"]
        self.assertEqual([], logged)
        self.assertTrue(any("application/vnd.plotly.v1+json" in output.get("data", {})
                            for output in notebook.cells[1].outputs), notebook.cells[1].outputs)


if __name__ == "__main__":
    unittest.main(verbosity=2)
