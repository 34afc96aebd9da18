"""Nothing internal is in a public build, and no output tells anything about the machine or the person that builds."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time
import unittest
import urllib.error
import urllib.request

from canaries import Canaries, everything

PROGRAM = os.environ['PROGRAM']
TODAY = '2026-11-29'
DOCUMENT = '---\ntítulo: Cobro\n{front}---\n\n## Pasos\n\n1. Saludar.\n\n{body}'


class Site(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(dir='/dev/shm' if os.path.isdir('/dev/shm') else None)
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.site = self.root / 'obra'
        self.canary = Canaries()
        self.write('site.yaml', 'institución: Prueba\nacceso: público\n')

    def write(self, path, text):
        file = self.site / 'content' / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text) if isinstance(text, bytes) else file.write_text(text)

    def replace(self, path, old, new):
        text = (self.site / 'content' / path).read_text()
        self.assertIn(old, text)
        self.write(path, text.replace(old, new))

    def run_it(self, command, *more, today=TODAY, cache='cache'):
        return subprocess.run(
            [PROGRAM, *command.split(), '--site', self.site, '--today', today, *map(str, more)], capture_output=True,
            text=True, cwd=self.root,
            env=dict(os.environ, XDG_CACHE_HOME=str(self.root / cache)))

    def build(self, output='salida', audience='public', **options):
        made = self.run_it('build', '--output', self.root / output, '--audience', audience, **options)
        self.assertEqual(0, made.returncode, made.stdout + made.stderr)
        return self.root / output

    def release(self, document, day, *more):
        made = self.run_it(f'release {document} --effective {day} --note nota', *more, today=min(day, TODAY))
        self.assertEqual(0, made.returncode, made.stdout + made.stderr)

    def assert_hidden(self, output, places=None):
        self.assertEqual({}, self.canary.found(output, places))


class AccessWords(Site):
    INTERNAL = [
        root + ending for root in ('intern', 'privad', 'reservad', 'restringid') for ending in ('o', 'a', 'os', 'as')
    ] + ['internal', 'confidencial', 'confidenciales', 'INTERNA', 'Confidencial', '"privado"']
    PUBLIC = ['público', 'publica', 'PÚBLICOS', 'públicas', 'public', 'abierto', 'abierta', 'abiertos', 'abiertas']
    UNCLEAR = ['no', 'null', '', '~', 'N/A', 'sí', 'uso interno', 'intrno', 'solo jefes', '[interno]', '"!público"',
        '{interno: sí}', '1']
    SPELLINGS = [
        '{{acceso={}}}', '{{acceso = {}}}', '{{acceso: {}}}', '{{ACCESO={}}}', '{{access="{}"}}', "{{acceso='{}'}}",
        '{{acceso=«{}»}}', '{{#claves acceso={}}}',
    ]

    def attempt(self, text, path='protocolos/cobro.md'):
        """Builds for the public. Returns whether that succeeds, and whether the canary of the document was published.
        """
        shutil.rmtree(self.root / 'salida', ignore_errors=True)
        self.write(path, text)
        made = self.run_it('build', '--output', self.root / 'salida', '--audience', 'public')
        return made, bool(self.canary.found(self.root / 'salida'))

    def assert_hides(self, text, **more):
        made, shown = self.attempt(text, **more)
        self.assertEqual((0, False), (made.returncode, shown), text + made.stderr)

    def assert_shows(self, text, **more):
        made, shown = self.attempt(text, **more)
        self.assertEqual((0, True), (made.returncode, shown), text + made.stderr)

    def assert_refuses(self, text, line=None, code='acceso-no-entendido', **more):
        for command in ('build --audience public --output salida', 'build --output salida', 'check'):
            self.write(more.get('path', 'protocolos/cobro.md'), text)
            made = self.run_it(command)
            self.assertEqual(1, made.returncode, text)
            self.assertIn(f'error[{code}]', made.stdout + made.stderr, text)
            if line:
                self.assertRegex(made.stdout + made.stderr, rf'error\[{code}\][^\n]*\n +--> content/[^:\n]+:{line}:\d',
                    text)
        self.assertFalse((self.root / 'salida').exists())

    def many(self, texts):
        """Writes a document for each text, in which `{canary}` stands for a canary of its own, and returns the places
        of the canaries by path."""
        shutil.rmtree(self.root / 'salida', ignore_errors=True)
        shutil.rmtree(self.site / 'content/protocolos', ignore_errors=True)
        places = {f'protocolos/cobro-{number}.md': f'{self.id()} {number}' for number in range(len(texts))}
        for number, (text, (path, place)) in enumerate(zip(texts, places.items())):
            self.write(path, text.replace('{canary}', self.canary(place)).replace('título: Cobro',
                f'título: Cobro {number}'))
        return places

    def shown_of(self, texts):
        """Builds one site with a document for each text, and returns the texts whose canary was published."""
        places = self.many(texts)
        found = self.canary.found(self.build(), places.values())
        shutil.rmtree(self.root / 'salida')
        shutil.rmtree(self.site / 'content/protocolos')
        return [text for text, place in zip(texts, places.values()) if place in found]

    def assert_refuses_each(self, cases, code='acceso-no-entendido'):
        """Each text has an error at its line in the findings of a check and of the builds, which publish nothing."""
        places = self.many([text for text, _ in cases])
        for command in ('build --audience public --output salida', 'build --output salida', 'check'):
            made = self.run_it(command)
            self.assertEqual(1, made.returncode)
            for (text, line), path in zip(cases, places):
                self.assertRegex(made.stdout + made.stderr,
                    rf'error\[{code}\][^\n]*\n +--> content/{path}:{line}:\d', text)
        self.assertFalse((self.root / 'salida').exists())
        shutil.rmtree(self.site / 'content/protocolos')

    def test_of_a_document(self):
        def texts(words, key='acceso'):
            return [DOCUMENT.format(front=f'{key}: {access}\ncosto: {{canary}}\n', body='') for access in words]

        self.assertEqual([], self.shown_of(texts(self.INTERNAL)))
        self.assertEqual(texts(self.PUBLIC), self.shown_of(texts(self.PUBLIC)))
        unclear = texts(self.UNCLEAR)
        for key in ('aceso', 'acesso', 'acceso al documento'):
            unclear += texts(['interno'], key)
        self.assert_refuses_each([(text, 3) for text in unclear])
        # An error stops the build also where it is the only one.
        self.assert_refuses(unclear[0].replace('{canary}', self.canary('costo')), line=3)

    def test_of_a_draft(self):
        """A draft stops no build; an access word that is not understood does."""
        for front in ('estado: borrador\n', ''):
            text = f'---\ntítulo: Cobro\n{front}acceso: quizá\ncosto: {self.canary("costo")}\n---\n\n## Pasos\n'
            self.assert_refuses(text)
            made = self.run_it('build --drafts --audience public --output salida')
            self.assertEqual(1, made.returncode, made.stderr)

    def test_of_an_entry_of_a_catalogue(self):
        entry = (
            f'elementos:\n  - término: Caja\n    definición: Lugar.\n  - término: Clave\n    definición: '
            f'{self.canary("término")}\n    acceso: ')
        self.assert_hides(entry + 'confidencial\n', path='glosario.yaml')
        shutil.rmtree(self.root / 'salida')
        self.assert_refuses(entry + 'quién sabe\n', path='glosario.yaml', line=6)

    def test_of_a_section(self):
        text, hidden = f'{self.canary("sección")}.\n', []
        for spelling in self.SPELLINGS:
            for access in ('interno', 'confidenciales'):
                mark = spelling.format(access)
                for heading in (f'Claves {mark}', f'{mark} Claves', f'Objetivo {mark}', f'{mark} Objetivo'):
                    hidden.append(DOCUMENT.format(front='', body=f'## {heading}\n\n{{canary}}.\n'))
                self.assert_hides(f'---\ntítulo: Cajero\n---\n\n## Formación {mark}\n\n{text}',
                    path='puestos/cajero.md')
        self.assertEqual([], self.shown_of(hidden))
        self.assert_shows(DOCUMENT.format(front='', body=f'## Claves {{acceso=público}}\n\n{text}'))
        shutil.rmtree(self.site / 'content/puestos')
        self.assert_refuses_each([(DOCUMENT.format(front='', body=f'## Claves {mark}\n\n{{canary}}.\n'), 9)
            for mark in ('{acceso=no}', '{acceso=}', '{acceso=uso interno}', '{aceso=interno}', '{interno}',
                     '{visibilidad=interna}', '{acceso=interno color=rojo}',
                     '{acceso=interno} {acceso=público}', '(acceso=interno)')])

    def test_where_a_part_cannot_be_hidden_alone(self):
        word, cases = '{canary}', []
        for mark in ('{acceso=interno}', '{acceso = interna}', '{acceso: privado}', '{acceso=quizá}'):
            for body, line in (
                (f'## Nota\n\nTexto.\n\n### Sub {mark}\n\n{word}\n', 13), (f'## Nota\n\n- {word} {mark}\n', 11),
                (f'## Nota\n\n{mark} {word}\n', 11),
                (f'## Nota\n\n| a | b |\n|---|---|\n| {word} {mark} | c |\n', 13),
                (f'## Nota\n\n> - {word} {mark}\n', 11),
            ):
                cases.append((DOCUMENT.format(front='', body=body), line))
            cases.append((DOCUMENT.format(front=f'costo: "{word} {mark}"\n', body=''), 3))
            cases.append((f'---\ntítulo: Cajero\n---\n\n## Funciones\n\n### Diaria {mark}\n\n- {word}\n', 7))
            cases.append((f'# Cobro {mark}\n\n## Pasos\n\n1. {word}\n', 1))
        self.assert_refuses_each(cases)

    def test_of_a_section_of_a_page(self):
        word, path = self.canary('sección'), 'paginas/aviso.md'
        page = '---\ntítulo: Aviso\n---\n\nEntrada.\n\n## Antes\n\nUno.\n\n' \
            '## Claves {}\n\n{}\n\n### Más\n\n{}\n\n## Después\n\nDos.\n'
        for mark in ('{acceso=interno}', '{acceso = interna}', '{access: internal}'):
            self.assert_hides(page.format(mark, word, word), path=path)
            shown = (self.root / 'salida/paginas/aviso.html').read_text()
            places = [shown.index(words) for words in ('Entrada.', 'Antes', 'Uno.', 'Después', 'Dos.')]
            self.assertEqual(sorted(places), places)
            self.build('dentro', audience='internal')
            shown = (self.root / 'dentro/paginas/aviso.html').read_text()
            shown = shown[shown.index('<div class="document">'):]
            places = [shown.index(words)
                      for words in ('Entrada.', 'Antes', 'Uno.', 'Claves', word, 'Más', 'Después', 'Dos.')]
            self.assertEqual(sorted(places), places)
            self.assertNotIn('acceso', shown[:shown.index('Dos.')].lower())
        self.assert_shows(page.format('{acceso=público}', word, word), path=path)
        shutil.rmtree(self.root / 'salida')
        shutil.rmtree(self.root / 'dentro')
        self.assert_refuses(page.format('{acceso=quizá}', word, word), path=path, line=11)
        self.assert_refuses(page.format('', word, '### Sub {acceso=interno}'), path=path, line=17)

    def test_a_section_about_how_to_get_in(self):
        """«## Acceso» over prose is an ordinary heading; over words that limit access it may be meant as an access
        mark."""
        word = self.canary('acceso')
        for heading in ('Acceso', 'Access'):
            self.assert_shows(DOCUMENT.format(front='', body=f'## {heading}\n\nSe entra por la puerta {word}.\n'))
        self.assert_hides(DOCUMENT.format(front=f'costo: {word}\n', body='## Acceso\n\nInterno\n'))
        shutil.rmtree(self.root / 'salida')
        for text in ('uso interno', 'quizá', 'Solo para los jefes de caja.', 'Este documento es interno, de la caja.',
                     '- Público\n- Interno: con tarjeta', 'Uno que otro.\n\nEs de uso interno, y nada más.'):
            self.assert_refuses(DOCUMENT.format(front=f'costo: {word}\n', body=f'## Acceso\n\n{text}\n'))

    def test_what_only_looks_alike_is_no_mark(self):
        word = self.canary('costo')
        self.assert_shows(DOCUMENT.format(front=f'costo: {word}\n', body=(
            '## Puerta de acceso: interna o externa\n\nSe escribe `{acceso=interno}` detrás del título.\n\n- Acceso '
            '{#acceso}\n- {responsable=cajero}\n')))

    def test_of_a_field(self):
        word = self.canary('costo')
        for rule in ('interno costo', 'Interna costo', 'confidencial costo', '{interno: costo}',
                     '{interno: [costo, objetivo]}', '[{reservado: costo}]',
                     '[interno objetivo, interno costo]'):
            self.assert_hides(DOCUMENT.format(front=f'oficio: {rule}\ncosto: {word}\n', body=''))
        shutil.rmtree(self.root / 'salida')
        self.assert_refuses(DOCUMENT.format(front=f'oficio: interno título\ncosto: {word}\n', body=''), line=3)
        self.assert_refuses(DOCUMENT.format(front=f'oficio: interno coste\ncosto: {word}\n', body=''), line=3,
            code='campo-desconocido')
        for rule in ('público costo', 'interno', '{interno: {costo: sí}}', 'intrno costo'):
            self.assert_refuses(DOCUMENT.format(front=f'oficio: {rule}\ncosto: {word}\n', body=''), line=3,
                code='valor-invalido')

    def test_of_a_type_and_of_its_fields(self):
        document = DOCUMENT.format(front=f'clave: {self.canary("clave")}\n', body='')

        def declare(field, access=''):
            self.write('tipos/protocolo.yaml', f'extiende: protocolo\n{access}campos:\n  clave | key: {field}\n')

        for field in ('markdown interno', 'markdown interna', 'texto confidencial', '{tipo: markdown, acceso: interno}',
                '{acceso: privado, tipo: texto}'):
            declare(field)
            self.assert_hides(document)
        for access in ('interna', 'restringidos'):
            declare('texto', f'acceso: {access}\n')
            self.assert_hides(document)
        shutil.rmtree(self.root / 'salida')
        for field in ('markdown intrno', 'texto secreto'):
            declare(field)
            self.assert_refuses(document, code='tipo-invalido')
        declare('{tipo: markdown, acceso: quizá}')
        self.assert_refuses(document)
        for access in ('', 'no', 'null'):
            declare('texto', f'acceso: {access}\n')
            self.assert_refuses(document)

    def test_of_the_site(self):
        document = DOCUMENT.format(front=f'costo: {self.canary("costo")}\n', body='')
        for access in ('interna', 'privado', '{general: confidencial}'):
            self.write('site.yaml', f'institución: Prueba\nacceso: {access}\n')
            self.assert_hides(document)
        self.write('site.yaml', 'institución: Prueba\nacceso: {general: abierto}\n')
        self.assert_shows(document)
        shutil.rmtree(self.root / 'salida')
        for access in ('', 'no', 'null', 'todos', '[público]', '{general: }'):
            self.write('site.yaml', f'institución: Prueba\nacceso: {access}\n')
            self.assert_refuses(document, line=2)
        self.write('site.yaml', 'institución: Prueba\nacceso: {personas: publicar}\n')
        self.write('protocolos/cobro.md', document)
        made = self.run_it('build --audience public --output salida')
        self.assertEqual(74, made.returncode, 'what is usual is not said')

    def test_what_was_released_reads_as_it_did(self):
        """Content hashes cover only the marks that the first program understood, so that its releases stay unchanged.
        """
        hashes = {}
        for name, heading, front in (
            ('ninguna', 'Notas', ''), ('confidencial', 'Notas {acceso=confidencial}', ''),
            ('objeto', 'Notas', 'oficio: {interno: costo}\n'),
            ('interno', 'Notas {acceso=interno}', ''), ('espacios', 'Notas {acceso = interno}', ''),
        ):
            self.write('protocolos/cobro.md', DOCUMENT.format(front=f'costo: {self.canary("costo")}\n{front}',
                body=f'## {heading}\n\n{self.canary("nota")}\n'))
            self.release('cobro', '2026-01-01', '--authorized-by', 'Dirección')
            folder = self.site / 'content/historial/protocolos/cobro'
            entry = json.loads((folder / 'libro.jsonl').read_text())
            hashes[name] = entry['content']
            snapshot = json.loads((folder / entry['snapshot']).read_text())
            extra = snapshot['content']['records'][0]['extra'][0]
            self.assertEqual(('Notas {acceso = interno}' if name == 'espacios' else 'Notas', name == 'interno'),
                (extra['heading'], extra.get('internal', False)))
            self.assertNotIn('error', self.run_it('check').stdout)
            # The release keeps the mark beside the content, so that it still hides the section after the source drops
            # it.
            self.replace('protocolos/cobro.md', heading, 'Notas')
            if front:
                self.replace('protocolos/cobro.md', front, '')
            self.release('cobro', '2026-02-01', '--authorized-by', 'Dirección') if name in ('interno',
                'espacios') else None
            if name != 'ninguna':
                hidden = ['costo'] if front else ['nota']
                old = [path for path in (self.build() / 'historial/protocolos/cobro').glob('01*.html')]
                for path in old:
                    self.assert_hidden(path, hidden)
            shutil.rmtree(self.site)
            self.write('site.yaml', 'institución: Prueba\nacceso: público\n')
        self.assertEqual(hashes['ninguna'], hashes['confidencial'])
        self.assertEqual(hashes['ninguna'], hashes['objeto'])
        self.assertEqual(4 - 1, len(set(hashes.values())))


class LateMarks(Site):
    """A mark hides at once, in every version, released or not."""

    def setUp(self):
        super().setUp()
        c = self.canary
        self.write('protocolos/cobro.md', '---\ntítulo: Cobro\nversión: "01"\nvigencia: 2026-01-01\n'
                   + f'costo: {c("campo")}\n---\n\n'
                   f'## Pasos\n\n1. Saludar.\n\n## Claves secretas\n\n{c("sección")}\n')
        self.write('puestos/cajero.md', f'---\ntítulo: Cajero\nobjetivo: {c("miembro")}\n---\n')
        self.write('manuales/man.md',
            '---\ntítulo: Manual\ncódigo: M-1\nversión: "01"\nvigencia: 2026-01-01\nmiembros: [cajero]\n---\n')
        for document in ('cobro', 'man'):
            self.release(document, '2026-01-01', '--authorized-by', 'Dirección')
        self.replace('protocolos/cobro.md', 'Saludar.', 'Saludar bien.')
        self.replace('puestos/cajero.md', 'objetivo: ', 'objetivo: Servir con ')
        for document in ('cobro', 'man'):
            self.release(document, '2026-02-01', '--authorized-by', 'Dirección')

    MARKS = {
        'sección': ('protocolos/cobro.md', '## Claves secretas', '## Claves secretas {acceso=interna}', ['sección']),
        'otro título': ('protocolos/cobro.md', '## Claves secretas', '## Otras {acceso: confidencial}', ['sección']),
        'campo': ('protocolos/cobro.md', 'costo:', 'oficio: interno costo\ncosto:', ['campo']),
        'documento': ('protocolos/cobro.md', 'costo:', 'acceso: privado\ncosto:', ['sección', 'campo']),
        'miembro': ('puestos/cajero.md', 'objetivo:', 'acceso: interno\nobjetivo:', ['miembro']),
        'manual': ('manuales/man.md', 'miembros:', 'acceso: interno\nmiembros:', ['miembro']),
    }

    def test_marks_of_sources_and_of_later_releases(self):
        self.assertEqual({'campo', 'sección', 'miembro'}, set(self.canary.found(self.build())), 'before any mark')
        kept = self.root / 'copia'
        shutil.copytree(self.site, kept)
        for name, (path, old, new, places) in self.MARKS.items():
            with self.subTest(mark=name):
                shutil.rmtree(self.site)
                shutil.copytree(kept, self.site)
                self.replace(path, old, new)
                document = 'cobro' if 'cobro' in path else 'man'
                self.assert_hidden(self.build(), places)
                self.replace('protocolos/cobro.md', 'Saludar bien.', 'Saludar muy bien.')
                self.replace('puestos/cajero.md', 'Servir con', 'Servir bien con')
                self.release(document, '2026-12-15', '--authorized-by', 'Dirección')
                for today in (TODAY, '2026-12-20'):
                    self.assert_hidden(self.build(today=today), places)
                    self.assert_hidden(self.build(output='limpio', today=today, cache='otra'), places)
                    shutil.rmtree(self.root / 'limpio')
                # A mark that was released and then removed from the source still hides that release and those before.
                self.replace(path, new, old)
                if name in ('sección', 'campo'):
                    for version in ('01', '02', '03'):
                        pages = sorted(
                            (self.build(today='2026-12-20') / 'historial').glob(f'*/{document}/{version}*.html'))
                        for page in pages:
                            self.assert_hidden(page, places)

    def test_versions_of_when_a_document_was_internal(self):
        """Version numbers belong to the document and stay. Of versions that are left out, only the gap shows."""
        c = self.canary
        self.write('protocolos/clave.md',
            '---\ntítulo: Clave\nversión: "01"\nvigencia: 2026-03-01\n---\n\n## Pasos\n\n1. Abrir.\n')
        self.release('clave', '2026-03-01', '--authorized-by', 'Dirección')
        self.replace('protocolos/clave.md', 'título: Clave', 'título: Clave\nacceso: interno')
        self.replace('protocolos/clave.md', 'Abrir.',
            f'Abrir {c("paso de la 02")}.\n\n## Notas\n\n{c("sección de la 02")}')
        self.release('clave', '2026-04-01', '--authorized-by', c('quien publica la 02'), '--note', c('nota de la 02'))
        self.replace('protocolos/clave.md', 'acceso: interno\n', '')
        self.replace('protocolos/clave.md', f'Abrir {c("paso de la 02")}.\n\n## Notas\n\n{c("sección de la 02")}',
            'Abrir bien.')
        self.release('clave', '2026-05-01', '--authorized-by', 'Dirección')
        hidden = ['paso de la 02', 'sección de la 02', 'quien publica la 02', 'nota de la 02']
        self.assertEqual(set(hidden), set(self.canary.found(self.build('interno', 'internal'), hidden)))
        output = self.build()
        self.assert_hidden(output, hidden)
        self.assertTrue((output / 'protocolos/clave.html').is_file())
        self.assertIn('03', (output / 'protocolos/clave.html').read_text())
        self.assertEqual([], sorted(path.name for path in output.glob('historial/protocolos/clave/0[12]*')),
            'the mark of 02 counts for 01 as well')
        for name, content in everything(output):
            self.assertNotIn(b'2026-04-01', content, f'{name}: the day of 02')

    def test_a_field_that_is_no_longer_declared(self):
        self.write('tipos/protocolo.yaml',
            'extiende: protocolo\ncampos:\n  combinación | combination: markdown interno\n')
        self.replace('protocolos/cobro.md', 'costo:', f'combinación: {self.canary("retirado")}\ncosto:')
        self.release('cobro', '2026-03-01', '--authorized-by', 'Dirección')
        (self.site / 'content/tipos/protocolo.yaml').unlink()
        self.replace('protocolos/cobro.md', f'combinación: {self.canary("retirado")}\n', '')
        self.release('cobro', '2026-04-01', '--authorized-by', 'Dirección')
        self.assert_hidden(self.build(), ['retirado'])
        self.assertIn('retirado', self.canary.found(self.build('interno', 'internal')))

    def test_dates_of_hidden_documents_are_not_published(self):
        self.write('protocolos/otro.md',
            '---\ntítulo: Otro\nacceso: interno\nversión: "01"\nvigencia: 2026-01-01\n---\n\n## Pasos\n\n1. Nada.\n')
        self.release('otro', '2026-12-24', '--authorized-by', 'Dirección')
        self.assertFalse([name for name, content in everything(self.build()) if b'2026-12-24' in content])


class Everywhere(Site):
    """A site with a canary in every internal place."""

    def setUp(self):
        super().setUp()
        c, write = self.canary, self.write
        self.expected = {}
        write('site.yaml', f'# {c("comentario de site.yaml")}\ninstitución: Prueba\nsigla: PP\nacceso: público\n'
            f'dirección web: https://ejemplo.example/\n'
              f'sin conexión: sí\nidentidad: {{logo: recursos/logo.svg}}\nbúsqueda: '
              f'{{sinónimos: [[{c("sinónimo del sitio A")}, {c("sinónimo del sitio B")}]]}}\n')
        write('recursos/logo.svg',
            '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="5" height="5"/></svg>')
        write('tipos/puesto.yaml', 'extiende: puesto\ncampos:\n  alarma | alarm: markdown interno\n')
        write('tipos/equipo.yaml', 'tipo: tipo\nnombre: equipo | equipment\nplural: equipos | equipment\ncarpeta: '
            'equipos\ncampos:\n  título | title: texto\n'
              '  partes | parts:\n    filas:\n      parte | part: texto principal\n      llave | lock: texto interno\n')
        write('tipos/acta.yaml',
              'tipo: tipo\nnombre: acta | minutes\nplural: actas | minutes\ncarpeta: actas\nacceso: interno\ncampos:\n'
              '  título | title: texto\n  acuerdo | agreement: markdown\n')
        write(f'actas/{c("archivo de un acta")}.md',
            f'---\ntítulo: {c("título de un acta")}\nacuerdo: {c("acuerdo de un acta")}\n---\n')
        write('equipos/caja.md',
            f'---\ntítulo: Caja\npartes: [{{parte: Puerta, llave: {c("columna interna")}}}]\n---\n')
        boss, unit, procedure = (
            f'jefe-{c("id de puesto")}', f'zona-{c("id de unidad")}', f'abrir-{c("id de protocolo")}')
        form = f'ficha-{c("id de formato")}'
        write('unidades.yaml',
              f'# {c("comentario de un catálogo")}\nelementos:\n  - {{id: general, título: General, código: U-1}}\n'
              f'  - '
              f'{{id: {unit}, título: Zona {c("título de unidad")}, código: {c("código de unidad")}, acceso: interno, '
              f'jefatura: {boss}, unidad superior: general,\n'
              f'     propósito: {c("propósito de unidad")}, nombres anteriores: [{c("nombre anterior de unidad")}], '
              f'ids anteriores: [{c("id anterior de unidad")}]}}\n'
              f'  - {{id: menor, título: Menor, unidad superior: {unit}, jefatura: {boss}}}\n')
        write('glosario.yaml', f'elementos:\n  - '
            f'{{id: caja, término: caja, definición: "Lugar, véase [[{c("id de término")}]]", sinónimos: [arqueo]}}\n'
              f'  - '
              f'{{id: {c("id de término")}, término: {c("término")}, sigla: {c("sigla")}, definición: '
              f'{c("definición")}, acceso: interno,\n'
              f'     sinónimos: [{c("sinónimo")}], no usar: [{c("voz desusada")}]}}\n')
        write('competencias.yaml', 'elementos:\n  - {id: orden, título: Orden, definición: Ordenar., niveles: [{nivel: '
            '1, comportamientos: [Ordena.]}]}\n'
              f'  - '
              f'{{id: {c("id de competencia")}, título: {c("título de competencia")}, acceso: interno, definición: '
              f'{c("definición de competencia")},\n'
              f'     niveles: [{{nivel: 1, denominación: {c("nivel")}, comportamientos: [{c("comportamiento")}]}}]}}\n')
        write('sedes.yaml',
              f'elementos:\n  - {{id: centro, título: Centro, unidad: {unit}, servicios: [{procedure}, cobro]}}\n'
              f'  - '
              f'{{id: {c("id de sede")}, título: {c("título de sede")}, acceso: interno, dirección: '
              f'{c("dirección de sede")}, correo: {c("correo")}@x.org,\n'
              f'     teléfonos: [{c("teléfono")}], servicios: [cobro]}}\n')
        write('documentos-externos.yaml', 'elementos:\n  - {id: ley, título: Ley, código: L-1}\n'
              f'  - '
              f'{{id: {c("id de norma")}, título: {c("título de norma")}, acceso: interno, código: '
              f'{c("código de norma")}, dónde: "https://{c("dirección web")}.example/"}}\n')
        write(f'formatos/{form}.yaml',
              f'# {c("comentario de formato")}\ntipo: formato\npara: protocolo\ntítulo: {c("título de formato")}\n'
              'secciones:\n  - {título: Pasos, vista: tabla, campo: pasos, columnas: [acción: Paso]}\n')
        write('puestos/cajero.md', f"""---
