"""Figures in German text, compared with the claims: text → mentions → known figures → judgements."""
