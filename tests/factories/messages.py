"""Questions, answers and attachments of contacts, made by the actions that make them in life."""

from typing import Any

import factory
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from inputs.attached.field import look_at
from referrals.exchange.actions import (
    add_information,
    answer_question,
    ask_sender,
    correct_referral,
)
from referrals.exchange.corrections import as_corrected, corrigible
from referrals.models import Attachment, Referral, ReferralMessage
from tests.factories.accounts import IntakeWorkerFactory, UnitFactory
from tests.factories.referrals import ReferralFactory
from tests.referrals.files import pdf


class QuestionFactory(factory.Factory):
    """An open question about `referral=`, asked `by=` an intake worker of its county."""

    class Meta:
        model = ReferralMessage

    text = "Onko asunto jo haettu?"

    @classmethod
    def _create(cls, model_class: type[ReferralMessage], *args: Any, **kwargs: Any) -> Any:
        referral: Referral = kwargs.pop("referral", None) or ReferralFactory()
        by: User | None = kwargs.pop("by", None)
        by = by or IntakeWorkerFactory(unit=UnitFactory(county=referral.county))
        return ask_sender(referral=referral, by=by, **kwargs)


class AnswerFactory(factory.Factory):
    """What the contact's holder answers to `question=`, with `files=` as an upload has them."""

    class Meta:
        model = ReferralMessage

    text = "On, hakemus lähti maanantaina."

    @classmethod
    def _create(cls, model_class: type[ReferralMessage], *args: Any, **kwargs: Any) -> Any:
        question: ReferralMessage = kwargs.pop("question", None) or QuestionFactory()
        files = [look_at(file) for file in kwargs.pop("files", [])]
        holder = Referral.objects.get(pk=question.referral_id).holder
        return answer_question(question=question, files=files, by=holder, **kwargs)


class CorrectionFactory(factory.Factory):
    """What the holder of `referral=` puts right; the facts by their names."""

    class Meta:
        model = ReferralMessage

    reason = "Tunnus tarkistettiin henkilökortista."

    @classmethod
    def _create(cls, model_class: type[ReferralMessage], *args: Any, **kwargs: Any) -> Any:
        referral: Referral = kwargs.pop("referral", None) or ReferralFactory()
        reason = kwargs.pop("reason")
        referral = Referral.objects.get(pk=referral.pk)
        now = as_corrected(referral)
        values = {name: getattr(now, name) for name in corrigible(referral)} | kwargs
        seen = referral.messages.filter(kind=ReferralMessage.Kind.CORRECTION).count()
        return correct_referral(
            referral=referral, values=values, reason=reason, seen=seen, by=referral.holder
        )


class AttachmentFactory(factory.Factory):
    """A PDF file that the holder of `referral=` added."""

    class Meta:
        model = Attachment

    name = "todistus.pdf"

    @classmethod
    def _create(cls, model_class: type[Attachment], *args: Any, **kwargs: Any) -> Any:
        referral: Referral = kwargs.pop("referral", None) or ReferralFactory()
        content: bytes = kwargs.pop("content", None) or pdf()
        file = look_at(SimpleUploadedFile(kwargs["name"], content))
        added = add_information(referral=referral, text="Tässä.", files=[file], by=referral.holder)
        return added.attachments.get()
