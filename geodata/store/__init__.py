"""The record: what editors know, in one embedded database; and the file format of the published copy.

SQLAlchemy Core; SQLite with WAL and ``synchronous=FULL`` (a power cut loses nothing that was acknowledged).
"""
