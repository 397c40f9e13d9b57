"""Asking the register who works with somebody."""
