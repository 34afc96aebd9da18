"""A site with attached files, and helpers to build it for the public."""
import json

from private_site import Site


class Attached(Site):
    def publish_all(self, files):
        """The bytes of attached files in a public build by their names, `None` where one is not there."""
        for name, content in files.items():
            self.write(f'recursos/{name}', content)
        links = [
    f'- ![foto {name[0]}](../recursos/{name}) y [enlace {name[0]}](../recursos/{name})\n' for name in files]
        self.write('paginas/a.md', '---\ntítulo: Aviso\n---\n\n' + ''.join(links))
        output = self.build() / 'recursos'
        return {name: (output / name).read_bytes() if (output / name).exists() else None for name in files}

    def publish(self, name, content):
        return self.publish_all({name: content})[name]

    def findings(self):
        lines = self.run_it('check --format json').stdout.splitlines()
        return [found for found in map(json.loads, lines) if found['code'] == 'metadatos-en-adjunto']

    def assert_withheld(self, files):
        """No file is there, the page says so of each in words, and one finding each names the file and the way out."""
        for name, made in self.publish_all(files).items():
            self.assertIsNone(made, name)
        self.assert_hidden(self.root / 'salida')
        page = (self.root / 'salida/paginas/a.html').read_text()
        messages = {}
        for found in self.findings():
            self.assertEqual('warning', found['severity'])
            messages.setdefault(found['file'], []).append(found['message'])
        for name in files:
            with self.subTest(name):
                self.assertIn(f'foto {name[0]} (imagen que no se publica)', page)
                self.assertIn(f'enlace {name[0]} (archivo que no se publica)', page)
                self.assertNotIn(name, page)
                [message] = messages[f'content/recursos/{name}']
                self.assertIn(f'permitir: ["{name}"]', message)

    def assert_published(self, name, content, permitted):
        """The site's permission publishes the file as it is."""
        self.write('site.yaml', f'institución: Prueba\nacceso: público\nrecursos: {{permitir: [{permitted}]}}\n')
        self.assertEqual(content, self.publish(name, content), name)
        self.assertIn('<img', (self.root / 'salida/paginas/a.html').read_text())
        self.assertEqual([], [one for one in self.findings()
                         if one['file'].endswith(name) and one['severity'] != 'note'])
        self.write('site.yaml', 'institución: Prueba\nacceso: público\n')
