"""What publishers may send instead of a good answer: how each kind of fault is made."""
