"""Documents with their places to drafts of events, each field with the words that say so. Pure."""

from geodata.extraction.extract import extract

__all__ = ["extract"]
