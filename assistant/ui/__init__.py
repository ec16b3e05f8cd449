"""The web application's screens: one module a tab; no logic beyond showing."""

from assistant.ui.no_stubs import install

install()
