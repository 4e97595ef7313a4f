"""What is known of a firm, in a minute: looked for by name, LEI or a letter; told part by part."""
