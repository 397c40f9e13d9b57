"""What each form carries beside what is typed into it (`components/form_tokens.html`)."""

CSRF = "csrfmiddlewaretoken"
# Who was shown the form, signed (records/held_text.py).
WRITTEN_BY = "written_by"
# What makes the form act once (records/once.py).
FORM_KEY = "form_key"
# The open page and its form (records/kept_text.py).
KEPT_TEXT = "kept_text"
# The form saves a draft and does nothing else: held, it is sent on without a press.
SAVES_DRAFT = "saves_draft"
TOKENS = {CSRF, WRITTEN_BY, FORM_KEY, KEPT_TEXT}
