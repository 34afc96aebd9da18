"""What the Python tests read from their environment: the material outside the repository, the seed, the lengths of
random series.

    OFICIO_MATERIAL   folder of the material (../shared beside the project)
    OFICIO_SEED       seed of random series (1), which every suite that reads this file prints
    OFICIO_STEPS      steps of a random series of edits (40)
    OFICIO_KILLS      how often builds and releases are killed (25)
    OFICIO_FILES      files of the largest folder (20,000)
    OFICIO_DAMAGES    damaged sites (60)
    OFICIO_DOCUMENTS  random documents (30)
    OFICIO_REQUESTS   random requests to the editor (10,000)
    OFICIO_VALUES     odd values tried for each key of a settings file (1)
"""
import os
import pathlib
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
MATERIAL = pathlib.Path(os.environ.get('OFICIO_MATERIAL', ROOT.parent / 'shared')).resolve()
SEEDS_SITE = MATERIAL / 'seeds-site'
# The folder of the test programs, beside the tested program.
PROBES = pathlib.Path(os.environ.get('PROGRAM', ROOT / '.build/debug/oficio')).parent


def number(name, usual):
    return int(os.environ.get(f'OFICIO_{name}', usual))


SEED = number('SEED', 1)
STEPS = number('STEPS', 40)
KILLS = number('KILLS', 25)
FILES = number('FILES', 20_000)
DAMAGES = number('DAMAGES', 60)
DOCUMENTS = number('DOCUMENTS', 30)
REQUESTS = number('REQUESTS', 10_000)
VALUES = number('VALUES', 1)
print(f'OFICIO_SEED={SEED}', file=sys.stderr)


def present(folder):
    """Whether a folder of the material is present. If not, prints that, and raises an error if CI is set."""
    if folder.is_dir():
        return True
    if os.environ.get('CI'):
        raise FileNotFoundError(f'{folder} is absent, and CI is set')
    print(f'LEFT OUT: tests that need {folder}, which is absent', file=sys.stderr)
    return False


def needs(folder):
    """Decorates a test that reads a folder of the material; the test is skipped if the folder is absent (see
    `present`)."""
    return unittest.skipUnless(present(folder), f'{folder} is absent')
