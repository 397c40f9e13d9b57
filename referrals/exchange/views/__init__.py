"""Pages of questions, answers and attachments."""
