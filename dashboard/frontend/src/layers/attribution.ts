/** The credit line of the map. Leaflet writes it as markup, so it is rebuilt here from text and links alone. */
import { _ } from "../i18n";

const OSM = "https://www.openstreetmap.org/copyright";

/** Credit of a base map, and of the coordinates of our places where the base map does not name the same makers. */
export function wholeCredit(base: string): string {
  const named = base.includes("OpenStreetMap") && base.includes("GeoNames");
  const ours = named ? "" : _("Places © OpenStreetMap contributors (ODbL), GeoNames (CC BY 4.0)");
  return safeCredit([base, ours].filter(Boolean).join(" · "));
}

/** Keep the text and the http(s) links of `credit`; everything else loses its meaning. */
function safeCredit(credit: string): string {
  const parsed = new DOMParser().parseFromString(credit, "text/html"); // inert: nothing in it runs or loads
  const out = document.createElement("div");
  collect(parsed.body, out);
  return out.innerHTML;
}

function collect(from: Node, to: HTMLElement): void {
  for (const node of from.childNodes) {
    if (node instanceof HTMLAnchorElement && /^https?:\/\//i.test(node.getAttribute("href") ?? "")) {
      to.append(link(node.getAttribute("href")!, node.textContent ?? ""));
    } else if (node.nodeType === Node.TEXT_NODE) linked(node.textContent ?? "", to);
    else collect(node, to);
  }
}

/** OpenStreetMap asks for a link to its terms wherever it is named. */
function linked(text: string, to: HTMLElement): void {
  text.split(/(OpenStreetMap)/).forEach((part) => to.append(part === "OpenStreetMap" ? link(OSM, part) : part));
}

function link(href: string, text: string): HTMLAnchorElement {
  const made = document.createElement("a");
  made.href = href;
  made.target = "_blank";
  made.rel = "noopener noreferrer";
  made.textContent = text;
  return made;
}
