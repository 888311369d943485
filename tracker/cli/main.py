"""The command line: parses, calls, prints. Command modules are imported only when their command is asked for."""

from __future__ import annotations

import errno
import importlib
import io
import os
import signal
import sys
import threading
import traceback
from pathlib import Path
from typing import TextIO

import click

from tracker import __version__

EXIT_UNUSABLE = 2
EXIT_LOCKED = 3
EXIT_BUG = 70
_OUTPUT_GONE = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EFBIG)

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("project:init", "Make the smallest project that runs."),
    "extract": ("extract:extract", "Read orders and propose obligations."),
    "register": ("register:register", "The reviewed obligations."),
    "units": ("register:units", "Who owes reports."),
    "template": ("followup:template", "Write the follow-up workbook to send out."),
    "ingest": ("followup:ingest", "Take status sheets in, every row accounted for."),
    "decide": ("decide:decide", "Record what an official decided about a duty."),
    "check": ("check:check", "Assess every duty."),
    "explain": ("check:explain", "Show one assessment whole."),
    "report": ("report:report", "Write the Excel and the HTML report."),
    "alert": ("alert:alert", "Send deadline alerts."),
    "run": ("run:run", "Ingest, check, report and alert under one lock: what cron calls."),
    "schedule": ("run:schedule", "Show the cron line."),
    "calendar": ("calendar:calendar", "Count days, list holidays, resolve expressions of time."),
    "doctor": ("project:doctor", "Check the project and its store."),
    "schema": ("project:schema", "Print the JSON Schema of an input or output."),
}


class LazyGroup(click.Group):
    """Knows its commands' names and one-line helps without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command = getattr(importlib.import_module(f"tracker.cli.{module}"), name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="tracker")
def cli() -> None:
    """Turn orders into dated duties, read what was reported on them, and say what was carried out."""


def main() -> None:
    """Run the command line and leave with an exit code of the contract (0, 1, 2, 3, 4, 70)."""
    _prepare()
    try:
        with cli.make_context("tracker", sys.argv[1:]) as context:
            cli.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except (click.exceptions.Abort, KeyboardInterrupt):
        sys.exit(130)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(EXIT_UNUSABLE)
    except BrokenPipeError:
        from tracker.cli.common import drop

        drop(sys.stdout, sys.stderr)
        sys.exit(0)
    except Exception as error:  # noqa: BLE001 - where every fault ends; the kinds that are no bugs are told apart
        sys.exit(_end_of(error))


def _prepare() -> None:
    """Text goes out as UTF-8 whatever the locale says, and a file name that is none stops nothing. A termination (the
    machine shuts down, cron gives up) unwinds the program, so that nothing half-written stays behind."""
    sys.stdout, sys.stderr = (stream or _nowhere() for stream in (sys.stdout, sys.stderr))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _terminated)


def _nowhere() -> TextIO:
    """For a stream that was closed before we began (``>&-``)."""
    return Path(os.devnull).open("w", encoding="utf-8")


def _terminated(number: int, _frame: object) -> None:
    sys.exit(128 + number)


def _end_of(error: Exception) -> int:
    """Say what ended the command, and with which exit code. Imported here, so that --help need not wait for it."""
    from tracker.cli.common import drop, overhear, print_findings, spoken_language
    from tracker.findings import Refusal, at
    from tracker.lock import Locked

    if isinstance(error, Refusal):
        print_findings(error.findings, spoken_language())
        return EXIT_UNUSABLE
    if isinstance(error, Locked):
        print_findings([error.finding], spoken_language())
        return EXIT_LOCKED
    if isinstance(error, click.ClickException):
        from tracker.cli.usage import finding_of

        overhear(sys.argv[1:])
        print_findings([finding_of(error)], spoken_language())
        return EXIT_UNUSABLE
    if isinstance(error, OSError) and error.filename is None and error.errno in _OUTPUT_GONE:
        from tracker.files import why

        drop(sys.stdout)
        print_findings([at("output-unwritable", None, why=why(error))], spoken_language())
        return EXIT_UNUSABLE
    traceback.print_exception(error)
    click.echo(
        "\nهذا خطأ في البرنامج لا في بياناتك؛ أرسل النص أعلاه مع الأمر الذي نفذته إلى القائم على البرنامج.\n"
        "This is a fault of tracker, not of your data; send the text above and your command line to its maintainer.",
        err=True,
    )
    return EXIT_BUG


if __name__ == "__main__":
    main()
