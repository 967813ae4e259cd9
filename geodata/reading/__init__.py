"""Bytes in, records out: curated tables and reports. Nothing that is read is trusted."""
