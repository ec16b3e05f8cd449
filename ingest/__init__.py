"""Documents in: from a file to the library.

Knows nothing of questions, answers or screens; those belong to `assistant`.
"""

import sys

if sys.platform == "win32":  # locks and the limits of the reading process are those of POSIX
    raise SystemExit(
        "This program runs on Linux and macOS. On Windows, install the Windows Subsystem for Linux (wsl --install) and "
        "run it there."
    )