# {c("comentario en la cabecera")}
título: Cajero
código: P-10
versión: "01"
vigencia: 2026-01-01
unidad: general
reporta a: {boss}
supervisa: [{c("id de subordinado")}]
oficio: [interno experiencia, {{interno: [firmas, contactos externos]}}]
experiencia: {c("campo por oficio")}
alarma: {c("campo de un tipo")}
contactos externos: [{{contacto: "{c("contacto")}", teléfono: "55{c("teléfono de contacto")}"}}]
competencias: [{{id: {c("id de competencia")}, nivel: 1}}]
firmas: [{{nombre: "{c("firma")}", cargo: Jefe}}]
funciones comunes: {{de: {c("id de cláusula")}}}
---

<!-- {c("comentario en el texto")} -->

## Objetivo

Cobrar. Véase [[{boss}]], [el jefe]({boss}.md "{c("título de un enlace")}"), [[{unit}]], [[{procedure}]] y\
 ![un dibujo](../recursos/dibujo.png).

## Formación {{acceso=interno}}

{c("sección")} [plano](../recursos/{c("adjunto de una sección")}.txt)\
 ![{c("texto alternativo")}](../recursos/dibujo.png)

## Bienes {{acceso: confidencial}}

{c("sección confidencial")}

## Funciones

