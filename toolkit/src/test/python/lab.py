"""JupyterLab in headless Chromium as somebody meets it who has never run it: nothing is trusted, and there is no network.

Server and browser see only each other: every other name resolves to nothing. Settings, signatures and workspaces are in a
folder that goes in the end.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

WIDTH, HEIGHT = 1280, 900
WIDER = 1440
TOKEN = "test"
SETTINGS = {
    "notebook-extension/tracker": {"windowingMode": "none"},  # all cells are there, not only those in sight
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SECONDS = 180  # for what a busy machine may bring late


class Lab:
    """A server for a folder of notebooks, with a browser; for use in a with statement."""

    def __init__(self, notebooks, theme="JupyterLab Light", options=()):
        self.home = Path(tempfile.mkdtemp(prefix="lab"))
        self.notebooks = Path(notebooks)
        self.options = options  # of the server
        self.dark = theme.endswith("Dark")
        for name, setting in {**SETTINGS, "apputils-extension/themes": {"theme": theme}}.items():
            file = self.home / "settings" / "@jupyterlab" / (name + ".jupyterlab-settings")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(setting))
        self.server = self.driver = None

    def __enter__(self):
        try:
            self.start_server()
            self.start_browser()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self.driver:
            self.driver.quit()
        if self.server:
            self.server.terminate()  # which ends its kernels too
            self.server.wait(SECONDS)
        shutil.rmtree(self.home, ignore_errors=True)

    def start_server(self):
        places = {"JUPYTER_DATA_DIR": "data", "JUPYTER_CONFIG_DIR": "config", "JUPYTER_RUNTIME_DIR": "runtime",
                  "JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTERLAB_WORKSPACES_DIR": "workspaces"}
        log = open(self.home / "server.log", "w")
        self.server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0",
             f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={self.notebooks}",
             "--LabApp.expose_app_in_browser=True", *self.options],
            env={**os.environ, **{name: str(self.home / place) for name, place in places.items()}},
            stdout=log, stderr=log)
        self.url = wait("the server's address", self.address)

    def address(self):
        if self.server.poll() is not None:
            raise AssertionError("JupyterLab ended: " + (self.home / "server.log").read_text())
        for file in (self.home / "runtime").glob("jpserver-*.json"):
            text = file.read_text()
            return json.loads(text)["url"] if text.endswith("}") else None

    def start_browser(self):
        binary = next(filter(None, map(shutil.which, BROWSERS)), None)
        driver = shutil.which("chromedriver")
        if not binary or not driver:
            raise AssertionError("found no Chromium with its driver; apt install chromium chromium-driver")
        options = webdriver.ChromeOptions()
        options.binary_location = binary
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-proxy-server",
                         f"--window-size={WIDTH},{HEIGHT}", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"):
            options.add_argument(argument)
        self.driver = webdriver.Chrome(options=options, service=Service(driver))

    def open(self, name):
        """Opens a notebook and waits until its cells are there."""
        cells = len(json.loads((self.notebooks / name).read_text())["cells"])
        self.driver.get(f"{self.url}lab/tree/{name}?token={TOKEN}&reset")
        wait(f"the {cells} cells of {name}", lambda: self.js(
            "return document.querySelectorAll('.jp-Notebook .jp-Cell').length") == cells)

    def wait_for_lab(self):
        """Until the page is there."""
        wait("JupyterLab", lambda: self.js("return window.jupyterapp?.restored.then(() => true)"))

    def open_beside(self, name):
        """Opens a notebook in a tab of its own, beside those that are open, and waits until it is there."""
        cells = len(json.loads((self.notebooks / name).read_text())["cells"])
        self.command("docmanager:open", path=name)
        wait(f"the {cells} cells of {name}", lambda: self.js("""
            const {context, content} = window.jupyterapp.shell.currentWidget;
            return context?.path === arguments[0] && content.widgets.length === arguments[1]""", name, cells))

    def command(self, name, **arguments):
        """Does what a menu entry or a button does."""
        self.driver.execute_async_script("""const [name, given, done] = arguments;
            window.jupyterapp.commands.execute(name, given).then(() => done(), () => done())""", name, arguments)

    def run_all(self, seconds):
        """Runs all cells of the notebook in sight, which has no outputs yet; the errors among what they say."""
        self.js("window.jupyterapp.commands.execute('notebook:run-all-cells')")
        wait("all cells", lambda: self.js("""
            return window.jupyterapp.shell.currentWidget.content.widgets.map(cell => cell.model)
                .every(cell => cell.type !== 'code' || cell.executionCount !== null && cell.executionState === 'idle'
                    || cell.outputs.toJSON().some(output => output.output_type === 'error'))"""), seconds)
        return self.js("""return window.jupyterapp.shell.currentWidget.content.widgets
            .flatMap(cell => cell.model.outputs?.toJSON() ?? []).filter(output => output.output_type === 'error')
            .map(output => `${output.ename}: ${output.evalue}`)""")

    def js(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def mouse_to(self, x, y):
        self.driver.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": "mouseMoved", "x": x, "y": y})

    def menu(self, menu, command):
        """Chooses from the menu bar, as a user does."""
        next(item for item in self.driver.find_elements("css selector", ".lm-MenuBar-item") if item.text == menu).click()
        entry = wait(f"{command} in the menu {menu}", lambda: self.js(
            "return document.querySelector(`.lm-Menu-item[data-command='${arguments[0]}']`)", command))
        entry.click()

    def run_cell(self, cell):
        """Runs a cell by a click into it and the keyboard."""
        cell.find_element("css selector", ".cm-content").click()
        for kind in ("rawKeyDown", "keyUp"):
            self.driver.execute_cdp_cmd("Input.dispatchKeyEvent", {
                "type": kind, "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "modifiers": 2})

    def end_kernels(self):
        """Shuts down what runs, so that the next notebook has the machine for itself."""
        for session in self.request("GET", "api/sessions"):
            self.request("DELETE", f"api/sessions/{session['id']}")

    def request(self, method, path):
        """What the server answers; nothing where it has nothing to say."""
        request = urllib.request.Request(self.url + path, method=method, headers={"Authorization": f"token {TOKEN}"})
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=SECONDS) as answer:
            return json.loads(answer.read() or "null")

    def screenshot(self, file, width=WIDTH):
        """The whole notebook in one picture."""
        tall = self.js("""const scrolled = document.querySelector('.jp-WindowedPanel-outer');
            scrolled.scrollTop = 0; return scrolled.scrollHeight - scrolled.clientHeight""")
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": min(HEIGHT + tall, 16_000), "deviceScaleFactor": 1, "mobile": False})
        self.driver.execute_async_script(  # the cells are laid out anew, and painted
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)))")
        self.driver.save_screenshot(str(file))
        self.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def wait(what, ready, seconds=SECONDS):
    """What ready returns once that is anything but nothing."""
    return WebDriverWait(None, seconds, 0.1).until(lambda _: ready(), f"waited {seconds} s for {what}")
