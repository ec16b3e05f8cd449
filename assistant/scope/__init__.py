"""What a question is about: which schools, which reports, which years, which subjects.

Reads the words of the question, the filters that a person set, and the last turns of the conversation.
Retrieves nothing. What was understood is said in plain words, so that a screen can show it and a person can take any
of it out; where a question may mean several things, it is asked back and not guessed.
"""

from assistant.questions.scoping import QuestionScope, ScopeSchool
from assistant.scope.understanding import understand

__all__ = ["QuestionScope", "ScopeSchool", "understand"]
