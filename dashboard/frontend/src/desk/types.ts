/** What the server tells the desk, and what the desk tells the server; see dashboard/app_pages/desk*.py for the other side. */
import type { Config, EventCard, Place, Quantity } from "../types";

export interface DeskClaim {
  claim_id: string;
  field: string;
  text: string;
  quantity: Quantity | null;
  stated_by: string;
  /** Code points of the document; null for what an editor knows. */
  start: number | null;
  end: number | null;
  status: string;
  note: string;
  rule: string;
  confidence: number | null;
}

export interface Whereabouts {
  name: string;
  point: { lon: number; lat: number } | null;
  radius_m: number | null;
  how: string;
  parent_id: string;
}

export interface DeskLink {
  link_type: string;
  target_id: string;
}

export interface DraftData {
  draft_id: string;
  mark: string;
  layer: string;
  event_type: string;
  title: string;
  summary: string;
  date: string;
  date_basis: string;
  time_start: string;
  time_end: string;
  timezone: string;
  place_id: string;
  place: Whereabouts | null;
  where_as_written: string;
  outcome: string;
  claims: DeskClaim[];
  links: DeskLink[];
  doubts: string[];
  confidence: number;
  state: string;
  event_id: string;
  reason: string;
  faults: string[];
  unsupported: string[];
  /** Public events of the same place, day and type, but for those that this report became. */
  twins: Brief[];
  quantities: Record<string, Quantity>;
}

export interface Candidate {
  place_id: string;
  name: string;
  lon: number | null;
  lat: number | null;
  radius_m: number | null;
  how: string;
  kind: string;
  country: string;
}

export interface Brief {
  event_id: string;
  event_type: string;
  layer: string;
  title: string;
  date: string;
  time_start: string;
}

export interface Twin extends Brief {
  widens: { field: string; before: Quantity | null; after: Quantity | null }[];
}

export interface HistoryLine {
  change: string;
  at: string;
  who: string;
  reason: string;
  undoing: boolean;
  undone: boolean;
  records: {
    kind: string;
    key: string;
    title: string;
    new: boolean;
    gone: boolean;
    changed: { field: string; before: string; after: string }[];
  }[];
}

export interface EpisodeBrief {
  episode_id: string;
  title: string;
}

export interface SourceBrief {
  source_id: string;
  title: string;
  publisher: string;
  published: string;
}

/** A source that tells much the same in the same words. */
export interface Relative extends SourceBrief {
  /** 0 to 1. */
  shared: number;
  /** They count as one voice already. */
  family: boolean;
}

export interface SourceData extends SourceBrief {
  publisher_kind: string;
  author: string;
  language: string;
  url: string | null;
  reliability: string;
  derived_from: string;
  origin: SourceBrief | null;
  mark: string;
  public: boolean;
}

export interface Parent {
  place_id: string;
  name: string;
  kind: string;
}

export interface Aside {
  draft: string;
  duplicates: Twin[];
  candidates: Candidate[];
  events: Brief[];
  episodes: EpisodeBrief[];
  history: HistoryLine[];
}

export interface DocumentData {
  doc: string;
  text: string;
  source: SourceData;
  retrieved: string;
  relatives: Relative[];
  drafts: DraftData[];
  open: string;
  aside: Aside | null;
}

export interface QueueData {
  state: string;
  page: number;
  more: boolean;
  items: {
    doc: string;
    title: string;
    publisher: string;
    published: string;
    language: string;
    retrieved: string;
    states: Record<string, number>;
  }[];
}

export interface EventData extends Brief {
  summary: string;
  date_basis: string;
  time_end: string;
  timezone: string;
  place_id: string;
  where_as_written: string;
  outcome: string;
  episode_id: string;
  status: string;
  sensitivity: string;
  disclosure: string;
}

export interface OneEvent {
  event: EventData;
  mark: string;
  place: Candidate | null;
  candidates: Candidate[];
  episodes: EpisodeBrief[];
  claims: (DeskClaim & { source_id: string; source: string; words: string; own: boolean })[];
  history: HistoryLine[];
}

export interface EventsData {
  text: string;
  page: number;
  more: boolean;
  items: (Brief & { status: string })[];
  one: OneEvent | null;
}

export interface Answer {
  nonce: number;
  ok: boolean;
  told: string;
  faults: string[];
  stale: { who: string; at: string } | null;
  event: string;
  extra: {
    places?: Candidate[];
    text?: string;
    place?: Candidate;
    parents?: Parent[];
    sources?: SourceBrief[];
    episode?: EpisodeBrief;
    /** Published events that look the same: nothing was accepted yet. */
    twins?: Brief[];
    preview?: { card: EventCard; places: Place[] };
  };
}

export type View = "queue" | "document" | "events" | "history" | "add" | "nothing" | "closed";

export interface DeskData {
  config: Config;
  view: View;
  editor: string;
  /** Event type to its layer. */
  layer_of: Record<string, string>;
  answer: Answer | null;
  queue?: QueueData;
  document?: DocumentData;
  events?: EventsData;
  history?: HistoryLine[];
  nothing?: string;
}

/** One thing that the editor does; the answer carries the same nonce. */
export type Message = { do: string } & Record<string, unknown>;

/**
 * Send a message, or what makes it once it is its turn: what came before may have changed what it must say. `then` gets the
 * answer.
 */
export type Send = (message: Message | (() => Message), then?: (answer: Answer) => void) => void;
