"""How a site is walked: its requests and pages, what is to be fetched still, and again."""
