"""The exports' routes: what is asked for as a download, and nothing else."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.reviewing.review import Review
from assistant.ui.check_routes import router
from tests.ui.scripted import ScriptedBackend


def client_of(tmp_path: Path) -> tuple[TestClient, Review]:
    drafts = ScriptedBackend(tmp_path / "made").drafts
    text = tmp_path / "draft.txt"
    text.write_text("Pupils read widely.")
    review = next(step for step in drafts.check(text, "draft.txt") if isinstance(step, Review))
    app = FastAPI()
    app.include_router(router(drafts))
    return TestClient(app), review


def test_an_export_is_a_download_that_may_load_nothing(tmp_path: Path) -> None:
    client, review = client_of(tmp_path)
    answer = client.get(f"/checks/{review.id}/csv")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith('attachment; filename="draft-checked.csv"')
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "too low <b>everywhere</b>" in answer.text


def test_unknown_drafts_and_forms_are_not_found_and_a_text_carries_no_comments(tmp_path: Path) -> None:
    client, review = client_of(tmp_path)
    for path in (f"{review.id}/exe", f"{'0' * 64}/csv", "..%2f..%2fetc/csv", f"{review.id[:10]}/csv"):
        assert client.get(f"/checks/{path}").status_code == 404
    answer = client.get(f"/checks/{review.id}/docx")
    assert answer.status_code == 422
    assert "is not a Word file, so it cannot carry Word comments" in answer.json()["detail"]
