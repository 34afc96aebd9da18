"""`oficio serve --edit --proxy`: who may do what behind a reverse proxy, the audit log, the socket."""
import json
import os
import pathlib
import re
import socket
import stat
import subprocess
import tempfile
import unittest
import urllib.parse

import environment
from editing import PROGRAM, Form
from edit_office import BASE, HIDDEN, HOST, ORIGIN, PERMISSIONS, SITE, Office, Person, UnixConnection, encoded, until, \
    write_permissions, write_site

ROUTES = environment.ROOT / 'Sources/OficioEditor/EditorRoutes.swift'


def routes():
    """The paths of all routes, as the table in the program lists them: those of pages, and those of actions."""
    text = ROUTES.read_text()
    pages = re.findall(r'\b(get|post)\("([\w.]*)", (\.[\w()., ]+?)\) \{', text)
    actions = re.findall(r'\((\w+Action)\.self, (\.\w+\(\.\w+\))\)', text)
    paths = {}
    for file in (environment.ROOT / 'Sources/OficioEditor').rglob('*.swift'):
        for name, path in re.findall(
                r'struct (\w+): (?:Editor|Release)Action \{\n(?:    .*\n)*?    static let path = "([\w-]+)"',
                file.read_text()):
            paths[name] = path
    return [(verb, path, need) for verb, path, need in pages] + [
        (verb, paths[name], need) for name, need in actions for verb in ('get', 'post')]


class OfficeTest(unittest.TestCase):
    options = ()

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.site = self.folder / 'sitio'
        write_site(self.site)
        write_permissions(self.site)
        self.prepare()
        self.office = Office(self.site, self.folder, *self.options)
        self.addCleanup(self.office.stop)
        self.ada, self.lea, self.edo, self.pia, self.arco, self.todo = (
            Person(self.office, name) for name in ('ada', 'lea', 'edo', 'pía', 'arco', 'todo'))

    def prepare(self):
        pass

    def text(self, path):
        return (self.site / 'content' / path).read_text()

    def files(self):
        return {str(file.relative_to(self.site)): file.read_bytes() for file in self.site.rglob('*') if file.is_file()}

    def lines(self):
        return [json.loads(line) for line in self.office.audit.read_text().splitlines()]

    def saved(self, person, path, field='v:objective', value='Otra cosa.'):
        form = person.form(path)
        form.set(field, value)
        status, headers, page = person.send(form)
        self.assertEqual(303, status, page[:500])
        self.assertIn('guardado=1', headers['Location'])


