/** The whole reader UI in one element: map, status line, timeline, card and list; or the story of one episode. */
import { el } from "./dom";
import { openMap, type MapHandle } from "./map";
import { episodeView } from "./panels/episode";
import { Explore } from "./panels/explore";
import { _ } from "./i18n";
import { followTheme } from "./panels/theme";
import { session as openSession, type Session } from "./session";
import type { Config } from "./types";

export { setDark } from "./panels/theme";

export interface AppOptions {
  /** The filters have no place of their own on this page: offer them here, behind a button. */
  filtersInside?: boolean;
  /** Light or dark, when the host knows; otherwise its background is measured. */
  dark?: boolean;
}

export interface App {
  destroy(): void;
}

interface View {
  mount(map: MapHandle): void;
  element: HTMLElement;
  mapHolder: HTMLElement;
  destroy(): void;
}

declare global {
  interface Window {
    __holdground?: { session: Session; map: MapHandle; app: App };
  }
}

export async function app(root: HTMLElement, config: Config, options: AppOptions = {}): Promise<App> {
  root.classList.add("hg-root", "hg-root-app");
  const unfollow = followTheme(root, options.dark);
  root.replaceChildren(el("p", { class: "hg-loading", role: "status" }, "…"));
  let session: Session;
  try {
    session = await openSession(config);
  } catch (problem) {
    console.error(problem);
    let retried: App | null = null;
    failed(root, async () => (retried = await app(root, config, options)));
    return { destroy: () => (unfollow(), retried ? retried.destroy() : root.replaceChildren()) };
  }
  root.lang = config.lang;
  let other: App | null = null;
  const view: View = config.episode
    ? episodeView(session, config.episode, async (episode) => {
        mounted.destroy();
        other = await app(root, { ...config, episode }, options);
      })
    : new Explore(session, root, options.filtersInside ?? false);
  root.replaceChildren(view.element);
  const map = await openMap(view.mapHolder, session);
  view.mount(map);
  const mounted: App = {
    destroy() {
      if (other) return other.destroy();
      unfollow();
      view.destroy();
      map.destroy();
      root.replaceChildren();
      if (window.__holdground?.app === mounted) delete window.__holdground;
    },
  };
  window.__holdground = { session, map, app: mounted };
  return mounted;
}

/** The data did not come: say so, and offer to try again. */
function failed(root: HTMLElement, again: () => void): void {
  root.replaceChildren(
    el(
      "div",
      { class: "hg-loading", role: "alert" },
      el("p", {}, _("The map could not be loaded. The network may be down, or the map is being updated.")),
      el("button", { type: "button", class: "hg-button", onclick: again }, _("Try again")),
    ),
  );
}
