/** Bins of the timeline, and the steps of its keys. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { bundle } from "./bundle.mjs";

const { addMonths, binStart, dayOf, edges, isoOf, ticks, unitFor } = await bundle(
  "panels/bins",
  "panels/months",
  "days",
);
const day = (iso) => dayOf(iso);

test("the unit is the finest that can be seen", () => {
  const years = [day("2005-04-01"), day("2021-10-31")];
  assert.equal(unitFor(years, 1200), "month");
  assert.equal(unitFor(years, 934), "month", "beside the sidebar of a laptop");
  assert.equal(unitFor(years, 360), "quarter");
  assert.equal(unitFor([day("2006-07-01"), day("2006-07-31")], 1200), "day");
  assert.equal(unitFor([day("1900-01-01"), day("2021-10-31")], 700), "year");
  assert.equal(unitFor([day("1000-01-01"), day("2021-10-31")], 300), "decade");
});

test("bins begin where people expect them to", () => {
  const start = (iso, unit, add) => isoOf(binStart(day(iso), unit, add));
  assert.equal(start("2006-05-12", "week"), "2006-05-08"); // a Monday
  assert.equal(start("2006-05-12", "month"), "2006-05-01");
  assert.equal(start("2006-05-12", "quarter"), "2006-04-01");
  assert.equal(start("2006-05-12", "quarter", 1), "2006-07-01");
  assert.equal(start("2006-05-12", "year", 1), "2007-01-01");
  assert.equal(start("2006-05-12", "decade"), "2000-01-01");
  assert.equal(start("1969-12-31", "week"), "1969-12-29");
  assert.equal(start("1965-02-03", "decade"), "1960-01-01");
});

test("bins cover the span without a gap", () => {
  for (const unit of ["day", "week", "month", "quarter", "year", "decade"]) {
    const span = [day("2005-04-28"), day("2006-03-02")];
    const found = edges(span, unit);
    assert.ok(found[0] <= span[0] && found.at(-1) > span[1], unit);
    for (let i = 1; i < found.length; i++) assert.ok(found[i] > found[i - 1]);
  }
});

test("a month on from the 31st is the last day of a short month", () => {
  assert.equal(isoOf(addMonths(day("2006-01-31"), 1)), "2006-02-28");
  assert.equal(isoOf(addMonths(day("2008-02-29"), 12)), "2009-02-28");
  assert.equal(isoOf(addMonths(day("2006-03-31"), -1)), "2006-02-28");
});

test("labels of the axis do not touch", () => {
  for (const width of [320, 700, 1300]) {
    const span = [day("2006-06-20"), day("2006-08-05")];
    const labels = ticks(span, width, "en");
    const x = (one) => ((one.day - span[0]) / (span[1] - span[0] + 1)) * width;
    for (let i = 1; i < labels.length; i++) assert.ok(x(labels[i]) - x(labels[i - 1]) >= labels[i - 1].text.length * 7);
  }
});
