"""What leaves a run: parts of the feed, the ledger, progress. None of it changes an article."""
