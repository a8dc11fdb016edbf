"""Checks, without Docker, that Binder can build and run this project.

    python3 binder/check.py steps   repo2docker accepts the configuration, and makes of it the build steps we expect;
                                    Ubuntu has the packages: under a minute
    python3 binder/check.py         the same; then the build steps in an empty place, with an empty Maven repository and no
                                    pip cache; then, without a network and shortened, the tutorial that the project's badge
                                    opens and the one that needs most memory, and in a browser all tutorials open at once,
                                    of which two run: some minutes
    python3 binder/check.py every   the same with every tutorial

Needs Linux with apt-get, unshare and Python 3.11, and a network for the build; for the browser Chromium with its driver and
the Python of .venv after kernel-config/test. Works in target/binder.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from memory import Watch

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "kernel-config"))
import address  # noqa: E402

WORK = ROOT / "target" / "binder"
HOME, PREFIX = WORK / "home", WORK / "environment"
REPO2DOCKER = "2026.4.0"
PYTHON = "3.11"
SOME = ("00-start-here.ipynb", "05-convolutions-and-residuals.ipynb")  # what the badge opens, and the largest
TOGETHER = ("01-prune-lenet5.ipynb", "05-convolutions-and-residuals.ipynb")  # run one after the other, all others open
LIMIT = 2048  # MiB, what mybinder.org gives a session
SERVER = "http://127.0.0.1:8899"
FAR_TOO_LATE = 600  # seconds, for an answer of a server that has answered before, on a busy machine
FROM_LOCK = ("jupyterlab", "notebook", "jupyter_server", "jupyterlab_server", "jupyter_client", "jupyter_core", "nbclient",
             "nbconvert-core", "nbformat", "ipykernel", "ipywidgets", "jupyterhub-base", "jupyter-resource-usage",
             "tornado", "traitlets")


def say(text):
    print(f"binder: {text}", flush=True)


def demand(condition, message):
    if not condition:
        sys.exit(f"binder: {message}")


def lines(name):
    text = (ROOT / "binder" / name).read_text()
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def copy_checkout():
    """What a clone would hold: the files that git knows, or would take in, as they are now."""
    shutil.rmtree(HOME, ignore_errors=True)
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True,
                            capture_output=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).exists():
            (HOME / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, HOME / name)


def check_steps():
    """Repo2docker, asked for its build steps only, makes what we expect. Returns its Python's folder."""
    ours = {line.split("==")[0]: line for line in lines("../kernel-config/requirements.txt")}
    for line in lines("requirements.txt"):
        demand(ours.get(line.split("==")[0]) == line, f"requirements: expected as in kernel-config, got {line}")
    readme = address.readme((ROOT / "README.md").read_text(), "owner/name")
    for place in [notebook.name for notebook in notebooks()]:
        demand(f"HEAD?urlpath=lab/tree/notebooks/{place})" in readme, f"README.md: expected a link that opens {place}")
    tool = WORK / "repo2docker"
    if not (tool / REPO2DOCKER).exists():
        shutil.rmtree(tool, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", tool], check=True)
        subprocess.run([tool / "bin" / "pip", "install", "--quiet", f"jupyter-repo2docker=={REPO2DOCKER}"], check=True)
        (tool / REPO2DOCKER).touch()
    answer = subprocess.run([tool / "bin" / "jupyter-repo2docker", "--no-build", "--debug", "--user-id=1000",
                             "--user-name=jovyan", HOME], capture_output=True, text=True)
    said = answer.stdout + answer.stderr
    demand(answer.returncode == 0, f"repo2docker refuses the configuration:\n{said}")
    demand(f"Building conda environment for python={PYTHON}" in said, f"expected Python {PYTHON}, got\n{said}")
    expected = [
        "FROM docker.io/library/buildpack-deps:24.04",
        "COPY --chown=1000:1000 src/binder/requirements.txt ${REPO_DIR}/binder/requirements.txt",
        "apt-get install --yes --no-install-recommends " + " ".join(sorted(lines("apt.txt"))) + " && \\",
        'RUN ${KERNEL_PYTHON_PREFIX}/bin/pip install --no-cache-dir -r "binder/requirements.txt"',
        "COPY --chown=1000:1000 src/ ${REPO_DIR}/",
        "RUN chmod +x binder/postBuild",
        "RUN ./binder/postBuild",
        'RUN chmod +x "${REPO_DIR}/binder/start"',
        'ENV R2D_ENTRYPOINT="${REPO_DIR}/binder/start"',
    ]
    ours = [line for line in said.splitlines()
            if line in expected or re.match(r"(COPY|RUN|ENV|ADD).*(src/|binder/)|apt-get install --yes --no-install-rec", line)]
    demand(ours == expected, "build steps: expected\n  " + "\n  ".join(expected) + "\ngot\n  " + "\n  ".join(ours))
    say(f"repo2docker {REPO2DOCKER} accepts the configuration and makes the {len(expected)} steps that we expect")
    return next((tool / "lib").glob("python*")) / "site-packages" / "repo2docker"


def check_packages():
    """Ubuntu has the packages, and they bring one Java. Asks a private list of packages; installs nothing."""
    apt = WORK / "apt"
    for folder in ("lists/partial", "cache/archives/partial"):
        (apt / folder).mkdir(parents=True, exist_ok=True)
    (apt / "status").touch()
    (apt / "sources.list").write_text("".join(
        f"deb [trusted=yes arch=amd64] http://archive.ubuntu.com/ubuntu {suite} main universe\n"
        for suite in ("noble", "noble-updates")))
    (apt / "apt.conf").write_text(
        f'Dir::State "{apt}"; Dir::State::status "{apt}/status"; Dir::State::Lists "{apt}/lists"; Dir::Cache "{apt}/cache";'
        f'Dir::Etc::sourcelist "{apt}/sources.list"; Dir::Etc::sourceparts "/dev/null"; APT::Architecture "amd64";'
        'APT::Architectures { "amd64"; };\n')
    environment = {**os.environ, "APT_CONFIG": str(apt / "apt.conf")}
    subprocess.run(["apt-get", "-qq", "update"], env=environment, check=True, stderr=subprocess.DEVNULL)
    answer = subprocess.run(["apt-get", "--simulate", "install", "--yes", "--no-install-recommends", *sorted(lines("apt.txt"))],
                            env=environment, capture_output=True, text=True)
    demand(answer.returncode == 0, f"apt.txt: Ubuntu 24.04 cannot install it:\n{answer.stdout}{answer.stderr}")
    installed = re.findall(r"^Inst (\S+)", answer.stdout, re.MULTILINE)
    javas = [name for name in installed if re.fullmatch(r"openjdk-\d+-jre-headless", name)]
    kits = [name for name in installed if re.fullmatch(r"openjdk-\d+-jdk-headless", name)]
    demand(len(kits) == 1 and javas == [kits[0].replace("jdk-h", "jre-h")],
           f"expected one Java, with its development kit, got {javas} and {kits}")
    say(f"Ubuntu 24.04 has {', '.join(lines('apt.txt'))}; with what they need {len(installed)} packages, one Java among them")


def clean_environment():
    """What an image's build would see: no settings of this machine but those that lead to the network."""
    kept = {name: value for name, value in os.environ.items()
            if re.fullmatch(r"(?i)(https?|no)_proxy|pip_(cert|index_url|default_timeout)|ssl_cert_file", name)}
    return {**kept, "HOME": str(HOME), "LANG": "C.UTF-8", "PATH": f"{PREFIX}/bin:/usr/bin:/bin",
            "JAVA_TOOL_OPTIONS": f"-Duser.home={HOME}", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def build(repo2docker):
    """The build steps, in an empty place. A virtual environment with the same versions stands in for the image's."""
    lock = next(repo2docker.glob(f"buildpacks/conda/environment.py-{PYTHON}-linux-64.lock")).read_text()
    base = [f"{name.replace('-base', '').replace('-core', '')}=={found.group(1)}" for name in FROM_LOCK
            if (found := re.search(rf"/{re.escape(name)}-([\d.]+)-[^/]*\.conda", lock))]
    demand(len(base) == len(FROM_LOCK), f"expected all of {FROM_LOCK} in the lock file, found {base}")
    shutil.rmtree(PREFIX, ignore_errors=True)
    environment = clean_environment()
    begun = time.monotonic()
    subprocess.run([sys.executable, "-m", "venv", PREFIX], check=True)
    pip = [PREFIX / "bin" / "pip", "install", "--no-cache-dir", "--quiet"]
    subprocess.run([*pip, *base], env=environment, check=True)
    say(f"the image's Jupyter stands in ({time.monotonic() - begun:.0f} s)")
    begun = time.monotonic()
    subprocess.run([*pip, "-r", "binder/requirements.txt"], cwd=HOME, env=environment, check=True)
    subprocess.run([PREFIX / "bin" / "pip", "check"], env=environment, check=True)
    subprocess.run(["binder/postBuild"], cwd=HOME, env=environment, check=True)
    megabytes = sum(file.stat().st_size for file in [*HOME.rglob("*"), *(PREFIX / "share" / "mipp").rglob("*")]
                    if file.is_file() and not file.is_symlink()) / 1e6
    say(f"requirements and postBuild took {time.monotonic() - begun:.0f} s; they and the project add {megabytes:.0f} MB")


def get(path):
    with urllib.request.urlopen(SERVER + path, timeout=FAR_TOO_LATE) as answer:
        return json.load(answer)


def wait_for(server, log):
    """Until the server answers or ends, however long that takes."""
    while True:
        try:
            return get("/api/status")
        except OSError:
            demand(server.poll() is None, f"the start script ended:\n{log.read_text()[-3000:]}")
            time.sleep(0.2)


def start_server(log):
    """What an image runs when it is launched."""
    with log.open("w") as output:
        return subprocess.Popen(["binder/start", "jupyter", "lab", "--no-browser", "--allow-root", "--ServerApp.token=",
                                 f"--ServerApp.port={SERVER.rsplit(':')[-1]}", "--ServerApp.port_retries=0",
                                 "--LabApp.expose_app_in_browser=True"],
                                cwd=HOME, env=clean_environment(), stdout=output, stderr=output)


def check_server(server):
    """The start script must hand its process over to Jupyter."""
    demand("jupyter" in Path(f"/proc/{server.pid}/cmdline").read_text(), "start does not exec what it is given")
    kernels = get("/api/kernelspecs")
    demand(kernels["default"] == "mipp", f"default kernel: expected mipp, got {kernels['default']}")
    for notebook in notebooks():
        cells = get(f"/api/contents/notebooks/{notebook.name}?content=1")["content"]["cells"]
        demand(all(cell["metadata"].get("trusted") for cell in cells if cell["cell_type"] == "code"),
               f"{notebook.name} is not trusted")
    say(f"JupyterLab runs; kernels {', '.join(sorted(kernels['kernelspecs']))}, default mipp; all notebooks are trusted")


def notebooks():
    return sorted((HOME / "notebooks").glob("[0-9]*.ipynb"))


def tutorials(chosen):
    """Tutorials in the kernel, beside the running server, then in its JupyterLab; the memory of all processes together."""
    interfaces = [line.split(":")[0].strip() for line in Path("/proc/net/dev").read_text().splitlines()[2:]]
    demand(interfaces == ["lo"], f"expected no network but loopback, found {interfaces}")
    watch = Watch(os.getpid())
    log = WORK / "server.log"
    server = start_server(log)
    failed = []
    try:
        wait_for(server, log)
        check_server(server)
        print(f"{'tutorial':45} {'seconds':>8} {'peak MiB of all processes (server, runner, Java)':>50}", flush=True)
        for notebook in chosen:
            failed += execute(notebook, watch)
        watch.stop()
        failed += open_together(server)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()
        watch.stop()
    demand(not failed, "\n".join(failed))


def execute(notebook, watch):
    """One tutorial, shortened, beside the server; what is wrong with it."""
    watch.reset()
    begun = time.monotonic()
    log = WORK / (notebook.stem + ".log")
    with log.open("w") as output:
        code = subprocess.run(
            [PREFIX / "bin" / "python", HOME / "kernel-config" / "execute.py", notebook, WORK / "executed", "--smoke"],
            cwd=HOME, env={**clean_environment(), "DJL_OFFLINE": "true", "OMP_NUM_THREADS": "2"},
            stdout=output, stderr=subprocess.STDOUT).returncode
    print(f"{notebook.name:45} {time.monotonic() - begun:8.0f} {watch.describe():>50}", flush=True)
    if code != 0:
        return [f"{notebook.name} failed:\n{log.read_text()[-3000:]}"]
    return too_much(notebook.name, watch)


def too_much(what, watch):
    return [f"{what}: expected at most {LIMIT} MiB, got {watch.peak:.0f}"] if watch.peak > LIMIT else []


def open_together(server):
    """All tutorials in the tabs of one JupyterLab, of which two run, one after the other; what is wrong."""
    try:
        from tabs import Tabs, without_outputs
    except ImportError as missing:
        demand(os.environ.get("CI") != "true", f"a browser is needed: {missing}")
        say(f"left out, all tutorials open at once: {missing}")
        return []
    for name in TOGETHER:
        without_outputs(HOME / "notebooks" / name)
    watch = Watch(server.pid, itself=True)
    with Tabs(HOME, SERVER) as tabs:
        tabs.open_all([f"notebooks/{notebook.name}" for notebook in notebooks()])
        failed = [f"expected no kernel before a cell runs, got {kernel}" for kernel in get("/api/kernels")]
        print(f"{f'{len(notebooks())} tutorials open, none run':45} {'':8} {watch.describe():>50}", flush=True)
        for name in TOGETHER:
            begun = time.monotonic()
            failed += [f"{name}: {error}" for error in tabs.run(f"notebooks/{name}")]
            print(f"{f'and {name} run':45} {time.monotonic() - begun:8.0f} {watch.describe():>50}", flush=True)
    watch.stop()
    return failed + too_much("all tutorials open at once", watch)


def without_network(word):
    """Goes on in a network of its own, in which only loopback is up."""
    as_user = [] if os.geteuid() == 0 else ["--map-root-user"]
    inside = f'ip link set lo up && exec "{sys.executable}" "{__file__}" tutorials {word}'
    return subprocess.run(["unshare", "--net", *as_user, "sh", "-c", inside]).returncode


def main(word, which="some"):
    demand(word in ("some", "every", "steps", "tutorials"), f"expected steps, every or nothing, got {word}")
    if word == "tutorials":
        return tutorials(notebooks() if which == "every" else [HOME / "notebooks" / name for name in SOME])
    begun = time.monotonic()
    copy_checkout()
    repo2docker = check_steps()
    check_packages()
    if word != "steps":
        build(repo2docker)
        if without_network(word) != 0:
            sys.exit(1)
        say(f"all is well; it took {(time.monotonic() - begun) / 60:.1f} minutes")


if __name__ == "__main__":
    main(*sys.argv[1:] or ["some"])
