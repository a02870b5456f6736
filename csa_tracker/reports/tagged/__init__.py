"""Tagged PDF over ReportLab's canvas: structure tree, marked content, PDF/UA-1 and PDF/A-2a declarations."""
