"""Files that come with messages: what they may be, what they are called, where they lie."""
