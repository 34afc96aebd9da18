"""Releases, withdrawals, attachments and imports in `oficio serve --edit`. Every test runs the program and compares
files byte for byte with the results of the commands."""
import http.client
import re
import shutil
import subprocess
import threading
import time
import unittest

from actions import BASE, Action, do, multipart, opened, review, send
from edit_site import SITE, ActionTest
from editing import PROGRAM

PDF = b'%PDF-1.4\n1 0 obj <</Type/Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n'
PNG = bytes.fromhex('89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8ffff3f'
                    '0005fe02fe0def46b80000000049454e44ae426082')
DAY = '2026-11-21'


def run(site, *words):
    return subprocess.run([PROGRAM, *words, '--site', site, '--today', DAY], check=True, capture_output=True, text=True)


class Release(ActionTest):
    def release(self, doc='puestos/jefe.md', **fields):
        form = self.on('publicar', doc)
        form.fields |= fields
        return review(self.editor, form)

    def test_a_release_is_that_of_the_command(self):
        fields = {'rige': '2026-12-01', 'acto': 'Resolución 5-2026', 'fecha-acto': '2026-11-20',
                  'autoriza': 'Directora\nGerente\n', 'notas': 'Se crea el puesto.'}
        twin = self.root / 'gemelo'
        shutil.copytree(self.site, twin)
        form = self.release(**fields)
        for words in ('Resolución 5-2026, 2026-11-20', 'Directora; Gerente', 'Se crea el puesto.', 'primera versión'):
            self.assertIn(words, form.page)
        self.expect()
        do(self.editor, form)
        run(twin, 'release', 'jefe', '--effective', '2026-12-01', '--act', 'Resolución 5-2026', '--act-date',
            '2026-11-20', '--authorized-by', 'Directora', '--authorized-by', 'Gerente', '--note', 'Se crea el puesto.')
        mine, theirs = self.files(), {str(path.relative_to(twin / 'content')): path.read_bytes()
            for path in (twin / 'content').rglob('*') if path.is_file()}
        self.assertEqual(theirs.keys(), mine.keys())
        # The name of a new index is a random number, which ledgers and settings repeat.
        different = {path for path in mine if mine[path] != theirs[path]}
        self.assertLessEqual(different, {'site.yaml', 'historial/indice', 'historial/puestos/jefe/libro.jsonl'})
        run(self.site, 'verify')

    def test_the_log_is_drafted_and_the_redline_shown(self):
        do(self.editor, self.release(rige='2026-11-01', autoriza='Directora'))
        form = self.editor.form('puestos/jefe.md')
        form.set('v:objective', 'Dirigir la oficina.')
        self.assertEqual(303, self.editor.send(form, 'guardar')[0])
        before = self.files()
        form = self.release(rige='2026-12-01')
        self.assertRegex(form.page, r'<ul class="bitacora"><li>[^<]*Objetivo')
        self.assertIn('Dirigir<ins> la oficina</ins>', form.page)
        self.assertIn('nadie lo dice', form.page)
        self.assertEqual(before, self.files())
        do(self.editor, form)
        run(self.site, 'verify')
        self.assertEqual(2, self.text('historial/puestos/jefe/libro.jsonl').count('\n'))
        page = self.editor.ask(BASE + 'guardados')[2]
        self.assertIn('Publicado: Jefe', page)

    def test_a_release_is_not_undone(self):
        form = self.editor.form('puestos/jefe.md')
        form.set('v:objective', 'Dirigir la oficina.')
        self.assertEqual(303, self.editor.send(form, 'guardar')[0])
        page = self.editor.ask(do(self.editor, self.release(rige='2026-11-01', notas='Se crea el puesto.')))[2]
        self.assertIn('Publicada la versión', page)
        self.assertIn('rige desde el 2026-11-01', page)
        self.assertNotIn('Nada se ha publicado', page)
        self.assertNotIn('Deshacer: abrir', page)
        released = self.files()
        self.assertIn('Se crea el puesto.', self.text('puestos/jefe.md'))
        page = self.editor.ask(BASE + 'guardados')[2]
        item = page[page.index('Publicado: Jefe'):]
        self.assertNotIn('lado=', item[:item.index('</li>')])
        folder = next((self.root / 'estado').rglob('guardados'))
        state, = (file.stem for file in folder.iterdir() if '"publicar"' in file.read_text())
        for side in ('antes', 'despues'):
            form = self.on('restaurar', 'puestos/jefe.md', estado=state, lado=side)
            self.assertIn('lo publicado no se deshace', form.refusal)
            self.assertEqual(200, send(self.editor, form, 'hacer')[0])
        self.assertEqual(released, self.files())
        # An earlier text comes back with the log of the release.
        page = self.editor.ask(BASE + 'versiones?doc=content%2Fpuestos%2Fjefe.md')[2]
        self.assertEqual(3, len(re.findall(r'estado=\w{64}', page)), 'not the text before the release')
        state = re.findall(r'estado=(\w{64})', page)[-1]
        form = self.editor.open(f'{BASE}documento?doc=content%2Fpuestos%2Fjefe.md&estado={state}')
        self.assertEqual('Dirigir.', form.value('v:objective'))
        self.assertEqual(303, self.editor.send(form, 'guardar')[0])
        self.assertIn('Se crea el puesto.', self.text('puestos/jefe.md'))
        self.assertIn('\nDirigir.\n', self.text('puestos/jefe.md'))
        run(self.site, 'check')
        run(self.site, 'verify')

    def test_an_incomplete_draft_says_why_it_is_not_released(self):
        file = self.site / 'content/puestos/jefe.md'
        file.write_text('---\ntítulo: Jefe\nestado: borrador\nvigencia: pronto\n---\n\n## Objetivo\n\nDirigir.\n')
        run(self.site, 'check')
        refusal = self.release(rige='2026-12-01').refusal
        self.assertIn('pronto', refusal)
        self.assertIn('puestos/jefe.md', refusal)

    def test_only_what_was_shown_is_released(self):
        form = self.release(rige='2026-12-01')
        (self.site / 'content/puestos/jefe.md').write_text(SITE['puestos/jefe.md'].replace('Dirigir.', 'Otra cosa.'))
        before = self.files()
        status, _, page = send(self.editor, form, 'hacer')
        self.assertEqual(200, status)
        self.assertIn('ya no es lo que usted vio', page)
        self.assertEqual(before, self.files())
        do(self.editor, Action(page))
        self.assertIn('historial/puestos/jefe/libro.jsonl', self.files())

    def test_the_signed_act_is_kept(self):
        form = self.on('publicar', 'puestos/jefe.md')
        form.fields |= {'rige': '2026-12-01', 'acto': 'Resolución 5'}
        form = review(self.editor, form, {'archivo-acto': ('acto firmado.pdf', PDF)})
        self.assertEqual('acto firmado.pdf', form.fields['archivo-acto.nombre'])
        self.expect()
        do(self.editor, form)
        kept = [text for path, text in self.files().items() if path.endswith('.pdf')]
        self.assertEqual([PDF], kept)
        run(self.site, 'verify')

    def test_refusals(self):
        for fields, words in (({}, 'vigor|rige|vigencia|fecha'), ({'rige': '31/12/2026'}, 'no es una fecha'),
                              ({'rige': '2026-12-01', 'fecha-acto': '2026-11-01'}, 'nombre del acto')):
            self.assertRegex(self.release(**fields).refusal, words, fields)
        form = self.on('publicar', 'puestos/jefe.md')
        form.fields |= {'rige': '2026-12-01', 'acto': 'R'}
        form = review(self.editor, form, {'archivo-acto': ('acto.pdf', b'<script>')})
        self.assertIn('ni una imagen', form.refusal)
        form = self.on('publicar', 'unidades.yaml', n=0)
        form.fields['rige'] = '2026-12-01'
        self.assertIn('no es un documento controlado', review(self.editor, form).refusal)
        self.expect()

    def test_withdrawal(self):
        do(self.editor, self.release(rige='2026-11-01'))
        form = self.on('derogar', 'puestos/jefe.md')
        form.fields |= {'rige': '2026-12-31', 'acto': 'Resolución 9', 'sustituto': 'cajera'}
        before = self.files()
        form = review(self.editor, form)
        self.assertIn('cajera', form.page)
        self.assertEqual(before, self.files())
        do(self.editor, form)
        line = self.text('historial/puestos/jefe/libro.jsonl').splitlines()[-1]
        for words in ('withdrawal', '2026-12-31', 'Resolución 9', 'cajera'):
            self.assertIn(words, line)
        run(self.site, 'verify')


