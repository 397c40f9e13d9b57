"""Triggers that keep `Referral.is_decided`: it is true while a triage of the contact stands.

The database writes it and not the application, so that it is true whichever version of
the application, command or hand decides on a contact or takes a decision back.
"""

import pgtrigger


def tell_referral(name: str) -> pgtrigger.Trigger:
    """On the triage: mark the contact that it decides on, and unmark the one that it leaves."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("referral_id"),  # type: ignore[no-untyped-call]
        func=pgtrigger.Func(  # type: ignore[no-untyped-call]
            """
            IF TG_OP = 'UPDATE' AND OLD.referral_id IS DISTINCT FROM NEW.referral_id THEN
                UPDATE referrals_referral SET is_decided = FALSE WHERE id = OLD.referral_id;
            END IF;
            UPDATE referrals_referral SET is_decided = TRUE WHERE id = NEW.referral_id;
            RETURN NULL;
            """
        ),
    )


def true_to_triage(name: str) -> pgtrigger.Trigger:
    """On the contact: refuse a mark that says otherwise than the triages do."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("is_decided"),  # type: ignore[no-untyped-call]
        func=pgtrigger.Func(  # type: ignore[no-untyped-call]
            """
            IF NEW.is_decided IS DISTINCT FROM
                    EXISTS (SELECT FROM referrals_triage WHERE referral_id = NEW.id) THEN
                RAISE EXCEPTION 'decided without a triage, or the reverse: %', NEW.id;
            END IF;
            RETURN NEW;
            """
        ),
    )
