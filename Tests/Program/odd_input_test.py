"""Input that programs read differently: foreign folders, invisible characters, footnotes, a request with two lengths.
"""
import json
import shutil
import socket
import subprocess
import time
import unittest

from hostile_site import JOB, PAGE, HostileCase
from series import PROGRAM


class Places(HostileCase):
    def test_a_foreign_folder_is_refused(self):
        self.write({'content/paginas/aviso.md': PAGE.format('Hola.')})
        for place in ('/srv', '/mnt', '/media', '/var/www'):
            made = self.call('build', '--output', place)
            self.assertEqual(74, made.returncode, place)
            self.assertIn('es una carpeta del sistema o de una persona', made.stderr)
        for files in ('index.html', 'otros/uno/a.txt', 'vacía/'):
            shutil.rmtree(self.output, ignore_errors=True)
            path = self.output / files
            path.parent.mkdir(parents=True)
            path.mkdir() if files.endswith('/') else path.write_text('ajeno')
            made = self.build()
            self.assertEqual(74, made.returncode, files)
            name = files.split('/')[0]
            self.assertIn(f'no es una carpeta de Oficio y ya guarda «{name}»; la primera vez, vacíela', made.stderr)
            self.assertEqual([name], [path.name for path in self.output.iterdir()])

    def test_empty_and_own_folders_are_used(self):
        self.write({'content/paginas/aviso.md': PAGE.format('Hola.')})
        self.output.mkdir()
        for name in ('.git', '.well-known', 'lost+found'):
            (self.output / name).mkdir()
        self.assertEqual(0, self.build().returncode)
        (self.output / 'ajeno.txt').write_text('ajeno')
        self.assertEqual(0, self.build().returncode)
        self.assertEqual('ajeno', (self.output / 'ajeno.txt').read_text())

    def test_an_export_goes_into_the_folder_that_it_names(self):
        self.write({'content/puestos/uno.md': JOB.format('Uno'), 'content/puestos/dos.md': JOB.format('Dos')})
        folder = self.root / 'entregas'
        for name in ('uno', 'dos'):
            made = self.call('export', 'html', name, '--output', str(folder))
            self.assertEqual(0, made.returncode, made.stderr)
        self.assertEqual(['dos.html', 'uno.html'], sorted(path.name for path in folder.iterdir()))
        self.assertEqual(0, self.call('export', 'html', 'uno', '--output', str(self.root / 'nuevo.html')).returncode)
        self.assertTrue((self.root / 'nuevo.html').is_file())
        (self.root / 'notas').write_text('ajeno')
        for path in ('notas', 'otro.docx', 'otro.pdf'):
            made = self.call('export', 'html', 'uno', '--output', str(self.root / path))
            self.assertEqual(64, made.returncode, path)
            self.assertIn('no es una carpeta ni termina en «.html»', made.stderr)
        self.assertEqual('ajeno', (self.root / 'notas').read_text())


class Characters(HostileCase):
    def test_invisible_characters_are_reported(self):
        for code in (0xE0041, 0x3164, 0x180E, 0xFFF9, 0x2800, 0x061C, 0x200E, 0x200F, 0x115F, 0xFFA0, 0x034F, 0x206A,
                     0x1D173, 0xE0100):
            made = self.check({'content/paginas/aviso.md': PAGE.format(f'Uno{chr(code)} dos.')})
            with self.subTest(code=hex(code)):
                self.assert_warning(made, 'caracter-invisible', 'content/paginas/aviso.md:5:4')
                self.assertIn(f'U+{code:04X}', made.stdout)
        made = self.check({'content/paginas/aviso.md': PAGE.format('⚠️ ❤️ 1️⃣ co\u00ADma 한국어 ሰላም ⠓ مرحبا 🎵.')})
        self.assertNotIn('caracter-invisible', made.stdout)

    def test_styled_letters_look_like_plain_ones(self):
        for name in ('ｃajero', '𝐜ajero', 'ⓒajero', 'ϲajero'.replace('ϲ', 'с')):
            made = self.check({'content/puestos/cajero.md': JOB.format('Cajero'),
                f'content/puestos/{name}.md': JOB.format('Otro')})
            with self.subTest(name=name):
                self.assert_error(made, 'ids-parecidos', f'--> content/puestos/{name}.md')

    def test_more_names_of_devices(self):
        for name in ('com¹', 'LPT³', 'conin$', 'CONOUT$'):
            made = self.check({f'content/paginas/{name}.md': PAGE.format('x')})
            self.assertEqual(1, made.stdout.count('advertencia[nombre-no-portable]'), name + made.stdout)

    def test_a_value_that_is_all_comment(self):
        made = self.check({'content/puestos/uno.md': JOB.format('Uno\nsalario: #5')})
        self.assert_warning(made, 'valor-cortado', 'content/puestos/uno.md:3:9')
        self.assertIn('\\"#5\\"', self.call('check', '--format', 'json').stdout)
        made = self.check({'content/puestos/uno.md': JOB.format('Uno\nsalario: # falta\nclase:')})
        self.assertNotIn('valor-cortado', made.stdout)


