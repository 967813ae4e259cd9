"""For everybody: axe-core finds nothing serious on any page, at a desk and on a phone, in the light and in the dark."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESKTOP, PHONE, NewContext
from tests.e2e.reader import Reader, eventually
from tests.servers import ROOT

AXE = ROOT / "dashboard" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_RUN = """async tags => {
    const found = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
    return found.violations
        .filter(one => ['serious', 'critical'].includes(one.impact))
        .map(one => `${one.id}: ` + one.nodes.slice(0, 4).map(n => `${n.target.join(' ')} ${n.html.slice(0, 140)} [${(n.any[0] ?? n.all[0] ?? n.none[0])?.message ?? ''}]`).join(' | '));
}"""
_SMALL = """() => [...document.querySelectorAll('button, select, input, [role=slider], [role=button], summary')]
    .filter(node => node.closest('.hg-root, .hg-embed') && node.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }))
    .map(node => [node, (node.matches('input[type=checkbox], input[type=radio]') && node.closest('label') || node).getBoundingClientRect()])
    .filter(([, box]) => box.width > 1 && (box.width < 23.9 || box.height < 23.9))
    .map(([node, box]) => `${node.outerHTML.slice(0, 90)} ${Math.round(box.width)} x ${Math.round(box.height)}`)"""

Step = Callable[[Reader], Any]


def _map(reader: Reader) -> None:
    reader.open("/")


def _card(reader: Reader) -> None:
    reader.open("/?e=ALA-2006-0034")
    expect(reader.card.get_by_role("heading", name="Sources")).to_be_visible()


def _list(reader: Reader) -> None:
    reader.open("/?t=2006-05-12")
    reader.button("List").click()
    expect(reader.list).to_be_visible()


def _layers(reader: Reader) -> None:
    reader.open("/?q=bakai&when=certain")
    reader.map.get_by_role("button", name="Layers").click()


def _notice(reader: Reader) -> None:
    reader.open("/?layer=zzz&t=2012-06-01..2012-06-02")
    expect(reader.page.get_by_text("Parts of this link could not be used")).to_be_visible()


def _filters(reader: Reader) -> None:
    reader.open("/embed?layer=resistance")
    reader.page.get_by_role("button", name=re.compile("^Filters")).click()
    for name in ("Place", "Outcome", "Source"):
        reader.group(name)


def _episode(reader: Reader) -> None:
    reader.open("/episodes")
    expect(reader.page.get_by_text("How it ended")).to_be_attached()


def _sources(reader: Reader) -> None:
    reader.page.goto(f"{reader.root}/sources")
    expect(reader.page.get_by_test_id("stDataFrame")).to_be_visible()


def _about(reader: Reader) -> None:
    reader.page.goto(f"{reader.root}/about")
    expect(reader.page.get_by_role("heading", name="Licences")).to_be_visible()


def _embed(reader: Reader) -> None:
    reader.open("/embed")


def _event(reader: Reader) -> None:
    reader.page.goto(f"{reader.root}/e/ALA-2006-0034")


def _place(reader: Reader) -> None:
    reader.page.goto(f"{reader.root}/p/bakai")


STEPS: list[Step] = [
    _map, _card, _list, _layers, _filters, _episode, _sources, _about, _embed, _event, _place,
]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_serious(
    new_context: NewContext, server: str, size: dict[str, int], scheme: str
) -> None:
    # axe is put in from outside, which the pages' own policy refuses.
    context = new_context(viewport=size, color_scheme=scheme, bypass_csp=True)
    reader = Reader(context.new_page(), server)
    found = {}
    for step in STEPS:
        step(reader)
        faults = _axe(reader.page)
        if faults:
            found[step.__name__] = faults
    assert not found, "\n".join(
        f"{name}: {fault}" for name, faults in found.items() for fault in faults
    )


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_targets_are_large_enough_for_a_finger(
    new_context: NewContext, server: str, size: dict[str, int]
) -> None:
    reader = Reader(new_context(viewport=size).new_page(), server)
    found = {}
    for step in (_map, _card, _list, _filters, _episode):
        step(reader)
        small = reader.page.evaluate(_SMALL)
        if small:
            found[step.__name__] = small
    assert not found, "\n".join(f"{name}: {one}" for name, ones in found.items() for one in ones)


def test_a_notice_leaves_the_layer_switches_free(phone: Reader) -> None:
    phone.open("/?layer=zzz")
    expect(phone.page.get_by_text("Parts of this link could not be used")).to_be_visible()
    phone.map.get_by_role("button", name="Layers").tap()
    phone.map.get_by_role("checkbox", name="Places and how well").tap(timeout=2000)


def test_the_dark_map_is_dark(new_context: NewContext, server: str) -> None:
    reader = Reader(new_context(color_scheme="dark").new_page(), server).open()
    luminance = """node => {
        const [r, g, b] = getComputedStyle(node).backgroundColor.match(/[\\d.]+/g).map(Number);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    }"""
    assert reader.page.locator("body").evaluate(luminance) < 60
    assert reader.map.evaluate(luminance) < 80


def test_the_focus_can_be_seen(reader: Reader) -> None:
    reader.open("/embed")
    visible = """() => {
        const style = getComputedStyle(document.activeElement);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== 'none';
    }"""
    for target in (reader.button("List"), reader.button("Play"), reader.handle("First")):
        reader.tab_to(target)
        assert reader.page.evaluate(visible), target


def test_nothing_moves_for_readers_who_want_rest(reader: Reader) -> None:
    reader.open("/episodes")
    reader.button("Next").click()
    assert reader.page.evaluate("() => document.getAnimations().length") == 0


def _axe(page: Page) -> list[str]:
    page.add_script_tag(content=AXE.read_text("utf-8"))
    eventually(lambda: page.evaluate("() => typeof axe"), lambda kind: kind == "object", page)
    found: list[str] = page.evaluate(_RUN, TAGS)
    return found
