"""The one place that talks to a chat model: a prompt in, the text of its reply out, every failure with a reason.

Any LangChain chat model by the name "provider:model". Knows nothing of evidence or claims. Nothing is sent anywhere
unless the setting ``model`` names one, and then only to that one. Nobody waits for it longer than a deadline, whatever
the provider's own client does about time.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from ingest.errors import IngestError
from ingest.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk

OLLAMA = "ollama"
"""The provider whose client takes the time that it may wait under a name of its own, and waits for ever without."""
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


class Deadline:
    """The time that a model may take in all, from when this is made, however often it is asked."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._ends = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds that are left.

        :raises ChatModelFailed: if none are.
        """
        left = self._ends - time.monotonic()
        if left <= 0:
            raise self.missed()
        return left

    def missed(self) -> ChatModelFailed:
        """Return what is told of a model that did not keep it."""
        unit = "second" if self.seconds == 1 else "seconds"
        return ChatModelFailed(f"The chat model took longer than {self.seconds:g} {unit} (setting model_seconds).")


def configured(settings: Settings) -> BaseChatModel:
    """Return the chat model that the settings name.

    :raises ChatModelFailed: if its provider's package is missing, or it cannot be set up.
    """
    from langchain.chat_models import init_chat_model

    name = settings.model or ""
    options: dict[str, Any] = {"temperature": 0, "timeout": settings.model_seconds, "max_retries": 0}
    if name.partition(":")[0].lower() == OLLAMA:
        options["client_kwargs"] = {"timeout": settings.model_seconds}
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


def ask(model: BaseChatModel, messages: Sequence[tuple[str, str]], deadline: Deadline) -> Reply:
    """Return a model's reply to (role, text) messages, read as it streams.

    :raises ChatModelFailed: if it takes too long, fails, goes round in circles, or says nothing.
    """
    text = ""
    tokens_in = tokens_out = None
    with closing(_streamed(model, messages, deadline)) as chunks:
        for chunk in chunks:
            text += str(chunk.text)
            usage = chunk.usage_metadata
            if usage:
                tokens_in, tokens_out = usage["input_tokens"], usage["output_tokens"]
            _bound(text)
    if not text.strip():
        raise ChatModelFailed("The chat model answered with nothing.")
    return Reply(text, tokens_in, tokens_out)


def _streamed(
    model: BaseChatModel, messages: Sequence[tuple[str, str]], deadline: Deadline
) -> Generator[AIMessageChunk]:
    """Yield the pieces of a reply as they come, until the deadline.

    They are read in a thread, which alone is held up by a client that waits for ever: it ends with the program at last.
    """
    said: SimpleQueue[AIMessageChunk | Exception | None] = SimpleQueue()
    left_alone = Event()

    def read() -> None:
        try:
            for chunk in model.stream(list(messages)):
                said.put(chunk)
                if left_alone.is_set():
                    return
            said.put(None)
        except Exception as error:  # noqa: BLE001 # providers share no base class of errors; raised below
            said.put(error)

    Thread(target=read, name="chat model", daemon=True).start()
    try:
        while (piece := _next(said, deadline)) is not None:
            if isinstance(piece, Exception):
                raise ChatModelFailed(f"The chat model did not answer: {_first_line(piece)}.") from piece
            yield piece
    finally:
        left_alone.set()


def _next(
    said: SimpleQueue[AIMessageChunk | Exception | None], deadline: Deadline
) -> AIMessageChunk | Exception | None:
    try:
        return said.get(timeout=deadline.left())
    except Empty:
        raise deadline.missed() from None


def _bound(text: str) -> None:
    if len(text) > LONGEST_REPLY:
        raise ChatModelFailed(f"The chat model wrote more than {LONGEST_REPLY:,} characters and was stopped.")
    lines = [line.strip() for line in text.splitlines()[-LOOP - 1 : -1]]
    if len(lines) == LOOP and len(set(lines)) == 1 and len(lines[0]) >= LOOP_CHARACTERS:
        raise ChatModelFailed("The chat model repeated itself and was stopped.")


def _first_line(error: Exception) -> str:
    said = next(iter(str(error).strip().splitlines()), "")[:200].rstrip(".")
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


__all__ = ["ChatModelFailed", "Deadline", "Reply", "ask", "configured"]
