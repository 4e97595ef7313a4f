"""Pictures without a browser: laid out as shapes and words, written as SVG, in a font of ours."""
