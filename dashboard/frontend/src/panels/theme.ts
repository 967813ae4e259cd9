/** Light or dark, as the page around us: its background is measured, never guessed from its name. */

/** Put the root in the dark or the light; the map hears of it through the event `hg-theme`. */
export function setDark(root: HTMLElement, dark: boolean): void {
  if (root.classList.contains("hg-dark") === dark && root.dataset.hgTheme) return;
  root.classList.toggle("hg-dark", dark);
  root.dataset.hgTheme = dark ? "dark" : "light";
  root.dispatchEvent(new CustomEvent("hg-theme", { detail: { dark }, bubbles: true }));
}

/** Is the first painted surface behind this element darker than middle grey? */
export function hostIsDark(root: HTMLElement): boolean {
  for (let node = root.parentElement; node; node = node.parentElement) {
    const rgba = getComputedStyle(node)
      .backgroundColor.match(/[\d.]+/g)
      ?.map(Number);
    if (!rgba || rgba.length < 3 || rgba[3] === 0) continue;
    return 0.2126 * rgba[0] + 0.7152 * rgba[1] + 0.0722 * rgba[2] < 128;
  }
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Keep following the host, which may change its theme at any time. `dark` given: obey it and look no further. */
export function followTheme(root: HTMLElement, dark?: boolean): () => void {
  if (dark !== undefined) {
    setDark(root, dark);
    return () => undefined;
  }
  const measure = () => setDark(root, hostIsDark(root));
  measure();
  const preference = matchMedia("(prefers-color-scheme: dark)");
  preference.addEventListener("change", measure);
  const observer = new MutationObserver(measure);
  for (let node = root.parentElement; node; node = node.parentElement)
    observer.observe(node, { attributes: true, attributeFilter: ["class", "style", "data-theme"] });
  return () => {
    preference.removeEventListener("change", measure);
    observer.disconnect();
  };
}