### Diaria

- Cobrar según [[{procedure}]].
""")
        png = bytes.fromhex(
                            '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489'
                            '0000000d4944415478da63fccff0bf1e00058401fe'
                            'a0c5b5db0000000049454e44ae426082')
        write('recursos/dibujo.png', png)
        write(f'recursos/{c("adjunto de una sección")}.txt', c('texto de un adjunto'))
        write(f'recursos/{c("adjunto que nadie nombra")}.txt', c('texto que nadie nombra'))
        write(f'recursos/{c("adjunto de un puesto")}.txt', c('texto del adjunto de un puesto'))
        write(f'puestos/{boss}.md', f'---\ntítulo: Jefe {c("título de puesto")}\ncódigo: {c("código de puesto")}\n'
            f'versión: "01"\nvigencia: 2026-01-01\nunidad: general\n'
              f'acceso: interno\nnombres anteriores: [{c("nombre anterior")}]\nids anteriores: [{c("id anterior")}]\n'
              f'supervisa: [cajero]\n'
              f'funciones: [{{tarea: "{c("función")}", frecuencia: diaria}}]\n---\n\n## Objetivo\n\n{c("objetivo")} '
              f'[adj](../recursos/{c("adjunto de un puesto")}.txt)\n')
        write(f'puestos/{c("id de subordinado")}.md',
            f'---\ntítulo: Pupilo {c("título de subordinado")}\nacceso: privado\nunidad: general\nreporta a: cajero\n'
            f'---\n')
        write(f'clausulas/{c("id de cláusula")}.md', f'---\ntítulo: {c("título de cláusula")}\nacceso: reservada\n---\n'
            f'\n## Filas\n\n- Guardar {c("fila de cláusula")}.\n')
        write(f'protocolos/{procedure}.md', f'---\ntítulo: Abrir {c("título de protocolo")}\ncódigo: '
            f'{c("código de protocolo")}\nversión: "01"\nvigencia: 2026-01-01\n'
              f'acceso: restringido\nformato: {form}\ndirigido a: [cajero]\n---\n\n## Pasos\n\n1. Abrir {c("paso")}. '
              f'{{responsable=cajero}}\n')
        write('protocolos/cobro.md', f"""---
