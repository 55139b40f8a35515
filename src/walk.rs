//! Finds files.