class LongImport(ActionTest):
    def propose(self, rows, timeout):
        """Sends a table for import; the status, or `None` if the client did not wait."""
        form = opened(self.editor, 'importar')
        table = b'titulo;objetivo\n' + b''.join(b'P%d;x\n' % row for row in range(rows))
        body, kind = multipart({**form.fields, 'tipo': 'job', 'accion': 'revisar'}, {'archivo': ('r.csv', table)})
        connection = http.client.HTTPConnection('127.0.0.1', self.editor.port, timeout=timeout)
        try:
            connection.request('POST', form.action, body=body, headers={
                'Host': f'127.0.0.1:{self.editor.port}', 'Cookie': self.editor.cookie, 'Origin': self.editor.origin,
                'Content-Type': kind})
            answer = connection.getresponse()
            answer.read()
            return answer.status
        except TimeoutError:
            return None
        finally:
            connection.close()

    def test_others_save_meanwhile(self):
        # A fast machine may end a short import before the save is sent; only the longest has to outlast one.
        for rows in (400, 1600, 6400, 25600):
            if self.saves_during_import_of(rows):
                return
        self.fail('the save waited for every import')

    def saves_during_import_of(self, rows):
        """Saves a change while a table is being read; whether the import was still running after it."""
        ended = threading.Event()
        sender = threading.Thread(target=lambda: (self.propose(rows, 300), ended.set()))
        sender.start()
        time.sleep(.5)
        objective = f'Otra {rows}.'
        form = self.editor.form('puestos/jefe.md')
        form.set('v:objective', objective)
        self.assertEqual(303, self.editor.send(form, 'guardar')[0])
        running = not ended.is_set()
        self.assertIn(objective, self.text('puestos/jefe.md'))
        sender.join()
        return running

    def test_a_cancelled_proposal_writes_nothing(self):
        started = time.monotonic()
        # A fast machine may answer a short table in time.
        self.assertTrue(any(self.propose(rows, .5) is None for rows in (1600, 6400, 25600)))
        while 'otro archivo' in self.refusal():
            self.assertLess(time.monotonic() - started, 20)
            time.sleep(.3)

    def refusal(self):
        form = opened(self.editor, 'importar')
        return review(self.editor, form, {'archivo': ('a.md', b'# A\n')}).refusal or ''


