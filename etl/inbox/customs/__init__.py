"""Files of the Chinese customs' online query: trade of provinces of registration by partner."""