class People(OfficeTest):
    def test_who_is_asking(self):
        def status(*pairs):
            lines = ''.join(f'{name}: {value}\r\n' for name, value in pairs)
            with socket.socket(socket.AF_UNIX) as sock:
                sock.connect(str(self.office.socket))
                sock.sendall(f'GET {BASE} HTTP/1.1\r\nHost: {HOST}\r\n{lines}Connection: close\r\n\r\n'.encode())
                return int(sock.makefile('rb').readline().split()[1])
        name = 'X-Oficio-Persona'
        self.assertEqual(401, status())
        self.assertEqual(401, status((name, '')))
        for value in ('edo', "UTF-8''edo", 'p%C3%ADa', 'pía', "utf-8'es'p%C3%ADa"):
            self.assertEqual(200, status((name, value)), value)
        self.assertEqual(400, status((name, 'edo'), (name, 'ada')))
        self.assertEqual(400, status((name, 'edo'), (name.lower(), 'edo')))
        for value in ('edo,ada', 'edo, ada', 'edo%2Cada', 'ed%00o', 'ed%0Ao', 'a%E2%80%AEb', 'x' * 121, 'edo%',
                      'edo%zz', 'p%EDa', 'edo%2520', "UTF-8'edo", '%20edo'):
            self.assertEqual(400, status((name, value)), value)
        for value in ('nadie', 'Edo', 'EDO', 'edo x'):
            self.assertEqual(403, status((name, value)), value)
        for other in ('X_Oficio_Persona', 'Remote-User', 'X-Oficio-Personas'):
            self.assertEqual(401, status((other, 'ada')), other)

    def test_host_origin_and_session(self):
        self.assertEqual(421, self.edo.ask(BASE, Host='127.0.0.1')[0])
        self.assertEqual(421, self.edo.ask('/', Host='otro.example')[0])
        form = self.edo.form('puestos/cajera.md')
        before = self.files()
        form.set('v:objective', 'Forjado.')
        body = form.body('guardar')
        for headers in ({'Origin': None}, {'Origin': 'http://malo.example'}, {'Origin': 'null'},
                        {'Sec_Fetch_Site': 'cross-site'}, {'Cookie': None}, {'Cookie': 'oficio-sesion=1.2.3'}):
            self.assertIn(self.edo.ask(form.action, body, **headers)[0], (403, 404), headers)
        # The session of one person is none of another's.
        self.pia.form('puestos/cajera.md')
        self.assertIn(self.edo.ask(form.action, body, Cookie=self.pia.cookie)[0], (403, 404))
        self.assertEqual(before, self.files())
        self.assertEqual(303, self.edo.ask(form.action, body)[0])

    def test_a_session_outlives_the_program(self):
        form = self.edo.form('puestos/cajera.md')
        self.office.kill()
        self.assertTrue(self.office.socket.exists(), 'a killed program leaves its socket')
        self.office.start()
        form.set('v:objective', 'Después del corte.')
        self.assertEqual(303, self.edo.send(form)[0])
        self.assertIn('Después del corte.', self.text('puestos/cajera.md'))

    def test_permissions_change_while_it_runs(self):
        self.assertEqual(200, self.edo.page()[0])
        write_permissions(self.site, PERMISSIONS.replace('persona: edo', 'persona: ido'))
        self.assertEqual(403, self.edo.page()[0])
        self.assertEqual(200, Person(self.office, 'ido').page()[0])
        write_permissions(self.site, PERMISSIONS + 'otra: cosa\n')
        for person in (self.ada, self.edo):
            self.assertEqual(403, person.page()[0], 'a damaged file gives nobody permissions')
        self.assertIn('permisos.yaml:15:1', self.office.messages)
        write_permissions(self.site)
        (self.site / 'permisos.yaml').chmod(0o644)
        self.assertEqual(403, self.ada.page()[0], 'a file that others may read gives nobody permissions')
        write_permissions(self.site)
        self.assertEqual(200, self.ada.page()[0])


