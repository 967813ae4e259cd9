/** Dates, ranges and places in words. */
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { bundle, catalogue } from "./bundle.mjs";

const { dateWords, dayOf, load, radiusWords, rangeWords, whenWords, windowWords } = await bundle(
  "words",
  "i18n",
  "days",
);

const RUSSIAN = {
  "about {date}": "примерно {date}",
  "{date} (day not known)": "{date} (день неизвестен)",
  "between {first} and {last}": "между {first} и {last}",
  "{from} to {to}": "{from} – {to}",
  "{low} to {high}": "от {low} до {high}",
};

describe("in English", () => {
  before(() => load(catalogue("en")));

  for (const [edtf, words] of [
    ["2006-05-12", "12 May 2006"],
    ["2006-05", "May 2006 (day not known)"],
    ["2006", "2006 (month and day not known)"],
    ["2006-03-10~", "about 10 March 2006"],
    ["2005-04-28?", "28 April 2005 (uncertain)"],
    ["2006-03-10%", "about 10 March 2006 (uncertain)"],
    ["2006-05~", "about May 2006 (day not known)"],
    ["2006-04-20/2006-05-11", "between 20 April and 11 May 2006"],
    ["2006-05-05/2006-05-11", "between 5 and 11 May 2006"],
    ["2006-12-30/2007-01-02", "between 30 December 2006 and 2 January 2007"],
    ["2006-04/2006-05", "between April and May 2006"],
    ["2006-03-10~/2006-03-20", "between about 10 and 20 March 2006"],
    ["../2018", "2018 or earlier"],
    ["2006-05-12/..", "12 May 2006 or later"],
    ["", "date not known"],
    ["2006-02-31", "2006-02-31"],
    ["not a date", "not a date"],
  ]) {
    test(`${edtf || "no date"} is "${words}"`, () => assert.equal(dateWords(edtf), words));
  }

  test("hours are local", () => {
    assert.equal(whenWords("2006-05-12", "11:00", null), "12 May 2006, 11:00 (local time)");
    assert.equal(whenWords("2006-05-12", "11:00:00", "12:30"), "12 May 2006, 11:00 to 12:30 (local time)");
    assert.equal(whenWords("2006-05-12", null, null), "12 May 2006");
  });

  test("ranges", () => {
    const words = (low, best, high) => rangeWords({ low, best, high });
    assert.equal(words(350, null, 500), "350 to 500");
    assert.equal(words(350, 400, 500), "350 to 500, most likely 400");
    assert.equal(words(200, null, null), "at least 200");
    assert.equal(words(null, null, 400), "up to 400");
    assert.equal(words(40, 40, 40), "40");
    assert.equal(words(null, 1500, null), "1,500");
    assert.equal(words(0, 0, 0), "0");
    assert.equal(words(null, null, null), "", "unknown is not zero");
  });

  test("radius", () => {
    assert.equal(radiusWords(5000), "somewhere within 5 km");
    assert.equal(radiusWords(1500), "somewhere within 1.5 km");
    assert.equal(radiusWords(800), "somewhere within 800 m");
    assert.equal(radiusWords(20_400), "somewhere within 20 km");
  });

  test("windows", () => {
    const [first, last] = [dayOf("2006-05-01"), dayOf("2006-05-31")];
    assert.equal(windowWords(first, last), "May 2006");
    assert.equal(windowWords(first, last - 1), "1 to 30 May 2006");
    assert.equal(windowWords(first, first), "1 May 2006");
    assert.equal(windowWords(first, null), "from 1 May 2006");
    assert.equal(windowWords(null, null), "all dates");
    assert.equal(windowWords(dayOf("2006-01-01"), dayOf("2006-12-31")), "2006");
  });
});

describe("in Russian", () => {
  before(() => load(catalogue("ru", RUSSIAN)));

  test("dates", () => {
    assert.equal(dateWords("2006-05-12"), "12 мая 2006 г.");
    assert.equal(dateWords("2006-05"), "май 2006 г. (день неизвестен)");
    assert.equal(dateWords("2006-03-10~"), "примерно 10 марта 2006 г.");
    assert.equal(dateWords("2006-04-20/2006-05-11"), "между 20 апреля и 11 мая 2006 г.");
  });

  test("ranges", () =>
    assert.equal(
      rangeWords({ low: 1500, best: null, high: 2000 }),
      "от 1500 до 2000".replace("1500", (1500).toLocaleString("ru")).replace("2000", (2000).toLocaleString("ru")),
    ));
});

describe("in Kazakh", () => {
  before(() => load(catalogue("kk")));

  test("dates, which Chromium cannot write", () => {
    assert.equal(dateWords("2006-05-12"), "2006 ж. 12 мамыр");
    assert.equal(windowWords(dayOf("2006-05-01"), dayOf("2006-05-31")), "2006 ж. мамыр");
  });

  test("the year, which comes first, is never cut off", () => {
    assert.equal(dateWords("2006-04-20/2006-05-11"), "between 2006 ж. 20 сәуір and 2006 ж. 11 мамыр");
  });
});
