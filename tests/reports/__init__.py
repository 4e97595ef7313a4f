"""Promises of the documents and of the Mappe they are made from."""
