"""A folder of the project that is named like a library hides it from nobody."""
