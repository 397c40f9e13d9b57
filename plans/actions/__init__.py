"""Acts on client plans: draft, write, agree, carry out, review, end."""
