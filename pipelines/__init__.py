"""One step per module, verb and object; their order stands in `crawler/settings.py`."""
