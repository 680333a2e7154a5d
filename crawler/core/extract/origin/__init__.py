"""Who published an article first, and whose reports it rests on."""
