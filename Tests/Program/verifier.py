"""Runs docs/oficio_verify.py. The file is loaded once; every run of it takes place in this process, in a few
milliseconds. An error that it does not handle fails the test that ran it."""
import contextlib
import importlib.util
import io
import pathlib
import subprocess
import sys
from unittest import mock

PATH = pathlib.Path(__file__).resolve().parents[2] / 'docs/oficio_verify.py'


def load():
    spec = importlib.util.spec_from_file_location('oficio_verify', PATH)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MAIN = load().main


def verify(*arguments):
    """Runs the verifier as `oficio_verify.py ARGUMENTS`, and returns its status and what it printed."""
    words, output, errors = [str(PATH), *map(str, arguments)], io.StringIO(), io.StringIO()
    with mock.patch.object(sys, 'argv', words), contextlib.redirect_stdout(output), \
            contextlib.redirect_stderr(errors):
        try:
            status = MAIN()
        except SystemExit as end:
            status = end.code
    return subprocess.CompletedProcess(words, status, output.getvalue(), errors.getvalue())
