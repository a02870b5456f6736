"""The change log: record, merge, replay and materialise changes (docs/change-log.md)."""
