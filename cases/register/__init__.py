"""The county's register of clients: who is in it already, and making two records one."""
