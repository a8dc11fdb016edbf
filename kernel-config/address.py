"""Puts the address under which the project is published into its pages: the badge of Binder, a link that runs each tutorial
there, and the source that is cited. Without an address the pages show none of these, and nothing that leads nowhere.

    python3 address.py you/mipp   of GitHub; another one replaces it
    python3 address.py none       takes it out again
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BINDER = "https://mybinder.org/v2/gh/{address}/HEAD?urlpath=lab/tree/notebooks/{notebook}"
BADGE = "[![Binder](https://mybinder.org/badge_logo.svg)]({link}) opens the tutorials in a browser, without installing anything.\n"
LINKS = re.compile(r" \(\[run\]\(https://mybinder\.org/[^)]*\)\)|\[!\[Binder\]\([^)]*\)\]\([^)]*\)[^\n]*\n")
TUTORIAL = re.compile(r"\]\(notebooks/((\d\d)-[\w-]+\.ipynb)\)")
BEFORE_BADGES = "[![Java 17]"
SOURCE = re.compile(r"^repository-code:.*\n", re.MULTILINE)
BEFORE_SOURCE = "authors:\n"


def readme(text, address):
    """The README with links for an address, or without any."""
    plain = LINKS.sub("", text)
    if address is None:
        return plain
    first, badges, rest = plain.partition(BEFORE_BADGES)
    top, heading, course = rest.rpartition("\n## Where next\n")  # each tutorial is linked once there
    linked = TUTORIAL.sub(
        lambda found: f"{found[0]} ([run]({BINDER.format(address=address, notebook=found[1])}))", course)
    start = BINDER.format(address=address, notebook=TUTORIAL.search(course)[1])
    return first + BADGE.format(link=start) + badges + top + heading + linked


def citation(text, address):
    plain = SOURCE.sub("", text)
    return plain if address is None else plain.replace(
        BEFORE_SOURCE, f"repository-code: https://github.com/{address}\n{BEFORE_SOURCE}", 1)


def main(word, folder=ROOT):
    if word != "none" and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]*/[\w.-]+", word):
        sys.exit(f"address: expected an owner and a name, such as you/mipp, or none; got '{word}'")
    for name, changed in (("README.md", readme), ("CITATION.cff", citation)):
        file = Path(folder) / name
        file.write_text(changed(file.read_text(encoding="utf-8"), None if word == "none" else word), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(*sys.argv[1:])
