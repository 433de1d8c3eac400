"""Reads a file of any form into a plain one. Run as a process of its own, with nothing but the standard library.

Whatever is in the file, it costs this process its memory and time, and the bot waits no longer than it chose to.
"""
