/**
 * What the layers of one map share: the session, the theme, the fan layout, and the way to say that something went wrong.
 *
 * folium's script makes the map and cannot be handed a session, so openMap() leaves the context waiting here and the
 * script's first call, register(map), picks it up.
 */
import * as L from "leaflet";
import type { Session } from "../session";
import { FanLayout } from "./fan";
import { NARROW_PX } from "./mercator";
import { Theme } from "./theme";

/** On a phone the two biggest fans of the first view must stand side by side. */
const SNUG = 0.88;

export interface MapHooks {
  /** Several events that a pointer cannot tell apart were clicked; rows of Columns. */
  onPick: (rows: number[]) => void;
  /** A sentence for the reader, for example that the street map could not be loaded. */
  onNotice: (text: string) => void;
  onPlace: (placeId: string) => void;
  /** Enter on the focused map: the reader wants the picked event's card. */
  onKeep: (row: number) => void;
}

export class MapContext {
  readonly theme: Theme;
  readonly fans: FanLayout;
  readonly reducedMotion: boolean;
  map!: L.Map;
  /** The base maps to choose from, best first. */
  basemaps: L.Layer[] = [];
  /** True while the map changes layers because the state asked for it, so that it does not ask the state back. */
  syncing = false;
  /** True once folium's script has run to its end; what it adds to the map on the way is not the reader's wish. */
  ready = false;

  /** True while the map moves for reasons that are not the reader's: such a view does not go into the address. */
  quiet = false;

  constructor(
    readonly session: Session,
    readonly container: HTMLElement,
    readonly hooks: MapHooks,
    private readonly registered: (map: L.Map) => void,
  ) {
    this.theme = new Theme(container);
    this.fans = new FanLayout(session.columns, session.selection.only, window.innerWidth < NARROW_PX ? SNUG : 1);
    this.reducedMotion = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  adopt(map: L.Map): void {
    this.map = map;
    byMap.set(map, this);
    this.registered(map);
  }
}

const byMap = new WeakMap<L.Map, MapContext>();
let waiting: MapContext | null = null;

/** Let the next registered map belong to this context. */
export function expect(context: MapContext | null): void {
  waiting = context;
}

/** Called by folium's script right after L.map(), before any layer is added. */
export function register(map: L.Map): void {
  map.attributionControl?.setPrefix(false);
  waiting?.adopt(map);
  waiting = null;
}

export function contextOf(map: L.Map): MapContext {
  const context = byMap.get(map);
  if (!context) throw new Error("this map was not opened by openMap()");
  return context;
}
