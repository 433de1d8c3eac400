"""A day at one look: the digest of those who lead, «Мои цифры» of those who sell."""
