"""Sets the toolkit up in the project's own virtual environment, and runs it.

    python3 mipp.py install   the environment, the toolkit's jars, the kernel 'Java (MIPP)'
    python3 mipp.py run       install, then execute notebook 01 headless
    python3 mipp.py lab       install, then open JupyterLab
    python3 mipp.py update    install, then renew the outputs of all notebooks in place
    python3 mipp.py test      install, then all tests
    python3 mipp.py spark     install, add Spark and its kernel, then execute its tutorial; spark lab opens it
    python3 mipp.py paper     install the toolkit, then list the paper's experiments; behind it, the name of one runs it
    python3 mipp.py here      the jars and the kernel for the Python that runs this, which has the packages already

With --heap 4g behind the word the kernel's Java heap may grow to 4 GB; without it the machine's memory decides.

Uses only Python's standard library. Everything it installs goes into .venv, so deleting that folder undoes it. A failure
leaves what was installed before as it was.
"""

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import cluster
import heap
from command import UTF8, Downloads, in_utf8, install, run
from machine import Java, check_folder, check_python, fail, find_maven, maven_proxy
from testing import test

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
VENV = ROOT / ".venv"
FIRST = "01-prune-lenet5.ipynb"
KERNELS = "mipp_kernels.py"  # how JupyterLab's server keeps kernels
WORDS = ("install", "run", "lab", "update", "test", "spark", "paper", "here")
PAPER = "org.mipp.paper.PaperProgram"
# a kernel 'mipp' of another checkout, in the user's home, must not come before this one's
OWN_KERNEL_FIRST = {"JUPYTER_PREFER_ENV_PATH": "1"}