class Roles(OfficeTest):
    def assertHidden(self, text, words=HIDDEN):
        for word in words:
            self.assertNotIn(word.casefold(), text.casefold())

    def test_every_page_hides_what_one_may_not_read(self):
        for person in (self.lea, self.edo, self.pia):
            for path, query in (
                    ('', {}), ('', {'q': 'zafirina'}), ('guardados', {}),
                    ('documento', {'doc': 'content/puestos/cajera.md'}),
                    ('versiones', {'doc': 'content/puestos/cajera.md'}), ('nuevo', {}), ('reorganizar', {}),
                    ('importar', {}), ('borrar', {'doc': 'content/puestos/cajera.md'}),
                    ('renombrar', {'doc': 'content/puestos/cajera.md'}),
                    ('publicar', {'doc': 'content/puestos/cajera.md'})):
                shown = person.page(path, **query)[2].replace('value="zafirina"', '')
                self.assertHidden(shown)
            for kind in ('ref', 'ref-job', 'ref-job-unit', 'ref-unit', 'valores.job.functions.task', ''):
                for words in ('', 'zaf', 'esmeralda', 'archiv'):
                    status, _, found = person.page(
                        'sugerencias', doc='content/puestos/cajera.md', lista=kind, q=words)
                    self.assertEqual(200, status)
                    self.assertHidden(found)
        self.assertIn('zafirina', self.todo.page()[2])
        self.assertIn('zafirina', self.ada.page()[2])
        self.assertNotIn('azulejo', self.arco.page('', q='azulejo')[2].replace('value="azulejo"', ''))

    def test_pages_of_the_site(self):
        """Every page, table, feed and search file that the site links to, as an editor of another unit sees it."""
        def crawl(person):
            seen, todo, texts = set(), ['/', '/datos/', '/buscar/', '/sitemap.xml', '/buscar/indice.json'], {}
            while todo and len(seen) < 400:
                path = todo.pop()
                if path in seen:
                    continue
                seen.add(path)
                status, headers, text = person.ask(path)
                if status == 301:
                    todo.append(headers['Location'])
                if status != 200:
                    continue
                self.assertIn('script-src \'none\'', headers['Content-Security-Policy'])
                self.assertNotIn('<script', text)
                texts[path] = text
                for link in re.findall(r'(?:href|src)="([^"#?:]+)', text):
                    todo.append(urllib.parse.urljoin(path, link))
            return texts
        texts = crawl(self.edo)
        self.assertGreater(len(texts), 15)
        self.assertTrue(any('azulejo' in text for text in texts.values()))
        for path, text in texts.items():
            for word in HIDDEN:
                self.assertNotIn(word.casefold(), text.casefold(), path)
        hidden = {path: text for path, text in crawl(self.ada).items() if path not in texts}
        self.assertTrue(any('zafirina' in text for text in hidden.values()))
        for path in ['/recursos/lista-secreta.pdf', *hidden]:
            self.assertEqual(404, self.edo.ask(path)[0], path)
        self.assertEqual(200, self.ada.ask('/recursos/lista-secreta.pdf')[0])
        self.assertEqual(404, self.edo.ask('/-oficio/espera?v=-1')[0])

    def test_every_route_of_the_table_by_each_role(self):
        """Who may not do it gets 403 or 404 and changes nothing; for a hidden document as for one that is not there."""
        table = routes()
        self.assertEqual(14 + 2 * 13, len(table), 'the test understands every line of the table')
        before = self.files()
        secret, absent = 'content/puestos/archivera.md', 'content/puestos/inexistente.md'
        own = 'content/puestos/cajera.md'
        tokens = {person: re.search(r'value="(\w{64})"', person.page(
            'nuevo' if person is not self.lea else '')[2]) for person in (self.lea, self.edo, self.pia)}
        for verb, path, need in table:
            for person in (self.lea, self.edo, self.pia):
                def ask(doc):
                    if verb == 'get':
                        return person.page(path, doc=doc)
                    fields = {'doc': doc, 'antes': '', 'accion': 'hacer', 'v:objective': 'Forjado.'}
                    if tokens[person]:
                        fields['ficha'] = tokens[person][1]
                    kind, body = encoded(fields, path in (
                        'adjuntar', 'importar', 'publicar', 'derogar', 'reponer', 'anular', 'corregir',
                        'anotar-interno'))
                    return person.ask(f'{BASE}{path}?{urllib.parse.urlencode({"doc": doc})}', body, Content_Type=kind)
                hidden, missing = ask(secret), ask(absent)
                if '.document' in need:
                    self.assertIn(hidden[0], (403, 404), (verb, path, person.name))
                    self.assertEqual(missing[0], hidden[0], (verb, path, person.name))
                    self.assertEqual(
                        missing[2].replace('inexistente', 'archivera'), hidden[2], (verb, path, person.name))
                if '.alone' in need:
                    self.assertEqual(404, ask(own)[0], (verb, path))
                role = re.search(r'\(\.(\w+)\)', need)
                order = ['read', 'edit', 'publish']
                has = {self.lea: 'read', self.edo: 'edit', self.pia: 'publish'}[person]
                if role and order.index(role[1]) > order.index(has):
                    self.assertEqual(403, ask(own)[0], (verb, path, person.name))
                elif role and verb == 'get' and '.document' in need:
                    self.assertEqual(200, ask(own)[0], (verb, path, person.name))
        self.assertEqual(before, self.files())

    def test_tricks_with_the_address_of_a_document(self):
        for doc in ('content/puestos/../puestos/archivera.md', 'content/puestos/./archivera.md',
                    'content//puestos/archivera.md', 'content/puestos/ARCHIVERA.md', 'content/Puestos/archivera.md',
                    '/content/puestos/archivera.md', 'content/puestos/archivera.md/',
                    'content/puestos/archivera.md\x00',
                    'content/puestos/cajera.md/../archivera.md', 'content/puestos/archivera%2Emd', 'permisos.yaml',
                    'content/../permisos.yaml', 'content/site.yaml', 'content/historial/x/libro.jsonl',
                    'content/unidades.yaml', 'content/paginas/reglamento.md', 'content/puestos/directora.md',
                    'content/puestos/archivera.md#archivera', ''):
            for path in ('documento', 'versiones', 'renombrar', 'borrar', 'adjuntar', 'sugerencias'):
                if path == 'adjuntar' and not doc:
                    continue
                for more in ({}, {'n': '0'}, {'n': '3'}, {'entrada': 'archivo'}, {'borrador': '1700000000000'}):
                    status, _, page = self.edo.page(path, doc=doc, **more)
                    self.assertEqual(404, status, (path, doc, more))
                    self.assertHidden(page.replace(doc, ''))

    def test_a_document_of_another_unit_is_not_written(self):
        before = self.files()
        form = self.arco.form('puestos/archivera.md')
        form.set('v:objective', 'Forjado.')
        self.edo.page()
        status, _, page = self.edo.send(form)
        self.assertEqual(404, status)
        self.assertIn('Forjado.', page, 'what was typed comes back')
        self.assertEqual(before, self.files())
        # A reader gets the words back too.
        form = self.edo.form('puestos/cajera.md')
        form.set('v:objective', 'De una lectora.')
        self.lea.page()
        status, _, page = self.lea.send(form)
        self.assertEqual(403, status)
        self.assertIn('De una lectora.', page)
        self.assertEqual(before, self.files())
        self.assertIn('sin permiso', [line['result'] for line in self.lines()])

    def test_saves_in_ones_units_and_those_below(self):
        self.saved(self.edo, 'puestos/cajera.md', value='Cobrar bien.')
        self.saved(self.edo, 'puestos/bovedista.md', value='Guardar bien.')
        self.assertIn('Cobrar bien.', self.text('puestos/cajera.md'))
        self.assertNotIn('value="guardar"', self.lea.page('documento', doc='content/puestos/cajera.md')[2])

    def test_moving_a_document_needs_both_units(self):
        for unit, status in (('boveda', 303), ('archivo', 200), ('direccion', 200), ('', 200), ('Archivo', 200)):
            before = self.text('puestos/cajera.md')
            form = self.edo.form('puestos/cajera.md')
            name = next(name for name, _ in form.fields if name.endswith('unit') and name.startswith('v:'))
            form.set(name, unit)
            got, _, page = self.edo.send(form)
            self.assertEqual(status, got, unit)
            if status == 200:
                self.assertIn('toca algo', ''.join(re.findall('class="aviso.*', page)))
                self.assertEqual(before, self.text('puestos/cajera.md'), unit)

    def test_a_rename_needs_the_documents_that_name_it(self):
        before = self.files()
        status, _, page = self.edo.act('renombrar', doc='content/puestos/cajera.md', titulo='Cobradora', id='cobradora')
        self.assertEqual(200, status)
        self.assertIn('toca algo', page)
        self.assertNotIn('Directora', page)
        self.assertEqual(before, self.files())
        status, _, page = self.edo.act(
            'renombrar', doc='content/puestos/bovedista.md', titulo='Guardasellos', id='guardasellos')
        self.assertEqual(303, status, page)
        self.assertEqual(303, self.ada.act(
            'renombrar', doc='content/puestos/cajera.md', titulo='Cobradora', id='cobradora')[0])
        self.assertIn('cobradora', self.text('puestos/directora.md'))

    def test_reorganisation_stays_in_ones_units(self):
        before = self.files()
        for fields in ({'puestos': 'cajera; archivo'}, {'puestos': 'archivera; caja'}, {'sup:caja': 'archivo'},
                       {'sup:caja': ''}, {'en:archivo': 'caja'}, {'nuevas': 'Nueva; archivo'},
                       {'sup:archivo': 'caja'}, {'nuevas': 'Nueva'}):
            status, _, page = self.edo.act('reorganizar', **fields)
            self.assertEqual(200, status, fields)
            self.assertHidden(page.replace('value="archivera; caja"', '').replace('archivera; caja', ''))
            self.assertEqual(before, self.files(), fields)
        self.assertEqual(303, self.edo.act('reorganizar', puestos='cajera; boveda')[0])

    def test_new_documents_belong_to_ones_unit(self):
        status, _, page = self.edo.act('nuevo', clase='job/job', titulo='Tesorera', unidad='caja')
        self.assertEqual(303, status, re.findall('aviso error.*', page))
        self.assertIn('unidad: caja', self.text('puestos/tesorera.md'))
        before = self.files()
        for unit in ('archivo', 'direccion', '', 'nada'):
            self.assertEqual(200, self.edo.act('nuevo', clase='job/job', titulo='Intrusa', unidad=unit)[0], unit)
        self.assertEqual(200, self.edo.act('nuevo', clase='page/page', titulo='Página', unidad='caja')[0])
        self.assertEqual(403, self.lea.act('nuevo', clase='job/job', titulo='Intrusa', unidad='caja')[0])
        status, _, page = self.edo.act('nuevo', clase='job/job', titulo='Otra', id='archivera', unidad='caja')
        self.assertEqual(200, status)
        self.assertNotIn('content/puestos/archivera', page)
        self.assertEqual(before, self.files())
        self.assertEqual(303, self.ada.act('nuevo', clase='page/page', titulo='Página')[0])

    def test_attachments(self):
        file = ('foto.txt', b'Texto.')
        before = self.files()
        for fields in ({'nombre': 'lista-secreta.pdf'}, {'nombre': '../site.yaml'}, {'nombre': '../puestos/x.md'}):
            for doc in ({}, {'doc': 'content/puestos/cajera.md'}):
                self.assertEqual(200, self.edo.act('adjuntar', archivo=('a.pdf', b'%PDF-1.4\n'), **fields, **doc)[0])
        self.assertEqual(404, self.edo.act('adjuntar', archivo=file, doc='content/puestos/archivera.md')[0])
        self.assertEqual(before, self.files())
        self.assertEqual(303, self.edo.act('adjuntar', archivo=('plano.pdf', b'%PDF-1.4\n%%EOF\n'))[0])

    def test_saved_states_and_drafts_belong_to_people(self):
        self.saved(self.arco, 'puestos/archivera.md', value='Custodiar zafiros.')
        self.saved(self.edo, 'puestos/cajera.md', value='Cobrar más.')
        page = self.edo.page('guardados')[2]
        self.assertIn('Edo Ruiz', page)
        self.assertHidden(page)
        entry = re.search(r'estado=([\w-]+)', self.arco.page('guardados')[2])[1]
        self.assertEqual(404, self.edo.page('restaurar', estado=entry, lado='antes')[0])
        self.assertEqual(404, self.edo.act('restaurar', estado=entry, lado='antes')[0])
        hash = re.search(r'estado=(\w{64})', self.arco.page('versiones', doc='content/puestos/archivera.md')[2])[1]
        for doc in ('content/puestos/cajera.md', 'content/puestos/archivera.md'):
            self.assertEqual(404, self.edo.page('documento', doc=doc, estado=hash)[0])
        # A draft of one person is not shown to another.
        form = self.edo.form('puestos/cajera.md')
        form.set('v:objective', 'Borrador turquesa.')
        self.edo.ask(form.action.replace('documento', 'revisar'), form.body('revisar'))
        self.assertIn('Sin guardar', self.edo.page()[2])
        self.assertNotIn('Sin guardar', self.pia.page()[2])
        self.assertEqual(404, self.pia.page(
            'documento', doc='content/puestos/cajera.md', borrador=form.value('borrador'))[0])
        status, _, page = self.edo.page(
            'documento', doc='content/puestos/cajera.md', borrador=form.value('borrador'))
        self.assertEqual(200, status)
        self.assertIn('turquesa', page)

    def test_the_page_beside_a_form_is_for_its_author(self):
        form = self.edo.form('puestos/cajera.md')
        form.set('v:objective', 'Vista turquesa.')
        status, headers, _ = self.edo.send(form, 'ver')
        self.assertEqual(303, status)
        self.assertIn('turquesa', self.edo.ask(headers['Location'])[2])
        self.assertEqual(404, self.pia.ask(headers['Location'])[0])

    def test_findings_tell_nothing_of_hidden_documents(self):
        form = self.edo.form('puestos/cajera.md')
        answers = []
        for name in ('archivera', 'inexistente'):
            form.set('v:objective', f'Pedir a [[{name}]].')
            _, _, text = self.edo.ask(form.action.replace('documento', 'revisar'), form.body('revisar'))
            answers.append([finding['message'].replace(name, 'X') for finding in json.loads(text)['findings']])
        self.assertEqual(answers[0], answers[1])

    def test_publishing(self):
        fields = {'acto': 'Acuerdo 1', 'rige': '2026-11-21'}
        before = self.files()
        self.assertEqual(403, self.edo.act('publicar', doc='content/puestos/cajera.md', **fields)[0])
        status, _, page = self.pia.act('publicar', doc='content/puestos/cajera.md', **fields)
        self.assertEqual(200, status)
        self.assertIn('primera publicación', page)
        self.assertEqual(before, self.files())
        self.assertEqual(303, self.ada.act('publicar', doc='content/puestos/archivera.md', **fields)[0])
        status, _, page = self.pia.act('publicar', doc='content/puestos/cajera.md', **fields)
        self.assertEqual(303, status, re.findall('aviso error.*', page))
        self.assertEqual(['publicar'], [line['action'] for line in self.lines() if line['person'] == 'pía'
                                        and line['result'] == 'escrito'])
        # The history of a hidden document is hidden as well.
        self.assertHidden(self.edo.page('guardados')[2])
        until(lambda: 'azulejo' in self.edo.ask('/puestos/cajera.html')[2], 'the page of the document')
        for path in ('/', '/versiones.html', '/cambios.html', '/novedades.xml'):
            self.assertHidden(self.edo.ask(path)[2])


    def test_what_belongs_to_no_unit(self):
        write_permissions(self.site, PERMISSIONS.replace('edita: [caja]', 'edita: [caja, sin unidad]'))
        self.assertIn('granate', self.edo.page()[2])
        self.saved(self.edo, 'paginas/reglamento.md', 'v:title', 'Reglamento nuevo')
        self.assertHidden(self.edo.page()[2], HIDDEN[:-1])
        self.assertEqual(303, self.edo.act('nuevo', clase='page/page', titulo='Página')[0])
        # A clause is read in the documents that use it.
        clause = self.site / 'content/clausulas/comun.md'
        clause.parent.mkdir()
        clause.write_text(
            '---\ntítulo: Común\n---\n\n## Filas\n\n| Tarea | Frecuencia |\n|---|---|\n| Una | diaria |\n')
        until(lambda: 'Común' in self.edo.page()[2], 'the clause is listed')
        self.saved(self.edo, 'clausulas/comun.md', 'v:title', 'Común a todos')
        file = self.site / 'content/puestos/archivera.md'
        file.write_text(file.read_text() + '\nVer [[comun]].\n')
        before = self.files()
        form = self.edo.form('clausulas/comun.md')
        form.set('v:title', 'Otra vez')
        status, _, page = self.edo.send(form)
        self.assertEqual(200, status)
        self.assertIn('toca algo', page)
        self.assertEqual(before, self.files())


