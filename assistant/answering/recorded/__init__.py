"""Answers that stand in a report's record: figures, next steps, roles, dates, surveys, the section behind a grade.

Each module is one route: it says whether a question asks for what the record holds, and then gives the record's own
words with their places. A route that finds nothing leaves the question to retrieval; none of them guesses.
"""

from assistant.answering.recorded.reasons import asks_why
from assistant.answering.recorded.route import RecordLookup
from assistant.answering.recorded.routes import judged, routed
from assistant.answering.recorded.surveys import asked_for as asks_surveys
from assistant.answering.recorded.surveys import route as surveyed

__all__ = ["RecordLookup", "asks_surveys", "asks_why", "judged", "routed", "surveyed"]
