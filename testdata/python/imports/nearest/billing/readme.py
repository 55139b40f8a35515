"""A directory at the top of the same name, which holds nothing of what is imported."""
