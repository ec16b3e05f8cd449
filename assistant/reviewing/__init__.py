"""A checked draft as reviewers work on it: kept in the library, decided about, handed back as a file."""
