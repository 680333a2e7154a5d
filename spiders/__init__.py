"""One module per aggregator; `aggregator.py` takes any site without a profile.

To add a site, run `scrapy newsite URL`. It writes a module such as `yemeni_windows.py`, and saved
pages for its test in `tests/sites/`. Read both, then run `pytest tests/sites`.
"""
