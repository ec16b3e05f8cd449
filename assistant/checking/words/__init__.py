"""What stands in a text, word for word: its words with their places, its numbers, and how it was changed into another.

Reads and lays texts beside one another; what two of them have to do with each other in meaning is for `comparisons`.
"""
