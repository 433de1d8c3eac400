"""Which page of a list is shown: a button of an older list may ask for one that is no more."""


def paged(page: int, total: int, size: int) -> tuple[int, int]:
    """The page that is shown after all, counted from 0, and how many there are: one at least."""
    pages = max(1, -(-total // size))
    return min(max(page, 0), pages - 1), pages
