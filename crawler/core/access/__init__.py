"""What may be asked of a host, and when: robots.txt, private hosts, pauses, terms of use."""
