"""What stands out in official series, and what people want to be told of or no longer."""
