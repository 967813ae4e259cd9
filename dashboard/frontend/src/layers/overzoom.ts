/**
 * Tiles where the archive has none: cut out of the nearest tile above that exists.
 *
 * An archive may hold the world to zoom 6, a country to 10 and a city to 14. Without this, the land around the city turns
 * blank as soon as one zooms in. The cutting is done on decoded features: scale, shift, and leave out what is not touched.
 */
import { type Feature, PmtilesSource, type TileSource, type Zxy } from "protomaps-leaflet";

const KEPT = 96;
const PAUSES_MS = [400, 2500];
const PAD = 1 / 16; // of a tile: lines and labels at the edge need their neighbours

type Features = Map<string, Feature[]>;

export class OverzoomSource implements TileSource {
  private readonly archive: PmtilesSource;
  private readonly tiles = new Map<string, Promise<Features>>();
  constructor(url: string) {
    this.archive = new PmtilesSource(url, false);
  }

  /** Resolves when the archive answers and is one. */
  async check(): Promise<void> {
    await patiently(() => this.archive.p.getHeader());
  }

  async get(wanted: Zxy, tileSize: number): Promise<Features> {
    try {
      for (let up = 0; up <= wanted.z; up++) {
        const at = { z: wanted.z - up, x: wanted.x >> up, y: wanted.y >> up };
        const tile = await patiently(() => this.tile(at, tileSize));
        if (tile.size) return up ? cut(tile, wanted, up, tileSize) : tile;
      }
    } catch {
      // A gap in the map, not a broken map. Under this name protomaps-leaflet neither logs it nor remembers it as empty.
      throw new DOMException("the tile did not come", "AbortError");
    }
    return new Map();
  }

  private tile(at: Zxy, tileSize: number): Promise<Features> {
    const key = `${at.z}/${at.x}/${at.y}`;
    let tile = this.tiles.get(key);
    if (tile) this.tiles.delete(key); // put it back as the newest
    else {
      tile = this.archive.get(at, tileSize);
      tile.catch(() => this.tiles.delete(key));
    }
    this.tiles.set(key, tile);
    if (this.tiles.size > KEPT) this.tiles.delete(this.tiles.keys().next().value!);
    return tile;
  }
}

/** Networks falter: ask again after a while, twice. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES_MS) {
    try {
      return await ask();
    } catch {
      await new Promise((done) => setTimeout(done, pause));
    }
  }
  return ask();
}

/** The part of `tile` that `wanted`, `up` levels below it, covers; coordinates in pixels of the wanted tile. */
function cut(tile: Features, wanted: Zxy, up: number, tileSize: number): Features {
  const grown = 2 ** up;
  const left = (wanted.x % grown) * tileSize;
  const top = (wanted.y % grown) * tileSize;
  const pad = tileSize * PAD;
  const result: Features = new Map();
  for (const [name, features] of tile) {
    const kept: Feature[] = [];
    for (const feature of features) {
      const { minX, minY, maxX, maxY } = feature.bbox;
      const bbox = { minX: minX * grown - left, minY: minY * grown - top, maxX: maxX * grown - left, maxY: maxY * grown - top };
      if (bbox.maxX < -pad || bbox.maxY < -pad || bbox.minX > tileSize + pad || bbox.minY > tileSize + pad) continue;
      const geom = feature.geom.map((part) =>
        part.map((point) => {
          const moved = point.clone();
          moved.x = moved.x * grown - left;
          moved.y = moved.y * grown - top;
          return moved;
        }),
      );
      kept.push({ ...feature, geom, bbox });
    }
    if (kept.length) result.set(name, kept);
  }
  return result;
}
