"""Saved views: a name for a filter, an order and a grouping. They belong to the person, not to the plan."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from csa_tracker.errors import UserError
from csa_tracker.plan.lists import SORTS, ListQuery
from csa_tracker.profile import Identity, Profile

_SETTING = "views"
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class SavedView:
    """A list one comes back to. `text` is in the filter language; `own` ones were saved by the person."""

    name: str
    text: str
    sort: str = "ref"
    descending: bool = False
    group: str = ""
    mark: str = "view"
    own: bool = False

    @property
    def query(self) -> ListQuery:
        """The list it shows."""
        return ListQuery(text=self.text, sort=self.sort, descending=self.descending)


def built_in_views(identity: Identity) -> tuple[SavedView, ...]:
    """The views everybody has; "My actions" only where the person has said who they are."""
    mine = identity.role or identity.organisation
    own = (SavedView("My actions", f'lead:"{_plain(mine)}"', "due", mark="user"),) if _plain(mine) else ()
    return (
        *own,
        SavedView("Overdue", "due:overdue", "due", mark="warn"),
        SavedView("Due in 14 days", "due:14d -status:complete", "due", mark="calendar"),
        SavedView("No update in 30 days", "updated:>30d status:in-progress", "updated", mark="clock"),
        SavedView("Off track and at risk", "rating:red,amber", "rating", mark="flag"),
        SavedView("No lead", "lead:none", mark="inbox"),
        SavedView("Updated this week", "updated:7d", "updated", descending=True, mark="history"),
    )


def read_views(profile: Profile) -> list[SavedView]:
    """The person's own views, in the order they were saved; what cannot be read in the settings is left out."""
    stored = profile.read_settings().get(_SETTING, [])
    return [view for item in stored if (view := _read(item)) is not None] if isinstance(stored, list) else []


def all_views(profile: Profile) -> list[SavedView]:
    """The views everybody has, then the person's own."""
    return [*built_in_views(profile.read_identity()), *read_views(profile)]


def save_view(profile: Profile, view: SavedView) -> None:
    """Keep a view, in place of an own one of the same name.

    Raises UserError when the name is empty, too long, or that of a view everybody has.
    """
    name = " ".join(view.name.split())
    if not name:
        raise UserError("no-name", "The view has no name.", "Enter a name, like Red in Burnley.")
    if len(name) > LONGEST_NAME:
        raise UserError("long-name", f"The name is longer than {LONGEST_NAME} characters.", "Enter a shorter name.")
    if name.casefold() in {known.name.casefold() for known in built_in_views(profile.read_identity())}:
        raise UserError("name-taken", f"There is a view named {name} already.", "Choose another name.")
    views = read_views(profile)
    kept = replace(view, name=name, own=True, mark="view")
    places = [place for place, known in enumerate(views) if known.name.casefold() == name.casefold()]
    if places:
        views[places[0]] = kept
    else:
        views.append(kept)
    _write(profile, views)


def remove_view(profile: Profile, name: str) -> None:
    """Forget an own view; the actions it shows stay as they are."""
    _write(profile, [view for view in read_views(profile) if view.name != name])


def _plain(text: str) -> str:
    return " ".join(text.replace('"', " ").split())


def _read(item: object) -> SavedView | None:
    if not isinstance(item, dict):
        return None
    words = {key: item.get(key, "") for key in ("name", "text", "sort", "group")}
    if not all(isinstance(word, str) for word in words.values()) or not words["name"]:
        return None
    sort = words["sort"] if words["sort"] in SORTS else "ref"
    return SavedView(words["name"], words["text"], sort, item.get("descending") is True, words["group"], own=True)


def _write(profile: Profile, views: list[SavedView]) -> None:
    kept = ("name", "text", "sort", "descending", "group")
    profile.change_settings({_SETTING: [{key: asdict(view)[key] for key in kept} for view in views]})
