"""How near a single sentence comes to answering a question: likeness, rarity of words, what it states, its direction.

Weighs sentences; whether those of a school suffice as an answer is told in `sufficiency`, and `evidence` chooses.
"""
