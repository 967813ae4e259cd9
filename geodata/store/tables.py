"""The tables. The record and the published copy share them; see `rows` for one record ↔ one row."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

__all__ = ["SCHEMA_VERSION", "metadata"]

SCHEMA_VERSION = 2

metadata = MetaData()


def _to(target: str, name: str, *, key: bool = False) -> Column[str]:
    """A reference that is checked at commit, so that records may come in any order."""
    return Column(
        name,
        String,
        ForeignKey(target, deferrable=True, initially="DEFERRED"),
        primary_key=key,
        nullable=not key,
    )


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, default="")


meta = Table("meta", metadata, Column("key", String, primary_key=True), _text("value"))

source = Table(
    "source",
    metadata,
    Column("source_id", String, primary_key=True),
    *(_text(n) for n in ("title", "publisher", "publisher_kind", "author", "language", "url")),
    *(_text(n) for n in ("published", "reliability")),
    _to("source.source_id", "derived_from"),
    _text("note"),
)

place = Table(
    "place",
    metadata,
    Column("place_id", String, primary_key=True),
    _text("kind"),
    _to("place.place_id", "parent_id"),
    Column("lon", Float),
    Column("lat", Float),
    Column("radius_m", Integer),
    *(_text(n) for n in ("existed", "coordinate_source", "confidence", "licence", "note")),
)

place_name = Table(
    "place_name",
    metadata,
    _to("place.place_id", "place_id", key=True),
    Column("position", Integer, primary_key=True),
    *(_text(n) for n in ("name", "language", "kind", "valid")),
    Column("main", Boolean, nullable=False),
    Column("searchable", Boolean, nullable=False),
)

episode = Table(
    "episode",
    metadata,
    Column("episode_id", String, primary_key=True),
    _text("title"),
    _text("summary"),
    _to("place.place_id", "place_id"),
)

event = Table(
    "event",
    metadata,
    Column("event_id", String, primary_key=True),
    *(_text(n) for n in ("event_type", "title", "summary", "date", "date_basis")),
    *(_text(n) for n in ("time_start", "time_end", "timezone")),
    _to("place.place_id", "place_id"),
    _text("where_as_written"),
    _text("outcome"),
    _to("episode.episode_id", "episode_id"),
    Column("sequence", Integer),
    *(_text(n) for n in ("status", "sensitivity", "disclosure", "note")),
)

claim = Table(
    "claim",
    metadata,
    Column("claim_id", String, primary_key=True),
    _to("event.event_id", "event_id"),
    _to("source.source_id", "source_id"),
    _text("field"),
    _text("text"),
    *(Column(n, Integer) for n in ("low", "best", "high")),
    _text("stated_by"),
    *(Column(n, Integer) for n in ("start", "end")),
    _text("status"),
    _text("note"),
    _text("document_id"),
    _text("rule"),
    Column("confidence", Float),
)
Index("claim_of_event", claim.c.event_id)

link = Table(
    "link",
    metadata,
    _to("event.event_id", "event_id", key=True),
    Column("link_type", String, primary_key=True),
    _to("event.event_id", "target_id", key=True),
    _text("note"),
)

document = Table(
    "document",
    metadata,
    Column("document_id", String, primary_key=True),
    _to("source.source_id", "source_id"),
    *(_text(n) for n in ("text", "retrieved", "media_type", "url")),
    Column("released", Boolean, nullable=False),
)

original = Table(
    "original",
    metadata,
    _to("document.document_id", "document_id", key=True),
    Column("content", LargeBinary, nullable=False),
)
"""The bytes of a document as they were collected; what `holdground verify` hashes again."""

shingle = Table(
    "shingle",
    metadata,
    Column("hash", BigInteger, primary_key=True),
    _to("document.document_id", "document_id", key=True),
)
"""The smallest hashes of a document's word sequences; two documents that share many tell the same in the same words."""

draft = Table(
    "draft",
    metadata,
    Column("draft_id", String, primary_key=True),
    _to("document.document_id", "document_id"),
    Column("position", Integer, nullable=False),
    _text("state"),
    _text("event_id"),
    _text("body"),
    _text("original"),
)
"""`body` is the draft as JSON, `original` what extraction proposed; that one is never changed."""
Index("draft_of_document", draft.c.document_id, draft.c.position)
Index("draft_by_state", draft.c.state)

mention = Table(
    "mention",
    metadata,
    _to("document.document_id", "document_id", key=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, primary_key=True),
    _text("text"),
    _to("place.place_id", "place_id"),
    _text("role"),
    Column("score", Float, nullable=False),
)

revision = Table(
    "revision",
    metadata,
    Column("revision_id", Integer, primary_key=True),
    *(_text(n) for n in ("change_id", "at", "who", "record", "before", "after", "reason")),
)
Index("revision_of_record", revision.c.record)
Index("revision_of_change", revision.c.change_id)

tombstone = Table(
    "tombstone",
    metadata,
    Column("event_id", String, primary_key=True),
    *(_text(n) for n in ("at", "reason", "replaced_by")),
)

correction = Table(
    "correction",
    metadata,
    Column("correction_id", Integer, primary_key=True),
    *(_text(n) for n in ("event_id", "at", "field", "before", "after", "reason")),
)
"""Filled in the published copy only."""

editor = Table(
    "editor",
    metadata,
    Column("name", String, primary_key=True),
    _text("kind"),
    _text("secret"),
    _text("added"),
    _text("removed"),
)
"""Who may edit; `secret` is an argon2 hash, empty for those who come through a login elsewhere."""

editor_session = Table(
    "editor_session",
    metadata,
    Column("token_hash", String, primary_key=True),
    _to("editor.name", "name"),
    _text("created"),
    _text("expires"),
)
