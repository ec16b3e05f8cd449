"""LangChain's textbook pipeline, with the same embedding model: baseline (a) of every retrieval figure.

PyPDFLoader → RecursiveCharacterTextSplitter 1000/200 → HuggingFaceEmbeddings → Chroma → ``as_retriever``, as its
tutorials write it. Judges nothing. Its packages are the dependency group "bench"; without them `missing` says so.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from ingest.embedding import packaged_model

Place = tuple[str, int]
"""A file's name and a page, counted from 1."""
_PACKAGES = ("langchain_chroma", "langchain_community", "langchain_huggingface", "langchain_text_splitters")


def missing() -> str:
    """Return why the textbook pipeline cannot run here; empty where it can."""
    lacking = [name for name in _PACKAGES if find_spec(name) is None]
    return f"{', '.join(lacking)} not installed; `make bench` adds them." if lacking else ""


def retriever(files: Sequence[Path], k: int) -> Callable[[str], list[Place]]:
    """Read the files, and return what gives the pages of the `k` nearest chunks for a question, best first.

    :raises ImportError: if a package of the group "bench" is not installed.
    """
    from langchain_chroma import Chroma
    from langchain_community.document_loaders import PyPDFLoader
    from langchain_huggingface import HuggingFaceEmbeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    embeddings = HuggingFaceEmbeddings(model_name=str(packaged_model()), model_kwargs={"device": "cpu"})
    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    store = Chroma(collection_name=f"textbook-{uuid.uuid4().hex}", embedding_function=embeddings)
    for file in files:
        store.add_documents(splitter.split_documents(PyPDFLoader(str(file)).load()))
    found = store.as_retriever(search_kwargs={"k": k})

    def places(question: str) -> list[Place]:
        return [(Path(chunk.metadata["source"]).name, chunk.metadata["page"] + 1) for chunk in found.invoke(question)]

    return places
