"""The pages of articles as they were received: WARC files that are complete before their rows."""
