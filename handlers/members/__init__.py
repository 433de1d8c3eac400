"""Members: invites, roles, dismissal."""
