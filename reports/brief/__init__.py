"""The monthly brief as a file: one HTML file and one page of PDF."""
