-- A record as version 1 wrote it: its tables, one event with two claims and a link, and one archived report.

CREATE TABLE meta (
    "key" VARCHAR NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY ("key")
);
CREATE TABLE source (
    source_id VARCHAR NOT NULL,
    title TEXT NOT NULL,
    publisher TEXT NOT NULL,
    publisher_kind TEXT NOT NULL,
    author TEXT NOT NULL,
    language TEXT NOT NULL,
    url TEXT NOT NULL,
    published TEXT NOT NULL,
    reliability TEXT NOT NULL,
    derived_from VARCHAR,
    note TEXT NOT NULL,
    PRIMARY KEY (source_id),
    FOREIGN KEY(derived_from) REFERENCES source (source_id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE place (
    place_id VARCHAR NOT NULL,
    kind TEXT NOT NULL,
    parent_id VARCHAR,
    lon FLOAT,
    lat FLOAT,
    radius_m INTEGER,
    existed TEXT NOT NULL,
    coordinate_source TEXT NOT NULL,
    confidence TEXT NOT NULL,
    licence TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (place_id),
    FOREIGN KEY(parent_id) REFERENCES place (place_id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE revision (
    revision_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    record TEXT NOT NULL,
    field TEXT NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (revision_id)
);
CREATE TABLE place_name (
    place_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    kind TEXT NOT NULL,
    valid TEXT NOT NULL,
    main BOOLEAN NOT NULL,
    searchable BOOLEAN NOT NULL,
    PRIMARY KEY (place_id, position),
    FOREIGN KEY(place_id) REFERENCES place (place_id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE episode (
    episode_id VARCHAR NOT NULL,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    place_id VARCHAR,
    PRIMARY KEY (episode_id),
    FOREIGN KEY(place_id) REFERENCES place (place_id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE document (
    document_id VARCHAR NOT NULL,
    source_id VARCHAR,
    text TEXT NOT NULL,
    retrieved TEXT NOT NULL,
    PRIMARY KEY (document_id),
    FOREIGN KEY(source_id) REFERENCES source (source_id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE event (
    event_id VARCHAR NOT NULL,
    event_type TEXT NOT NULL,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    date TEXT NOT NULL,
    date_basis TEXT NOT NULL,
    time_start TEXT NOT NULL,
    time_end TEXT NOT NULL,
    timezone TEXT NOT NULL,
    place_id VARCHAR,
    where_as_written TEXT NOT NULL,
    outcome TEXT NOT NULL,
    episode_id VARCHAR,
    sequence INTEGER,
    status TEXT NOT NULL,
    sensitivity TEXT NOT NULL,
    disclosure TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (event_id),
    FOREIGN KEY(place_id) REFERENCES place (place_id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(episode_id) REFERENCES episode (episode_id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE mention (
    document_id VARCHAR NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    place_id VARCHAR,
    role TEXT NOT NULL,
    score FLOAT NOT NULL,
    PRIMARY KEY (document_id, start, "end"),
    FOREIGN KEY(document_id) REFERENCES document (document_id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(place_id) REFERENCES place (place_id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE claim (
    claim_id VARCHAR NOT NULL,
    event_id VARCHAR,
    source_id VARCHAR,
    field TEXT NOT NULL,
    text TEXT NOT NULL,
    low INTEGER,
    best INTEGER,
    high INTEGER,
    stated_by TEXT NOT NULL,
    start INTEGER,
    "end" INTEGER,
    status TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (claim_id),
    FOREIGN KEY(event_id) REFERENCES event (event_id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(source_id) REFERENCES source (source_id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX claim_of_event ON claim (event_id);
CREATE TABLE link (
    event_id VARCHAR NOT NULL,
    link_type VARCHAR NOT NULL,
    target_id VARCHAR NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (event_id, link_type, target_id),
    FOREIGN KEY(event_id) REFERENCES event (event_id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(target_id) REFERENCES event (event_id) DEFERRABLE INITIALLY DEFERRED
);

INSERT INTO meta VALUES ('schema_version', '1'), ('data_version', '7'), ('facts:old', 'mark');
INSERT INTO source VALUES ('paper', 'A report', 'A paper', 'press', '', 'en', '', '2006-05-28', '02', NULL, '');
INSERT INTO place VALUES ('bakai', 'shanty_town', NULL, 76.85, 43.3, 5000, '', 'words', 'low', 'CC BY 4.0', '');
INSERT INTO place_name VALUES ('bakai', 0, 'Bakai', 'en', 'official', '', 1, 1);
INSERT INTO event VALUES ('T-1', 'demolition_attempt', 'Police come to Bakai', '', '2006-05-12', 'explicit', '', '', '', 'bakai', '',
    'repelled', NULL, NULL, 'published', 'open', 'place', '');
INSERT INTO event VALUES ('T-2', 'barricade', 'A barricade', '', '2006-05-12', 'explicit', '', '', '', 'bakai', '', '', NULL, NULL,
    'published', 'open', 'place', '');
INSERT INTO claim VALUES ('c1', 'T-1', 'paper', 'event', 'Police came.', NULL, NULL, NULL, 'unknown', 3, 9, 'accepted', '');
INSERT INTO claim VALUES ('c2', 'T-1', 'paper', 'police', '', 100, NULL, NULL, 'unknown', NULL, NULL, 'accepted', '');
INSERT INTO link VALUES ('T-2', 'responds_to', 'T-1', '');
INSERT INTO document VALUES ('0a', 'paper', 'On 12 May police came to Bakai.', '2026-01-02T03:04:05+00:00');
INSERT INTO mention VALUES ('0a', 25, 30, 'Bakai', 'bakai', 'event', 0.9);
INSERT INTO revision VALUES (1, '2026-01-02T03:04:05+00:00', 'holdground', 'facts:old', '', '', 'mark', 'curated facts loaded');
