"""What all reports share: how one is asked for, read, shown, compared, taken apart and taken out."""
