"""The way in: a stranger at the door, and a newcomer's first minute."""
