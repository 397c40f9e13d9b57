"""What asks: form fields, parts of forms, lines of errors, uploads, posted numbers."""
