"""Which script a letter is of, and which language a text speaks: what `language` compares."""
