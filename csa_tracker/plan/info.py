"""What a plan is and how much it holds."""

from __future__ import annotations

import datetime as dt

from csa_tracker.values import PlanInfo
from csa_tracker.workspace import OpenPlan
from db.queries import reference


def plan_info(plan: OpenPlan) -> PlanInfo:
    """Read the plan's own facts and counts."""
    with plan.store.reading() as connection:
        settings = reference.rows_of(connection, "plan", "created_hlc")[0]
        agreements = {row["code"]: row for row in reference.rows_of(connection, "agreement")}
        names = {row["code"]: row["name"] for row in reference.rows_of(connection, "partnership")}
        counts = reference.counts(connection)
    agreement = agreements[settings["agreement"]]
    return PlanInfo(
        path=str(plan.path),
        plan_id=plan.meta.plan,
        name=settings["name"] or "",
        partnership=plan.meta.partnership,
        partnership_name=names.get(plan.meta.partnership, plan.meta.partnership),
        agreement=agreement["code"],
        agreement_title=agreement["title"],
        period_start=agreement["starts_on"] or dt.date.min,
        period_end=agreement["ends_on"] or dt.date.max,
        actions=counts.actions,
        updates=counts.updates,
        milestones=counts.milestones,
        transactions=counts.transactions,
        read_only=plan.read_only,
        marking=settings["marking"] or "",
    )