título: Cobro
formato: ordinario
código: PR-1
versión: "01"
vigencia: 2026-01-01
unidad: {unit}
responsable: {boss}
autoriza: [{{nombre: "{c("persona que autoriza")}", cargo: Gerente}}]
revisa: [{{nombre: "{c("persona que revisa")}", cargo: Auditor}}]
dirigido a: [cajero, {boss}]
dónde: [centro, {c("id de sede")}]
formularios: [ley, {c("id de norma")}]
oficio: interno costo
costo: {c("costo")}
escalamiento: [{{caso: Falta, a quién: {boss}}}]
modificaciones:
  - {{versión: "01", modificado: 2026-01-01, autoriza: [{{nombre: "{c("persona en la bitácora")}", cargo: Gerente}}],\
 descripción: ["Se crea por {c("bitácora")}."]}}
---

## Pasos

1. Recibir. {{responsable={boss}}}
2. Leer [[{c("id de término")}|la voz]].

## Nota {{acceso=interno}}

{c("sección propia")}

### Parte

{c("parte de una sección propia")}

## Otra

Visible.
""")
        write('formatos/ordinario.yaml', 'tipo: formato\npara: protocolo\ntítulo: Ordinario\nsecciones:\n  - {título: '
            'Pasos, vista: tabla, campo: pasos, columnas: [acción: Paso]}\n')
        write('manuales/man.md',
            f'---\ntítulo: Manual\ncódigo: M-1\nversión: "01"\nvigencia: 2026-01-01\nmiembros: [cajero, {boss}]\n---\n')
        write('manuales/otro.md', f'---\ntítulo: {c("título de manual")}\ncódigo: {c("código de manual")}\nversión: '
            f'"01"\nvigencia: 2026-01-01\nacceso: interno\n'
              'miembros: [heredero]\n---\n')
        write('puestos/heredero.md', f'---\ntítulo: Heredero {c("título de heredero")}\nunidad: general\nobjetivo: '
            f'{c("objetivo de heredero")}\n---\n')
        write('incorporacion/lista.md', f'---\ntítulo: Lista\npara: [cajero, {boss}]\nfases: {{dia-1: Día 1}}\n---\n\n'
            f'## Actividades\n\n### Día 1\n\n'
              f'- Leer [[{procedure}]]\n- Saludar a {boss}: [[{boss}]]\n')
        self.replace('incorporacion/lista.md', f'Saludar a {boss}: ', 'Saludar a ')
        write('incorporacion/otra.md', f'---\ntítulo: {c("título de lista")}\nacceso: interno\npara: [cajero]\nfases: '
            f'{{dia-1: Día 1}}\n---\n\n## Actividades\n\n'
              f'### Día 1\n\n- Leer {c("actividad")}\n')
        write(f'paginas/{c("archivo de página")}.md',
            f'---\ntítulo: {c("título de página")}\nacceso: interna\n---\n\n{c("texto de página")}\n')
        write('paginas/inicio.md', f'---\ntítulo: Inicio\n---\n\nVéase [esto]({c("archivo de página")}.md), [un '
            f'lugar]({c("archivo de página")}.md#x) y [[cajero]].\n')
        write('estandares/uno.md', f'---\ntítulo: {c("título de estándar")}\ncódigo: {c("código de estándar")}\n'
            f'versión: "01"\nvigencia: 2026-01-01\nacceso: interno\n'
              f'aplica a: [cajero]\n---\n\n## Enunciados\n\n- Siempre {c("enunciado")}.\n')
        # Places that no build publishes, for any audience: comments, words without a place on a page, and the like.
        self.nowhere = {place for place in c.words if place.startswith('comentario')} | {'título de un enlace'}

    def release_all(self):
        self.release('man', '2026-02-01', '--authorized-by', self.canary('persona que publica'), '--note',
            self.canary('nota de una versión'))
        self.replace('puestos/cajero.md', self.canary('sección') + ' ', self.canary('sección') + ' y '
            + self.canary('sección de una versión') + ' ')
        self.replace('puestos/cajero.md', 'Cobrar. Véase', 'Cobrar bien. Véase')
        self.release('man', '2026-03-01', '--authorized-by', 'Dirección')
        self.release('cobro', '2026-03-01', '--authorized-by', 'Gerente')
        self.replace('protocolos/cobro.md', 'Recibir.', 'Recibir bien.')
        self.release('cobro', '2026-04-01', '--authorized-by', self.canary('persona que publica otra'))

    def test_no_word_is_in_a_public_build(self):
        self.release_all()
        inside = self.canary.found(self.build('interno', 'internal'))
        missing = set(self.canary.words) - set(inside) - self.nowhere
        self.assertEqual(set(), missing, 'the search finds what is there')
        output = self.build()
        self.assert_hidden(output)
        for path in ('puestos/cajero.html', 'protocolos/cobro.html', 'recursos/logo.svg', 'recursos/dibujo.png',
                     'formatos/ordinario.html', 'sitio-sin-conexion.zip',
                     'novedades.atom', 'sitemap.xml', 'historial/protocolos/cobro/datos.js',
                     'historial/manuales/man/index.html'):
            self.assertTrue((output / path).is_file(), path)
        # The id of a task is made of the words that are shown.
        self.assertIn('leer-documento-interno', (output / 'datos/incorporacion.json').read_text())
        self.assertIn('Gerente', (output / 'historial/protocolos/cobro/index.html').read_text(), 'a post is shown')
        self.assertIn('Gerente', (output / 'datos/protocolos.json').read_text())

    def test_one_build_in_the_place_of_the_other_leaves_nothing(self):
        self.build('salida', 'internal')
        self.assert_hidden(self.build('salida'))
        self.build('salida', 'internal')
        self.assert_hidden(self.build('salida', cache='ajena'))

    def test_names_of_people_where_the_site_publishes_them(self):
        self.release_all()
        self.replace('site.yaml', 'acceso: público', 'acceso: {general: público, personas: publicar}')
        people = {'persona que autoriza', 'persona que revisa', 'persona que publica', 'persona que publica otra'}
        found = self.canary.found(self.build())
        self.assertEqual(people, set(found))
        self.assertIn('datos/protocolos.json', found['persona que autoriza'])

    def test_a_sheet_bears_the_names_that_its_form_prints(self):
        self.write('formatos/ordinario.yaml', 'tipo: formato\npara: protocolo\ntítulo: Ordinario\nsecciones:\n  - '
            '{título: Pasos, vista: tabla, campo: pasos, columnas: [acción: Paso]}\n'
                   '  - {título: Firmas, vista: firmas, campo: autoriza}\n')
        found = self.canary.found(self.build())
        self.assertEqual({'persona que autoriza': ['protocolos/cobro.html',
            'sitio-sin-conexion.zip!sitio/protocolos/cobro.html']}, found)

    def test_what_accompanies_a_release(self):
        """Acts, errata, withdrawals, signed copies, receipts and drafts of internal documents, and internal names in
        those of public ones."""
        c = self.canary
        internal = f'abrir-{c("id de protocolo")}'
        (self.root / 'acto.pdf').write_bytes(b'%PDF-1.7\n' + c('archivo del acto').encode())
        (self.root / 'firmada.pdf').write_bytes(b'%PDF-1.7\n' + c('copia firmada').encode())
        log = (
            f'modificaciones:\n  - '
            f'{{versión: "01", modificado: 2026-01-01, autoriza: [{{nombre: "{c("persona que autoriza el secreto")}", '
            f'cargo: Gerente}}], descripción: [Se crea.]}}\n')
        self.replace(f'protocolos/{internal}.md', 'formato:', log + 'formato:')
        self.release(internal, '2026-05-01', '--authorized-by', 'Gerente', '--note', c('nota del secreto'), '--act',
                     c('acto del secreto'), '--act-date', '2026-04-30',
                     '--act-file', self.root / 'acto.pdf', '--signed-copy', self.root / 'firmada.pdf')
        self.replace(f'protocolos/{internal}.md', '[Se crea.]', f'[Se crea {c("errata")}.]')
        made = self.run_it(f'release {internal} --erratum', '--reason', c('motivo de la errata'), '--authorized-by',
            'Gerente', today='2026-05-02')
        self.assertEqual(0, made.returncode, made.stderr)
        self.release('cobro', '2026-05-03', '--authorized-by', 'Gerente', '--signed-copy', self.root / 'firmada.pdf')
        for name in ('personal.csv', 'registro.jsonl'):
            self.write(f'../acuses/{name}', c(f'persona de {name}'))
        self.write('puestos/borrador.md', f'---\ntítulo: {c("título de un borrador")}\nestado: borrador\n---\n\n## '
            f'Objetivo\n\n{c("objetivo de un borrador")}\n')
        hidden = [place for place in c.words if place not in self.nowhere]
        inside = self.canary.found(self.build('interno', 'internal', today='2026-05-05'))
        for place in ('nota del secreto', 'acto del secreto', 'errata', 'motivo de la errata', 'copia firmada'):
            self.assertIn(place, inside)
        for options in ('', ' --drafts'):
            shutil.rmtree(self.root / 'salida', ignore_errors=True)
            made = self.run_it('build --audience public' + options, '--output', self.root / 'salida',
                today='2026-05-05')
            self.assertEqual(0, made.returncode, made.stderr)
            self.assert_hidden(self.root / 'salida',
                [place for place in hidden if not options or 'borrador' not in place])
        # Build with the document withdrawn and replaced, and as of another day.
        made = self.run_it(f'release {internal} --withdraw', '--note', c('motivo de la derogación'), '--authorized-by',
            'Gerente', '--effective', '2026-05-06', today='2026-05-06')
        self.assertEqual(0, made.returncode, made.stderr)
        for options in ('', ' --as-of 2026-05-04', ' --known-on 2026-05-05'):
            shutil.rmtree(self.root / 'salida', ignore_errors=True)
            made = self.run_it('build --audience public' + options, '--output', self.root / 'salida',
                today='2026-05-07')
            self.assertEqual(0, made.returncode, made.stderr)
            self.assert_hidden(self.root / 'salida')

    def test_exports(self):
        self.release_all()
        for format in ('html', 'odt', 'docx', 'epub'):
            for document in ('cajero', 'cobro', 'man'):
                made = self.run_it(f'export {format} {document} --audience public', '--output',
                    self.root / f'{document}.{format}')
                self.assertEqual(0, made.returncode, made.stderr)
                self.assert_hidden(self.root / f'{document}.{format}')
        self.assertIn('sección', self.canary.found(self.root)
            if self.run_it('export odt cajero').returncode == 0 else {})
        made = self.run_it(f'export odt jefe-{self.canary("id de puesto")} --audience public')
        self.assertEqual(64, made.returncode, 'there is no such document for the public')
        self.assertEqual(64, self.run_it('export jsonschema --audience public').returncode)
        self.replace('protocolos/cobro.md', 'oficio: interno costo', 'acceso: quizá')
        self.assertEqual(1, self.run_it('export odt cajero --audience public').returncode, 'what a build refuses')
        self.replace('site.yaml', 'acceso: público\n', '')
        self.replace('protocolos/cobro.md', 'acceso: quizá', 'acceso: interno')
        self.assertEqual(74, self.run_it('export odt cajero --audience public').returncode,
            'the site does not say what is usual')

    @unittest.skipUnless(os.environ.get('CI') or shutil.which('pdftotext')
        and (shutil.which('chromium') or shutil.which('weasyprint')), 'nothing to print with, or to read it back')
    def test_pdfs(self):
        made = self.run_it('build --audience public --pdf cobro cajero', '--output', self.root / 'salida')
        self.assertEqual(0, made.returncode, made.stderr)
        self.assertTrue(list((self.root / 'salida').rglob('*.pdf')), made.stderr)
        self.assert_hidden(self.root / 'salida')
        # Links in a PDF lead to the address of the site, never into the machine that printed it.
        pdf = dict(everything(self.root / 'salida/pdf'))
        for name, content in pdf.items():
            self.assertFalse(str(self.root).lower().encode() in content or b'file://' in content, name)
            for word in (b'/creationdate', b'/moddate', b'headlesschrome', b'x11; linux'):
                self.assertNotIn(word, content, name)
        self.assertTrue(any(b'https://ejemplo.example/' in content for content in pdf.values()))
        self.assertEqual(['.oficio/archivos'], [str(path.relative_to(self.root / 'salida'))
            for path in (self.root / 'salida').rglob('.*/*')])


class Names(Site):
    """Where a post or a person belongs, text that is no post, unit or term of the site counts as a person's name."""

    def setUp(self):
        super().setUp()
        c, write = self.canary, self.write
        write('site.yaml',
            'institución: Prueba\nacceso: público\ndirección web: https://ejemplo.example/\nsin conexión: sí\n')
        write('glosario.yaml', 'elementos: [{id: solicitante, término: Solicitante, definición: Quien pide.}]\n')
        write('unidades.yaml', 'elementos: [{id: caja, título: Caja General, código: U-7}]\n')
        write('puestos/cajero.md', f"""---
título: Cajero
código: P-10
unidad: caja
firmas: [{{nombre: "{c('firma')}", cargo: Jefatura}}, "{c('firma sola')}"]
---

## Objetivo

Cobrar.

## Contactos internos

- {c('contacto')}
- Caja General
""")
        write('protocolos/cobro.md', f"""---
título: Cobro
código: PR-1
versión: "01"
vigencia: 2026-01-01
responsable: "{c('responsable')}"
autoriza: "{c('quien autoriza')}"
elabora: [{{nombre: "{c('quien elabora')}", cargo: Analista}}]
revisa: ["{c('quien revisa')}", Cajero]
modificaciones:
  - {{versión: "01", modificado: 2026-01-01, autoriza: "{c('bitácora')}",\
 elabora: [{{nombre: "{c('autor en bitácora')}", cargo: Analista}}], descripción: [Se crea.]}}
---

## Pasos

1. Recibir. {{responsable={c('actor')}}}
2. Contar. {{responsable=Solicitante}}
3. Cobrar. {{responsable=P-10}}

## Escalamiento

| Caso | A quién |
|---|---|
| Falta | {c('escalamiento')} |
| Sobra | U-7 |
""")
        write('protocolos/otro.md', f'---\ntítulo: Otro\ncódigo: PR-2\nversión: "01"\nvigencia: 2026-01-01\n'
            f'responsable: "[[cajero|{c("rótulo")}]]"\n'
              '---\n\n## Pasos\n\n1. Leer.\n')
        write('incorporacion/lista.md', f'---\ntítulo: Lista\npara: [cajero]\nfases: {{d: Día 1}}\nactividades:\n  - '
            f'{{fase: d, actividad: Leer, apoyo: "{c("apoyo")}"}}\n---\n')
        write('tipos/informe.yaml', 'nombre: informe | report\nplural: informes | reports\ncarpeta: informes\ncampos:\n'
            '  título | title: texto\n'
              '  autor: texto\n  elaborado por: markdown\n  aprobó: lista\n  persona de contacto: refs(job) o texto\n  '
              'tema: texto\n'
              '  tareas:\n    filas:\n      tarea: texto principal\n      encargado: texto\n')
        write('informes/uno.md', f'---\ntítulo: Informe\nautor: "{c("autor")}"\nelaborado por: '
            f'"**{c("elaborado por")}** y [[cajero]]"\naprobó: ["{c("aprobó")}", cajero]\n'
              f'persona de contacto: "{c("persona de contacto")}"\ntema: Visible\ntareas: '
              f'[{{tarea: Contar, encargado: "{c("encargado")}"}}]\n---\n')
        self.release('cobro', '2026-01-01', '--authorized-by', c('bitácora'))
        self.replace('protocolos/cobro.md', 'Recibir', 'Recibir bien')
        self.release('cobro', '2026-02-01', '--authorized-by', 'Cajero')
        self.release('otro', '2026-03-01', '--authorized-by', c('quien publica'))

    # Pages keep the texts that documents say in their own words.
    OWN = {'contacto', 'actor', 'escalamiento', 'apoyo', 'encargado'}

    def test_free_text_where_a_person_is_asked_for(self):
        self.assertEqual(set(self.canary.words), set(self.canary.found(self.build('interno', 'internal'))))
        output = self.build()
        pages = {'puestos/cajero.html', 'protocolos/cobro.html', 'protocolos/otro.html', 'incorporacion/lista.html',
            'informes/uno.html'}
        versions = {f'historial/protocolos/cobro/{name}.html' for name in ('01', '02', '02-cambios')}
        for place, files in self.canary.found(output).items():
            with self.subTest(place=place):
                self.assertIn(place, self.OWN)
                self.assertEqual(set(), {name.removeprefix('sitio-sin-conexion.zip!sitio/')
                    for name in files} - pages - versions)

    def test_posts_units_and_terms_are_shown(self):
        output = self.build()
        [cobro, otro] = json.loads((output / 'datos/protocolos.json').read_text())['records']
        self.assertNotIn('owner', cobro['fields'])
        self.assertEqual(['Cajero'], [row['role'] for row in cobro['fields']['reviewed-by'] if 'role' in row])
        self.assertEqual(['Analista'], [row['role'] for row in cobro['fields']['prepared-by']])
        self.assertEqual([None, 'Solicitante', 'Cajero'],
            [row['actor'][0]['title'] if 'actor' in row else None for row in cobro['fields']['steps']])
        self.assertEqual([None, 'Caja General'],
            [row['to'][0]['title'] if 'to' in row else None for row in cobro['fields']['escalation']])
        self.assertEqual('Cajero', otro['fields']['owner'][0]['title'])
        [report] = json.loads((output / 'datos/informes.json').read_text())['records']
        self.assertEqual('Visible', report['fields']['tema'])
        self.assertEqual('Cajero', report['fields']['elaborado-por'])
        master = (output / 'datos/lista-maestra.csv').read_text()
        self.assertIn('Cajero', master)
        self.assertIn('Solicitante', (output / 'protocolos/cobro.html').read_text())

    def test_a_name_that_becomes_a_post_and_one_that_ceases_to_be(self):
        self.build()
        name = self.canary('responsable').capitalize()
        self.write('puestos/nuevo.md', f'---\ntítulo: {name}\n---\n\n## Objetivo\n\nDirigir.\n')
        self.assertIn(name, (self.build() / 'datos/lista-maestra.csv').read_text())
        (self.site / 'content/puestos/nuevo.md').unlink()
        self.assertNotIn('responsable', self.canary.found(self.build()))

    def test_office_files_say_no_names_in_their_facts(self):
        for format in ('docx', 'odt', 'epub', 'html'):
            for document in ('cobro', 'otro', 'cajero'):
                made = self.run_it(f'export {format} {document} --audience public', '--output',
                    self.root / f'hecho/{document}.{format}')
                self.assertEqual(0, made.returncode, made.stderr)
        self.assertEqual(set(), set(self.canary.found(self.root / 'hecho')) - self.OWN)


