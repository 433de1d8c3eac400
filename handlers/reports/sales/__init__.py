"""/sales from its sides, and /top."""
