"""The stories, those that began first at first, so that the case numbers follow the days."""

from caseload.demo.stories.after_release import second_version
from caseload.demo.stories.after_sending import (
    accepted_by_us,
    moved_person,
    offered_to_us,
    opened_by_mistake,
    question_answered,
    question_open,
    release_reported,
)
from caseload.demo.stories.assessment_final import assessment_final
from caseload.demo.stories.assessment_in_draft import assessment_in_draft
from caseload.demo.stories.closed import closed
from caseload.demo.stories.elsewhere import another_county, another_unit, untouched
from caseload.demo.stories.in_swedish import in_swedish
from caseload.demo.stories.new_referrals import (
    fresh_referral,
    guided,
    half_written,
    phone_call,
    to_another_county,
    urgent_referral,
    without_worker,
)
from caseload.demo.stories.other_forms import (
    leaves_next,
    notification,
    old_draft,
    public_form,
    short_path,
)
from caseload.demo.stories.plan_agreed import plan_agreed
from caseload.demo.stories.probationary_freedom import probationary_freedom
from caseload.demo.stories.protected import protected_address
from caseload.demo.stories.review_late import review_late
from caseload.demo.stories.short_tracks import fine_conversion, remand

STORIES = (
    closed,
    review_late,
    second_version,
    plan_agreed,
    probationary_freedom,
    in_swedish,
    assessment_final,
    assessment_in_draft,
    untouched,
    protected_address,
    another_unit,
    another_county,
    guided,
    without_worker,
    remand,
    fine_conversion,
    fresh_referral,
    urgent_referral,
    phone_call,
    to_another_county,
    notification,
    short_path,
    leaves_next,
    public_form,
    question_open,
    question_answered,
    moved_person,
    release_reported,
    offered_to_us,
    accepted_by_us,
    opened_by_mistake,
    half_written,
    old_draft,
)
