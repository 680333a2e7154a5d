"""The page that answers at 3 a.m.: what broke, since when, what changed.

One way for every view: `queries` read rows, `views` make numbers and words of them, `templates`
show them, twice from the same code: as files after each run, and by a server that only reads.
"""
