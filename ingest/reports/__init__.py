"""Report formats: which one a document is, and what it says in structured form.

One module a format; each says what it recognises and what it extracts. Nothing is guessed: a document that no format
recognises stays a plain document, and a field that is not there stays absent.
"""

from ingest.reports.areas import warm_up
from ingest.reports.dates import parse_dates
from ingest.reports.recognise import ReadReport, read_report

__all__ = ["ReadReport", "parse_dates", "read_report", "warm_up"]
