"""Somebody of the directory leaves: the networks that name them are asked who goes on."""
