"""A Mappe as a workbook with true numbers."""
