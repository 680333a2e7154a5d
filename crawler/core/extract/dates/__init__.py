"""When an article was published: every place a page may say it, and how they are weighed."""
