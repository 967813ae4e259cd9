/** Play through the days that have events; empty time is skipped. */
import { known } from "../days";
import type { Session } from "../session";
import type { Day } from "../types";

const BEAT_MS = 900;
/** Length of the moving window when the reader has chosen none. */
const DAYS = 30;

export class Player {
  private timer = 0;
  private days: Day[] = [];

  constructor(
    private readonly session: Session,
    private readonly changed: (playing: boolean) => void,
  ) {
    this.recount();
  }

  get playing(): boolean {
    return this.timer !== 0;
  }

  /** Days on which an event that passes the facets begins; rows are sorted by start. */
  recount(): void {
    const { start, n } = this.session.columns;
    const { pass } = this.session.selection;
    this.days = [];
    for (let i = 0; i < n; i++)
      if (pass[i] && known(start[i]) && start[i] !== this.days[this.days.length - 1]) this.days.push(start[i]);
  }

  toggle(): void {
    if (this.playing) return this.stop();
    this.step(1);
    this.beat();
  }

  stop(): void {
    if (!this.timer) return;
    clearTimeout(this.timer);
    this.timer = 0;
    this.changed(false);
  }

  private beat(): void {
    this.timer = window.setTimeout(() => {
      if (this.atEnd()) return this.stop();
      this.step(1);
      this.beat();
    }, BEAT_MS);
    this.changed(true);
  }

  private atEnd(): boolean {
    const { to } = this.session.state.choice;
    return to === null || !this.days.length || to >= this.days[this.days.length - 1];
  }

  /** To the next or the previous day with an event; from the end, back to the first. */
  step(direction: 1 | -1, event?: Event): void {
    if (!this.days.length) return;
    const { from, to, cumulative } = this.session.state.choice;
    let day: Day;
    if (direction === 1) day = this.atEnd() ? this.days[0] : this.days.find((one) => one > to!)!;
    else day = (to === null ? undefined : this.days.filter((one) => one < to).pop()) ?? this.days[this.days.length - 1];
    if (cumulative) return this.session.state.set({ from: from !== null && from <= day ? from : null, to: day }, event);
    const length = from !== null && to !== null ? to - from : DAYS - 1;
    this.session.state.set({ from: day - length, to: day }, event);
  }
}
