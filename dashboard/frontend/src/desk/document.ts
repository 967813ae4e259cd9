/** One report on the desk: its text at the left, its drafts at the right, and the way between the two. */
import { el } from "../dom";
import { _ } from "../i18n";
import type { Session } from "../session";
import { Drafts } from "./drafts";
import { saidBy } from "./form";
import { Report, type Marked } from "./report";
import { SourceHead } from "./source";
import { Counter } from "./spans";
import type { DocumentData, Send } from "./types";

export interface DocumentHost {
  session: Session;
  root: HTMLElement;
  send: Send;
  layerOf: Record<string, string>;
  say(text: string): void;
}

export class DocumentView {
  readonly element: HTMLElement;
  readonly drafts: Drafts;
  private readonly report: Report;
  private readonly source: SourceHead;

  constructor(
    readonly data: DocumentData,
    host: DocumentHost,
  ) {
    const counter = new Counter(data.text);
    this.drafts = new Drafts({
      ...host,
      slice: (start, end) => counter.slice(start, end),
      reveal: (id) => this.report.reveal(this.key(this.drafts.open, id), "focus"),
      marked: () => this.mark(),
      search: () => this.report.focusSearch(),
      lead: () => this.lead(),
      chosen: () => this.report.take(),
    });
    this.report = new Report(data.text, data.source.language, {
      take: (span) => this.drafts.showClaim(span.draft, span.id.slice(span.draft.length + 1)),
      evidence: (field, start, end) => this.drafts.addEvidence(field, start, end),
      begin: (start, end) => this.drafts.begin({ start, end }),
      wanted: () => this.drafts.work?.unsupported()[0] ?? "event",
    });
    this.source = new SourceHead(data, host.session.config.base, host.send);
    this.element = el(
      "div",
      { class: "hg-document" },
      el("section", { class: "hg-paper", "aria-label": _("Report") }, this.source.element, this.report.element),
      this.drafts.element,
    );
    this.update(data, false);
  }

  destroy(): void {
    this.report.destroy();
    this.drafts.destroy();
  }

  update(data: DocumentData, moved: boolean): void {
    this.source.update(data);
    this.drafts.update(data, moved);
  }

  /** Show where the open draft begins in the text. */
  lead(): void {
    const claims = this.drafts.work?.claims().filter(({ start }) => start !== null) ?? [];
    const first = claims.find(({ field }) => field === "event") ?? claims[0];
    if (first) this.report.reveal(this.key(this.drafts.open, first.claim_id), "scroll");
  }

  private readonly key = (draft: string, claim: string): string => `${draft} ${claim}`;

  /** Mark the words of every claim in the text. */
  private mark(): void {
    if (!this.report) return;
    const spans: Marked[] = [];
    for (const [draft, work] of this.drafts.works) {
      for (const claim of work.claims()) {
        if (claim.start === null || claim.end === null) continue;
        spans.push({
          id: this.key(draft, claim.claim_id),
          start: claim.start,
          end: claim.end,
          field: claim.field,
          draft,
          words: saidBy(claim),
          out: claim.status === "rejected",
        });
      }
    }
    this.report.mark(spans, this.drafts.open);
  }
}
