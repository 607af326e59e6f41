"""What authors should look at again in their own texts, a module each: what `sources` gathers."""
