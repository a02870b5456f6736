"""Papers as workbooks: the same figures and lists, for sorting and further work."""
