"""Every program accepts the histories that the program of November 2026 released: see Tests/Frozen/README.md."""
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

PROGRAM = os.environ['PROGRAM']
FROZEN = pathlib.Path(__file__).resolve().parents[1] / 'Frozen'
TODAY = '2026-11-29'
HISTORY_RULES = {'cambios-sin-publicar', 'historial-alterado', 'publicado-sin-fuente', 'bitacora-y-libro',
    'publicacion-interrumpida', 'marca-sin-constancia', 'parte-retenida'}


class Frozen:
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.site = pathlib.Path(folder.name) / 'site'
        shutil.copytree(FROZEN / self.name, self.site)

    def run_it(self, command, *more):
        return subprocess.run([PROGRAM, *command.split(), '--site', self.site, *more], capture_output=True, text=True)

    def test_no_file_was_made_again(self):
        for line in (FROZEN / self.name / 'sha256.txt').read_text().splitlines():
            digest, path = line.split('  ', 1)
            self.assertEqual(digest, hashlib.sha256((FROZEN / self.name / path).read_bytes()).hexdigest(), path)

    def test_the_history_verifies(self):
        verified = self.run_it('verify')
        self.assertEqual(0, verified.returncode, verified.stdout + verified.stderr)

    def test_nothing_is_reported_as_changed(self):
        checked = self.run_it('check', '--format', 'json', '--today', TODAY)
        found = [json.loads(line) for line in checked.stdout.splitlines()]
        self.assertEqual([], [finding for finding in found if finding['code'] in HISTORY_RULES])
        self.assertEqual(0, checked.returncode, checked.stdout)

    def test_addresses_are_kept(self):
        output = self.site.parent / 'output'
        built = self.run_it('build', '--output', output, '--today', TODAY)
        self.assertEqual(0, built.returncode, built.stderr)
        anchors = {}
        for line in (self.site / 'direcciones.txt').read_text().splitlines():
            page, _, anchor = line.partition('#')
            self.assertTrue((output / page).is_file(), page)
            if anchor:
                if page not in anchors:
                    anchors[page] = set(re.findall(r' id="([^"]*)"', (output / page).read_text()))
                self.assertIn(anchor, anchors[page], page)


class Open(Frozen, unittest.TestCase):
    name = 'abierto'

    def test_no_new_signature_is_required(self):
        self.assertEqual(0, self.run_it('receipts verify').returncode)
        report = self.run_it('receipts report', '--format', 'csv', '--today', TODAY).stdout
        signed = [line for line in report.splitlines() if line.startswith('"al día"')]
        self.assertEqual(3, len(signed), report)

    def test_what_was_in_force_is_shown_on_its_day(self):
        for day, version in (('2024-03-01', '1.9'), ('2024-12-31', '1.10'), (TODAY, '1.11'), ('2030-01-01', '1.12')):
            output = self.site.parent / day
            self.assertEqual(0, self.run_it('build', '--output', output, '--today', '2031-01-01', '--as-of',
                day).returncode)
            self.assertIn(f'>{version}<', (output / 'protocolos/constancia.html').read_text(), day)


class Groups(Frozen, unittest.TestCase):
    name = 'grupos'


class Signed(Frozen, unittest.TestCase):
    name = 'firmado'


if __name__ == '__main__':
    unittest.main()
