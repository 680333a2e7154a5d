"""Links of a host that lead to the same content: what of an address decides, learned per host."""
