"""What the views read of the store: rows, with no judgement in them."""