class Confinement(OfficeTest):
    """LibreOffice reads what somebody uploads only where it can be shut in."""

    def prepare(self):
        # A machine with LibreOffice and without `unshare`.
        programs = self.folder / 'programas'
        programs.mkdir()
        (programs / 'soffice').write_text(f'#!/bin/sh\ntouch {self.folder}/ran\n')
        (programs / 'soffice').chmod(0o755)
        self.path, os.environ['PATH'] = os.environ['PATH'], str(programs)
        self.addCleanup(os.environ.__setitem__, 'PATH', self.path)

    def test_without_confinement_old_formats_are_refused(self):
        os.environ['PATH'] = self.path
        before = self.files()
        for name, data in (('a.rtf', b'{\\rtf1 T\\u237tulo: Cajera}'),
                           ('a.doc', bytes.fromhex('d0cf11e0a1b11ae1') + bytes(2048)),
                           ('a.txt', b'{\\rtf1 x}')):
            status, _, page = self.edo.act('importar', archivo=(name, data))
            self.assertEqual(200, status)
            self.assertIn('aviso error', page)
            if name == 'a.rtf':
                self.assertIn('no permite aislarlo', page)
        self.assertFalse((self.folder / 'ran').exists(), 'LibreOffice was run outside')
        self.assertEqual(before, self.files())
        # What the program reads itself is read all the same.
        text = 'Título: Cajera auxiliar\n\nUnidad: caja\n\n# Objetivo\n\nAyudar en ventanilla.\n'.encode()
        status, _, page = self.edo.act('importar', archivo=('auxiliar.md', text))
        self.assertNotIn('no permite aislarlo', page)


