/** The page without Streamlit: it carries its configuration as a data block, and the front end starts itself. */
import { app } from "./app";
import type { Config } from "./types";

export function boot(): void {
  const block = document.getElementById("holdground-config");
  const root = document.getElementById("holdground");
  if (!block || !root) return;
  void app(root, JSON.parse(block.textContent ?? "{}") as Config, { filtersInside: true });
}
