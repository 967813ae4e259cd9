"""Texts to place names to places, with honest doubt."""