class Attach(ActionTest):
    def attach(self, file, content, **fields):
        form = opened(self.editor, 'adjuntar')
        form.fields |= fields
        return review(self.editor, form, {'archivo': (file, content)})

    def test_a_file_is_shown_and_then_written(self):
        form = self.attach('Plano de la Oficina.PNG', PNG)
        self.assertEqual('plano-de-la-oficina.png', form.fields['nombre'])
        self.assertIn('![qué muestra](../recursos/plano-de-la-oficina.png)', form.page)
        self.expect()
        do(self.editor, form)
        self.assertEqual(PNG, self.files()['recursos/plano-de-la-oficina.png'])
        self.assertEqual(self.before, {path: text for path, text in self.files().items() if 'recursos' not in path})

    def test_a_replaced_file_can_be_restored(self):
        do(self.editor, self.attach('a.txt', b'uno'))
        file = self.site / 'content/puestos/jefe.md'
        file.write_text(SITE['puestos/jefe.md'] + '\n[Nota](../recursos/a.txt)\n')
        self.assertIn('es el mismo', self.attach('a.txt', b'uno').refusal)
        form = self.attach('a.txt', b'dos')
        self.assertIn('<li>Jefe</li>', form.page)
        do(self.editor, form)
        self.assertEqual(b'dos', self.files()['recursos/a.txt'])
        link = re.search(r'href="([^"]+lado=antes)"', self.editor.ask(BASE + 'guardados')[2])[1].replace('&amp;', '&')
        do(self.editor, Action(self.editor.ask(link)[2]))
        self.assertEqual(b'uno', self.files()['recursos/a.txt'])

    def test_what_is_refused(self):
        for file, content, fields, words in (
                ('x.html', b'<b>', {}, 'ejecutar'), ('x', b'<html>', {}, 'página'),
                ('x.jpg', PNG, {'nombre': 'x.php.jpg'}, 'ejecutar'),
                ('x.png', PNG, {'nombre': '../x.png'}, 'nombre'), ('x.png', PNG, {'nombre': '/x.png'}, 'nombre'),
                ('x.png', PNG, {'nombre': 'a//x.png'}, 'nombre'), ('x.png', PNG, {'nombre': '.htaccess'}, 'nombre'),
                ('x.png', PNG, {'nombre': 'con.png'}, 'nombre'), ('x.png', PNG, {'nombre': '..\\x.png'}, 'nombre'),
                ('x.png', b'', {}, 'elija')):
            self.assertRegex(self.attach(file, content, **fields).refusal, words, file)
        self.expect()
        self.assertFalse((self.root / 'x.png').exists())

    def test_sizes(self):
        self.assertIsNone(self.attach('x.bin', bytes(20 << 20)).refusal)
        self.assertIn('32 MB', self.attach('x.bin', bytes((32 << 20) + 1)).refusal)
        form = opened(self.editor, 'adjuntar')
        form.fields['nombre'] = 'x'
        try:
            self.assertEqual(413, send(self.editor, form, 'revisar', {'archivo': ('x.bin', bytes(34 << 20))})[0])
        except (BrokenPipeError, ConnectionResetError):
            pass  # The server refuses before it has read everything.
        self.expect()

    def test_damaged_bodies(self):
        kind = 'multipart/form-data; boundary=xyz'
        for body, media in ((b'', kind), (b'--xyz', kind), (b'--xyz\r\n\r\n', kind),
                            (b'--xyz\r\nA: b\r\n\r\nx\r\n--xyz--', kind),
                            (b'--xyz\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xff\r\n--xyz--', kind),
                            (b'--xyz--', 'multipart/form-data'),
                            (b'--xyz--', 'multipart/form-data; boundary=' + 'x' * 99)):
            self.assertEqual(400, self.editor.ask(BASE + 'adjuntar', body, Content_Type=media)[0], body)
        self.assertEqual(415, self.editor.ask(BASE + 'adjuntar', b'a=b')[0])
        self.assertEqual(415, self.editor.ask(BASE + 'nuevo', b'--xyz--', Content_Type=kind)[0])
        self.expect()