class Audit(OfficeTest):
    def test_every_save_with_its_author_and_without_words(self):
        self.saved(self.edo, 'puestos/cajera.md', value='Palabra secretísima.')
        form = self.edo.form('puestos/cajera.md')
        self.saved(self.pia, 'puestos/cajera.md', value='Palabra de Pía.')
        form.set('v:objective', 'Otra palabra.')
        status, _, page = self.edo.send(form)
        self.assertEqual(200, status)
        self.assertIn('Palabra de Pía.', page)
        text = self.office.audit.read_text()
        self.assertNotIn('secretísima', text)
        lines = self.lines()
        self.assertEqual([('edo', 'comienza'), ('edo', 'escrito'), ('pía', 'comienza'), ('pía', 'escrito')],
                         [(line['person'], line['result']) for line in lines][:4])
        self.assertEqual(lines[0]['change'], lines[1]['change'])
        self.assertEqual(['cajera'], lines[1]['documents'])
        self.assertEqual('content/puestos/cajera.md', lines[1]['files'][0]['path'])
        self.assertRegex(lines[1]['time'], r'^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$')
        self.assertEqual(0o640, stat.S_IMODE(self.office.audit.stat().st_mode))
        self.assertFalse([path for path in self.site.rglob('*') if 'auditoria' in path.name])

    def test_without_a_log_nothing_is_written(self):
        self.office.audit.mkdir()
        before = self.text('puestos/cajera.md')
        form = self.edo.form('puestos/cajera.md')
        form.set('v:objective', 'Sin registro.')
        status, _, page = self.edo.send(form)
        self.assertEqual(200, status)
        self.assertIn('No se ha guardado', page)
        self.assertIn('Sin registro.', page)
        self.assertEqual(before, self.text('puestos/cajera.md'))

    def test_a_line_that_was_cut_off_does_not_swallow_the_next(self):
        self.office.audit.write_text('{"format":"ofi')
        self.saved(self.edo, 'puestos/cajera.md')
        lines = self.office.audit.read_text().splitlines()
        self.assertEqual('escrito', json.loads(lines[2])['result'])


