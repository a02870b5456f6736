"""Update packs: a workbook for one lead organisation, filled in offline, that comes back field by field."""
