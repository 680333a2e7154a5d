"""One module per aggregator; `aggregator.py` takes any site without a profile."""
