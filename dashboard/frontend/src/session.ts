/** One reader's session: the data of one version, what is chosen, what is shown. Shared by the map, the panels and the filters. */
import { Source } from "./data";
import { load as loadCatalogue } from "./i18n";
import { Selection } from "./select";
import { State } from "./state";
import type { Columns, Config, Frame, Texts } from "./types";
import { OURS, restore, toQuery, write } from "./url";

/** What the reader had chosen on the map when they went to another page; its link there says nothing of it. */
let kept = "";

function isPlain(): boolean {
  const given = new URLSearchParams(window.location.search);
  return !OURS.some((name) => given.has(name));
}

export class Session {
  readonly state = new State();
  readonly selection: Selection;
  /** Row of each event id; filled once the texts are here. */
  private rows: Map<string, number> | null = null;

  private constructor(
    readonly config: Config,
    readonly source: Source,
    readonly columns: Columns,
    readonly frame: Frame,
    readonly texts: Texts,
    /** Parameters of the address that could not be used. */
    readonly ignored: string[] = [],
  ) {
    this.selection = new Selection(columns);
  }

  static async open(config: Config): Promise<Session> {
    const source = new Source(config);
    const [columns, frame, texts] = await Promise.all([
      source.columns(),
      source.frame(),
      source.texts(),
      loadCatalogue(config.ui),
    ]);
    const session = new Session(config, source, columns, frame, texts);
    session.selection.useTexts(texts);
    session.rows = new Map(texts.event_id.map((id, i) => [id, i]));
    if (!config.episode) {
      const plain = isPlain();
      const search = plain ? kept : window.location.search;
      const restored = restore(search, columns, (id) => session.rows!.has(id));
      session.ignored.push(...restored.ignored);
      session.state.set(restored.choice);
      if (plain && kept) write(restored.choice);
    }
    session.selection.update(session.state.choice);
    session.state.on("move", (choice, changed) => session.selection.update(choice, changed));
    // An episode's address holds its step and nothing else.
    const { pathname } = window.location;
    if (!config.episode)
      session.state.on("settle", (choice) => {
        // The reader may have gone to another page while the hand was resting.
        if (window.location.pathname !== pathname) return;
        write(choice);
        kept = toQuery(choice).toString();
      });
    return session;
  }

  rowOf(eventId: string): number {
    return this.rows!.get(eventId) ?? -1;
  }

  idOf(row: number): string {
    return this.texts.event_id[row];
  }
}

let current: Promise<Session> | null = null;
let key = "";

/** The session of this page. Map and filters are mounted apart (main area, sidebar) yet share one. */
export function session(config: Config): Promise<Session> {
  const wanted = `${config.meta.token} ${config.lang} ${config.episode ?? ""} ${window.location.pathname}`;
  if (!current || key !== wanted) {
    key = wanted;
    current = Session.open(config);
    current.catch(() => (current = null));
  } else if (!config.episode && isPlain()) {
    // Back from another page, whose address said nothing of what is chosen here.
    void current.then(({ state }) => write(state.choice));
  }
  return current;
}
