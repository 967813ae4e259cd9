"""The rules of the house, checked: short files, told purpose, documented names, nothing that a reader must fear."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from numpydoc.docscrape import get_doc_object
from support import ROOT

import dashboard
import geodata
from geodata import settings, vocabulary
from geodata.cli import app as cli

PACKAGES = ("geodata", "dashboard", "tests")
LEFT_OUT = {"node_modules", "static", "__pycache__", ".venv"}
README = ROOT / "README.md"


def _files(*endings: str, under: tuple[str, ...] = PACKAGES) -> list[Path]:
    found = (path for name in under for path in (ROOT / name).rglob("*"))
    return sorted(
        path
        for path in found
        if path.suffix in endings and path.is_file() and not LEFT_OUT & set(path.parts)
    )


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for path in _files(".py", under=("dashboard",)):
        yield _name(path), ast.parse(path.read_text("utf-8"))


def _modules() -> list[str]:
    return [
        module.name
        for package in (geodata, dashboard)
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        if module.name not in ("dashboard.app", "dashboard.app_pages.main")
    ]


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    long = {
        _name(path): lines
        for path in _files(".py", ".ts", ".css", ".mjs")
        if (lines := len(path.read_text("utf-8").splitlines())) > 400
    }

    assert long == {}


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        _name(path)
        for path in _files(".py")
        if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]

    assert silent == []


@pytest.mark.parametrize("module", _modules())
def test_every_public_name_is_documented(module: str) -> None:
    loaded = importlib.import_module(module)
    for name in getattr(loaded, "__all__", ()):
        thing = getattr(loaded, name)
        if not (inspect.isclass(thing) or inspect.isfunction(thing)):
            continue
        if inspect.getmodule(thing) is not loaded:
            continue
        documented = get_doc_object(thing)
        summary = " ".join(documented["Summary"])
        assert summary.rstrip().endswith((".", "?", "!", '"')) or "." in summary, (
            f"{name}: {summary!r}"
        )
        if inspect.isfunction(thing):
            taken = set(inspect.signature(thing).parameters)
            told = {one.strip("*") for p in documented["Parameters"] for one in p.name.split(", ")}
            assert told <= taken, (
                f"{module}.{name} documents {told - taken}, which it does not take"
            )


@pytest.mark.parametrize("module", _modules())
def test_every_public_method_is_documented(module: str) -> None:
    loaded = importlib.import_module(module)
    silent = [
        f"{name}.{method}"
        for name in getattr(loaded, "__all__", ())
        if inspect.isclass(thing := getattr(loaded, name))
        for method, body in vars(thing).items()
        if (inspect.isfunction(body) or isinstance(body, property | classmethod))
        and not method.startswith("_")
        and not inspect.getdoc(getattr(thing, method))
    ]

    assert silent == []


def _commands() -> list[str]:
    found = []
    for name, command in typer.main.get_command(cli).commands.items():  # type: ignore[attr-defined]
        inner = getattr(command, "commands", None)
        found += [f"holdground {name} {one}" for one in inner] if inner else [f"holdground {name}"]
    return found


@pytest.mark.parametrize("command", _commands())
def test_every_command_is_in_the_readme(command: str) -> None:
    assert command in README.read_text("utf-8")


@pytest.mark.parametrize(
    "variable", re.findall(r"^([A-Z_]{4,})\s", settings.__doc__ or "", re.MULTILINE)
)
def test_every_setting_is_in_the_readme(variable: str) -> None:
    assert f"`{variable}`" in README.read_text("utf-8")


def test_every_variable_that_is_read_is_told_in_the_settings() -> None:
    read = {
        name
        for path in _files(".py", under=("geodata", "dashboard"))
        for name in re.findall(r"environ(?:\.get\(|\[)\s*\"(\w+)\"", path.read_text("utf-8"))
        if name.startswith("HOLDGROUND") or name == "PORT"
    }
    told = README.read_text("utf-8")

    assert sorted(name for name in read if name not in told) == []


def test_readme_tells_the_numbers_of_the_shipped_facts(facts: object) -> None:
    told = re.search(
        r"(\d+) events with (\d+) claims from (\d+) sources", README.read_text("utf-8")
    )

    assert told
    assert tuple(map(int, told.groups())) == (
        len(facts.events),  # type: ignore[attr-defined]
        len(facts.claims),  # type: ignore[attr-defined]
        len(facts.sources),  # type: ignore[attr-defined]
    )


def test_every_list_of_the_vocabulary_is_shipped() -> None:
    shipped = {path.stem for path in (ROOT / "geodata" / "vocabulary").glob("*.csv")}

    assert shipped == set(vocabulary.LISTS)


FORBIDDEN = re.compile(
    r"unsafe_allow_html|unsafe_allow_javascript|components\.html|st\.iframe|\bElement\(|\bJsCode|"
    r"\bst_folium\b|\bpickle\b|\beval\(|\bexec\(|st\.(?:audio|video)\("
)


def test_nothing_in_the_dashboard_renders_text_as_code_or_markup() -> None:
    found = [
        (name, hit)
        for path in _files(".py", under=("dashboard",))
        if (name := _name(path)) and (hit := FORBIDDEN.findall(path.read_text("utf-8")))
    ]

    assert found == []


MARKDOWN = {
    "markdown", "write", "title", "header", "subheader", "caption", "info", "warning", "error", "success",
    "toast", "expander", "tabs", "metric", "button", "checkbox", "radio", "selectbox", "link_button", "html", "latex",
}  # fmt: skip


def _is_ours(argument: ast.expr) -> bool:
    """A literal, a translated literal, or a file of our own."""
    if isinstance(argument, ast.Call):
        return getattr(argument.func, "id", "") == "_" and isinstance(
            argument.args[0], ast.Constant
        )
    return isinstance(argument, ast.Constant) or ast.unparse(argument).startswith("BRAND /")


def test_only_our_own_words_reach_calls_that_render_markdown() -> None:
    """`about` shows a list of translated literals and reads no data; `choose` passes a label that its callers translate."""
    found = [
        (name, ast.unparse(node)[:80])
        for name, tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and ast.unparse(node.func.value) in ("st", "st.sidebar")
        and node.func.attr in MARKDOWN
        and node.args
        and not _is_ours(node.args[0])
    ]
    about = (ROOT / "dashboard/app_pages/about.py").read_text("utf-8")

    assert "snapshot" not in about
    assert [one for one in found if "about.py" not in one[0]] == [
        one for one in found if "shell.py" in one[0] and one[1].startswith("st.selectbox(label")
    ]


def test_labels_of_choices_are_our_own_words() -> None:
    labels = [
        keyword.value
        for _, tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("choose")
        for keyword in node.keywords
        if keyword.arg == "label"
    ]

    assert labels
    assert all(_is_ours(label) for label in labels)


HOSTS = re.compile(
    r"unpkg|jsdelivr|cdnjs|cdn\.|googleapis|gstatic|tile\.openstreetmap|basemaps\.cartocdn|fontawesome|"
    r"bootstrapcdn|google-analytics|googletagmanager",
    re.IGNORECASE,
)


def test_no_third_party_host_is_named_in_the_dashboard() -> None:
    found = [
        (_name(path), hit)
        for path in _files(".py", ".ts", ".css", ".mjs", ".html", under=("dashboard",))
        if (hit := HOSTS.findall(path.read_text("utf-8")))
    ]

    assert found == []


def test_front_end_writes_no_text_as_markup_and_evaluates_none() -> None:
    risky = re.compile(
        r"\.(?:inner|outer)HTML\s*\+?=[^=]|insertAdjacentHTML|document\.write|\beval\(|new Function|"
        r"bind(?:Popup|Tooltip)\((?!el\()"
    )
    found = [
        (_name(path), hit)
        for path in _files(".ts", under=("dashboard",))
        if ".test." not in path.name and (hit := risky.findall(path.read_text("utf-8")))
    ]

    assert found == []


def test_no_path_of_a_developers_machine_is_in_any_file() -> None:
    home = "/" + "home/"
    paths = re.compile(rf"{home}\w|/{'root'}/|/{'work'}/|/{'Users'}/|[A-Z]:\\{'Users'}")
    top = [
        p
        for p in ROOT.iterdir()
        if p.is_file() and p.suffix in (".toml", ".md", ".txt", ".yaml", ".yml", "")
    ]
    found = [
        (_name(path), hit)
        for path in [*_files(".py", ".ts", ".css", ".mjs", ".csv", ".md", ".po", ".json"), *top]
        if (hit := paths.findall(path.read_text("utf-8", errors="replace")))
    ]

    assert found == []
