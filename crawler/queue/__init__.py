"""Many machines: Procrastinate hands out "crawl this site" on the store's own PostgreSQL.

Nothing here keeps two crawls of a site apart for certain: that does the lock which each crawl holds
itself. The queue only sees to it that they seldom meet.
"""
