/** Where claims stand in a text: pieces, overlaps, and code points, which are not what the browser counts in. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { bundle } from "./bundle.mjs";

const { Counter, findFrom, inOrder, numbersIn, pieces, trimmed } = await bundle("desk/spans");

const span = (id, start, end) => ({ id, start, end });
const cut = (text, ...spans) => pieces(new Counter(text), spans).map((piece) => [piece.text, piece.spans.join("+")]);

describe("pieces", () => {
  test("put together they are the text", () => {
    const text = "On 12 May 🏠 police came to Бакай, 𝒶nd left.\n\n\tAt noon.";
    const length = [...text].length;
    const spans = [span("a", 0, 9), span("b", 3, 20), span("c", 10, 11), span("d", 3, length)];

    assert.equal(pieces(new Counter(text), spans).map((piece) => piece.text).join(""), text);
  });

  test("a text without claims is one piece", () => assert.deepEqual(cut("abc"), [["abc", ""]]));

  test("an empty text has none", () => assert.deepEqual(cut(""), []));

  test("spans side by side stay apart", () =>
    assert.deepEqual(cut("abcd", span("x", 0, 2), span("y", 2, 4)), [["ab", "x"], ["cd", "y"]]));

  test("where two overlap, the shorter one is meant first", () =>
    assert.deepEqual(cut("abcdef", span("long", 0, 5), span("short", 3, 6)), [
      ["abc", "long"],
      ["de", "short+long"],
      ["f", "short"],
    ]));

  test("a span inside another", () =>
    assert.deepEqual(cut("abcdef", span("out", 0, 6), span("in", 2, 4)), [
      ["ab", "out"],
      ["cd", "in+out"],
      ["ef", "out"],
    ]));

  test("two claims on the same words", () =>
    assert.deepEqual(cut("abc", span("x", 0, 3), span("y", 0, 3)), [["abc", "x+y"]]));

  test("what lies outside the text is left out", () =>
    assert.deepEqual(cut("abc", span("x", 2, 9), span("y", -1, 2), span("z", 1, 1)), [["abc", ""]]));

  test("a hundred kilobytes with a thousand claims are cut at once", () => {
    const text = "слово 🏠 ".repeat(12_500);
    const spans = Array.from({ length: 1000 }, (_one, i) => span(`s${i}`, i * 90, i * 90 + 120));
    const began = performance.now();
    const found = pieces(new Counter(text), spans);

    assert.equal(found.map((piece) => piece.text).join(""), text);
    assert.ok(performance.now() - began < 1000);
  });
});

describe("code points", () => {
  const text = "a🏠b𝒸d";
  const counter = new Counter(text);

  test("a letter beyond the basic plane is one", () => assert.equal(counter.length, 5));

  test("there and back", () => {
    for (let point = 0; point <= counter.length; point++) assert.equal(counter.point(counter.unit(point)), point);
  });

  test("the middle of a letter is its beginning", () => assert.equal(counter.point(2), 1));

  test("slices as the server's", () => {
    assert.equal(counter.slice(1, 2), "🏠");
    assert.equal(counter.slice(2, 4), "b𝒸");
  });

  test("beyond the end is the end", () => {
    assert.equal(counter.unit(99), text.length);
    assert.equal(counter.point(99), 5);
  });

  test("half a letter, as broken files hold it, is one", () => {
    const broken = new Counter("a\ud83cb🏠");
    assert.equal(broken.length, 4);
    assert.equal(broken.slice(2, 4), "b🏠");
  });
});

describe("a selection", () => {
  test("leaves out blanks at both ends", () =>
    assert.deepEqual(trimmed(new Counter("x  forty police \n y"), 1, 18), { start: 3, end: 15 }));

  test("of blanks alone is none", () => assert.equal(trimmed(new Counter("a   b"), 1, 4), null));

  test("counts code points", () =>
    assert.deepEqual(trimmed(new Counter("🏠 🏠🏠 b"), 1, 5), { start: 2, end: 4 }));
});

describe("words that are looked for", () => {
  const counter = new Counter("🏠 Bakai. Then bakai again.");

  test("are found whatever their case", () => assert.deepEqual(findFrom(counter, "BAKAI", 0), { start: 2, end: 7 }));
  test("again further on", () => assert.deepEqual(findFrom(counter, "bakai", 3), { start: 14, end: 19 }));
  test("and around the end", () => assert.deepEqual(findFrom(counter, "bakai", 15), { start: 2, end: 7 }));
  test("or nowhere", () => assert.equal(findFrom(counter, "Shanyrak", 0), null));
  test("nothing is not looked for", () => assert.equal(findFrom(counter, "  ", 0), null));
  test("also where lower case is longer", () =>
    assert.deepEqual(findFrom(new Counter("İstanbul fell silent"), "fell", 0), { start: 9, end: 13 }));
});

describe("numbers in digits", () => {
  for (const [text, low, high] of [
    ["over 200 police", 200, 200],
    ["100-150 people", 100, 150],
    ["1,500 homes", 1500, 1500],
    ["1 500 домов", 1500, 1500],
    ["between 1,000 and 12 000", 1000, 12000],
  ])
    test(text, () => assert.deepEqual(numbersIn(text), { low, high }));

  test("words are none", () => assert.equal(numbersIn("forty riot police"), null));
});

test("the keys walk by where claims begin, the longer first", () => {
  const found = inOrder([span("b", 5, 9), span("a", 0, 3), span("c", 0, 7)]);
  assert.deepEqual(found.map(({ id }) => id), ["c", "a", "b"]);
});
