/** The credit line of a base map. Leaflet writes it as markup, so it is rebuilt here from text and links alone. */

/** Keep the text and the http(s) links of `credit`; everything else loses its meaning. */
export function safeCredit(credit: string): string {
  const parsed = new DOMParser().parseFromString(credit, "text/html"); // inert: nothing in it runs or loads
  const out = document.createElement("div");
  collect(parsed.body, out);
  return out.innerHTML;
}

function collect(from: Node, to: HTMLElement): void {
  for (const node of from.childNodes) {
    if (node instanceof HTMLAnchorElement && /^https?:\/\//i.test(node.getAttribute("href") ?? "")) {
      const link = document.createElement("a");
      link.href = node.getAttribute("href")!;
      link.target = "_blank";
      link.rel = "noopener noreferrer";
      link.textContent = node.textContent;
      to.append(link);
    } else if (node.nodeType === Node.TEXT_NODE) to.append(node.textContent ?? "");
    else collect(node, to);
  }
}
