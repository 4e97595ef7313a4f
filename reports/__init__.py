"""What leaves the screen: documents made of answers; and the check of what others wrote."""
