"""Private keys, registers of receipts, passwords and lists of people in `recursos/` are not copied under any name."""
import json
import unittest

from private_site import PROGRAM, Site

PEM = '-----BEGIN {0}-----\n{1}\n-----END {0}-----\n'


class SecretFiles(Site):
    def setUp(self):
        super().setUp()
        made = self.run_it('key', self.root / 'firma.key')
        self.assertEqual(0, made.returncode, made.stderr)
        self.seed = (self.root / 'firma.key').read_text().strip()
        self.public = next(word for word in (made.stdout + made.stderr).split() if len(word.strip('".,')) == 64).strip(
            '".,')
        self.settings()

    def settings(self, more=''):
        self.write('site.yaml', 'institución: Prueba\nacceso: público\n'
                   f'historial: {{claves: [{{clave: "{self.public}", nombre: Rosa}}]}}\n{more}')

    def attach(self, files):
        for name, content in files.items():
            self.write(f'recursos/{name}', content)
        self.write('paginas/a.md', '# A\n\n' + ''.join(f'- [x](../recursos/{name})\n' for name in files))

    def told(self):
        found = map(json.loads, self.run_it('check --format json').stdout.splitlines())
        return {one['file'].removeprefix('content/recursos/') for one in found if one.get('code') == 'archivo-secreto'}

    def test_secrets_under_any_name(self):
        word = self.canary('secreto')
        register = '{"n":1,"receipt":{"format":"oficio receipt 1","name":"%s"}}\n' % word
        files = {
            'firma.txt': self.seed + '\n', 'nota.md': f'La clave es {self.seed}, no la pierda.\n',
            'mayusculas.txt': self.seed.upper(), 'partida.txt': self.seed[:32] + '\n' + self.seed[32:] + '\n',
            'otra.txt': 'ab' * 32, 'a.txt': PEM.format('OPENSSH PRIVATE KEY', word),
            'b.csv': 'x,y\n' + PEM.format('RSA PRIVATE KEY', word), 'c.json': json.dumps(
                {'private_key': PEM.format('PRIVATE KEY', word)}), 'd.md': f'AGE-SECRET-KEY-1{word.upper()}',
            'e.txt': PEM.format('PGP PRIVATE KEY BLOCK', word), 'f.css': f'PuTTY-User-Key-File-3: {word}',
            'g.txt': PEM.format('ENCRYPTED PRIVATE KEY', word).encode('utf-16'), 'h.json': register,
            'registro.jsonl': register, 'sello.txt': '{"format":"oficio seal 1","head":"%s"}' % word,
            'i.txt': f'DB_HOST=x\nDB_PASSWORD={word}\n', 'j.env': f'X={word}', '.env': f'X={word}',
            'k.csv': f'nombre,documento,puesto\nAna {word},0801-1990-12345,cajero\n',
            'l.pem': b'\x30\x2e\x02\x01\x00\x30\x05' + b'x' * 40,
            'm.bin': b'\xfe\xed\xfe\xed' + word.encode(), 'n.p12': word,
        }
        self.attach(files)
        hidden = {name for name in files if name.startswith('.')}
        self.assertEqual(set(files) - hidden, self.told() - hidden)
        for audience in ('public', 'internal'):
            made = self.run_it(f'build --audience {audience}', '--output', self.root / audience)
            self.assertEqual(1, made.returncode)
            self.assertFalse((self.root / audience).exists())
        # No permission publishes them.
        self.settings('recursos: {permitir: [txt, csv, json, bin, p12, pem, env, jsonl, firma.txt]}\n')
        self.assertEqual(set(files) - hidden, self.told() - hidden)

    def test_a_copy_of_the_register(self):
        (self.site / 'acuses').mkdir()
        text = 'Persona;Día\nAna;3\n'
        (self.site / 'acuses/lista.csv').write_text(text)
        self.attach({'otra.csv': text, 'plana.csv': 'a;b\n1;2\n'})
        self.assertEqual({'otra.csv'}, self.told())

    def test_files_of_the_theme(self):
        """Every file of the site's theme passes the same test, whether a build copies it or joins it with others."""
        word = self.canary('secreto')
        self.settings('tema: propio\n')
        self.write('paginas/a.md', '# A\n')
        files = {'assets/a.txt': PEM.format('OPENSSH PRIVATE KEY', word), 'assets/b/c.env': f'X={word}',
                 'styles/d.css': f'AGE-SECRET-KEY-1{word.upper()}', 'assets/e.woff2': self.seed,
                 'assets/f.csv': f'nombre,documento,puesto\nAna {word},0801-1990-12345,cajero\n'}
        for name, content in files.items():
            self.write(f'../themes/propio/{name}', content)
        self.assertEqual({f'themes/propio/{name}' for name in files}, self.told())
        for audience in ('public', 'internal'):
            made = self.run_it(f'build --audience {audience}', '--output', self.root / audience)
            self.assertEqual(1, made.returncode)
            self.assertFalse((self.root / audience).exists())

    def test_other_files_are_published(self):
        files = {
            'publica.txt': self.public + '\n', 'huella.txt': 'ab' * 32 + '  plano.pdf\n', 'cert.txt': PEM.format(
                'CERTIFICATE', 'MIIB'), 'pub.txt': PEM.format('PUBLIC KEY', 'MIIB'),
            'a.csv': 'nombre,puesto\nAna,cajero\n',
            'e.csv': 'nombre,puesto,documento\nActa,cajero,F-12\n',
            'b.css': 'p { color: red }\n', 'c.md': 'La clave privada (PRIVATE KEY) la guarda la Secretaría.\n',
            'd.txt': 'PASO=1\n',
        }
        self.attach(files)
        self.assertEqual(set(), self.told())
        output = self.build()
        for name in files:
            self.assertTrue((output / 'recursos' / name).exists(), name)


if __name__ == '__main__':
    unittest.main()
