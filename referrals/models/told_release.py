"""Triggers that keep `Referral.release_told`: what was told of the release last.

It is the day of the last report that tells one and was not declined, else the contact's
own. The database writes it, so that it is true whoever reports, confirms or declines; to
look it up for each contact that waits took most of the time of their queue.
"""

import pgtrigger


def told_last(name: str) -> pgtrigger.Trigger:
    """On the contact: work out the day, whatever was written there."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("release_on", "release_told"),  # type: ignore[no-untyped-call]
        func=pgtrigger.Func(  # type: ignore[no-untyped-call]
            """
            NEW.release_told = COALESCE(
                (
                    SELECT release_on FROM referrals_custodyreport
                    WHERE referral_id = NEW.id AND release_on IS NOT NULL
                        AND outcome <> 'declined'
                    ORDER BY id DESC LIMIT 1
                ),
                NEW.release_on
            );
            RETURN NEW;
            """
        ),
    )


def tell_referral_of_release(name: str) -> pgtrigger.Trigger:
    """On the report: let its contact work the day out again."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("outcome"),  # type: ignore[no-untyped-call]
        func=pgtrigger.Func(  # type: ignore[no-untyped-call]
            """
            UPDATE referrals_referral SET release_told = NULL WHERE id = NEW.referral_id;
            RETURN NULL;
            """
        ),
    )
