/** What an editor has changed of a draft and not saved yet, on top of the draft as they saw it. Pure but for the tab's storage. */
import type { Quantity } from "../types";
import type { DeskClaim, DeskLink, DraftData } from "./types";

export interface PlaceEdit {
  place_id: string;
  name: string;
  lon: number | null;
  lat: number | null;
  radius_m: number | null;
  how: string;
  /** The place that contains a new one. */
  parent_id?: string;
}

export interface NewClaim {
  /** Of this browser only. */
  id: string;
  field: string;
  text: string;
  quantity: Quantity | null;
  stated_by: string;
  start: number | null;
  end: number | null;
  note: string;
}

export interface Edits {
  fields: Record<string, unknown> & { place?: PlaceEdit | null; links?: DeskLink[] };
  claims: Record<string, Partial<DeskClaim>>;
  added: NewClaim[];
}

/** A claim as the editor sees it: of the draft with their changes, or theirs and new. */
export type ShownClaim = DeskClaim & { fresh: boolean };

export interface Difference {
  field: string;
  claim?: string;
  yours: unknown;
  now: unknown;
}

const NEEDS_SUPPORT = ["date", "time_start", "time_end", "place_id", "outcome"];
const none = (): Edits => ({ fields: {}, claims: {}, added: [] });
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

export class Work {
  edits: Edits;
  /** The draft as somebody else left it, when that is not the one that the edits are on top of. */
  conflict: DraftData | null = null;
  private count = 0;

  /** What this tab kept of an earlier visit is taken up again; if the draft is another by now, it is a conflict. */
  constructor(public base: DraftData) {
    const old = kept(base.draft_id);
    this.edits = old?.edits ?? none();
    this.count = this.edits.added.length;
    if (!old || old.mark === base.mark) return;
    this.conflict = base;
    this.base = { ...base, mark: old.mark };
  }

  get dirty(): boolean {
    const { fields, claims, added } = this.edits;
    return added.length > 0 || Object.keys(fields).length > 0 || Object.keys(claims).length > 0;
  }

  /** The draft is new from the server. Unsaved edits stay on what they were made on until the editor has looked. */
  renew(draft: DraftData): void {
    if (draft.mark === this.base.mark || !this.dirty) {
      this.base = draft;
      this.conflict = null;
    } else this.conflict = draft;
  }

  /** Go on from what it is now, with the editor's own changes on top. */
  rebase(): void {
    if (this.conflict) this.base = this.conflict;
    this.conflict = null;
    this.keep();
  }

  forget(): void {
    this.edits = none();
    if (this.conflict) this.base = this.conflict;
    this.conflict = null;
    this.keep();
  }

  value(field: string): string {
    const edited = this.edits.fields[field];
    return String(edited ?? (this.base as unknown as Record<string, unknown>)[field] ?? "");
  }

  set(field: string, value: string): void {
    if (same(value, (this.base as unknown as Record<string, unknown>)[field])) delete this.edits.fields[field];
    else this.edits.fields[field] = value;
    this.keep();
  }

  get place(): PlaceEdit | null {
    if ("place" in this.edits.fields) return this.edits.fields.place ?? null;
    const { place, place_id } = this.base;
    if (!place && !place_id) return null;
    return {
      place_id,
      name: place?.name ?? place_id,
      lon: place?.point?.lon ?? null,
      lat: place?.point?.lat ?? null,
      radius_m: place?.radius_m ?? null,
      how: place?.how ?? "picked",
      parent_id: place?.parent_id ?? "",
    };
  }

  setPlace(place: PlaceEdit | null): void {
    this.edits.fields.place = place;
    this.keep();
  }

  get links(): DeskLink[] {
    return this.edits.fields.links ?? this.base.links;
  }

  setLinks(links: DeskLink[]): void {
    this.edits.fields.links = links.map(({ link_type, target_id }) => ({ link_type, target_id }));
    this.keep();
  }

  claims(): ShownClaim[] {
    const old = this.base.claims.map((claim) => ({ ...claim, ...this.edits.claims[claim.claim_id], fresh: false }));
    const fresh = this.edits.added.map(({ id, ...claim }) => ({
      ...claim,
      claim_id: id,
      status: "accepted",
      rule: "",
      confidence: null,
      fresh: true,
    }));
    return [...old, ...fresh];
  }

  setClaim(id: string, changes: Partial<DeskClaim>): void {
    const fresh = this.edits.added.find((claim) => claim.id === id);
    if (fresh) Object.assign(fresh, changes);
    else {
      const base = this.base.claims.find((claim) => claim.claim_id === id) as unknown as Record<string, unknown>;
      const edited: Record<string, unknown> = { ...this.edits.claims[id], ...changes };
      for (const [name, value] of Object.entries(edited)) if (same(value, base[name])) delete edited[name];
      if (Object.keys(edited).length) this.edits.claims[id] = edited as Partial<DeskClaim>;
      else delete this.edits.claims[id];
    }
    this.keep();
  }

  add(claim: Omit<NewClaim, "id">): string {
    const id = `new-${++this.count}`;
    this.edits.added.push({ ...claim, id });
    this.keep();
    return id;
  }

  drop(id: string): void {
    this.edits.added = this.edits.added.filter((claim) => claim.id !== id);
    this.keep();
  }

  /** Does a claim that was not turned down speak of this field? */
  supported(field: string): boolean {
    return this.claims().some((claim) => claim.field === field && ["proposed", "accepted"].includes(claim.status));
  }

  /** Fields with a value that nothing carries. */
  unsupported(): string[] {
    return NEEDS_SUPPORT.filter((field) => {
      const value = field === "place_id" ? this.place : this.value(field);
      return Boolean(value) && !this.supported(field);
    });
  }

  /** The edits as the server wants them. */
  wire(): unknown {
    return { ...this.edits, added: this.edits.added.map(({ id: _id, ...claim }) => claim) };
  }

  /** Field by field what the editor changed, and what it is now. */
  differences(): Difference[] {
    const now = (this.conflict ?? this.base) as unknown as Record<string, unknown>;
    const fields = Object.entries(this.edits.fields).map(([field, yours]) => ({ field, yours, now: now[field] }));
    const claims = Object.entries(this.edits.claims).flatMap(([id, changes]) => {
      const claim = (now.claims as DeskClaim[]).find((one) => one.claim_id === id) as unknown as
        | Record<string, unknown>
        | undefined;
      return Object.entries(changes).map(([field, yours]) => ({ field, claim: id, yours, now: claim?.[field] }));
    });
    const added = this.edits.added.map((claim) => ({ field: claim.field, yours: claim.text, now: undefined }));
    return [...fields, ...claims, ...added];
  }

  /** Keep the edits over a reload of this tab. */
  private keep(): void {
    const key = keyOf(this.base.draft_id);
    try {
      if (this.dirty) sessionStorage.setItem(key, JSON.stringify({ mark: this.base.mark, edits: this.edits }));
      else sessionStorage.removeItem(key);
    } catch {
      // A browser without storage: the edits live as long as the page.
    }
  }
}

const keyOf = (draftId: string): string => `hg-desk ${draftId}`;

function kept(draftId: string): { mark: string; edits: Edits } | null {
  try {
    const text = sessionStorage.getItem(keyOf(draftId));
    return text ? (JSON.parse(text) as { mark: string; edits: Edits }) : null;
  } catch {
    return null;
  }
}
