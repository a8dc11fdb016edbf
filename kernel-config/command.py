"""Runs the commands that install, counts what they download, and says what to do when one fails."""

import os
import re
import subprocess
import sys
import time
from collections import deque

from machine import fail

UTF8 = "utf8.sh"  # what a Java that meets the names of folders is started through
SIZE = {"bytes": 1e-6, "B": 1e-6, "kB": 1e-3, "MB": 1, "GB": 1e3}
DOWNLOAD = re.compile(  # as pip and Maven announce them
    r"Downloading \S+ \((?P<pip>[\d.]+) (?P<pip_unit>bytes|kB|MB|GB)\)"
    r"|Downloaded from \S+: \S+ \((?P<mvn>[\d.]+) (?P<mvn_unit>B|kB|MB|GB)")
REMEDIES = (  # the first that matches counts
    (r"No space left on device|not enough space|Errno 28", "the disk is full; free some room and run the same command again"),
    (r"ProxyError|[Cc]annot connect to proxy|proxy.*(refused|not known)|Proxy Auth",
     "the proxy does not answer; check HTTPS_PROXY, and ~/.m2/settings.xml for Maven"),
    (r"CERTIFICATE_VERIFY_FAILED|PKIX path building",
     "a certificate was not accepted, as happens behind firewalls that open connections; set PIP_CERT for pip, and give"
     " Java the certificate by keytool -importcert"),
    (r"[Nn]ame resolution|NameResolution|[Uu]nknown host|Name or service not known|nodename nor servname|getaddrinfo"
     r"|Network is unreachable|Connection refused|NewConnectionError|timed out|UnresolvedAddress|from versions: none",
     "no network, or a host that does not answer; the first run downloads about 430 MB. If there is a proxy, set"
     " HTTPS_PROXY. If there is no network at all, see 'Without a network' in the user guide"),
    (r"Long Path support", "a path is too long for Windows; move the project nearer to the root of the disk"),
    (r"Read-only file system|Permission denied|AccessDenied", "a folder cannot be written; the lines above name it"),
)
SECONDS_BETWEEN_LINES = 5


class Downloads:
    """What all commands together have downloaded, in megabytes, as they say it."""

    def __init__(self):
        self.megabytes = 0.0

    def read(self, line):
        found = DOWNLOAD.search(line)
        if found:
            number, unit = (found["pip"], found["pip_unit"]) if found["pip"] else (found["mvn"], found["mvn_unit"])
            self.megabytes += float(number) * SIZE[unit]


def remedy(output):
    return next((advice for pattern, advice in REMEDIES if re.search(pattern, output)), "the lines above say why")


def install(what, downloads, *command, cwd=None, **variables):
    """Runs a command quietly, with a line now and then while it downloads; shows the end of its output if it fails."""
    print(f"mipp: {what}", flush=True)
    last, shown, before = deque(maxlen=400), time.monotonic(), downloads.megabytes
    with subprocess.Popen([str(part) for part in command], cwd=cwd, env={**os.environ, **variables}, text=True,
                          encoding="utf-8", errors="replace", stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        for line in process.stdout:
            last.append(line)
            downloads.read(line)
            if downloads.megabytes > before and time.monotonic() - shown > SECONDS_BETWEEN_LINES:
                shown, before = time.monotonic(), downloads.megabytes
                print(f"mipp:   {downloads.megabytes:.0f} MB so far", flush=True)
    if process.returncode != 0:
        output = "".join(last)
        telling = [line for line in last if re.search(r"error|fail|cannot|not ", line, re.IGNORECASE)]
        print("".join((telling or list(last))[-15:]), flush=True)
        fail(f"failed: {what}: {remedy(output)}")


def run(what, *command, **variables):
    """Runs a command that shows its own output."""
    print(f"mipp: {what}", flush=True)
    if subprocess.run([str(part) for part in command], env={**os.environ, **variables}).returncode != 0:
        fail(f"failed: {what}")


def in_utf8(folder):
    """The beginning of a command that starts Java in a folder of any name; the file is in the folder that is given."""
    return ["/bin/sh", f"{folder}/{UTF8}"] if sys.platform == "linux" else []
