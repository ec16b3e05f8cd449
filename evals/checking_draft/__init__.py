"""A Word draft about the sample group: 60 sound claims, 20 planted faults, and the key to them."""
