"""The triggers that keep an agreed plan as it was agreed."""

import pgtrigger

from records.triggers import frozen_with_parent

FINAL = ("agreed", "ended")


def only_ends(name: str) -> pgtrigger.Trigger:
    """An agreed plan may change in one way: it ends, on a day and by somebody."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        condition=pgtrigger.Q(old__status__in=list(FINAL)),
        declare=[("allowed", "plans_plan%ROWTYPE")],
        func=pgtrigger.Func(  # type: ignore[no-untyped-call]
            """
            IF TG_OP = 'UPDATE' AND OLD.status = 'agreed' AND NEW.status = 'ended' THEN
                allowed := OLD;
                allowed.status := NEW.status;
                allowed.ended_on := NEW.ended_on;
                allowed.ended_by_id := NEW.ended_by_id;
                IF allowed IS NOT DISTINCT FROM NEW THEN
                    RETURN NEW;
                END IF;
            END IF;
            RAISE EXCEPTION 'an agreed plan may only end';
            """
        ),
    )


def frozen_with_plan(name: str) -> pgtrigger.Trigger:
    return frozen_with_parent(
        name, parent_table="plans_plan", parent_column="plan_id", statuses=FINAL
    )


def frozen_with_plan_of_goal(name: str) -> pgtrigger.Trigger:
    plan_of_goal = (
        "(SELECT goal.id, plan.status FROM plans_goal goal "
        "JOIN plans_plan plan ON plan.id = goal.plan_id) AS parent"
    )
    return frozen_with_parent(
        name, parent_table=plan_of_goal, parent_column="goal_id", statuses=FINAL
    )