class Git(OfficeTest):
    options = ('--commit',)

    def prepare(self):
        for command in (['init', '-q'], ['add', 'content'],
                        ['-c', 'user.name=x', '-c', 'user.email=x', 'commit', '-qm', 'a']):
            subprocess.run(['git', '-C', self.site, *command], check=True)

    def test_the_author_of_a_commit(self):
        self.saved(self.edo, 'puestos/cajera.md')
        log = subprocess.run(['git', '-C', self.site, 'log', '-1', '--format=%an'], capture_output=True, text=True)
        self.assertEqual('Edo Ruiz', log.stdout.strip())


class Sockets(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.site = self.folder / 'sitio'
        write_site(self.site)
        write_permissions(self.site)

    def refused(self, *options):
        done = subprocess.run(
            [PROGRAM, 'serve', '--edit', '--site', self.site, *map(str, options)], capture_output=True, text=True,
            env={**os.environ, 'XDG_STATE_HOME': str(self.folder / 'estado')}, timeout=60)
        self.assertEqual(64, done.returncode, done.stderr)
        return done.stderr

    def test_permissions_and_the_end(self):
        office = Office(self.site, self.folder)
        self.assertEqual(0o660, stat.S_IMODE(office.socket.stat().st_mode))
        self.assertTrue(stat.S_ISSOCK(office.socket.stat().st_mode))
        message = self.refused('--proxy', office.socket, '--origin', ORIGIN)
        self.assertIn('otro programa', message)
        self.assertEqual(200, Person(office, 'ada').page()[0], 'the first program still answers')
        office.stop()
        self.assertFalse(office.socket.exists())

    def test_what_is_no_stale_socket_is_left_alone(self):
        path = self.folder / 'otro.sock'
        path.write_text('mío')
        self.assertIn('no es un socket', self.refused('--proxy', path, '--origin', ORIGIN))
        self.assertEqual('mío', path.read_text())
        path.unlink()
        path.symlink_to(self.site / 'content/site.yaml')
        self.refused('--proxy', path, '--origin', ORIGIN)
        self.assertTrue((self.site / 'content/site.yaml').exists())
        path.unlink()
        with socket.socket(socket.AF_UNIX) as other:
            other.bind(str(path))
            other.listen()
            self.assertIn('otro programa', self.refused('--proxy', path, '--origin', ORIGIN))
            self.assertTrue(path.exists())
        # Nobody listens any more: the socket is stale.
        path.rename(self.folder / 'editor.sock')
        office = Office(self.site, self.folder)
        self.assertEqual(200, Person(office, 'ada').page()[0])
        office.stop()

    def test_options(self):
        path = self.folder / 'x.sock'
        self.assertIn('--origin', self.refused('--proxy', path))
        self.assertIn('--secret', self.refused('--proxy', '127.0.0.1:8099', '--origin', ORIGIN))
        self.assertIn('otros equipos', self.refused('--proxy', '0.0.0.0:8099', '--origin', ORIGIN))
        self.assertIn('--origin', self.refused('--proxy', path, '--origin', ORIGIN + '/ruta'))
        self.assertIn('--roles', self.refused('--roles', 'x'))
        self.assertIn('cabecera', self.refused('--proxy', path, '--origin', ORIGIN, '--header', 'Cookie'))
        (self.site / 'permisos.yaml').chmod(0o644)
        self.assertIn('chmod 640', self.refused('--proxy', path, '--origin', ORIGIN))
        (self.site / 'permisos.yaml').rename(self.site / 'content/permisos.yaml')
        self.assertIn('permisos.yaml', self.refused('--proxy', path, '--origin', ORIGIN))
        self.assertIn('fuera', self.refused(
            '--proxy', path, '--origin', ORIGIN, '--roles', self.site / 'content/permisos.yaml'))

    def test_findings_about_permissions(self):
        for text, place, words in (
                ('administradores: [ada]\notro: x\n', '2:1', 'otro'),
                ('personas:\n  - persona: ana\n    borra: [caja]\n', '3:5', 'borra'),
                ('personas:\n  - persona: ana\n    edita: [Caja]\n', '3:13', '«caja»'),
                ('personas:\n  - persona: ana\n    edita: [cajas]\n', '3:13', '«caja»'),
                ('personas:\n  - nombre: Ana\n', '2:5', 'persona'),
                ('personas:\n  - persona: ana\n  - persona: ana\n', '3:5', 'dos veces'),
                ('personas:\n  - persona: "a,b"\n', '2:5', 'comas'),
                ('personas: ana\n', '1:11', 'lista'),
                ('administradores: [ada\n', ':', 'permisos.yaml'),
                ('- ada\n', '1:1', 'permisos.yaml')):
            write_permissions(self.site, text)
            message = self.refused('--proxy', self.folder / 'x.sock', '--origin', ORIGIN)
            self.assertIn(place, message, text)
            self.assertIn(words, message, text)
        write_permissions(self.site, 'administrators: [ada]\npeople:\n  - person: ana\n    name: Ana\n'
                          '    reads: [caja]\n'
                          '    edits: all\n    publishes: []\n')
        office = Office(self.site, self.folder)
        office.stop()

    def test_a_port_needs_the_secret(self):
        secret = self.folder / 'secreto'
        secret.write_text('s' * 40 + '\n')
        secret.chmod(0o640)
        with socket.socket() as free:
            free.bind(('127.0.0.1', 0))
            port = free.getsockname()[1]
        process = subprocess.Popen(
            [PROGRAM, 'serve', '--edit', '--site', self.site, '--proxy', f'127.0.0.1:{port}', '--origin', ORIGIN,
             '--secret', secret], stdout=subprocess.PIPE, text=True,
            env={**os.environ, 'XDG_STATE_HOME': str(self.folder / 'estado')})
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)
        process.stdout.readline()

        def status(*pairs):
            lines = ''.join(f'{name}: {value}\r\n' for name, value in pairs)
            with socket.create_connection(('127.0.0.1', port)) as sock:
                sock.sendall(f'GET {BASE} HTTP/1.1\r\nHost: {HOST}\r\nX-Oficio-Persona: ada\r\n{lines}'
                             'Connection: close\r\n\r\n'.encode())
                return int(sock.makefile('rb').readline().split()[1])
        name = 'X-Oficio-Secreto'
        self.assertEqual(403, status())
        self.assertEqual(403, status((name, 's' * 39)))
        self.assertEqual(403, status((name, 's' * 40), (name, 's' * 40)))
        self.assertEqual(200, status((name, 's' * 40)))


if __name__ == '__main__':
    unittest.main()
