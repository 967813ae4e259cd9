/** A link holds every choice, and a bad link breaks nothing. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { bundle } from "./bundle.mjs";

const { dayOf, inWindow, parseWindow, restore, START, stepOf, toQuery } = await bundle(
  "url",
  "select",
  "state",
  "days",
  "panels/step",
);
const NO_DAY = -2147483648;

const columns = {
  layers: ["demolition", "resistance"],
  eventTypes: ["clash", "protest"],
  places: ["", "bakai"],
  outcomes: ["", "repelled"],
  sources: ["iwpr", "kt-kz"],
};
const read = (search) => restore(search, columns, (id) => id === "ALA-2006-0034");

test("a choice comes back from its own link", () => {
  const choice = {
    ...START,
    layer: ["resistance"],
    type: ["clash", "protest"],
    place: ["bakai"],
    outcome: ["repelled"],
    source: ["kt-kz"],
    text: "fence & “гул”",
    from: dayOf("2006-05-01"),
    to: dayOf("2006-05-31"),
    certain: true,
    cumulative: true,
    picked: "ALA-2006-0034",
    view: { zoom: 12, lat: 43.3197, lon: 76.9986 },
  };
  assert.deepEqual(read(`?${toQuery(choice)}`), { choice, ignored: [] });
});

test("no layer at all is a choice, and stands alone", () => {
  const choice = { ...START, layer: ["none"] };
  assert.equal(toQuery(choice).toString(), "layer=none");
  assert.deepEqual(read("?layer=none"), { choice, ignored: [] });
  assert.deepEqual(read("?layer=none&layer=resistance"), {
    choice: { ...START, layer: ["resistance"] },
    ignored: ["layer=none"],
  });
  assert.deepEqual(read("?type=none").ignored, ["type=none"]);
});

test("a plain view has a plain link", () => assert.equal(toQuery(START).toString(), ""));

test("what cannot be used is named and left out", () => {
  const { choice, ignored } = read(
    "?layer=demolition&layer=%3Cscript%3E&place=nowhere&t=2006-02-31&when=maybe&v=99/1/1&e=ALA-1&lang=ru",
  );
  assert.deepEqual(choice, { ...START, layer: ["demolition"] });
  assert.deepEqual(ignored, ["layer=<script>", "place=nowhere", "t=2006-02-31", "when=maybe", "v=99/1/1", "e=ALA-1"]);
});

test("windows", () => {
  const day = dayOf("2006-05-12");
  assert.deepEqual(parseWindow("2006-05-12"), [day, day]);
  assert.deepEqual(parseWindow("2006-05-12..2006-05-13"), [day, day + 1]);
  assert.deepEqual(parseWindow("2006-05-12.."), [day, null]);
  assert.deepEqual(parseWindow("..2006-05-12"), [null, day]);
  for (const bad of ["", "..", "2006", "2006-13-01", "2006-05-13..2006-05-12", "2006-05-12..x"])
    assert.equal(parseWindow(bad), null, bad);
});

test("possible and certain", () => {
  const inside = (start, end, certain) => inWindow(start, end, 100, 200, certain);
  assert.ok(inside(90, 100, false) && inside(200, 210, false) && inside(90, 210, false));
  assert.ok(!inside(90, 100, true) && !inside(90, 210, true) && inside(100, 200, true));
  assert.ok(!inside(90, 99, false) && !inside(201, 300, false));
  assert.ok(!inside(NO_DAY, NO_DAY, false) && !inside(NO_DAY, NO_DAY, true), "no date, no window");
});

test("steps of an episode", () => {
  assert.equal(stepOf("?step=3", 10), 3);
  for (const bad of ["", "?step=0", "?step=11", "?step=x", "?step=3.5", "?step=-1"])
    assert.equal(stepOf(bad, 10), 1, bad);
});
