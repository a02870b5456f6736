"""What the product does: rules, plan services, importing, reports and the command line."""

__version__ = "0.1.0"