class Installer:
    """Installs into one Python environment."""

    def __init__(self, prefix, megabytes):
        self.prefix = prefix
        self.megabytes = megabytes
        self.libraries = prefix / "share" / "mipp" / "lib"
        self.kernels = prefix / "share" / "jupyter" / "kernels"
        self.downloads = Downloads()
        self.begun = time.time()

    def program(self, name):
        folder = self.prefix / ("Scripts" if os.name == "nt" else "bin")
        return folder / (name + (".exe" if os.name == "nt" else ""))

    def check_machine(self):
        """All that can be known before anything is touched."""
        check_python(makes_environment=self.prefix == VENV)
        self.java = Java()
        self.maven = find_maven()
        home, other = self.java.home(), "choose another home folder: export HOME=/other JAVA_TOOL_OPTIONS=-Duser.home=/other"
        check_folder(self.prefix, 0 if self.libraries.exists() else 900, "the environment and the toolkit go",
                     "move the project to another disk")
        unpacked = (home / ".javacpp").exists() and (home / ".m2").exists()
        check_folder(home, 0 if unpacked else 1_400, "Maven's cache and the native libraries go", other)
        check_folder(Path.home(), 0, "Jupyter's files go", other)
        check_folder(Path(tempfile.gettempdir()), 0 if self.libraries.exists() else 200, "temporary files go",
                     "choose another folder: export TMPDIR=/other")
        self.proxy = maven_proxy(os.environ, home / ".m2" / "settings.xml")

    def install_python(self):
        """The virtual environment with the pinned packages; made anew only if the pins have changed."""
        requirements = HERE / "requirements.txt"
        wanted = fingerprint(self.prefix)
        stamp, old = self.prefix / "requirements.sha256", self.prefix.with_name(".venv.old")
        if old.exists() and not stamp.exists():  # an installation was killed
            shutil.rmtree(self.prefix, ignore_errors=True)
            old.rename(self.prefix)
        if stamp.exists() and stamp.read_text() == wanted:
            return
        with replacing(self.prefix, old):
            install("making the virtual environment .venv", self.downloads, sys.executable, "-m", "venv", self.prefix)
            install("installing JupyterLab, the kernel and plotly", self.downloads, self.program("python"), "-m", "pip",
                    "install", "--disable-pip-version-check", "--progress-bar", "off", "-r", requirements)
            stamp.write_text(wanted)

    def variables(self):
        """What Maven is told: the proxy that pip has, and the Java that was looked at."""
        variables = {}
        if self.proxy:
            variables["JAVA_TOOL_OPTIONS"] = " ".join([os.environ.get("JAVA_TOOL_OPTIONS", ""), *self.proxy]).strip()
        if Path(self.java.settings.get("java.home", "?")).is_dir():
            variables["JAVA_HOME"] = self.java.settings["java.home"]
        return variables

    def install_toolkit(self):
        """The toolkit's jar and all it needs, in a folder that is put in place when it is complete."""
        fresh, old = self.libraries.with_name("lib.new"), self.libraries.with_name("lib.old")
        shutil.rmtree(fresh, ignore_errors=True)
        install("building the toolkit", self.downloads, *in_utf8(HERE), self.maven, "--batch-mode", "-Dmaven.test.skip=true", "package",
                "dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={fresh}", cwd=ROOT, **self.variables())
        for jar in (ROOT / "toolkit" / "target").glob("mipp-toolkit-*.jar"):
            shutil.copy(jar, fresh)
        if os.environ.get("PYTORCH_FLAVOR", "cpu") != "cpu":  # DJL takes a jar with PyTorch for the CPU before it downloads any
            for jar in fresh.glob("pytorch-native-cpu-*.jar"):
                jar.unlink()
        with replacing(self.libraries, old):
            fresh.rename(self.libraries)

    def install_kernel(self):
        """The kernel specification, with the places of this machine filled in, and Jupyter's settings."""
        places = {
            "@JAVA@": self.java.program,
            "@HEAP@": f"{self.megabytes}m",
            "@KERNEL@": str(self.kernels / "java" / "jjava.jar"),
            "@CLASSPATH@": class_path(self.libraries),
        }
        archive = self.kernels / "mipp" / f"classes-{self.archived()}.jsa"
        places["@ARCHIVE@"] = str(archive)
        specification = (HERE / "kernel.json").read_text()
        for name, place in places.items():
            specification = specification.replace(name, json.dumps(place)[1:-1])
        server = self.prefix / "etc" / "jupyter" / "jupyter_server_config.json"
        others = json.loads(server.read_text()) if server.exists() else {}
        ours = json.loads((HERE / "jupyter" / "server.json").read_text())
        put(server, json.dumps({**others, **{part: {**others.get(part, {}), **ours[part]} for part in ours}}, indent=2))
        put(Path(self.ask("import sysconfig; print(sysconfig.get_path('purelib'))").stdout.strip()) / KERNELS,
            (HERE / "jupyter" / KERNELS).read_text())
        put(self.prefix / "share" / "jupyter" / "lab" / "settings" / "overrides.d" / "mipp.json",
            (HERE / "jupyter" / "lab.json").read_text())
        for name in ("figures", "kernels"):
            for file in ("package.json", f"static/{name}.js"):
                put(self.prefix / "share" / "jupyter" / "labextensions" / f"mipp-{name}" / file,
                    (HERE / "jupyter" / name / file).read_text())
        specification = json.loads(specification)
        specification["argv"] = in_utf8("{resource_dir}") + specification["argv"]
        put(self.kernels / "mipp" / UTF8, (HERE / UTF8).read_text())
        self.write_archive(archive, json.dumps(specification))
        put(self.kernels / "mipp" / "kernel.json", json.dumps(specification, indent=2))

    def archived(self):
        """What an archive of classes depends on: the Java that has written it, and the kernel's jar."""
        jar = self.kernels / "java" / "jjava.jar"
        state = (jar.stat().st_size, jar.stat().st_mtime_ns) if jar.exists() else ()
        java = [self.java.program, *(self.java.settings.get(name) for name in ("java.home", "java.vm.version"))]
        return hashlib.sha256(f"{java} {state}".encode()).hexdigest()[:12]

    def write_archive(self, archive, specification):
        """Lets the kernel write down the classes that it loads, so that it starts sooner and takes less; it runs without too."""
        if archive.exists():
            return
        print("mipp: starting the kernel once, for an archive of its classes", flush=True)
        for other in archive.parent.glob("classes-*"):
            other.unlink()
        answer = subprocess.run([self.program("python"), HERE / "archive.py", archive], input=specification, text=True,
                                capture_output=True)
        if not archive.exists():
            print(f"mipp:   without one, for it failed: {answer.stderr.strip()[-300:]}", flush=True)

    def ask(self, question):
        """What the environment's Python prints."""
        return subprocess.run([self.program("python"), "-c", question], env={**os.environ, **OWN_KERNEL_FIRST},
                              capture_output=True, text=True)

    def check_not_hidden(self):
        """That Jupyter will not find another version's kernel 'mipp' first."""
        answer = self.ask("import json; from jupyter_core.paths import jupyter_path; print(json.dumps(jupyter_path('kernels')))")
        for folder in map(Path, json.loads(answer.stdout) if answer.returncode == 0 else []):
            if folder.resolve() == self.kernels.resolve():
                return
            if (folder / "mipp" / "kernel.json").exists():
                fail(f"another kernel 'mipp', in {folder / 'mipp'}, would be found before this one; remove that folder, or"
                     " take it out of JUPYTER_PATH")

    def install(self):
        self.check_machine()
        if self.prefix == VENV:
            self.install_python()
        self.check_not_hidden()
        self.install_toolkit()
        self.install_kernel()
        print(f"mipp: installed in {time.time() - self.begun:.0f} s, {self.downloads.megabytes:.0f} MB downloaded;"
              f" heap of at most {self.megabytes} MB")

    def paper(self, words):
        """The paper's experiments: the toolkit alone, without Jupyter; the program says the rest."""
        self.check_machine()
        self.install_toolkit()
        kernel = json.loads((HERE / "kernel.json").read_text())  # what suits cells suits a program
        flags = [flag for flag in kernel["argv"] if flag.startswith(("-XX", "-D"))]
        command = [*in_utf8(HERE), self.java.program, f"-Xmx{self.megabytes}m", *flags, "-cp", class_path(self.libraries), PAPER]
        variables = {name: value for name, value in kernel["env"].items() if "@" not in value}
        return subprocess.run([str(part) for part in [*command, *words]], env={**variables, **os.environ}).returncode

    def execute(self, notebook, folder, *options):
        run(f"executing {notebook.name}", self.program("python"), HERE / "execute.py", notebook, folder, *options,
            **OWN_KERNEL_FIRST)