class Output(Site):
    """The published folder tells nothing about the machine or the person that builds, and foreign files stay untouched.
    """

    def setUp(self):
        super().setUp()
        self.write('protocolos/cobro.md', DOCUMENT.format(front='', body=''))
        self.write('paginas/aviso.md', '---\ntítulo: Aviso\n---\n\nHoy no.\n')

    def hidden(self, output):
        return sorted(str(path.relative_to(output)) for path in output.rglob('*') if path.is_file()
            and path.relative_to(output).parts[0].startswith('.'))

    def test_only_the_list_of_published_files_is_hidden(self):
        for audience in ('internal', 'public'):
            output = self.build(audience=audience)
            self.assertEqual(['.oficio/archivos'], self.hidden(output))
            listed = (output / '.oficio/archivos').read_text().splitlines()[1:]
            published = sorted(str(path.relative_to(output)) for path in output.rglob('*') if path.is_file()
                and '.oficio' not in path.parts)
            self.assertEqual(published, sorted(listed), 'names of published files, and nothing else')
            for name, content in everything(output):
                for word in (str(self.root), os.path.expanduser('~/'), 'content/protocolos/cobro.md',
                        'content/paginas'):
                    # The page of rules has examples of its own.
                    self.assertFalse(word.lower().encode() in content and name != 'reglas.html', f'{name}: {word}')

    def test_another_machine_makes_the_same_bytes(self):
        """Builds with another folder, time and user give the same bytes."""
        self.write('site.yaml', 'institución: Prueba\nacceso: público\nsin conexión: sí\n')
        self.write('puestos/cajero.md', '---\ntítulo: Cajero\n---\n\n## Objetivo\n\nCobrar.\n')
        self.write('recursos/nota.txt', 'nota')
        self.write('paginas/aviso.md', '---\ntítulo: Aviso\n---\n\nVea la [nota](../recursos/nota.txt).\n')
        self.release('cobro', '2026-01-01', '--authorized-by', 'Dirección')
        other = self.root / 'otro equipo' / 'de otra persona'
        shutil.copytree(self.site, other)
        for path in other.rglob('*'):
            os.utime(path, (1_000_000_000, 1_000_000_000))
        trees = []
        for site, more in ((self.site, {}), (other,
                {'TZ': 'Asia/Tokyo', 'USER': 'zutano', 'LOGNAME': 'zutano', 'HOME': str(self.root / 'casa'),
                                                     'HOSTNAME': 'otra',
                                                     'LC_ALL': 'C'})):
            made = self.root / f'hecho-{len(trees)}'
            made.mkdir()
            environment = dict(os.environ, XDG_CACHE_HOME=str(self.root / f'cache-{len(trees)}'), **more)
            for command in (['build', '--output', made / 'interno'],
                            ['build', '--audience', 'public', '--output', made / 'público'],
                            *(['export', format, 'cobro', '--output', made / f'cobro.{format}']
                                for format in ('html', 'odt', 'docx', 'epub'))):
                done = subprocess.run([PROGRAM, *map(str, command), '--site', str(site), '--today', TODAY],
                    env=environment, capture_output=True, text=True, cwd=self.root)
                self.assertEqual(0, done.returncode, done.stderr)
            trees.append({str(path.relative_to(made)): path.read_bytes() for path in made.rglob('*') if path.is_file()})
            time.sleep(2.1)
        self.assertEqual(sorted(trees[0]), sorted(trees[1]))
        self.assertEqual([], [name for name in trees[0] if trees[0][name] != trees[1][name]])

    def test_what_earlier_programs_left_is_removed(self):
        output = self.build()
        for name in ('estado', 'piezas', 'palabras-0', 'palabras-listas'):
            (output / '.oficio' / name).write_text(str(self.site))
        # The list of the former output is understood: these files are the program's own, and the obsolete page goes.
        paths = (output / '.oficio/archivos').read_text().splitlines()[1:]
        (output / '.oficio/archivos').write_text('\n'.join(['oficio archivos 3',
            *(f'{path}\tx\ty\tz' for path in paths)]) + '\n')
        (self.site / 'content/paginas/aviso.md').unlink()
        self.build(cache='nueva')
        self.assertEqual(['.oficio/archivos'], self.hidden(output))
        self.assertNotIn('\t', (output / '.oficio/archivos').read_text())
        self.assertFalse((output / 'paginas/aviso.html').exists())

    def test_without_a_cache_or_elsewhere_it_knows_its_own_files(self):
        output = self.build()
        (output / 'paginas/ajeno.txt').write_text('ajeno')
        (output / '.well-known').mkdir()
        (output / '.well-known/security.txt').write_text('ajeno')
        elsewhere = self.root / 'otra-maquina'
        shutil.copytree(output, elsewhere)
        (self.site / 'content/paginas/aviso.md').unlink()
        self.build('otra-maquina', cache='otra')
        shutil.rmtree(self.root / 'cache')
        self.build()
        fresh = self.build('limpio', cache='tercera')
        for folder in (output, elsewhere):
            self.assertFalse((folder / 'paginas/aviso.html').exists(), 'its own file goes')
            self.assertEqual('ajeno', (folder / 'paginas/ajeno.txt').read_text())
            self.assertEqual('ajeno', (folder / '.well-known/security.txt').read_text())
            for path in fresh.rglob('*'):
                if path.is_file():
                    self.assertEqual(path.read_bytes(), (folder / path.relative_to(fresh)).read_bytes())

    def test_a_strangers_file_in_its_place_stops_the_build(self):
        output = self.build()
        self.write('paginas/nueva.md', '---\ntítulo: Nueva\n---\n\nTexto.\n')
        (output / 'paginas/nueva.html').write_text('ajeno')
        for cache in ('cache', 'otra'):
            made = self.run_it('build', '--output', output, '--audience', 'public', cache=cache)
            self.assertEqual(74, made.returncode)
            self.assertEqual('ajeno', (output / 'paginas/nueva.html').read_text())

    def test_a_build_without_any_cache(self):
        environment = {name: value for name, value in os.environ.items() if name not in ('HOME', 'XDG_CACHE_HOME')}
        for _ in range(2):
            made = subprocess.run([PROGRAM, 'build', '--site', self.site, '--output', self.root / 'salida', '--today',
                TODAY], env=environment, capture_output=True, text=True)
            self.assertEqual(0, made.returncode, made.stderr)
        self.assertEqual(['.oficio/archivos'], self.hidden(self.root / 'salida'))


