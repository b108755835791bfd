# /// script
# requires-python = ">=3.10"
# dependencies = ["rich==15.0.0"]
# ///
"""Draws what a command prints as an SVG picture for a README.

    uv run src/docs/picture.py src/systems/NAME/pictures/demo.svg npm run demo
    uv run src/docs/picture.py src/systems/NAME/pictures/drill.svg npm run drill -- mapping-off

NAME is the system that these commands take when none is named.

`pipx run` does the same as `uv run`: both install Rich for this one run. The command works on a new local cloud with the
default settings, so the picture shows nothing of your machine, your account or your settings.
A command that fails, or that writes to standard error, gets no picture.
"""

import io
import os
import re
import subprocess
import sys
import tempfile
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).parents[2]
COLUMNS = 120
# Of more lines in a row with the same word at the end ("created"), the picture shows the first ones.
MOST, SHOWN = 6, 4
INKS = ["161b22", "ff8e86", "56d364", "e3b341", "79c0ff", "d2a8ff", "56d4dd", "e6edf3"]
RGB = [tuple(bytes.fromhex(ink)) for ink in INKS]
THEME = TerminalTheme(RGB[0], RGB[7], RGB, RGB)


def printed(command: list[str]) -> str:
    """What the command prints, with its colours. An empty setting counts as none, whatever `.env` says."""
    names = re.findall(r"^# ([A-Z_]+)=", (ROOT / ".env.example").read_text(), flags=re.MULTILINE)
    local = ["node", "--import", "tsx", "scripts/local.ts"]
    with tempfile.TemporaryDirectory() as home:
        env = {name: "" for name in names}
        env |= {"PATH": os.environ["PATH"], "HOME": home, "LANG": "C", "FORCE_COLOR": "1", "LOCAL_CLOUD_HOME": f"{home}/cloud"}
        subprocess.run([*local, "start"], cwd=ROOT, env=env, check=True)
        try:
            quiet = [*command[:2], "--silent", *command[2:]]
            ended = subprocess.run(quiet, cwd=ROOT, env=env, capture_output=True, text=True)
        finally:
            subprocess.run([*local, "stop"], cwd=ROOT, env=env, check=True)
    if ended.returncode or ended.stderr:
        sys.exit(f"{' '.join(command)} ended with {ended.returncode}. It printed:\n{ended.stdout}{ended.stderr}")
    return ended.stdout.rstrip()


def shortened(lines: list[Text]) -> list[Text]:
    kept = []
    for end, group in groupby(lines, lambda line: line.plain.split()[-1] if line.plain.startswith("  ") else line.plain):
        alike = list(group)
        more = len(alike) - SHOWN if end == "created" and len(alike) > MOST else 0
        kept += alike[: SHOWN if more else None]
        kept += [Text(f"  … {more} more lines", style="dim")] if more else []
    return kept


def main(picture: str, *command: str) -> None:
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="standard")
    console.print(Text.assemble(("$ ", "dim"), (" ".join(command), "bold")))
    for line in shortened([Text.from_ansi(line) for line in printed(list(command)).split("\n")]):
        console.print(line, soft_wrap=True)
    svg = console.export_svg(title=" ", theme=THEME, unique_id=Path(picture).stem)
    # Rich asks a web site for its font. A picture in a README must not.
    Path(picture).write_text(re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
