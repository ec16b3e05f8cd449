"""Routes: ids and numbers are checked before anything is opened, and every response carries its headers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from assistant.ui.routes import disposition
from assistant.ui.security import allowed_names, host_name
from assistant.ui.shell import blocks, build
from ingest.settings import Settings
from tests.ui.scripted import ScriptedBackend

BASE = "http://127.0.0.1:7860"


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> ScriptedBackend:
    return ScriptedBackend(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="module")
def client(backend: ScriptedBackend) -> Iterator[TestClient]:
    with TestClient(build(backend, Settings()), base_url=BASE) as made:
        yield made


@pytest.fixture
def document(backend: ScriptedBackend) -> str:
    return backend.rows()[0].document


def test_health_says_how_many_documents_there_are(client: TestClient) -> None:
    assert client.get("/health").json() == {"status": "ok", "ready": True, "documents": 3}


def test_a_page_is_drawn_once_and_then_kept(client: TestClient, backend: ScriptedBackend, document: str) -> None:
    before = backend.drawn
    first = client.get(f"/page/{document}/2.png?width=480")
    assert first.status_code == 200
    assert first.headers["content-type"] == "image/png"
    assert first.content.startswith(b"\x89PNG")
    assert client.get(f"/page/{document}/2.png?width=480").content == first.content
    assert backend.drawn == before + 1
    assert not list(backend.cache.glob("*.part"))


def test_the_file_of_a_survey_with_suppressed_figures_is_given_to_nobody(
    client: TestClient, backend: ScriptedBackend, document: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = replace(backend.source(document), withheld="Too few answered.")
    monkeypatch.setattr(backend, "source", lambda _: given)
    refused = client.get(f"/documents/{document}")
    assert (refused.status_code, refused.json()["detail"]) == (403, "Too few answered.")


def test_a_page_that_has_not_changed_is_not_sent_again(client: TestClient, document: str) -> None:
    first = client.get(f"/page/{document}/1.png")
    again = client.get(f"/page/{document}/1.png", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert first.headers["cache-control"] == "private, no-cache"


@pytest.mark.parametrize(
    "document_id",
    [
        "0" * 64,
        "0" * 63,
        "A" * 64,
        "..%2f..%2f..%2fetc%2fpasswd",
        "%2e%2e",
        "0" * 64 + "%00",
        "x" * 64,
        "٠" * 64,
    ],
)
def test_an_id_that_the_library_does_not_hold_is_not_found(client: TestClient, document_id: str) -> None:
    assert client.get(f"/page/{document_id}/1.png").status_code == 404
    assert client.get(f"/documents/{document_id}").status_code == 404


@pytest.mark.parametrize("number", ["0", "5", "-1", "999999999999", "1e1", "1.5", "..", "%2e%2e%2f1"])
def test_a_page_number_outside_the_document_is_refused(client: TestClient, document: str, number: str) -> None:
    assert client.get(f"/page/{document}/{number}.png").status_code in {404, 422}


@pytest.mark.parametrize("width", ["1", "801", "100000", "-800", "abc", "1600.0x"])
def test_only_a_few_widths_are_drawn(client: TestClient, document: str, width: str) -> None:
    assert client.get(f"/page/{document}/1.png?width={width}").status_code == 422


def test_the_pdf_opens_in_the_browser_and_can_do_nothing_there(client: TestClient, document: str) -> None:
    response = client.get(f"/documents/{document}")
    assert response.status_code == 200
    assert response.content.startswith(b"%PDF")
    assert response.headers["content-type"] == "application/pdf"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["content-disposition"].startswith('inline; filename="ash-hill-primary-school.pdf"')
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "allow-same-origin" not in policy


def test_part_of_a_pdf_can_be_asked_for(client: TestClient, document: str) -> None:
    response = client.get(f"/documents/{document}", headers={"Range": "bytes=0-3"})
    assert (response.status_code, response.content) == (206, b"%PDF")


@pytest.mark.parametrize("path", ["/", "/health", "/page/x/1.png", "/documents/x", "/nothing", "/theme.css"])
def test_every_response_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "http" not in headers["content-security-policy"]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:7860", "127.0.0.1.evil.example", "10.0.0.1", "", "a b"])
def test_another_host_name_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/health", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "localhost:7860", "127.0.0.1:1", "[::1]:7860", "LOCALHOST"])
def test_names_of_this_machine_are_served(client: TestClient, host: str) -> None:
    assert client.get("/health", headers={"Host": host}).status_code == 200


def test_a_post_from_another_site_is_refused(client: TestClient) -> None:
    post = client.post("/gradio_api/queue/join", json={}, headers={"Origin": "https://evil.example"})
    assert post.status_code == 403
    assert client.post("/gradio_api/queue/join", json={}, headers={"Origin": BASE}).status_code != 403


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/proxy=http://127.0.0.1:1/",
        "/gradio_api/info",
        "/gradio_api/openapi.json",
        "/gradio_api/runs",
        "/gradio_api/deep_link",
        "/monitoring",
        "//gradio_api/info",
        "/gradio_api/call/x",
    ],
)
def test_parts_of_gradio_that_are_not_used_are_closed(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/etc/passwd", "pyproject.toml", "app.py", "https://evil.example/x.png"])
def test_gradio_serves_no_file_of_this_machine(client: TestClient, path: str) -> None:
    assert client.get(f"/gradio_api/file={path}").status_code in {403, 404}


def test_the_page_says_nothing_of_other_sites_that_would_be_fetched(client: TestClient) -> None:
    page = client.get("/").text
    assert "fonts.googleapis" not in page
    assert "cdnjs" not in page


def test_a_file_name_can_neither_break_the_header_nor_leave_a_folder() -> None:
    header = disposition('../a"b\r\nSet-Cookie: x=1/é.pdf', inline=True)
    assert "\r" not in header
    assert "\n" not in header
    assert header.startswith("inline; filename=\"_a_b__Set-Cookie_ x_1__.pdf\"; filename*=UTF-8''")
    assert "/" not in header
    assert disposition("...", inline=False).startswith('attachment; filename="document"')


def test_listening_everywhere_still_refuses_names_of_others() -> None:
    assert "evil.example" not in allowed_names("0.0.0.0")  # noqa: S104
    assert host_name("[::1]:80") == "::1"
    assert host_name("user@host") is None


def test_no_list_acts_when_it_is_left_without_a_choice(backend: ScriptedBackend) -> None:
    config = blocks(backend).config
    lists = {part["id"] for part in config["components"] if part["type"] == "dropdown"}
    heard = {event for wired in config["dependencies"] for id, event in wired["targets"] if id in lists}
    assert heard == {"select", "change"}  # Gradio tells of "input" when a list loses the focus, too
