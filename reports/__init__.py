"""What leaves the screen: documents made of answers, and the check of figures in the text of others."""
