"""What is wrong with a command line, as findings: in the user's language, with the way out."""

from __future__ import annotations

import re
from difflib import get_close_matches

import click

from tracker.cli.common import Wrong
from tracker.findings import at
from tracker.model import Finding, Text

_EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)$", re.DOTALL)


def finding_of(error: click.ClickException) -> Finding:
    """The finding for an error of the parser or of a value."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = context.command_path if context is not None else "tracker"
    if isinstance(error, click.NoSuchOption):
        options = [name for p in context.command.params for name in p.opts] if context is not None else []
        near = get_close_matches(error.option_name, options, 2) or options
        return at("option-unknown", None, name=error.option_name, near=" ".join(near), command=command)
    if isinstance(error, click.NoSuchCommand):
        known = _commands(context)
        near = get_close_matches(error.command_name, known, 2) or known
        return at("command-unknown", None, name=error.command_name, near=" ".join(near), command=command)
    if isinstance(error, click.MissingParameter):
        return at("parameter-missing", None, name=_name(error), command=command)
    if isinstance(error, click.BadParameter):
        return at("value-invalid", None, name=_name(error), why=_why(error), command=command)
    if isinstance(error, click.BadOptionUsage):
        return at("value-missing", None, name=error.option_name, command=command)
    extra = _EXTRA.match(error.format_message())
    if extra is not None:
        return at("argument-extra", None, name=extra[1], command=command)
    return at("usage-wrong", None, why=error.format_message(), command=command)


def _commands(context: click.Context | None) -> list[str]:
    if context is None or not isinstance(context.command, click.Group):
        return []
    return context.command.list_commands(context)


def _name(error: click.BadParameter) -> str:
    """The option as it is typed, the argument as the help shows it."""
    if error.param_hint is not None:
        return error.param_hint if isinstance(error.param_hint, str) else " ".join(error.param_hint)
    if error.param is None:
        return "—"
    return error.param.opts[-1] if isinstance(error.param, click.Option) else error.param.make_metavar(_context(error))


def _context(error: click.BadParameter) -> click.Context:
    return error.ctx if error.ctx is not None else click.Context(click.Command("tracker"))


def _why(error: click.BadParameter) -> Text:
    """In both languages where the type of the value is one of those used here; else as the parser says it."""
    if isinstance(error, Wrong):
        return error.text
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        choices = [str(choice) for choice in kind.choices]
        return {"ar": f"المقبول: {'، '.join(choices)}", "en": f"it can be: {', '.join(choices)}"}
    if isinstance(kind, click.IntRange):
        return {
            "ar": f"المقبول عدد صحيح من {kind.min} إلى {kind.max}",
            "en": f"a whole number from {kind.min} to {kind.max} is expected",
        }
    if isinstance(kind, click.types.IntParamType):
        return {"ar": "المقبول عدد صحيح", "en": "a whole number is expected"}
    if isinstance(kind, click.DateTime):
        return {"ar": f"المقبول بالصيغة {kind.formats[0]}", "en": f"it is written as {kind.formats[0]}"}
    if isinstance(kind, click.Path) and not kind.dir_okay:
        return {"ar": "هو مجلد وليس ملفاً", "en": "it is a directory, not a file"}
    if isinstance(kind, click.Path) and not kind.file_okay:
        return {"ar": "هو ملف وليس مجلداً", "en": "it is a file, not a directory"}
    return {"ar": error.message, "en": error.message}
