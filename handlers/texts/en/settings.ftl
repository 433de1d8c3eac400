error-bad-choice = There is no such choice. Nothing has changed.
