"""Find the Chromium that the browser tests drive; install Debian's where there is none and we may."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

_PLACES = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str | None:
    """Return the path of a Chromium: CHROMIUM if set, else the usual places."""
    wanted = os.environ.get("CHROMIUM")
    return next((path for path in (wanted, *_PLACES) if path and Path(path).is_file()), None)


def main() -> None:
    """Make sure that there is one, or say in one line how to get it."""
    if chromium():
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        sys.stdout.write("Installing Debian's chromium for the browser tests …\n")
        quiet = {"stdout": subprocess.DEVNULL, "check": True}
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=environment, **quiet)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
            env=environment,
            **quiet,
        )
    if not chromium():
        sys.exit(
            "The browser tests need Chromium: `sudo apt-get install chromium`, or set CHROMIUM to its path."
        )


if __name__ == "__main__":
    main()
