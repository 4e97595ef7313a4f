"""The web server around the pages: middleware, files, feed."""
