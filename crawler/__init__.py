"""Rasid: the machinery of a crawl that knows nothing of any single site."""

import os

# Nothing here multiplies matrices, and numpy would start a thread for each core when it is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# No other package changes how articles are checked; to look for one reads what all of them say.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

__version__ = "0.1.0"
