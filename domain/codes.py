"""A word in a button: callback data is 64 bytes, a word may be longer."""

from base64 import urlsafe_b64encode
from hashlib import blake2b


def short_code(word: str) -> str:
    """Four characters that tell a word from the others of its kind."""
    return urlsafe_b64encode(blake2b(word.encode(), digest_size=3).digest()).decode()