class ActiveContent(Site):
    def reported(self):
        found = [json.loads(line) for line in self.run_it('check --format json').stdout.splitlines()]
        return {finding['file'].removeprefix('content/recursos/'): finding for finding in found
            if finding['code'] == 'recurso-activo'}

    def test_what_runs_is_not_copied_unless_the_site_names_it(self):
        names = ['a.html', 'b.HTM', 'c.js', 'd.mjs', 'e.php', 'f.php.jpg', 'g.xhtml', 'h.svgz', 'i.jsp', 'j.cgi',
            'k/l.asp', 'm.xml', '.htaccess', 'web.config']
        for name in names:
            self.write(f'recursos/{name}', '<script>alert(1)</script>')
        for name in ('uno.pdf', 'dos.png', 'tres.txt'):
            self.write(f'recursos/{name}', 'inerte')
        self.write('paginas/a.md',
            '---\ntítulo: A\n---\n\nVéase [la página](../recursos/a.html) y [el texto](../recursos/tres.txt).\n')
        output = self.build(audience='internal')
        copied = sorted(str(path.relative_to(output / 'recursos')) for path in (output / 'recursos').rglob('*')
            if path.is_file())
        self.assertEqual(['dos.png', 'tres.txt', 'uno.pdf'], copied)
        self.assertEqual(set(names), set(self.reported()))
        page = (output / 'paginas/a.html').read_text()
        self.assertIn('la página', page)
        self.assertNotIn('recursos/a.html', page, 'no link leads to what is not there')
        self.write('site.yaml', 'institución: Prueba\nacceso: público\nrecursos: {permitir: [html, k/l.asp, .js]}\n')
        output = self.build(audience='internal')
        self.assertTrue(all((output / 'recursos' / name).is_file() for name in ('a.html', 'c.js', 'k/l.asp')))
        self.assertEqual(set(names) - {'a.html', 'c.js', 'k/l.asp'}, set(self.reported()))
        self.assertIn('href="../recursos/a.html"', (output / 'paginas/a.html').read_text())

    def test_a_page_that_its_name_hides_stops_the_build(self):
        for text in ('<!DOCTYPE html><p>', '\ufeff \n<SCRIPT>', '<?php x();', '#!/bin/sh'):
            self.write('recursos/datos', text)
            self.assertEqual('error', self.reported()['datos']['severity'])
            self.assertEqual(1, self.run_it('build', '--output', self.root / 'salida').returncode)
        self.write('recursos/datos', 'uno,dos')
        self.assertEqual({}, self.reported())

    def test_pictures_lose_scripts_and_references_to_other_hosts(self):
        svg = (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"{}>{}<path d="M0 '
            '0h9"/></svg>')
        harmless = [
            ('', '<style>.a{fill:url(#g)}</style><g class="a"/>'),
            ('', '<use xlink:href="#x"/><image href="data:image/png;base64,AAAA//8="/>'),
            ('', '<a href="#x"><text>onclick</text></a><animate attributeName="opacity" to="1"/>'),
        ]
        for number, (attributes, inside) in enumerate(harmless):
            self.write(f'recursos/bueno{number}.svg', svg.format(attributes, inside))
        hostile = [
            (' onload="alerta()"', ''), (' ONLOAD="alerta()"', ''), ('', '<script>alerta()</script>'),
            ('', '<SCRIPT href="https://fuera.example/alerta.js"/>'),
            ('', '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onclick="alerta()"/></foreignObject>'),
            ('', '<a xlink:href="java&#10;script:alerta()"><text>x</text></a>'),
            ('', '<a href="https://fuera.example/alerta"><text>x</text></a>'),
            ('', '<use href="https://fuera.example/alerta#x"/>'), ('', '<use href="otra-alerta.svg#x"/>'),
            ('', '<image href="//fuera.example/alerta.png"/>'),
            ('', '<image href="data:image/svg+xml,&lt;svg onload=alerta()>"/>'),
            ('', '<style>@import "https://fuera.example/alerta.css";</style>'),
            ('', '<style>.a{fill:u\\72l(https://fuera.example/alerta)}</style>'),
            ('', '<g style="background:url(https://fuera.example/alerta)"/>'),
            ('', '<g fill="url(https://fuera.example/alerta#g)"/>'),
            ('', '<set attributeName="onmouseover" to="alerta()"/>'),
            ('', '<animate attributeName="xlink:href" values="javascript:alerta()"/>'),
            ('', '<animate attributeName="x" to="javascript:alerta()"/>'),
            ('', '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alerta()</h:script>'),
            ('', '<g xml:base="https://fuera.example/alerta/"/>'),
            ('', '<x:handler xmlns:x="http://www.w3.org/2001/xml-events">alerta()</x:handler>'),
            ('', '<image src="https://fuera.example/alerta.png"/>'),
        ]
        for number, (attributes, inside) in enumerate(hostile):
            self.write(f'recursos/malo{number}.svg', svg.format(attributes, inside))
        self.write('recursos/malo-a.svg', '<?xml-stylesheet href="https://fuera.example/alerta.css"?>'
            + svg.format('', ''))
        self.write('recursos/malo-b.svg', '<!DOCTYPE svg [<!ENTITY x "<script>alerta()</script>">]>'
            + svg.format('', '&x;'))
        self.write('recursos/malo-c.svg', '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alerta()">]>'
            + svg.format('', ''))
        self.write('recursos/malo-d.svg', '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            + svg.format('', '<text>&x; alerta</text>'.replace(' alerta', '')))
        output = self.build(audience='internal') / 'recursos'
        reported = self.reported()
        for path in sorted(output.glob('bueno*.svg')):
            self.assertEqual((self.site / 'content/recursos' / path.name).read_bytes(), path.read_bytes())
            self.assertNotIn(path.name, reported)
        bad = sorted(output.glob('malo*.svg'))
        self.assertEqual(len(hostile) + 4, len(bad))
        for path in bad:
            text = path.read_text()
            self.assertIn('M0 0h9', text, path.name)
            for word in ('alerta', 'fuera.example', 'root:', 'foreignObject', 'ENTITY', 'ATTLIST'):
                self.assertNotIn(word, text, path.name + (self.site / 'content/recursos' / path.name).read_text())
            self.assertIn(path.name, reported)
        self.write('recursos/roto.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>')
        self.assertEqual('error', self.reported()['roto.svg']['severity'])

    def test_the_preview_sends_attached_files_in_a_sandbox(self):
        for name in ('uno.pdf', 'dos.png', 'tres.html'):
            self.write(f'recursos/{name}', 'x')
        self.write('recursos/cuatro.svg',
            '<svg xmlns="http://www.w3.org/2000/svg" onload="alerta()"><path d="M0 0"/></svg>')
        process = subprocess.Popen([PROGRAM, 'serve', '--site', self.site, '--port', '0'], stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)
        port = int(re.search(r'localhost:(\d+)', process.stdout.readline())[1])

        def ask(path):
            for _ in range(200):
                try:
                    return urllib.request.urlopen(f'http://localhost:{port}/{path}')
                except urllib.error.HTTPError as error:
                    return error
                except OSError:
                    time.sleep(.05)

        for path, sandbox in (('index.html', None), ('recursos/dos.png', 'sandbox'), ('recursos/cuatro.svg', 'sandbox'),
                ('recursos/uno.pdf', None)):
            answer = ask(path)
            self.assertEqual(200, answer.status, path)
            self.assertEqual('nosniff', answer.headers['X-Content-Type-Options'], path)
            self.assertEqual(sandbox, answer.headers['Content-Security-Policy'], path)
        self.assertNotIn(b'alerta', ask('recursos/cuatro.svg').read())
        self.assertEqual(404, ask('recursos/tres.html').status)

    def test_signed_copies_are_pdfs_or_pictures(self):
        self.write('protocolos/cobro.md', DOCUMENT.format(front='versión: "01"\nvigencia: 2026-01-01\n', body=''))
        files = {'a.html': b'<script>', 'b.pdf': b'<html>', 'c.html': b'%PDF-1.7', 'd.svg': b'<svg/>',
            'e.png': b'\xff\xd8\xff\xe0'}
        for name, content in files.items():
            (self.root / name).write_bytes(content)
            made = self.run_it('release cobro --effective 2026-01-01 --note x --authorized-by D', '--signed-copy',
                self.root / name)
            self.assertEqual(1, made.returncode, name)
            self.assertIn(name, made.stderr)
            self.assertFalse((self.site / 'content/historial/protocolos/cobro').exists())
        (self.root / 'bueno.pdf').write_bytes(b'%PDF-1.7\n')
        self.release('cobro', '2026-01-01', '--authorized-by', 'D', '--signed-copy', self.root / 'bueno.pdf')
        [copy] = (self.site / 'content/historial/protocolos/cobro').glob('*.pdf')
        output = self.build(audience='internal')
        self.assertTrue((output / 'historial/protocolos/cobro' / copy.name).is_file())
        # A file taken for another one is reported, besides not being the one that was recorded.
        copy.write_bytes(b'<html>')
        self.assertIn('recurso-activo', self.run_it('check').stdout)


if __name__ == '__main__':
    unittest.main()
