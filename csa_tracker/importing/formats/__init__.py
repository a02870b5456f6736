"""What each workbook format says beside its values: how far its cells go, colours, strikes, hidden rows, errors."""
