"""Sites whose released documents are marked as internal later."""
import json

from private_site import Site
from verifier import verify

CONTROL = 'versión: "01"\nvigencia: 2026-01-01\n'
STEPS = '## Pasos\n\n1. Saludar a quien llega.\n2. Pedir el recibo.\n'


def protocol(title='Cobro', front='', body=''):
    return f'---\ntítulo: {title}\n{CONTROL}{front}---\n\n{STEPS}\n{body}'


def job(title, body, front=''):
    return f'---\ntítulo: {title}\n{front}---\n\n## Objetivo\n\n{body}\n'


def manual(members):
    return f'---\ntítulo: Manual\n{CONTROL}miembros: [{members}]\n---\n\n## Presentación\n\nx\n'


class MarkedSite(Site):
    def delete(self, path):
        (self.site / 'content' / path).unlink()

    def findings(self, code='marca-sin-constancia'):
        lines = self.run_it('check --format json').stdout.splitlines()
        return [found for found in map(json.loads, lines) if found['code'] == code]

    def do(self, command, day, *more):
        made = self.run_it(command, *more, today=day)
        self.assertEqual(0, made.returncode, made.stdout + made.stderr)
        return made

    def withdraw(self, document, day='2026-02-01'):
        self.do(f'release {document} --withdraw --effective {day} --note fin', day)

    def assert_sound(self):
        """The history is as the program wrote it, also for the verifier in Python."""
        self.do('verify', '2026-11-29')
        made = verify(self.site)
        self.assertEqual(0, made.returncode, made.stdout + made.stderr)

    def assert_public(self, output, place):
        self.assertTrue(self.canary.found(output, [place]), f'{place} is not public any more')

    def assert_recorded(self, name, path, *others):
        """The source at `path` has a mark that only it knows: it is told, recorded and lasts without the source."""
        self.assert_hidden(self.build(), ['secreto'])
        found = [one for one in self.findings() if one['file'] == f'content/{path}']
        self.assertEqual(1, len(found), found)
        self.assertIn(f'oficio release {name} --mark-internal', json.dumps(found, ensure_ascii=False))
        self.do(f'release {name} --mark-internal', '2026-03-01')
        self.assertEqual([], self.findings())
        self.assert_sound()
        again = self.run_it(f'release {name} --mark-internal', today='2026-03-01')
        self.assertEqual(1, again.returncode, again.stdout)
        for other in (path, *others):
            self.delete(other)
        self.assert_hidden(self.build(), ['secreto'])
        self.assertEqual([], self.findings())
