"""The trials: each job with the scene it works on and the judge of what is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.faults import exchanges, oracle, removals, scenes
from tests.faults.jobs import Scene
from tests.faults.oracle import Judge


@dataclass(frozen=True, slots=True)
class Trial:
    """A job, the scene it works on and its judge; `settled` when it makes no temporary files with names of their own,
    so that only calls on the plan and the settings need to be watched.
    """

    job: str
    make: Callable[[Path], Scene]
    judge: Judge
    settled: bool = False


def save_trial(job: str = "save") -> Trial:
    """Two saves."""
    return Trial(job, scenes.scene_with_action, oracle.judge_save, settled=True)


def import_trial(rows: int, job: str = "import_sheets") -> Trial:
    """An import of so many sample actions."""
    return Trial(job, partial(scenes.scene_with_sheets, rows=rows), oracle.judge_import, settled=True)


def upgrade_trial(rows: int) -> Trial:
    """Opening an older plan with so many sample actions."""
    return Trial("upgrade", partial(scenes.scene_to_upgrade, rows=rows), oracle.judge_unchanged)


def settings_trial(job: str = "settings") -> Trial:
    """A change of settings."""
    return Trial(job, scenes.scene_with_settings, oracle.judge_settings)


def report_trial(job: str = "report") -> Trial:
    """A board report over an older one."""
    return Trial(job, scenes.scene_with_action, oracle.judge_papers)


BACKUP = Trial("backup", scenes.scene_with_backup, oracle.judge_backup)
RESTORE = Trial("restore", scenes.scene_with_backup, oracle.judge_restore)
EXPORT = Trial("export", scenes.scene_with_exports, oracle.judge_papers)
NEW = Trial("new", scenes.scene_without_plan, oracle.judge_new)
RECEIVE = Trial("receive", exchanges.scene_to_receive, exchanges.judge_receive)
SEND = Trial("send", exchanges.scene_to_send, exchanges.judge_send)
REMOVE = Trial("remove", removals.scene_to_remove, removals.judge_remove)
JOIN = Trial("join", exchanges.scene_to_join, exchanges.judge_join)


def sittings_trial(job: str = "save_often") -> Trial:
    """A dozen saves in three sittings."""
    return Trial(job, scenes.scene_with_action, oracle.judge_sittings, settled=True)