class Footnotes(HostileCase):
    def test_a_note_of_one_word(self):
        body = 'Nota[^1] y otra[^dos], y *más*[^3].\n\n[^1]: Pub.\n\n[^dos]:\nIbid.\n[^3]: <Ley> "x"\n'
        self.write({'content/puestos/uno.md': f'---\ntítulo: Uno\n---\n\n## Objetivo\n\n{body}',
            'content/protocolos/dos.md': f'---\ntítulo: Dos\n---\n\n## Objetivo\n\nVer.\n\n## Aparte\n\n{body}'})
        made = self.build()
        self.assertEqual(0, made.returncode, made.stdout + made.stderr)
        page = (self.output / 'puestos/uno.html').read_text()
        self.assertEqual(3, page.count('role="doc-noteref"'))
        self.assertRegex(page, r'doc-backlink">1\.</a> Pub\.')
        for name, place in (('puestos', 'fields'), ('protocolos', 'sections')):
            [record] = json.loads((self.output / f'datos/{name}.json').read_text())['records']
            text = json.dumps(record[place], ensure_ascii=False)
            self.assertNotIn('[^', text)
            for words in ('Nota y otra, y más.', 'Pub.', 'Ibid.', 'Ley'):
                self.assertIn(words, text)
        index = ''.join(path.read_text() for path in (self.output / 'buscar').glob('t-*.js'))
        self.assertIn('Nota y otra', index)
        self.assertNotIn('[^', index)

    def test_text_that_resembles_a_note_stays(self):
        self.write({'content/paginas/aviso.md': PAGE.format(
            'Busque [^abc] y vea[^1] `[^1]: x`.\n\n[^1]: https://ejemplo.org/ley\n\n[ley]: https://a.example/\n\n'
            'La [ley].')})
        made = self.build()
        self.assertEqual(0, made.returncode, made.stdout + made.stderr)
        page = (self.output / 'paginas/aviso.html').read_text()
        self.assertIn('[^abc]', page)
        self.assertIn('href="https://ejemplo.org/ley"', page)
        self.assertIn('<code>[^1]: x</code>', page)
        self.assertIn('href="https://a.example/"', page)

    def test_time_grows_with_the_notes(self):
        def seconds(count):
            marks = '\n'.join(f'a[^n{n}]' for n in range(count))
            notes = '\n\n'.join(f'[^n{n}]: n{n}' for n in range(count))
            self.write({'content/protocolos/uno.md': f'---\ntítulo: Uno\n---\n\n## Notas\n\n{marks}\n\n{notes}\n'})
            made = self.build(before=self.seconds(60), timeout=600)
            self.assertEqual(0, made.returncode, made.stderr)
        seconds(6000)


class Lengths(HostileCase):
    def test_a_request_of_two_lengths_is_refused(self):
        self.write({'content/paginas/aviso.md': PAGE.format('Hola.')})
        with socket.create_server(('127.0.0.1', 0)) as free:
            port = free.getsockname()[1]
        server = subprocess.Popen([PROGRAM, 'serve', '--site', str(self.site), '--port', str(port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(server.wait)
        self.addCleanup(server.terminate)

        def ask(headers):
            for _ in range(100):
                try:
                    connection = socket.create_connection(('127.0.0.1', port), timeout=10)
                    break
                except ConnectionRefusedError:
                    time.sleep(0.1)
            with connection:
                connection.sendall(f'GET / HTTP/1.1\r\nHost: localhost:{port}\r\n{headers}\r\n'.encode() + b'hello!')
                answer = b''
                while chunk := connection.recv(65536):
                    answer += chunk
                    if b' 200 ' in answer[:16] and b'</html>' in answer:
                        return answer, False
                return answer, True
        for headers in ('Content-Length: 5\r\nContent-Length: 6\r\n', 'Content-Length: 5\r\ncontent-length: 5\r\n'
                'Content-Length: 6\r\n', 'Content-Length: 5, 6\r\n',
                'Content-Length: 6\r\nTransfer-Encoding: chunked\r\n'):
            answer, isClosed = ask(headers)
            with self.subTest(headers=headers):
                self.assertRegex(answer[:12], rb'HTTP/1.[01] 400')
                self.assertTrue(isClosed)
        answer, _ = ask('Content-Length: 6\r\nContent-Length: 6\r\nConnection: close\r\n')
        self.assertEqual(b'HTTP/1.1 200', answer[:12])


if __name__ == '__main__':
    unittest.main()
