"""Which kinds of dues each change of a case can move.

An act names what it changed, and only these are derived anew. What is forgotten here is
found by `manage.py derive --check`, which the tests run over every story of the demo.
"""

from timing.vocabulary import DueKind as K

CONTACT = (K.FIRST_MEETING, K.SILENCE, K.FIRST_WEEKS, K.AFTER_SHORT_STAY)
TEAM = (K.PERSONAL_WORKER, K.OFFICE_HOLDER)
STEP = (K.STEP,)
PLAN = (K.PLAN, K.REVIEW, K.STEP, K.ROUND)
REPORT = (K.CUSTODY_REPORT,)
# Whoever leaves is asked about once: by the gap of a service, or by a due of their own.
NETWORK = (K.CONTACT_PERSON, K.GAP, K.SUCCESSION)
WALKTHROUGH = (K.ASSESSMENT,)
MEETING = (K.MEETING,)
DECISION = (K.MEETING_DECISION,)
# Where the client came, they were reached.
MINUTES = (*MEETING, *DECISION, *CONTACT)
CHECKLIST = (K.FIRST_DAYS, K.ROUND)
# The first assessment opens a phase, and the final one leads to a plan.
ASSESSMENT = (
    K.ASSESSMENT,
    K.BEGINS_BY_LAW,
    K.READY_BY_LAW,
    K.OFFICE_HOLDER,
    K.LATER_AREAS,
    K.ASKED_ANSWER,
    K.PLAN,
    K.FIRST_MEETING,
    K.FIRST_DAYS,
    K.AFTER_SHORT_STAY,
    K.ROUND,
)
ASSESSMENT_DRAFT = (K.ASSESSMENT, K.ASKED_ANSWER)
# The gate, whether it is behind the client, and the track.
CUSTODY = (
    K.RELEASE,
    K.RELEASE_PASSED,
    K.RELEASE_UNKNOWN,
    K.RELEASE_UNSURE,
    K.FIRST_MEETING,
    K.SILENCE,
    K.FIRST_WEEKS,
    K.AFTER_SHORT_STAY,
    K.FIRST_DAYS,
    K.ASSESSMENT,
    K.PLAN,
    K.GAP,
    K.SUCCESSION,
    K.ROUND,
)
# A birth date decides whether a matter is a child's own.
CLIENT = (K.READY_BY_LAW, K.BEGINS_BY_LAW)
# What a contact told at triage: the limits of the law run from its arrival.
TRIAGE = (K.BEGINS_BY_LAW, K.READY_BY_LAW, K.CUSTODY_REPORT)
NEEDS = (K.GAP, K.SUCCESSION, K.SERVICE_EXPIRES, K.FIRST_DAYS)
CLOSING = (K.FOLLOW_UP,)
SENDING = (K.REFERRAL_DECISION,)
QUESTION = (K.QUESTION,)
TRANSFER = (K.REFERRAL_DECISION, K.TRANSFER)
# A case that has no record yet.
OPENED = (K.PERSONAL_WORKER, K.FIRST_MEETING, K.SILENCE, K.RELEASE_UNKNOWN, K.ASSESSMENT)
# Closed, opened again.
EVERYTHING = tuple(K)
