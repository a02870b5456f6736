"""The one kind of error that people see; defined where the store can raise it too."""

from db.errors import Exit as Exit
from db.errors import UserError as UserError
