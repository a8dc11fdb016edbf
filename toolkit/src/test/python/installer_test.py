"""What the installer says and leaves on a machine that lacks something. Run by InstallerIT; needs the real java and mvn."""

import http.server
import os
import shutil
import socketserver
import subprocess
import sys
import sysconfig
import tempfile
import threading
import unittest
from pathlib import Path, PureWindowsPath

import nbformat

PROJECT = Path(__file__).resolve().parents[4]
MIPP = "kernel-config/mipp.py"


def checkout(folder):
    """A copy of what the installer needs, in a folder of its own."""
    shutil.copytree(PROJECT / "kernel-config", folder / "kernel-config", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(PROJECT / "toolkit" / "src" / "main", folder / "toolkit" / "src" / "main")
    for name in ("pom.xml", "toolkit/pom.xml"):
        shutil.copy(PROJECT / name, folder / name)
    return folder


def program(folder, name, script):
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return folder


class InstallerTest(unittest.TestCase):

    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        self.project = checkout(self.folder / "a checkout with spaces")
        self.bin = self.folder / "bin"

    def run_installer(self, *before, word="install", **variables):
        return subprocess.run([*before, sys.executable, MIPP, word], cwd=self.project, env={**os.environ, **variables},
                              capture_output=True, text=True, stdin=subprocess.DEVNULL)

    def refusal(self, *before, **variables):
        """The installer's last words; it must fail by a sentence, and leave no kernel."""
        answer = self.run_installer(*before, **variables)
        said = answer.stdout + answer.stderr
        self.assertEqual(answer.returncode, 1, said)
        self.assertNotIn("Traceback", said)
        self.assertEqual([], list(self.project.glob(".venv/share/jupyter/kernels/mipp/*")), said)
        return said

    def without_network(self):
        if subprocess.run(["unshare", "--net", "true"], capture_output=True).returncode == 0:
            return ["unshare", "--net"]
        return ["unshare", "--net", "--map-root-user"]

    def with_python_packages(self):
        """The project's own environment in place of one that pip would have to download: only the toolkit is missing."""
        made = subprocess.run([sys.executable, "-c", "import sys; sys.path.insert(0, 'kernel-config'); import mipp;"
                               " print(mipp.fingerprint(mipp.VENV))"], cwd=self.project, capture_output=True, text=True)
        environment = self.project / ".venv"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
        packages = next(environment.glob("lib/python*/site-packages")) / "packages.pth"
        packages.write_text(sysconfig.get_path("purelib") + "\n")
        (environment / "requirements.sha256").write_text(made.stdout.strip())

    def test_no_java(self):
        said = self.refusal(PATH=str(program(self.bin, "mvn", "exit 0")), JAVA_HOME="")
        self.assertIn("found no java in the PATH; install a Java development kit, version 17 or newer", said)

    def test_java_home_that_is_not_there(self):
        said = self.refusal(JAVA_HOME="/nowhere")
        self.assertIn("found no java in JAVA_HOME=/nowhere", said)

    def test_java_11(self):
        program(self.bin, "java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2")
        said = self.refusal(PATH=f"{self.bin}:{os.environ['PATH']}", JAVA_HOME="")
        self.assertIn('expected Java 17 or newer, found in the PATH: openjdk version "11.0.2" 2019-01-15', said)

    def test_a_java_runtime_made_without_the_compiler(self):
        runtime = self.folder / "jre"
        subprocess.run(["jlink", "--add-modules", "java.base,java.logging", "--output", runtime], check=True)
        said = self.refusal(JAVA_HOME=str(runtime))
        self.assertIn(f"the Java in JAVA_HOME={runtime} ({runtime}/bin/java) is a runtime without jdk.jshell", said)

    def test_a_system_for_which_there_are_no_native_libraries(self):
        self.java_that_says("os.name = Mac OS X", "os.arch = x86_64")
        said = self.refusal(PATH=f"{self.bin}:{os.environ['PATH']}", JAVA_HOME="")
        self.assertIn("found a Java for Mac OS X on x86_64; PyTorch or ND4J has no native library for it", said)

    def test_a_user_whose_home_java_does_not_know(self):
        self.java_that_says("os.name = Linux", "os.arch = amd64", "user.home = ?")
        said = self.refusal(PATH=f"{self.bin}:{os.environ['PATH']}", JAVA_HOME="")
        self.assertIn("Java does not know your home folder (user.home is '?'); tell it: export JAVA_TOOL_OPTIONS", said)

    def java_that_says(self, *settings):
        lines = " ".join(f"echo '    {line}';" for line in settings)
        program(self.bin, "java", f"""echo 'openjdk version "17.0.1"'; {lines} echo jdk.jshell@17; echo jdk.compiler@17""")

    def test_no_maven(self):
        program(self.bin, "java", f'exec "{shutil.which("java")}" "$@"')
        said = self.refusal(PATH=str(self.bin), JAVA_HOME="")
        self.assertIn("found no mvn in the PATH; install Maven", said)

    def test_a_python_without_venv(self):
        (self.folder / "debian").mkdir()
        (self.folder / "debian" / "ensurepip.py").write_text("raise ImportError('as Debian has it')")
        said = self.refusal(PYTHONPATH=str(self.folder / "debian"))
        self.assertIn("apt install python3-venv", said)

    def test_no_network_for_pip(self):
        empty = {"PIP_CACHE_DIR": str(self.folder / "pip"), "PIP_RETRIES": "1", "PIP_DEFAULT_TIMEOUT": "5"}
        said = self.refusal(*self.without_network(), **empty)
        self.assertIn("failed: installing JupyterLab, the kernel and plotly: no network", said)
        self.assertFalse((self.project / ".venv").exists(), "a half-made environment was left")

    def test_no_network_for_maven(self):
        self.with_python_packages()
        empty = f"-Dmaven.repo.local={self.folder}/m2"
        said = self.refusal(*self.without_network(), MAVEN_OPTS=empty)
        self.assertIn("failed: building the toolkit: no network", said)
        self.assertFalse((self.project / ".venv" / "share" / "mipp" / "lib").exists(), "half of the jars were left")

    def test_a_failure_leaves_what_was_installed(self):
        self.with_python_packages()
        kernel = self.project / ".venv" / "share" / "jupyter" / "kernels" / "mipp" / "kernel.json"
        kernel.parent.mkdir(parents=True)
        kernel.write_text("as it was")
        (self.project / "kernel-config" / "requirements.txt").write_text("a-package-that-does-not-exist==1\n")
        empty = {"PIP_CACHE_DIR": str(self.folder / "pip"), "PIP_RETRIES": "1"}
        answer = self.run_installer(*self.without_network(), **empty)
        self.assertEqual(answer.returncode, 1, answer.stdout + answer.stderr)
        self.assertEqual("as it was", kernel.read_text())

    def test_a_proxy_that_does_not_answer(self):
        dead = {"HTTPS_PROXY": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9", "NO_PROXY": "", "no_proxy": ""}
        empty = {"PIP_CACHE_DIR": str(self.folder / "pip"), "PIP_RETRIES": "1"}
        said = self.refusal(**dead, **empty)
        self.assertIn("the proxy does not answer; check HTTPS_PROXY", said)

    def test_maven_goes_through_the_proxy_that_pip_goes_through(self):
        asked = []

        class Proxy(http.server.BaseHTTPRequestHandler):
            def do_CONNECT(self):
                asked.append(self.path)
                self.send_error(502)

            def log_message(self, *_):
                pass

        self.with_python_packages()
        with socketserver.TCPServer(("127.0.0.1", 0), Proxy) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            proxy = f"http://127.0.0.1:{server.server_address[1]}"
            self.refusal(HTTPS_PROXY=proxy, https_proxy=proxy, no_proxy="", NO_PROXY="",
                         MAVEN_OPTS=f"-Dmaven.repo.local={self.folder}/m2")
            server.shutdown()
        self.assertTrue(any(host.endswith(":443") for host in asked), asked)

    def test_a_proxy_that_is_no_address(self):
        said = self.refusal(HTTPS_PROXY="http://[half", https_proxy="http://[half")
        self.assertIn("HTTPS_PROXY: expected something like http://proxy.example.org:3128, got 'http://[half'", said)

    def test_no_room(self):
        said = self.on_a_mount("mount -t tmpfs -o size=50m tmpfs .venv-room && mv kernel-config toolkit pom.xml .venv-room"
                               " && cd .venv-room", ".venv-room")
        self.assertIn("no room for the environment and the toolkit: expected 900 MB free", said)

    def test_no_room_for_temporary_files(self):
        said = self.on_a_mount("mount -t tmpfs -o size=5m tmpfs ../tmp && export TMPDIR=$(realpath ../tmp)", "../tmp")
        self.assertIn(f"no room for temporary files: expected 200 MB free in {self.folder}/tmp, found", said)
        self.assertIn("choose another folder: export TMPDIR=/other", said)

    def test_no_room_while_maven_works(self):
        self.with_python_packages()
        said = self.on_a_mount("mkdir -p toolkit/target && mount -t tmpfs -o size=200k tmpfs toolkit/target", "toolkit/target")
        self.assertIn("failed: building the toolkit: the disk is full", said)

    def test_a_home_that_can_only_be_read(self):
        said = self.on_a_mount(f"mkdir -p ../home && mount --bind -o ro ../home ../home && mount -o remount,bind,ro ../home"
                               f" && export JAVA_TOOL_OPTIONS=-Duser.home={self.folder}/home", "../home")
        self.assertIn(f"cannot write into {self.folder}/home (Read-only file system)", said)
        self.assertIn("choose another home folder: export HOME=/other JAVA_TOOL_OPTIONS=-Duser.home=/other", said)

    def test_a_home_in_which_jupyter_cannot_write(self):
        said = self.on_a_mount(f"mkdir -p ../home && mount --bind -o ro ../home ../home && mount -o remount,bind,ro ../home"
                               f" && export HOME={self.folder}/home", "../home")
        self.assertIn(f"cannot write into {self.folder}/home (Read-only file system), where Jupyter's files go", said)

    def on_a_mount(self, preparation, folder):
        (self.project / folder).mkdir(parents=True, exist_ok=True)
        script = f'{preparation} && exec "$0" {MIPP} install'
        namespace = ["--mount"] if os.geteuid() == 0 else ["--mount", "--map-root-user"]
        answer = subprocess.run(["unshare", *namespace, "sh", "-c", script, sys.executable], cwd=self.project,
                                capture_output=True, text=True)
        said = answer.stdout + answer.stderr
        self.assertEqual(answer.returncode, 1, said)
        self.assertNotIn("Traceback", said)
        return said

    def test_another_versions_kernel_that_would_be_found_first(self):
        self.with_python_packages()
        other = self.folder / "other" / "kernels" / "mipp"
        other.mkdir(parents=True)
        (other / "kernel.json").write_text("{}")
        said = self.refusal(JUPYTER_PATH=str(self.folder / "other"))
        self.assertIn(f"another kernel 'mipp', in {other}, would be found before this one; remove that folder, or", said)

    def test_jars_are_found_on_windows_too(self):
        sys.path.insert(0, str(PROJECT / "kernel-config"))
        self.addCleanup(sys.path.pop, 0)
        from mipp import class_path
        self.assertEqual("C:/Users/a b/mipp/lib/*", class_path(PureWindowsPath(r"C:\Users\a b\mipp\lib")))

    def test_pytorch_for_the_cpu_is_left_out_where_another_is_asked_for(self):
        self.with_python_packages()
        libraries = self.project / ".venv" / "share" / "mipp" / "lib"
        for flavour, expected in (("cu128", 0), ("cpu", 1)):
            answer = self.run_installer(PYTORCH_FLAVOR=flavour)
            self.assertEqual(answer.returncode, 0, answer.stdout + answer.stderr)
            self.assertEqual(expected, len(list(libraries.glob("pytorch-native-cpu-*.jar"))))
            self.assertEqual(1, len(list(libraries.glob("pytorch-jni-*.jar"))))

    def test_a_kernel_that_dies_is_said_to_have_died(self):
        cell = nbformat.v4.new_code_cell('Runtime.getRuntime().halt(3);')
        nbformat.write(nbformat.v4.new_notebook(cells=[cell]), self.folder / "dies.ipynb")
        answer = subprocess.run([sys.executable, PROJECT / "kernel-config" / "execute.py", self.folder / "dies.ipynb",
                                 self.folder / "executed"], env={**os.environ, "JUPYTER_PREFER_ENV_PATH": "1"},
                                capture_output=True, text=True)
        self.assertEqual(answer.returncode, 1)
        self.assertIn("dies.ipynb failed:\nKernel died\nThe kernel's own log:", answer.stderr)
        self.assertNotIn("Traceback", answer.stderr)

    def test_a_word_that_it_does_not_know(self):
        answer = self.run_installer(word="instal")
        self.assertEqual(answer.returncode, 1)
        self.assertIn("expected one of install, run, lab, update, test, spark, paper, here, and --heap 4g behind it if you like; got 'instal'", answer.stderr)

    def test_a_path_with_spaces(self):
        answer = self.run_installer()
        self.assertEqual(answer.returncode, 0, answer.stdout + answer.stderr)
        environment = self.project / ".venv"
        executed = subprocess.run(
            [environment / "bin" / "python", "kernel-config/execute.py", PROJECT / "binder" / "warm-up.ipynb",
             self.folder / "executed"], cwd=self.project, env={**os.environ, "MIPP_DATA": str(PROJECT / "data")},
            capture_output=True, text=True)
        self.assertEqual(executed.returncode, 0, executed.stdout + executed.stderr)
        self.assertIn("application/vnd.plotly", (self.folder / "executed" / "warm-up.ipynb").read_text())


if __name__ == "__main__":
    unittest.main(verbosity=2)
