"""Tables of events by others in, drafts out: CSV, GeoJSON, KML, and the exports of ACLED and UCDP GED."""
