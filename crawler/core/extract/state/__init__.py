"""The data that a page's script would draw from: found by its shape, read without a browser."""
