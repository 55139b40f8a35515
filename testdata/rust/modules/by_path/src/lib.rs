//! Nothing leads from a file to a library but a module that has a path of its own.
mod asks;
