/**
 * Builds the front end: one script, one style sheet, the font files, and the licences of what is in them; and the same
 * once more for the editors' desk, which readers never load.
 *
 *   node build.mjs [--out DIR] [--entry FILE]
 *
 * Writes holdground.<hash>.js and .css, desk.<hash>.js and .css, fonts/, THIRD-PARTY.txt and manifest.json. The same sources give
 * the same bytes. Older bundles in DIR are removed.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const MODULES = join(HERE, "node_modules");
const FONT = "@fontsource-variable/noto-sans";
/** Kazakh needs both Cyrillic files: the letters of Russian are in one, most of its own in the other. */
const SUBSETS = ["latin", "latin-ext", "cyrillic", "cyrillic-ext"];
/** Packages that ship no licence file of their own: where the text of the same licence and holder is. */
const LICENCE_OF = { "@protomaps/basemaps": "protomaps-leaflet", pmtiles: "protomaps-leaflet" };
/** Packages whose code sits inside the published file of another. */
const INSIDE = { pmtiles: ["fflate"], rbush: ["quickselect"] };

const { values } = parseArgs({
  options: {
    out: { type: "string", default: join(HERE, "..", "static") },
    entry: { type: "string", default: join(HERE, "src", "main.ts") },
  },
});
const out = resolve(values.out);

const common = {
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  legalComments: "none", // THIRD-PARTY.txt has the licences in full
  nodePaths: [MODULES],
  absWorkingDir: HERE,
  outdir: out,
  logLevel: "warning",
};

const script = await build({
  ...common,
  entryPoints: [resolve(values.entry)],
  format: "iife",
  globalName: "holdground",
  target: "es2020",
  charset: "utf8",
});
const style = await build({
  ...common,
  stdin: { contents: styleSheet(), loader: "css", resolveDir: HERE, sourcefile: "holdground.css" },
  target: ["chrome111", "firefox113", "safari16.2"],
  loader: { ".png": "dataurl", ".woff2": "file" },
  assetNames: "fonts/[name]-[hash]",
});
const deskScript = await build({
  ...common,
  entryPoints: [join(HERE, "src", "desk", "index.ts")],
  format: "iife",
  globalName: "holdgroundDesk",
  target: "es2020",
  charset: "utf8",
  plugins: [fromMain()],
});
const deskStyle = await build({ ...common, entryPoints: [join(HERE, "src", "desk", "desk.css")], target: ["chrome111", "firefox113", "safari16.2"] });

clean();
const js = save("holdground", "js", script.outputFiles[0].contents);
const css = save("holdground", "css", style.outputFiles.find((file) => file.path.endsWith(".css")).contents);
const desk_js = save("desk", "js", deskScript.outputFiles[0].contents);
const desk_css = save("desk", "css", deskStyle.outputFiles[0].contents);
for (const file of style.outputFiles.filter((one) => one.path.endsWith(".woff2"))) {
  mkdirSync(dirname(file.path), { recursive: true });
  writeFileSync(file.path, file.contents);
}
const licences = "THIRD-PARTY.txt";
writeFileSync(join(out, licences), thirdParty([script.metafile, style.metafile]));
writeFileSync(join(out, "manifest.json"), `${JSON.stringify({ js, css, desk_js, desk_css, licences }, null, 2)}\n`);
for (const name of [js, css, desk_js, desk_css]) {
  console.log(`${relative(process.cwd(), join(out, name))}  ${(readFileSync(join(out, name)).length / 1024).toFixed(0)} kB`);
}

/** What the desk imports from outside its folder is in the main script already: see src/shared.ts. */
function fromMain() {
  return {
    name: "from-main",
    setup(made) {
      made.onResolve({ filter: /^(\.\.\/|leaflet$)/ }, ({ path }) => ({ path, namespace: "main" }));
      made.onLoad({ filter: /.*/, namespace: "main" }, ({ path }) => ({
        contents: `module.exports = window.holdground.shared[${JSON.stringify(path)}];`,
      }));
    },
  };
}

/** Ours last, so that it may override Leaflet's. */
function styleSheet() {
  const sheets = ["leaflet/dist/leaflet.css", "leaflet.fullscreen/dist/Control.FullScreen.css"];
  for (const own of ["./src/map.css", "./src/style.css"]) if (existsSync(join(HERE, own))) sheets.push(own);
  const imports = sheets.map((sheet) => `@import "${sheet}";`);
  const ranges = JSON.parse(readFileSync(join(MODULES, FONT, "unicode.json"), "utf8"));
  const faces = SUBSETS.map(
    (subset) => `@font-face {
  font-family: "Noto Sans Variable"; font-style: normal; font-weight: 100 900; font-display: swap;
  src: url("${FONT}/files/noto-sans-${subset}-wght-normal.woff2") format("woff2");
  unicode-range: ${ranges[subset]};
}`,
  );
  return [...imports, ...faces].join("\n");
}

function clean() {
  mkdirSync(out, { recursive: true });
  for (const name of readdirSync(out)) if (/^(holdground|desk)\.[0-9a-f]+\.(js|css)$/.test(name)) rmSync(join(out, name));
  rmSync(join(out, "fonts"), { recursive: true, force: true });
}

function save(stem, extension, contents) {
  const hash = createHash("sha256").update(contents).digest("hex").slice(0, 12);
  const name = `${stem}.${hash}.${extension}`;
  writeFileSync(join(out, name), contents);
  return name;
}

/** Name, version and licence of every package of which a file went into the bundle. */
function thirdParty(metafiles) {
  const packages = new Set([FONT]);
  for (const { inputs } of metafiles) {
    for (const path of Object.keys(inputs)) {
      const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(path);
      if (found) for (const name of [found[1], ...(INSIDE[found[1]] ?? [])]) packages.add(name);
    }
  }
  const parts = [...packages].sort().map((name) => {
    const { version, license } = JSON.parse(readFileSync(join(MODULES, name, "package.json"), "utf8"));
    return `${name} ${version} (${license})\n\n${licenceText(name)}`;
  });
  const rule = `\n\n${"=".repeat(80)}\n\n`;
  return `Holdground's front end contains the following packages.${rule}${parts.join(rule)}\n`;
}

function licenceText(name) {
  const folder = join(MODULES, LICENCE_OF[name] ?? name);
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  if (!file) throw new Error(`${name} ships no licence file: find its text and name it in LICENCE_OF`);
  return readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim();
}
