/** What the editors' desk, a script of its own that readers never load, shares with this one: see build.mjs. */
import * as leaflet from "leaflet";
import * as days from "./days";
import * as dom from "./dom";
import * as i18n from "./i18n";
import * as basemap from "./layers/basemap";
import * as context from "./layers/context";
import * as card from "./panels/card";
import * as controls from "./panels/controls";
import * as icons from "./panels/icons";
import * as paths from "./panels/paths";
import * as theme from "./panels/theme";
import * as session from "./session";
import * as words from "./words";

/** By the names under which the files of src/desk/ import them. */
export const shared: Record<string, unknown> = {
  leaflet,
  "../days": days,
  "../dom": dom,
  "../i18n": i18n,
  "../layers/basemap": basemap,
  "../layers/context": context,
  "../panels/card": card,
  "../panels/controls": controls,
  "../panels/icons": icons,
  "../panels/paths": paths,
  "../panels/theme": theme,
  "../session": session,
  "../words": words,
};
