"""A plan leaves as files other programs read: a workbook, CSV files or JSON; what is written can be imported again."""