def fingerprint(prefix):
    """What an environment depends on: the pins, the Python that made it, and its place, which its scripts name."""
    return hashlib.sha256((HERE / "requirements.txt").read_bytes() + f"{sys.version}{prefix}".encode()).hexdigest()


def class_path(folder):
    """All jars of a folder; with slashes on Windows too, for JJava finds nothing behind a backslash."""
    return (folder / "*").as_posix()


@contextlib.contextmanager
def replacing(folder, old):
    """Moves a folder aside while a new one is made, and back if that fails."""
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        try:
            folder.rename(old)
        except OSError as error:
            fail(f"cannot replace {folder} ({error.strerror}); stop the kernels and the JupyterLab that use it")
    try:
        yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        if old.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def put(file, text):
    """Writes a file that is either not there or whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(file.name + ".new")
    unfinished.write_text(text)
    unfinished.replace(file)


def main(arguments):
    words, asked = heap.take(arguments)
    word = words[0] if words else "run"
    notebooks = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))
    if word not in WORDS or len(words) > 1 and word != "paper" and words != ["spark", "lab"]:
        fail(f"expected one of {', '.join(WORDS)}, and --heap 4g behind it if you like; got '{' '.join(words)}'")
    installer = Installer(Path(sys.prefix) if word == "here" else VENV, asked or heap.by_machine(word, heap.machine()))
    if word == "test":
        return test(installer, ROOT)
    if word == "paper":
        sys.exit(installer.paper(words[1:]))
    installer.install()
    if word == "run":
        installer.execute(ROOT / "notebooks" / FIRST, ROOT / "notebooks" / "executed", f"--since={installer.begun}")
    elif word == "spark":
        cluster.add(installer)
        if words == ["spark", "lab"]:
            open_lab(installer, cluster.NOTEBOOK)
        else:
            installer.execute(cluster.NOTEBOOK, ROOT / "notebooks" / "executed", f"--kernel={cluster.KERNEL}")
    elif word == "lab":
        open_lab(installer, notebooks[0])
    elif word == "update":
        for notebook in notebooks:
            installer.execute(notebook, ROOT / "notebooks")


def open_lab(installer, notebook):
    as_root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    run("opening JupyterLab", installer.program("jupyter"), "lab", *as_root, notebook, **OWN_KERNEL_FIRST)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # what pip and Maven say may not fit a Windows console
    try:
        main(sys.argv[1:])
    except OSError as error:
        fail(f"{error}; nothing half installed is left, run the same command again when this is mended")
    except KeyboardInterrupt:
        fail("interrupted; nothing half installed is left")
