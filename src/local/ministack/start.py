"""Starts MiniStack, with what it lacks. Each file of this folder is one change to it; answers.py serves several."""

import sys
from pathlib import Path

# Python in isolated mode (-I) does not look for modules beside the program.
sys.path.insert(0, str(Path(__file__).parent))
sys.dont_write_bytecode = True

import alarms  # noqa: E402
import caches  # noqa: E402
import functions  # noqa: E402
import images  # noqa: E402
import late_logs  # noqa: E402
import mails  # noqa: E402
import regions  # noqa: E402
import scaling  # noqa: E402
import schedules  # noqa: E402

for change in (alarms, caches, functions, images, late_logs, mails, regions, scaling, schedules):
    change.apply()

from ministack import app  # noqa: E402

app.main()
