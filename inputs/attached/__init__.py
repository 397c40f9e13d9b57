"""Files that people attach: what they may be, what they are called, where they lie."""
