"""What a machine must have before anything is installed. Every check says what is wrong and how to mend it."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

OLDEST_JAVA = 17
OLDEST_PYTHON = (3, 10)
KIT = f"""a Java development kit, version {OLDEST_JAVA} or newer
    Debian, Ubuntu: apt install openjdk-17-jdk-headless
    macOS:          brew install openjdk@17; then
                    export JAVA_HOME="$(brew --prefix openjdk@17)/libexec/openjdk.jdk/Contents/Home"
    Windows:        winget install EclipseAdoptium.Temurin.17.JDK
    elsewhere:      https://adoptium.net; then set JAVA_HOME to its folder"""


# as Java calls them; for others DJL's PyTorch or ND4J has no native library
SYSTEMS = {("Linux", "amd64"), ("Linux", "aarch64"), ("Mac OS X", "aarch64"), ("Windows", "amd64")}


def fail(message):
    sys.exit(f"\nmipp: {message}")


class Java:
    """The java of JAVA_HOME, else of the PATH; it must be a development kit, for the kernel compiles cells."""

    def __init__(self):
        home = os.environ.get("JAVA_HOME")
        self.program = shutil.which("java", path=str(Path(home) / "bin") if home else None)
        self.place = f"JAVA_HOME={home}" if home else "the PATH"
        if not self.program:
            fail(f"found no java in {self.place}; install {KIT}")
        said = self.ask("-XshowSettings:properties", "-version")
        version = re.search(r'version "(?:1\.)?(\d+)[^"]*"', said)
        if not version or int(version.group(1)) < OLDEST_JAVA:
            fail(f"expected Java {OLDEST_JAVA} or newer, found in {self.place}:"
                 f" {self.version_line(said)}; install {KIT}")
        modules = self.ask("--list-modules")
        for module, purpose in (("jdk.jshell", "cells"), ("jdk.compiler", "the toolkit")):
            if f"{module}@" not in modules:
                fail(f"the Java in {self.place} ({self.program}) is a runtime without {module}, which compiles {purpose};"
                     f" install {KIT}")
        self.settings = dict(re.findall(r"^ +([\w.]+) = (.*)$", said, re.MULTILINE))
        check_system(self.settings.get("os.name", ""), self.settings.get("os.arch", ""))

    def home(self):
        """The folder in which Maven, DJL and JavaCPP keep their caches."""
        home = Path(self.settings.get("user.home", Path.home()))
        if not home.is_absolute():  # Java says "?" where the system has no name for the user, as in some containers
            fail(f"Java does not know your home folder (user.home is '{home}');"
                 f" tell it: export JAVA_TOOL_OPTIONS=-Duser.home={Path.home()}")
        return home

    def ask(self, *question):
        answer = subprocess.run([self.program, *question], capture_output=True, text=True, errors="replace")
        return answer.stdout + answer.stderr

    @staticmethod
    def version_line(said):
        lines = [line for line in said.splitlines() if "version \"" in line] or said.strip().splitlines()
        return lines[0].strip() if lines else "a program that says nothing"


def check_system(name, processor):
    family = "Windows" if name.startswith("Windows") else name
    if name and (family, processor) not in SYSTEMS:
        fail(f"expected Linux on x86-64 or arm64, macOS on Apple silicon or Windows on x86-64, found a Java for {name} on"
             f" {processor}; PyTorch or ND4J has no native library for it. On Apple silicon take a Java for arm64, on"
             " Windows for arm64 one for x64")


def find_maven():
    maven = shutil.which("mvn")
    if not maven:
        fail("found no mvn in the PATH; install Maven (Debian, Ubuntu: apt install maven; macOS: brew install maven;"
             " elsewhere: https://maven.apache.org/install.html)")
    return maven


def check_python(makes_environment):
    if sys.version_info < OLDEST_PYTHON:
        fail(f"expected Python {'.'.join(map(str, OLDEST_PYTHON))} or newer, found {sys.version.split()[0]}")
    if makes_environment:
        try:
            import ensurepip  # noqa: F401  Debian ships Python without it
        except ImportError:
            fail("this Python cannot make virtual environments, because it lacks ensurepip"
                 " (on Debian or Ubuntu: apt install python3-venv)")


def check_folder(folder, megabytes, purpose, remedy):
    """That a folder can be written and has room. It need not exist, but one above it does."""
    existing = next(place for place in (folder, *folder.parents) if place.is_dir())
    try:
        with tempfile.TemporaryFile(dir=existing):
            pass
    except OSError as error:
        fail(f"cannot write into {existing} ({error.strerror}), where {purpose}; {remedy}")
    free = shutil.disk_usage(existing).free // 1_000_000
    if free < megabytes:
        fail(f"no room for {purpose.replace(' go', '')}: expected {megabytes:,} MB free in {existing}, found {free:,} MB;"
             f" free some, or {remedy}")


def maven_proxy(environment, settings):
    """Java options that send Maven through the proxy that HTTP_PROXY and HTTPS_PROXY name, as pip goes through it.

    None if Maven's own settings file names a proxy. They are for JAVA_TOOL_OPTIONS, which no shell reads: in MAVEN_OPTS the
    signs | and * would mean something to mvn.cmd.
    """
    if settings.is_file() and "<proxy>" in settings.read_text(encoding="utf-8", errors="replace"):
        return []
    options = []
    for scheme in ("http", "https"):
        proxy = environment.get(f"{scheme}_proxy") or environment.get(f"{scheme.upper()}_PROXY")
        if not proxy:
            continue
        try:
            parts = urlsplit(proxy if "//" in proxy else f"http://{proxy}")
            host, port = parts.hostname, parts.port or 80
        except ValueError:
            host = None
        if not host:
            fail(f"{scheme.upper()}_PROXY: expected something like http://proxy.example.org:3128, got '{proxy}'")
        if parts.username:
            fail(f"{scheme.upper()}_PROXY holds a password, which Maven does not take from there; name the proxy in"
                 f" {settings} (https://maven.apache.org/guides/mini/guide-proxies.html)")
        options += [f"-D{scheme}.proxyHost={host}", f"-D{scheme}.proxyPort={port}"]
    exceptions = environment.get("no_proxy") or environment.get("NO_PROXY")
    if options and exceptions:
        hosts = [host.strip() for host in exceptions.split(",") if host.strip()]
        options.append("-Dhttp.nonProxyHosts=" + "|".join("*" + host if host.startswith(".") else host for host in hosts))
    if options:
        options.append("-Daether.connector.http.useSystemProperties=true")
    return options
