/** What an editor changed and did not save: kept on what it was made on, told as differences, never lost. */
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { bundle } from "./bundle.mjs";

const kept = new Map();
globalThis.sessionStorage = {
  getItem: (key) => kept.get(key) ?? null,
  setItem: (key, value) => void kept.set(key, value),
  removeItem: (key) => void kept.delete(key),
};

const { Work } = await bundle("desk/work");

const claim = (claim_id, field, more = {}) => ({
  claim_id,
  field,
  text: "x",
  quantity: null,
  stated_by: "unknown",
  start: 0,
  end: 3,
  status: "proposed",
  note: "",
  rule: "r",
  confidence: 0.5,
  ...more,
});

const draft = (more = {}) => ({
  draft_id: "d-01",
  mark: "m1",
  title: "Police come",
  date: "2006-05-12",
  time_start: "",
  time_end: "",
  place_id: "bakai",
  place: { name: "Bakai", point: { lon: 76.8, lat: 43.2 }, radius_m: 5000, how: "named" },
  outcome: "",
  claims: [claim("c1", "event"), claim("c2", "date"), claim("c3", "place_id")],
  links: [],
  state: "proposed",
  ...more,
});

beforeEach(() => kept.clear());

describe("edits", () => {
  test("only what differs is sent", () => {
    const work = new Work(draft());
    work.set("title", "Riot police come");
    work.set("date", "2006-05-13");
    work.set("date", "2006-05-12");
    work.setClaim("c1", { status: "rejected" });
    work.setClaim("c2", { note: "hm" });
    work.setClaim("c2", { note: "" });

    assert.deepEqual(work.wire(), {
      fields: { title: "Riot police come" },
      claims: { c1: { status: "rejected" } },
      added: [],
    });
  });

  test("a value that its claims no longer carry is told", () => {
    const work = new Work(draft());
    assert.deepEqual(work.unsupported(), []);
    work.setClaim("c2", { status: "rejected" });
    assert.deepEqual(work.unsupported(), ["date"]);
    work.add({ field: "date", text: "12 May", quantity: null, stated_by: "unknown", start: 3, end: 9, note: "" });
    assert.deepEqual(work.unsupported(), []);
  });

  test("a place that is taken away needs no claim", () => {
    const work = new Work(draft({ claims: [claim("c1", "event"), claim("c2", "date")] }));
    assert.deepEqual(work.unsupported(), ["place_id"]);
    work.setPlace(null);
    assert.deepEqual(work.unsupported(), []);
  });

  test("a new claim is sent without the number that this browser gave it", () => {
    const work = new Work(draft());
    work.add({ field: "police", text: "40", quantity: { low: 40, best: 40, high: 40 }, stated_by: "unknown", start: 1, end: 2, note: "" });
    assert.equal("id" in work.wire().added[0], false);
    work.drop(work.claims().at(-1).claim_id);
    assert.equal(work.dirty, false);
  });
});

describe("somebody else was faster", () => {
  const work = () => {
    const mine = new Work(draft());
    mine.set("title", "mine");
    mine.setClaim("c2", { text: "my words" });
    mine.renew(draft({ mark: "m2", title: "theirs", date: "2006-05-14" }));
    return mine;
  };

  test("the edits stay on what they were made on", () => {
    assert.equal(work().base.mark, "m1");
    assert.equal(work().conflict.mark, "m2");
  });

  test("field by field it is told what is whose", () => {
    assert.deepEqual(work().differences(), [
      { field: "title", yours: "mine", now: "theirs" },
      { field: "text", claim: "c2", yours: "my words", now: "x" },
    ]);
  });

  test("what the editor did not touch is taken over with it", () => {
    const mine = work();
    mine.rebase();
    assert.equal(mine.base.mark, "m2");
    assert.equal(mine.value("date"), "2006-05-14");
    assert.equal(mine.value("title"), "mine");
  });

  test("the editor may let go of their own", () => {
    const mine = work();
    mine.forget();
    assert.equal(mine.value("title"), "theirs");
    assert.equal(mine.dirty, false);
  });

  test("without edits there is no conflict", () => {
    const idle = new Work(draft());
    idle.renew(draft({ mark: "m2", title: "theirs" }));
    assert.equal(idle.conflict, null);
    assert.equal(idle.value("title"), "theirs");
  });
});

describe("a page that is loaded again", () => {
  test("has the edits still", () => {
    new Work(draft()).set("title", "mine");
    assert.equal(new Work(draft()).value("title"), "mine");
  });

  test("tells when the draft is another by now", () => {
    new Work(draft()).set("title", "mine");
    const later = new Work(draft({ mark: "m2", title: "theirs" }));
    assert.equal(later.value("title"), "mine");
    assert.equal(later.conflict.title, "theirs");
    assert.equal(later.base.mark, "m1");
  });
});
