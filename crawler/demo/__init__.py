"""The embedded aggregator: a news site of invented stories on loopback, for demo and tests."""
