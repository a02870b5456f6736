"""The frame around every page: menu, sidebar, header, status bar, sheets, toasts, focus ring."""
