"""The web application's screens: one module a tab; no logic beyond showing."""
