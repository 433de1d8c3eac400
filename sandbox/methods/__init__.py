"""The Bot API methods, a module per kind of thing they do. Importing the package registers them."""

from sandbox.methods import about_bot, chats, copying, editing, reading, sending
from sandbox.methods.registry import Call, Handler, handler_of

__all__ = ["Call", "Handler", "about_bot", "chats", "copying", "editing", "handler_of", "reading", "sending"]
