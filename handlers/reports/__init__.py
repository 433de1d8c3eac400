"""Reports: each by one command, as a picture with the same figures under it and a way down to the rows."""
