"""Scoreboards: what the program gets right on corpora made by others."""
