"""The one place that talks to a chat model: a prompt in, the text of its reply out, every failure with a reason.

Any LangChain chat model by the name "provider:model". Knows nothing of evidence or claims. Nothing is sent anywhere
unless the setting ``model`` names one, and then only to that one.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ingest.errors import IngestError
from ingest.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

LONGEST_REPLY = 20_000
"""Characters of a reply; a longer one has lost its way."""
LOOP = 6
"""Times that the same long line may end a reply before it counts as going round in circles."""
LOOP_CHARACTERS = 24
"""Characters of a line from which it counts as long."""


class ChatModelFailed(IngestError):
    """A chat model gave no usable reply; the message says which model, what happened and what to do."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model said, and the tokens that it counted (None where it does not say)."""

    text: str
    tokens_in: int | None = None
    tokens_out: int | None = None


def configured(settings: Settings) -> BaseChatModel:
    """Return the chat model that the settings name.

    :raises ChatModelFailed: if its provider's package is missing, or it cannot be set up.
    """
    from langchain.chat_models import init_chat_model

    name = settings.model or ""
    options: dict[str, Any] = {"temperature": 0, "timeout": settings.model_seconds, "max_retries": 0}
    if settings.model_url is not None:
        options["base_url"] = settings.model_url
    if settings.model_key is not None:
        options["api_key"] = settings.model_key.get_secret_value()
    try:
        model: BaseChatModel = init_chat_model(name, **options)
    except ImportError as error:
        raise ChatModelFailed(
            f"The chat model {name} needs a package that is not installed ({error}). Install the extra of its "
            "provider, for example: pip install 'inspection-assistant[openai]'"
        ) from error
    except Exception as error:  # providers share no base class of errors; each says why it could not be set up
        raise ChatModelFailed(f"The chat model {name} could not be set up: {_first_line(error)}.") from error
    return model


def ask(model: BaseChatModel, messages: Sequence[tuple[str, str]], seconds: float) -> Reply:
    """Return a model's reply to (role, text) messages, read as it streams.

    :raises ChatModelFailed: if it takes too long, fails, goes round in circles, or says nothing.
    """
    started, text = time.monotonic(), ""
    tokens_in = tokens_out = None
    try:
        for chunk in model.stream(list(messages)):
            text += str(chunk.text)
            usage = chunk.usage_metadata
            if usage:
                tokens_in, tokens_out = usage["input_tokens"], usage["output_tokens"]
            _bound(text, time.monotonic() - started, seconds)
    except ChatModelFailed:
        raise
    except Exception as error:  # providers share no base class of errors: refused, limited, timed out, malformed
        raise ChatModelFailed(f"The chat model did not answer: {_first_line(error)}.") from error
    if not text.strip():
        raise ChatModelFailed("The chat model answered with nothing.")
    return Reply(text, tokens_in, tokens_out)


def _bound(text: str, passed: float, seconds: float) -> None:
    if passed > seconds:
        raise ChatModelFailed(f"The chat model took longer than {seconds:.0f} seconds (setting model_seconds).")
    if len(text) > LONGEST_REPLY:
        raise ChatModelFailed(f"The chat model wrote more than {LONGEST_REPLY:,} characters and was stopped.")
    lines = [line.strip() for line in text.splitlines()[-LOOP - 1 : -1]]
    if len(lines) == LOOP and len(set(lines)) == 1 and len(lines[0]) >= LOOP_CHARACTERS:
        raise ChatModelFailed("The chat model repeated itself and was stopped.")


def _first_line(error: Exception) -> str:
    said = next(iter(str(error).strip().splitlines()), "")[:200].rstrip(".")
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


__all__ = ["ChatModelFailed", "Reply", "ask", "configured"]
