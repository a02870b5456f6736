"""Papers as web pages: the accessible twin of the PDF, in one file, without scripts and without anything to load."""
