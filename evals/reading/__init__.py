"""The reading suite: what is read from reports against gold, by field and format, and noise against hand labels."""
