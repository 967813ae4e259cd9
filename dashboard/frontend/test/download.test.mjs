/** What readers take home: safe in a spreadsheet, right in a GIS. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { bundle } from "./bundle.mjs";

const { csvCell, lonLat, rowOf, toCsv, toGeoJson } = await bundle("panels/download");
const NO_DAY = -2147483648;
const NO_POINT = 0xffffffff;
const ABOUT = { data_version: 7, licence: "CC BY 4.0", downloaded: "2026-01-02" };

const mercator = (lon, lat) => [
  ((lon + 180) / 360) * 2 ** 32,
  ((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * 2 ** 32,
];
const [x, y] = mercator(76.9986, 43.3197);
const columns = {
  x: Uint32Array.of(x, NO_POINT),
  y: Uint32Array.of(y, NO_POINT),
  start: Int32Array.of(13336, NO_DAY),
  end: Int32Array.of(13336, NO_DAY),
  layer: Uint8Array.of(0, 1),
  eventType: Uint8Array.of(0, 1),
  outcome: Uint8Array.of(1, 0),
  place: Uint16Array.of(1, 0),
  radius: Uint32Array.of(5000, 0),
  sourcePtr: Uint32Array.of(0, 2, 2),
  sourceIdx: Uint16Array.of(0, 1),
  layers: ["demolition", "resistance"],
  eventTypes: ["demolition", "clash"],
  outcomes: ["", "repelled"],
  places: ["", "bakai"],
  sources: ["iwpr", "kt-kz"],
};
const rows = [
  rowOf(columns, 0, {
    event_id: "ALA-1",
    date: "2006-07-07~",
    title: '=HYPERLINK("x"), "Bakai"',
    permalink: "https://example.org/e/ALA-1",
  }),
  rowOf(columns, 1, {
    event_id: "ALA-2",
    date: "",
    title: "No place, no date",
    permalink: "https://example.org/e/ALA-2",
  }),
];

test("a cell is never a formula", () => {
  for (const start of ["=", "+", "-", "@", "\t", "\r"])
    assert.ok(csvCell(`${start}1+1`).replace(/^"/, "").startsWith("'"), JSON.stringify(start));
  assert.equal(csvCell('say "no", twice'), '"say ""no"", twice"');
  assert.equal(csvCell(-76.5), "-76.5", "numbers are numbers");
  assert.equal(csvCell(null), "");
});

test("csv", () => {
  const lines = toCsv(rows, ABOUT).split("\r\n");
  assert.equal(lines[0], "# Holdground, data_version 7, CC BY 4.0, downloaded 2026-01-02");
  assert.ok(lines[1].startsWith("event_id,date,date_start,date_end,"));
  assert.equal(
    lines[2],
    `ALA-1,2006-07-07~,2006-07-07,2006-07-07,demolition,demolition,bakai,76.9986,43.3197,5000,repelled,"'=HYPERLINK(""x""), ""Bakai""",iwpr;kt-kz,https://example.org/e/ALA-1`,
  );
  assert.equal(lines[3], `ALA-2,,,,resistance,clash,,,,,,"No place, no date",,https://example.org/e/ALA-2`);
});

test("geojson", () => {
  const { features, ...about } = JSON.parse(toGeoJson(rows, ABOUT));
  assert.deepEqual(about, { ...ABOUT, type: "FeatureCollection" });
  assert.deepEqual(features[0].geometry, { type: "Point", coordinates: [76.9986, 43.3197] });
  assert.equal(features[0].properties.date, "2006-07-07~");
  assert.equal(features[1].properties.date, null);
  assert.deepEqual(features[0].properties.sources, ["iwpr", "kt-kz"]);
  assert.equal(features[1].geometry, null);
});

test("degrees come back from the payload", () => {
  for (const [lon, lat] of [
    [0, 0],
    [-179.5, 84.9],
    [76.9115, 43.25249],
    [151.2, -33.9],
  ]) {
    const found = lonLat(...mercator(lon, lat).map(Math.floor));
    assert.ok(Math.abs(found[0] - lon) < 2e-6 && Math.abs(found[1] - lat) < 2e-6, `${lon} ${lat}: ${found}`);
  }
});
