"""Sets the toolkit up in the project's own virtual environment, and runs it.

    python3 mipp.py install   the environment, the toolkit's jars, the kernel 'Java (MIPP)'
    python3 mipp.py run       install, then execute notebook 01 headless
    python3 mipp.py lab       install, then open JupyterLab
    python3 mipp.py update    install, then renew the outputs of all notebooks in place
    python3 mipp.py test      install, then all tests

Uses only Python's standard library. Everything it installs goes into .venv, so deleting that folder undoes it.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
VENV = ROOT / ".venv"
LIBRARIES = VENV / "share" / "mipp" / "lib"
KERNEL = VENV / "share" / "jupyter" / "kernels" / "mipp"
SETTINGS = VENV / "share" / "jupyter" / "lab" / "settings" / "overrides.json"
OLDEST_JAVA = 17
OLDEST_PYTHON = (3, 9)


def fail(message):
    sys.exit(f"\nmipp: {message}")


def run(what, *command, **options):
    """Runs a command and stops with one line if it fails; its own output says why."""
    print(f"mipp: {what}", flush=True)
    if subprocess.run([str(part) for part in command], cwd=ROOT, **options).returncode != 0:
        fail(f"failed: {what}")


def find_java():
    """The java of JAVA_HOME, else of the PATH; it must be a development kit, for the kernel compiles cells."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which(str(Path(home) / "bin" / "java")) if home else shutil.which("java")
    place = f"JAVA_HOME={home}" if home else "the PATH"
    if not java:
        fail(f"found no java in {place}; install a Java development kit, version {OLDEST_JAVA} or newer")
    version = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
    found = re.search(r'version "(?:1\.)?(\d+)', version)
    if not found or int(found.group(1)) < OLDEST_JAVA:
        fail(f"expected Java {OLDEST_JAVA} or newer, found in {place}: {version.strip()}")
    modules = subprocess.run([java, "--list-modules"], capture_output=True, text=True).stdout
    if "jdk.jshell@" not in modules:
        fail(
            f"the Java in {place} ({java}) is a runtime without jdk.jshell; the kernel compiles cells and needs a"
            " development kit (on Debian or Ubuntu: apt install openjdk-17-jdk-headless)"
        )
    return java


def in_venv(program):
    folder = VENV / ("Scripts" if os.name == "nt" else "bin")
    return folder / (program + (".exe" if os.name == "nt" else ""))


def install_python():
    """The virtual environment with the pinned packages; made anew only if the pins have changed."""
    if sys.version_info < OLDEST_PYTHON:
        fail(f"expected Python {'.'.join(map(str, OLDEST_PYTHON))} or newer, found {sys.version.split()[0]}")
    requirements = HERE / "requirements.txt"
    fingerprint = hashlib.sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()
    stamp = VENV / "requirements.sha256"
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    try:
        import ensurepip  # noqa: F401  Debian ships Python without it
    except ImportError:
        fail("this Python cannot make virtual environments (on Debian or Ubuntu: apt install python3-venv)")
    shutil.rmtree(VENV, ignore_errors=True)
    run("making the virtual environment .venv", sys.executable, "-m", "venv", VENV)
    run("installing JupyterLab, the kernel and plotly", in_venv("python"), "-m", "pip", "install", "--quiet",
        "--disable-pip-version-check", "-r", requirements)
    stamp.write_text(fingerprint)


def install_toolkit():
    """The toolkit's jar and all it needs, in a folder that is put in place when it is complete."""
    fresh = LIBRARIES.with_name("lib.new")
    shutil.rmtree(fresh, ignore_errors=True)
    run("building the toolkit", "mvn", "--batch-mode", "--quiet", "-DskipTests", "-DskipITs", "package",
        "dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={fresh}")
    for jar in (ROOT / "toolkit" / "target").glob("mipp-toolkit-*.jar"):
        shutil.copy(jar, fresh)
    shutil.rmtree(LIBRARIES, ignore_errors=True)
    fresh.rename(LIBRARIES)


def install_kernel(java):
    """The kernel specification, with the places of this machine filled in."""
    places = {
        "@JAVA@": java,
        "@KERNEL@": str(VENV / "share" / "jupyter" / "kernels" / "java" / "jjava.jar"),
        "@CLASSPATH@": str(LIBRARIES / "*"),
    }
    specification = (HERE / "kernel.json").read_text()
    for name, place in places.items():
        specification = specification.replace(name, json.dumps(place)[1:-1])
    KERNEL.mkdir(parents=True, exist_ok=True)
    unfinished = KERNEL / "kernel.json.new"
    unfinished.write_text(specification)
    unfinished.replace(KERNEL / "kernel.json")


def install_settings():
    """What JupyterLab does here unless its user chooses otherwise: long lines of code wrap."""
    SETTINGS.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "overrides.json", SETTINGS)


def install():
    java = find_java()
    install_python()
    install_toolkit()
    install_kernel(java)
    install_settings()


def execute(notebook, folder):
    run(f"executing {notebook.name}", in_venv("python"), HERE / "execute.py", notebook, folder)


def prepare_tests():
    """What only the tests need: selenium, and a browser where it may be installed."""
    run("installing what the tests need", in_venv("python"), "-m", "pip", "install", "--quiet",
        "--disable-pip-version-check", "-r", HERE / "requirements-test.txt")
    if not shutil.which("chromedriver") and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("mipp: installing Chromium", flush=True)
        quiet = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL}
        for command in (["update"], ["install", "-y", "--no-install-recommends", "chromium", "chromium-driver"]):
            subprocess.run(["apt-get", "-qq", *command], **quiet)
    if not shutil.which("chromedriver"):
        print("mipp: the browser tests are left out, because there is no Chromium with its driver"
              " (apt install chromium chromium-driver)", flush=True)


def main(word):
    notebooks = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))
    if word not in ("install", "run", "lab", "update", "test"):
        fail(f"expected one of install, run, lab, update, test; got '{word}'")
    install()
    if word == "run":
        execute(notebooks[0], ROOT / "notebooks" / "executed")
    elif word == "lab":
        as_root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        run("opening JupyterLab", in_venv("jupyter"), "lab", *as_root, ROOT / "notebooks" / notebooks[0].name)
    elif word == "update":
        for notebook in notebooks:
            execute(notebook, ROOT / "notebooks")
    elif word == "test":
        prepare_tests()
        run("running all tests", "mvn", "--batch-mode", "--no-transfer-progress", "verify", "-Pnotebooks")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "run")