class Import(ActionTest):
    def word(self):
        """A Word file of a job, as the program exports it."""
        shutil.copytree(self.site, self.root / 'otro')
        (self.root / 'otro/content/puestos/archivista.md').write_text(
            '---\ntítulo: Archivista\ncódigo: AR-07\nreporta a: jefe\n---\n\n'
            '## Objetivo\n\nGuardar los expedientes.\n\n'
            '## Funciones\n\n- Ordenar los expedientes.\n- Prestar los expedientes.\n')
        run(self.root / 'otro', 'export', 'docx', 'archivista', '--output', self.root / 'salida')
        return next((self.root / 'salida').rglob('*.docx')).read_bytes()

    def test_a_word_file_is_shown_and_then_written(self):
        word = self.word()
        form = review(self.editor, opened(self.editor, 'importar'), {'archivo': ('Archivista.docx', word)})
        self.assertIsNone(form.refusal)
        self.expect()
        self.assertIn('Guardar los expedientes.', form.page)
        # The page's policy allows no style within the page, so the report brings a file.
        report = form.page[form.page.index('class="informe"'):]
        self.assertNotRegex(report, r'<style|style="')
        sheet = re.search(r'<link rel="stylesheet" href="([^"]*informe[.]css)">', form.page)[1]
        status, headers, style = self.editor.ask(sheet)
        self.assertEqual((200, 'text/css; charset=utf-8'), (status, headers['Content-Type']))
        self.assertIn('.informe .piece.unplaced', style)
        where = do(self.editor, form)
        self.assertEqual(200, self.editor.ask(where)[0])
        made = {path: text for path, text in self.files().items() if path not in self.before}
        file = self.root / 'Archivista.docx'
        file.write_bytes(word)
        twin = self.root / 'gemelo'
        for path, text in self.before.items():
            (twin / 'content' / path).parent.mkdir(parents=True, exist_ok=True)
            (twin / 'content' / path).write_bytes(text)
        run(twin, 'import', file)
        other = {str(path.relative_to(twin / 'content')): path.read_bytes()
            for path in (twin / 'content').rglob('*') if path.is_file()}
        self.assertEqual({path: text for path, text in other.items() if path not in self.before}, made)

    def test_files_without_a_document_are_refused(self):
        for name, content in (('x.docx', b'PK\x03\x04'), ('x.png', PNG), ('x.docx', b'x' * 100)):
            form = review(self.editor, opened(self.editor, 'importar'), {'archivo': (name, content)})
            self.assertTrue(form.refusal, name)
        self.expect()


if __name__ == '__main__':
    unittest.main()
