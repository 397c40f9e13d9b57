"""Notices of a departure that was taken back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0017_handovers_joined"),
    ]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("referral_arrived", "A new contact has arrived"),
                    ("referral_handled", "Your contact has moved on"),
                    ("referral_question", "The county asks about your contact"),
                    ("referral_answered", "The sender has written"),
                    ("referral_taken_over", "Somebody took over your contact"),
                    ("referral_person_moved", "A person with a contact was moved to you"),
                    ("referral_transferred", "Your contact moved to another county"),
                    ("custody_reported", "The sender reports a change"),
                    ("transfer_offered", "Another county hands a contact over to you"),
                    ("transfer_accepted", "The other county accepted the contact"),
                    ("transfer_returned", "The other county returned the contact"),
                    ("handover_offered", "Another county hands a case over to you"),
                    ("handover_accepted", "The other county accepted the case"),
                    ("handover_returned", "The other county returned the case"),
                    ("handover_joined", "A case from another county was joined to yours"),
                    ("triage_undone", "A decision on a contact was undone"),
                    ("draft_expires", "Your draft will be removed"),
                    ("kept_expires", "Your text that waits will be removed"),
                    ("referral_joined", "A contact was joined to your case"),
                    ("case_assigned", "A case was given to you"),
                    ("case_unassigned", "A case was moved from you"),
                    ("cases_assigned", "Cases were given to you"),
                    ("worker_changed", "The personal worker of a case changed"),
                    ("workers_changed", "The personal worker of several cases changed"),
                    ("unit_changed", "A case moved to another unit"),
                    ("units_changed", "Cases moved to another unit"),
                    ("opened_for_purpose", "A case was opened for a stated purpose"),
                    ("substitute_named", "You stand in for a colleague"),
                    ("substitute_ended", "You stand in no longer"),
                    ("cases_to_hand_over", "Cases wait to be handed over"),
                    ("succession_open", "Somebody of a network leaves"),
                    ("successions_open", "Somebody of several networks leaves"),
                    ("leaving_taken_back", "Somebody of a network does not leave after all"),
                    ("leaving_to_look_at", "The leaving from a network was told by mistake"),
                    (
                        "leavings_taken_back",
                        "Somebody of several networks does not leave after all",
                    ),
                    ("role_ends", "A role in your unit ends"),
                    ("training_near", "A training is near"),
                    ("training_to_mark", "Mark who took part in a training"),
                    ("factor_reset_asked", "A colleague has lost a phone"),
                    ("rights_to_review", "Look through the changes of rights"),
                    ("rights_not_right", "A change of rights is not right"),
                    ("county_refused", "Somebody did not get in by the county’s sign-in"),
                    ("due_near", "Something falls due soon"),
                    ("due_now", "Something is due"),
                    ("due_late", "Something is late"),
                    ("due_escalated", "Something has been late for long"),
                    ("release_moved", "A release date has changed"),
                    ("review_near", "A plan review is near"),
                    ("review_due", "A plan review is due today"),
                    ("review_late", "A plan review is late"),
                    ("release_near", "A release is near"),
                    ("assessment_wanted", "A release is near and the assessment is not ready"),
                    ("plan_wanted", "A release is near and no plan is agreed"),
                    ("follow_up_due", "A follow-up contact was agreed for today"),
                ],
                max_length=40,
            ),
        ),
    ]
