"""Questions answered by the sentences that say certain words: each is looked up in every passage in scope.

For a thing that is named, a deed that is done, a proper name, part of a subject. Nothing is ranked by likeness alone: a
sentence either says what is asked for or it does not answer.
"""
