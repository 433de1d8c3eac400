"""Nudges (поводы): what each client, deal and invoice asks of its keeper today, one module per kind."""
