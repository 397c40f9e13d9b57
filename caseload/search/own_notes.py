"""Notes of the user's own cases in which all words of three letters or more stand, newest first.

The words are looked for as parts of words, because Finnish bends and joins them. The notes
are reached by the keys of the own cases and read through, without an index over all texts.
"""

import re
from dataclasses import dataclass

from accounts.models import User
from cases.models import Case, Note
from cases.models.note import JOURNAL_PAGE

# Shorter ones stand in nearly every note.
SHORTEST = 3
# So many characters before the word and after it are shown.
AROUND = 80
WORD_BEFORE, WORD_AFTER = re.compile(r"\w*\Z"), re.compile(r"\A\w*")


@dataclass(frozen=True)
class FoundNote:
    """A note, the place in it, and on which page of the journal it stands."""

    note: Note
    before: str
    word: str
    after: str
    page: int


def find_notes(user: User, text: str, limit: int) -> list[FoundNote]:
    """At most `limit`; a note that was corrected is not found, its correction is."""
    words = [word for word in text.split() if len(word) >= SHORTEST]
    if not words:
        return []
    own = list(Case.objects.visible_to(user).values_list("pk", flat=True))
    notes = Note.objects.filter(case__in=own, corrected_by=None)
    for word in words:
        notes = notes.filter(text__icontains=word)
    newest = notes.select_related("case__client").newest_first().with_place()
    return [_found(note, words) for note in newest[:limit]]


def _found(note: Note, words: list[str]) -> FoundNote:
    """Shown around the first of the words; marked is the whole word that holds it."""
    place = re.search("|".join(map(re.escape, words)), note.text, re.IGNORECASE)
    start, end = place.span() if place else (0, 0)
    start -= len(WORD_BEFORE.findall(note.text[max(start - AROUND, 0) : start])[0])
    end += len(WORD_AFTER.findall(note.text[end : end + AROUND])[0])
    first, last = max(start - AROUND, 0), end + AROUND
    before, after = note.text[first:start], note.text[end:last]
    return FoundNote(
        note=note,
        # No word is cut in two.
        before=f"… {before.partition(' ')[2]}" if first else before,
        word=note.text[start:end],
        after=f"{after.rpartition(' ')[0]} …" if last < len(note.text) else after,
        page=note.newer // JOURNAL_PAGE + 1,  # type: ignore[attr-defined]
    )
