"""Not today: something that is due rests until a day, for a reason."""
