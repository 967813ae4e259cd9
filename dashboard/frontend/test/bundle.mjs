/** Bundles one source file for node, so that tests import what the browser runs. */
import { rm, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const SRC = fileURLToPath(new URL("../src/", import.meta.url));

/** The exports of several source files, bundled together so that they share one catalogue. */
export async function bundle(...files) {
  const folder = await mkdtemp(join(tmpdir(), "holdground-test-"));
  const outfile = join(folder, "bundle.mjs");
  const contents = files.map((file) => `export * from "./${file}";`).join("\n");
  try {
    await build({
      stdin: { contents, resolveDir: SRC, loader: "ts" },
      bundle: true,
      format: "esm",
      platform: "node",
      outfile,
      logLevel: "warning",
    });
    return await import(pathToFileURL(outfile));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A catalogue as the server sends it, without a server. */
export const catalogue = (lang, messages = {}) =>
  `data:application/json,${encodeURIComponent(JSON.stringify({ lang, messages, vocabulary: {} }))}`;
