"""Logs that are worth a look: the list, the card, the answer."""
