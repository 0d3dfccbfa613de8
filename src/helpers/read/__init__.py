"""Reading: files to articles, texts to segments, clues to a publication date."""
