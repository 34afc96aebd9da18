"""Every notation of an access mark hides its text, and words that only resemble a mark hide nothing."""
import json
import shutil
import unittest

from private_site import DOCUMENT, Site


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

    def test_similar_words_are_no_mark(self):
        word = self.canary('costo')
        self.assert_shows(DOCUMENT.format(front=f'costo: {word}\n', body=(
            '## Puerta de acceso: interna o externa\n\nSe escribe `{acceso=interno}` detrás del título.\n\n- Acceso '
            '{#acceso}\n- {responsable=cajero}\n')))

    def test_of_a_field(self):
        word = self.canary('costo')
        for rule in ('interno costo', 'Interna costo', 'confidencial costo', '{interno: costo}',
                     '{interno: [costo, objetivo]}', '[{reservado: costo}]',
                     '[interno objetivo, interno costo]'):
            self.assert_hides(DOCUMENT.format(
                front=f'oficio: {rule}\ncosto: {word}\nobjetivo: {word}\n' if 'objetivo' in rule
                else f'oficio: {rule}\ncosto: {word}\n', body=''))
        shutil.rmtree(self.root / 'salida')
        self.assert_refuses(DOCUMENT.format(front=f'oficio: interno título\ncosto: {word}\n', body=''), line=3)
        self.assert_refuses(DOCUMENT.format(front=f'oficio: interno gastos\ncosto: {word}\n', body=''), line=3,
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

    def test_released_text_stays_the_same(self):
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


if __name__ == '__main__':
    unittest.main()
