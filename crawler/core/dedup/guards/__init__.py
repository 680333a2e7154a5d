"""Guards that keep two issues of one template apart, however alike their words are."""
