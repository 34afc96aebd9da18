"""Odd values under every key of settings files and documents: the program never crashes, and every error has a message.

OFICIO_SEED=7 OFICIO_VALUES=40 python3 -m unittest …  tries other combinations, and more of them.
"""
import os
import pathlib
import random
import re
import shutil
import subprocess
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor

from environment import SEED, VALUES
from odd_site import BASE, FILES, ODD, keys
from series import PROGRAM

MEMORY = '/dev/shm' if os.path.isdir('/dev/shm') else None


class Values(unittest.TestCase):
    def run_it(self, folder, number, files):
        """Runs the program on a site. Returns what is wrong with its answer, or `None`."""
        site = pathlib.Path(folder) / str(number)
        for path, text in files.items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_text(text)
        try:
            # A build checks first, so the long series alone runs `check` as well.
            build = ['build', '--output', str(site / 'output')]
            for command in ([build] if VALUES == 1 else (['check'], build)):
                made = subprocess.run(
                    [PROGRAM, *command, '--site', str(site), '--today', '2026-11-29'], capture_output=True, timeout=60,
                    env={**os.environ, 'XDG_CACHE_HOME': str(site / 'cache')})
                words = (made.stdout + made.stderr).decode('utf-8', 'replace')
                if made.returncode not in (0, 1, 74):
                    return f'{command[0]} ends with {made.returncode}: {words[-300:]}'
                if made.returncode and not re.search(r'(?m)^(error|oficio)[\[:]', words):
                    return f'{command[0]} fails without words: {words[-300:]}'
        except subprocess.TimeoutExpired:
            return 'takes longer than a minute'
        finally:
            shutil.rmtree(site, ignore_errors=True)

    def try_all(self, name):
        text, form, more = FILES[name]
        chance = random.Random(f'{SEED} {name}')
        cases = [text[:start] + value + text[end:] for start, end in keys(text) for value in chance.sample(ODD, VALUES)]
        # Every odd value also stands alone, under each key in turn: in every file in a long series, otherwise in a
        # third of the files, which depends on the seed.
        places = list(keys(text))
        for number, value in enumerate(ODD):
            if VALUES == 1 and (number + list(FILES).index(name) + SEED) % 3:
                continue
            start, end = places[number % len(places)]
            cases.append(text[:start] + value + text[end:])
        with tempfile.TemporaryDirectory(dir=MEMORY) as folder, ThreadPoolExecutor(2) as pool:
            sites = [{**BASE, **more, name: form(case)} for case in cases]
            for case, problem in zip(cases, pool.map(lambda job: self.run_it(folder, *job), enumerate(sites))):
                with self.subTest(case=next((line for line in case.splitlines() if line not in text.splitlines()),
                        '')[:200]):
                    self.assertIsNone(problem)


for _name in FILES:
    setattr(Values, 'test_' + re.sub(r'\W', '_', _name), lambda self, name=_name: self.try_all(name))

if __name__ == '__main__':
    unittest.main()
