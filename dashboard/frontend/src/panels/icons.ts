/** Line icons and the three layer marks, drawn here so that nothing is fetched. All are decoration: the words are beside them. */
import { svg } from "../dom";

const LINES: Record<string, string> = {
  list: "M7 5h10M7 10h10M7 15h10M3 5h.01M3 10h.01M3 15h.01",
  map: "M3 5l5-2 4 2 5-2v12l-5 2-4-2-5 2zM8 3v12M12 5v12",
  share: "M10 12V2.5M6.5 6L10 2.5 13.5 6M5 9.5H3.5v8h13v-8H15",
  filter: "M3 4h14l-5.5 6.5V16l-3 1.5v-7z",
  close: "M5 5l10 10M15 5L5 15",
  back: "M12.5 4L6.5 10l6 6",
  forward: "M7.5 4l6 6-6 6",
  play: "M6 4l10 6-10 6z",
  pause: "M7 4v12M13 4v12",
  download: "M10 3v10M6 9l4 4 4-4M3.5 17h13",
  link: "M8.5 11.5a3.5 3.5 0 0 0 5 0l3-3a3.5 3.5 0 0 0-5-5l-1 1M11.5 8.5a3.5 3.5 0 0 0-5 0l-3 3a3.5 3.5 0 0 0 5 5l1-1",
  zoomin: "M8.5 3a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM12.5 12.5L17 17M6 8.5h5M8.5 6v5",
  zoomout: "M8.5 3a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM12.5 12.5L17 17M6 8.5h5",
  calendar: "M3.5 5h13v12h-13zM3.5 8.5h13M7 3v3.5M13 3v3.5",
  up: "M5 12.5l5-5 5 5",
  down: "M5 7.5l5 5 5-5",
};

export function icon(name: string): SVGElement {
  const drawing = svg("svg", { viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": "true", class: "hg-icon" });
  drawing.append(svg("path", { d: LINES[name] ?? "" }));
  return drawing;
}

const MARKS: Record<string, string> = {
  demolition: "M6 1.2L11.2 10.6H.8z",
  resistance: "M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1z",
  aftermath: "M1.5 1.5h9v9h-9z",
};

/** The shape and colour of a layer, as on the map. */
export function mark(layer: string): SVGElement {
  const drawing = svg("svg", {
    viewBox: "0 0 12 12",
    width: 12,
    height: 12,
    "aria-hidden": "true",
    class: `hg-mark hg-mark-${layer}`,
  });
  drawing.append(svg("path", { d: MARKS[layer] ?? MARKS.aftermath }));
  return drawing;
}
