"""Whether evidence bears a claim out, contradicts it, or does not say: a trained reading of both."""

from assistant.checking.entailment.model import CLASSES, Entailment
from assistant.checking.entailment.reader import ReadsPairs, reader_of

__all__ = ["CLASSES", "Entailment", "ReadsPairs", "reader_of"]
