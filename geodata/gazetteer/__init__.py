"""Names to places: our own small gazetteer of places that no other one knows."""
