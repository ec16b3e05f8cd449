"""Questions on real Area SEND reports, and how they are answered."""
