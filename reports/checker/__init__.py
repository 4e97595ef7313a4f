"""Figures in German text beside the claims: text → mentions → known figures → judgements."""
