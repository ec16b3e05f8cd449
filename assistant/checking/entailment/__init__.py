"""Whether evidence bears a claim out, contradicts it, or does not say: a trained reading of both."""

from assistant.checking.entailment.model import CLASSES, Entailment

__all__ = ["CLASSES", "Entailment"]
