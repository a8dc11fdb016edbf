"""Starts the kernel 'Java (MIPP)' in a folder whose name is not ASCII, under locales that are not of UTF-8 or not installed.
Exit status 0 if all is well. Run by NotebooksIT in the project's virtual environment.
"""

import os
import tempfile
from pathlib import Path

from kernel import Kernel, check

WRITES = 'java.nio.file.Files.writeString(Path.of("файл.txt"), "ü"); Path.of("файл.txt").toAbsolutePath()'

with tempfile.TemporaryDirectory() as temporary:
    folder = Path(temporary) / "проба ü"
    folder.mkdir()
    os.chdir(folder)
    for locale in ("POSIX", "xx_YY.UTF-8", "C.UTF-8"):
        os.environ["LC_ALL"] = locale
        with Kernel() as kernel:
            ran = kernel.ok(WRITES, f"the kernel runs under LC_ALL={locale}")
            shown = [output.data["text/plain"] for output in ran.outputs if output.kind == "execute_result"]
            check(shown == [str(folder / "файл.txt")] and (folder / "файл.txt").read_text(encoding="utf-8") == "ü", str(shown))
        (folder / "файл.txt").unlink()
    os.chdir("/")
