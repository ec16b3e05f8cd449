"""The suite "speed": how fast, how large, and what of it is the model's own time."""
