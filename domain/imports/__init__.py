"""Loading what a company has in files: read off the event loop, written in short chunks. See docs/import.md."""
