/** Fetch and decode what the server publishes. The only file that talks to the data routes. */
import type { Columns, Config, EventCard, Frame, Texts } from "./types";

const MAGIC = 0x42454748;

const ARRAYS = {
  u32: Uint32Array,
  i32: Int32Array,
  u16: Uint16Array,
  i16: Int16Array,
  u8: Uint8Array,
} as const;

interface Header {
  n: number;
  token: string;
  columns: { name: string; type: keyof typeof ARRAYS; offset: number; length: number }[];
  layers: string[];
  event_types: string[];
  outcomes: string[];
  places: string[];
  sources: string[];
  episodes: string[];
}

/** Decode the compact payload without copying a column. */
export function decode(buffer: ArrayBuffer): Columns {
  const head = new Uint32Array(buffer, 0, 3);
  if (head[0] !== MAGIC || head[1] !== 1) throw new Error("not a Holdground payload of version 1");
  const text = new TextDecoder().decode(new Uint8Array(buffer, 12, head[2]));
  const h = JSON.parse(text) as Header;
  const column = (name: string): never => {
    const c = h.columns.find((one) => one.name === name);
    if (!c) throw new Error(`payload lacks the column ${name}`);
    return new ARRAYS[c.type](buffer, c.offset, c.length) as never;
  };
  return {
    n: h.n,
    token: h.token,
    layers: h.layers,
    eventTypes: h.event_types,
    outcomes: h.outcomes,
    places: h.places,
    sources: h.sources,
    episodes: h.episodes,
    x: column("x"),
    y: column("y"),
    start: column("start"),
    end: column("end"),
    minute: column("minute"),
    layer: column("layer"),
    eventType: column("event_type"),
    outcome: column("outcome"),
    place: column("place"),
    episode: column("episode"),
    radius: column("radius"),
    sourcePtr: column("source_ptr"),
    sourceIdx: column("source_idx"),
  };
}

async function get(url: string): Promise<Response> {
  const answer = await fetch(url, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${url}: HTTP ${answer.status}`);
  return answer;
}

/** The data of one published version. Every address names the version, so every answer may be kept for ever. */
export class Source {
  private readonly root: string;
  private readonly cards = new Map<string, Promise<EventCard>>();
  private texts_?: Promise<Texts>;

  constructor(config: Config) {
    this.root = `${config.base}/data/${config.meta.token}`;
  }

  async columns(): Promise<Columns> {
    return decode(await (await get(`${this.root}/events.bin`)).arrayBuffer());
  }

  async frame(): Promise<Frame> {
    return (await get(`${this.root}/frame.json`)).json();
  }

  /** Titles and search text: fetched once, after the first paint. */
  texts(): Promise<Texts> {
    this.texts_ ??= get(`${this.root}/text.json`).then((a) => a.json());
    return this.texts_;
  }

  card(eventId: string): Promise<EventCard> {
    let card = this.cards.get(eventId);
    if (!card) {
      card = get(`${this.root}/events/${encodeURIComponent(eventId)}.json`).then((a) => a.json());
      card.catch(() => this.cards.delete(eventId));
      this.cards.set(eventId, card);
    }
    return card;
  }
}
