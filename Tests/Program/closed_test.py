"""A public build hides or refuses words about access and comments in places where they have no effect, and names of
people in types of the site's own."""
import json
import shutil
import unittest

from private_site import DOCUMENT, Site


class Closed(Site):
    def attempt(self, files):
        """Builds these files for the public. Returns whether that succeeds, the output, and whether a canary was
        published."""
        shutil.rmtree(self.site / 'content')
        shutil.rmtree(self.root / 'salida', ignore_errors=True)
        self.write('site.yaml',
            'institución: Prueba\nacceso: público\ndirección web: https://ejemplo.example/\nsin conexión: sí\n')
        for path, text in files.items():
            self.write(path, text)
        made = self.run_it('build', '--output', self.root / 'salida', '--audience', 'public')
        return made.returncode == 0, made.stdout + made.stderr, set(self.canary.found(self.root / 'salida'))

    def assert_refuses(self, files, code, place=None):
        built, words, _ = self.attempt(files)
        self.assertFalse(built, files)
        self.assertFalse((self.root / 'salida').exists())
        self.assertIn(f'error[{code}]', words, files)
        if place:
            self.assertIn(f'--> content/{place}', words, files)


class SaidElsewhere(Closed):
    """An access word in a place where it has no effect stops the build with a message that names the place."""

    def protocol(self, body):
        return {'protocolos/cobro.md': DOCUMENT.format(front='', body=body)}

    def test_a_declaration_of_a_field_that_the_document_lacks_is_told(self):
        for field, body in (('costo', '## Precio\n\nCinco soles.\n'), ('propósito', '## Notas\n\nAbrir temprano.\n')):
            built, words, _ = self.attempt({'protocolos/cobro.md': DOCUMENT.format(
                front=f'oficio: interno {field}\n', body=body)})
            self.assertFalse(built, words)
            self.assertIn(f'error[acceso-no-entendido]: «{field}» no oculta nada aquí', words)
        built, words, _ = self.attempt({'protocolos/cobro.md': DOCUMENT.format(
            front='oficio: interno costo\ncosto: Cinco soles\n', body='')})
        self.assertTrue(built, words)
        self.assertNotIn('no oculta nada', words)

    def test_in_headings(self):
        word = self.canary('sección')
        for heading in ('Claves (acceso: interno)', 'Claves — acceso: confidencial', 'Acceso: interno',
                        'Claves {.interno}', 'Claves {#interno}', 'Claves {público=no}',
                        'Claves {visible=no}', 'Claves {oculto}', 'Claves {restringido al jefe}',
                        'Claves {acc\u200beso=interno}', 'Claves {acceso=inter\u00adno}',
                        'Claves <!-- acceso: interno -->', 'Claves <!-- oficio: interno -->',
                        '<span acceso="interno">Claves</span>', 'Claves {publicar=no}', 'Claves {aria-hidden=true}',
                        'Claves {style="display: none"}'):
            self.assert_refuses(self.protocol(f'## {heading}\n\n{word}\n'), 'acceso-no-entendido',
                'protocolos/cobro.md:9:')
        for heading in ('Puerta de acceso: interna o externa', 'Clientes (internos)', 'Control interno',
                'Claves {#claves}'):
            built, words, found = self.attempt(self.protocol(f'## {heading}\n\n{word}\n'))
            self.assertEqual((True, {'sección'}), (built, found), heading + words)

    def test_attributes_that_limit_readers(self):
        """Braces that limit the readers in other words are no attributes of items, cells and paragraphs."""
        word = self.canary('texto')
        for mark in ('{interno=sí}', '{público=no}', '{visible=no}', '{visibilidad=privada}', '{audiencia="interna"}',
                     '{data-acceso=interno}', '{publicar=no}', '{style="display:none"}', 'acceso=interno}',
                     '｛acceso=interno｝'):
            for body in ('- {} {}', '{} {}', '| a |\n|---|\n| {} {} |'):
                self.assert_refuses({'paginas/a.md': '# A\n\n' + body.format(word, mark) + '\n'},
                    'acceso-no-entendido', 'paginas/a.md:')
        for text in ('Abra {tipo=interno} y {audiencia=ciudadanía}.', 'Escriba `{visible=no}`.',
                     'Vea https://a.example/?access=internal y salga.', 'El costo con acceso = 5 puntos.'):
            built, words, found = self.attempt({'paginas/a.md': f'# A\n\n{text} {word}\n'})
            self.assertEqual((True, {'texto'}), (built, found), text + words)
            self.assertNotIn('acceso-no-entendido', words)

    def test_a_marked_name_hides_text_that_another_field_takes(self):
        """Prose under *Propósito* becomes the objective of the job."""
        word = self.canary('texto')
        for heading in ('Propósito', 'PROPÓSITO DEL CARGO', 'Purpose'):
            built, words, found = self.attempt({'puestos/cajero.md':
                f'---\ntítulo: Cajero\noficio: interno propósito\n---\n\n## {heading}\n\n{word}\n'})
            self.assertEqual((True, set()), (built, found), heading + words)

    def test_tags_of_other_programs(self):
        word = self.canary('texto')
        for body in ('## Claves #interno\n\n{}', '## Claves @privado\n\n{}', '## Nota\n\n- {} #interno'):
            built, words, _ = self.attempt(self.protocol(body.format(word) + '\n'))
            self.assertTrue(built, words)
            self.assertIn('advertencia[interno-sin-marca]', words, body)

    def test_in_text(self):
        word = self.canary('texto')
        for body in ('Acceso: interno\n\n{}', '**Acceso:** Interna\n\n{}', '- acceso: interno\n- {}',
                     '| Acceso | interno |\n|---|---|\n| x | {} |',
                     '| Dato | Valor |\n|---|---|\n| Acceso | Reservado |\n\n{}',
                     '> [!INTERNO]\n> {}',
                     '> [!NOTE] acceso: interno\n> {}', '::: interno\n{}\n:::', '!!! interno\n    {}',
                     '{{% if interno %}}\n{}\n{{% endif %}}',
                     '<div acceso="interno">\n\n{}\n\n</div>', '<details class="interno">\n\n{}\n\n</details>',
                     '```sql {{acceso=interno}}\n{}\n```', '``` acceso=interno\n{}\n```',
                     '<!-- acceso: interno -->\n\n{}', '<!-- acceso=interno -->\n\n{}',
                     '<!-- oficio: interno -->\n\n{}', '<!-- interno -->\n\n{}\n\n<!-- /interno -->',
                     '<!-- inicio interno -->\n\n{}\n\n<!-- fin interno -->', '{} <!-- acceso: privado -->',
                     '- {} <!-- interno -->', 'Acceso:: interno\n\n{}', '<interno>\n\n{}\n\n</interno>',
                     '[//]: # (interno)\n\n{}', '[comment]: <> (acceso: interno)\n\n{}',
                     '<!-- no publicar -->\n\n{}', '<!-- solo personal -->\n\n{}', '<!-- begin private -->\n\n{}',
                     '<!-- ocultar -->\n\n{}', '<!-- for internal use only -->\n\n{}', 'Access: restricted\n\n{}',
                     '``` private\n{}\n```', '~~~ secreto\n{}\n~~~'):
            self.assert_refuses(self.protocol('## Nota\n\n' + body.format(word) + '\n'), 'acceso-no-entendido',
                'protocolos/cobro.md:1')
        self.assert_refuses(
            {'puestos/cajero.md': f'---\ntítulo: Cajero\nobjetivo: |\n  {word}\n  acceso: interno\n---\n'},
            'acceso-no-entendido', 'puestos/cajero.md:3:')
        self.assert_refuses({'paginas/a.md': f'# A\n\nAcceso: interno\n\n{word}\n'}, 'acceso-no-entendido',
            'paginas/a.md:3:')
        self.assert_refuses(
            {'puestos/cajero.md': f'<!--\ntítulo: Cajero\nacceso: interno\n-->\n# Cajero\n\n## Objetivo\n\n{word}\n'},
            'acceso-no-entendido')
        for body in ('La bóveda (acceso: restringido al jefe) está al fondo. {}', 'Acceso: por la puerta interna. {}',
                     '<!-- preguntar al auditor interno si vale -->\n\n{}',
                     'Se escribe `<!-- acceso: interno -->`. {}', '| Sistema | Acceso |\n|---|---|\n| {} | total |',
                     '```\nacceso: interno\n```\n\n{}', 'Marque la extensión <interno> y espere. {}',
                     '[//]: # (revisar con el auditor interno)\n\n{}'):
            built, words, found = self.attempt(self.protocol('## Nota\n\n' + body.format(word) + '\n'))
            self.assertEqual((True, {'texto'}), (built, found), body + words)

    def test_words_that_are_about_something_else(self):
        """They stop no build; where they may be meant as a mark, a warning says so."""
        word = self.canary('texto')
        for body, code in (('## Puertas\n\n| Puerta | Acceso |\n|---|---|\n| {} | Interno |', 'interno-sin-marca'),
                           ('## Puertas\n\n| Puerta | Acceso | Turno |\n|---|---|---|\n'
                               '| {} | Restringido | 1 |', 'interno-sin-marca'),
                           ('## Acceso\n\n- Acceso: público por la calle {}', None),
                           ('## Acceso\n\nEl acceso público es por la calle {}.', None),
                           ('## Access\n\n- Open to the public at {}', None),
                           ('## Secretos\n\nDe fábrica: {}.',
                               'interno-sin-marca'), ('## Privados\n\n- {}', 'interno-sin-marca'),
                           ('## Reservado\n\nPara visitas: '
                               '{}.', 'interno-sin-marca'), ('## Grupo\n\nSecretos {}', None)):
            built, words, found = self.attempt(self.protocol(body.format(word) + '\n'))
            self.assertEqual((True, {'texto'}), (built, found), body + words)
            self.assertNotIn('error[', words)
            self.assertEqual(code is not None, 'advertencia[interno-sin-marca]' in words, body + words)
        for key in ('grupo: Secretos', 'grupo: Privados', 'grupo: Reservados', 'clientes: internas'):
            built, words, found = self.attempt(
                {'puestos/cajero.md': f'---\ntítulo: Cajero\n{key}\n---\n\n## Objetivo\n\n{word}\n'})
            self.assertEqual((True, {'texto'}), (built, found), key + words)
            self.assertNotIn('acceso-no-entendido', words)
        for body in (
    '## Acceso\n\n- Acceso: interno por la calle {}',
    '## Acceso\n\n- Público\n- Solo jefes, por la calle {}',
    '## Confidencial\n\n{}',
    '## Interna\n\n{}',
     '## Puertas\n\n| Acceso | Interno |\n|---|---|\n| {} | x |'):
            self.assert_refuses(self.protocol(body.format(word) + '\n'), 'acceso-no-entendido', 'protocolos/cobro.md:')
        for key, code in (('tropa: Secreto', 'campo-desconocido'), ('sector: privado', 'campo-desconocido'),
                          ('secretos: sí', 'acceso-no-entendido'), ('privados:', 'acceso-no-entendido')):
            self.assert_refuses({'puestos/cajero.md': f'---\ntítulo: Cajero\n{key}\n---\n\n## Objetivo\n\n{word}\n'},
                                code, 'puestos/cajero.md:3:')

    def test_in_the_kind_of_a_field(self):
        for kind in ('texto (interno)', 'texto(interno)', 'fecha (interno)'):
            self.assert_refuses({'tipos/protocolo.yaml': f'extiende: protocolo\ncampos:\n  clave: {kind}\n',
                **self.protocol('')}, 'tipo-invalido', 'tipos/protocolo.yaml:3:')


class Comments(Closed):
    def test_a_comment_is_published_nowhere(self):
        """A comment that Markdown hides stays hidden; one that readers would see, or that hides other words, is an
        error."""
        c = self.canary
        hidden = {
            'puestos/cajero.md': f'---\ntítulo: Cajero\nobjetivo: "Cobrar <!-- {c("a")} --> bien"\n---\n\n<!-- '
                f'{c("b")} -->\n\n## Funciones <!-- {c("c")} -->\n\n'
                                 f'### Diaria <!-- {c("d")} -->\n\n- Cobrar <!-- {c("e")} --> bien.\n\n<!-- {c("f")}\n'
                                 f'{c("g")} -->\n\n- Pagar.\n',
            'paginas/a.md': f'---\ntítulo: A\n---\n\n# Uno <!-- {c("h")} -->\n\nDos <!-- {c("i")} --> tres\n<!-- '
                f'{c("j")} -->\ncuatro.\n\n'
                            f'| a <!-- {c("k")} --> | b |\n|---|---|\n| x <!-- {c("l")} --> | y |\n\n> z <!-- {c("m")} '
                            f'-->\n',
        }
        self.assertEqual((True, set()), self.attempt(hidden)[::2])
        word = c('comentario')
        for path, text, place in (
            ('puestos/a.md', f'---\ntítulo: "A <!-- {word} -->"\n---\n', 2),
            ('puestos/a.md', f'---\ntítulo: A\nexperiencia: ["x", "y <!-- {word}"]\n---\n', 3),
            ('puestos/a.md', f'---\ntítulo: A\n---\n\n## Objetivo\n\n<!-- {word} --> Cobrar.\n', 7),
            ('puestos/a.md', f'---\ntítulo: A\n---\n\n## Funciones\n\n- <!-- {word} --> Cobrar.\n', 7),
            ('puestos/a.md', f'---\ntítulo: A\n---\n\n## Objetivo\n\nUno.\n\n<!-- uno --> Cobrar. <!-- {word} -->\n',
             9),
            ('paginas/a.md', f'# A\n\nUno.\n\n<!-- {word}\n\nDos.\n', 5),
            ('paginas/a.md', f'# A\n\n<div>\n<!-- {word} -->\n</div>\n', 3),
            ('glosario.yaml', f'elementos:\n  - {{término: "caja <!-- {word} -->", definición: x}}\n', 2),
        ):
            self.assert_refuses({path: text}, 'comentario-publicado', f'{path}:{place}:')
        shown = {
            'paginas/a.md': '# A\n\nSe escribe `<!-- x -->`, \\<!-- y --> o &lt;!-- z -->.\n\n```\n<!-- w -->\n```\n'}
        self.assertTrue(self.attempt(shown)[0])


class Elsewhere(Closed):
    def test_a_footnote_stays_with_what_refers_to_it(self):
        c = self.canary
        page = (f'---\ntítulo: Cobro\ncódigo: P-1\nversión: "01"\nvigencia: 2026-01-01\n---\n\n## Pasos\n\n1. '
            f'Ir[^pública].\n\n## Claves {{acceso=interno}}\n\nLa clave[^secreta].\n\n'
                f'## Otra\n\nMás.\n\n[^pública]: Según {c("nota pública")} se dijo.\n\n[^secreta]: Según '
                f'{c("nota interna")} se dijo.\n\n[^otra]: Según {c("nota sin llamada")} se dijo.\n')
        self.write('site.yaml', 'institución: Prueba\nacceso: público\nsin conexión: sí\n')
        self.write('protocolos/cobro.md', page)
        self.assertEqual({'nota pública'}, set(self.canary.found(self.build())))
        old = 'Más.'
        for text, day in (('Más y más.', '2026-02-01'), ('Mucho más.', '2026-03-01')):
            self.replace('protocolos/cobro.md', old, text)
            self.replace('protocolos/cobro.md', f'{old.rstrip(".")} {c("nota interna")}'
                if old != 'Más.' else c('nota interna'), f'{text.rstrip(".")} {c("nota interna")}')
            old = text
            self.release('cobro', day, '--authorized-by', 'Dirección')
        self.assertEqual({'nota pública'}, set(self.canary.found(self.build())))
        self.assertIn('nota interna', self.canary.found(self.build('interno', 'internal')))

    def test_addresses_of_pages_that_are_left_out(self):
        secret = f'cierre-{self.canary("id")}'
        url = f'https://ejemplo.example/protocolos/{secret}.html'
        files = {
            f'protocolos/{secret}.md': '---\ntítulo: Cierre\nacceso: interno\n---\n\n## Pasos\n\n1. Ir.\n',
            'paginas/a.md': f'# A\n\nVéase {url}, <{url}>, [esto]({url}#pasos), <{url.replace("https", "http")}?x>, '
                f'`[[{secret}]]` y https://ejemplo.example/paginas/a.html.\n',
            'puestos/cajero.md': f'---\ntítulo: Cajero\nexperiencia: "{url}"\n---\n',
        }
        built, words, found = self.attempt(files)
        self.assertEqual((True, set()), (built, found), words)
        self.assertIn('ejemplo.example/paginas/a.html', (self.root / 'salida/paginas/a.html').read_text())


class PeopleOfOwnTypes(Closed):
    PERSONAL = ['nombre', 'apellidos', 'nombre completo', 'nombre y apellidos', 'nombre del titular', 'correo',
        'correo electrónico', 'teléfono', 'celular', 'cédula', 'full name', 'e-mail']
    ASKING = ['titular', 'ocupante', 'encargado', 'jefe de turno', 'director', 'suplente', 'a quién', 'recibido por',
        'testigos', 'visto bueno', 'recibe', 'attendees', 'reviewed by']
    PLAIN = ['número', 'lugar', 'asunto', 'nombre del trámite', 'lugar de entrega', 'correo institucional', 'cargo',
        'tema']

    def build_of(self, personal=''):
        names = self.PERSONAL + self.ASKING + self.PLAIN

        def values(place):
            return ', '.join(f'"{name}": "{self.canary(f"{place} {name}")}"' for name in names)

        kinds = ', '.join(f'"{name}": texto' for name in names)
        return self.attempt({
            'tipos/acta.yaml':
            'nombre: acta | minutes\nplural: actas | minutes\ncarpeta: actas\ncampos:\n  título | title: texto\n'
                               + ''.join(f'  "{name}": texto\n' for name in names)
                               + f'  presentes: {{filas: {{silla: texto principal, {kinds}}}}}\n  cierre: '
                                   f'{{campos: {{{kinds}}}}}\n'
                               '  vocero: texto persona\n  contacto de la marca: texto público\n  folio del titular: '
                               'entero\n  portavoz: {tipo: texto persona}\n',
            'actas/uno.md': f'---\ntítulo: Acta\n{values("dato")[0:0]}'
            + ''.join(f'"{name}": "{self.canary(f"dato {name}")}"\n' for name in names)
                            + f'presentes: [{{silla: x, {values("fila")}}}]\ncierre: {{{values("grupo")}}}\nvocero: '
                                f'"{self.canary("marcado persona")}"\n'
                            f'contacto de la marca: "{self.canary("marcado público")}"\nfolio del titular: 7351937\n'
                            f'portavoz: "{self.canary("marcado en mapa")}"\n---\n',
        })

    def test_columns_and_fields_that_hold_people(self):
        built, words, _ = self.build_of()
        self.assertTrue(built, words)
        pages, lists = set(), set()
        for place, files in self.canary.found(self.root / 'salida').items():
            for name in files:
                if not name.endswith('+'):
                    (pages if name.endswith('.html') else lists).add(place)
        plain = {f'{place} {name}' for place in ('dato', 'fila', 'grupo') for name in self.PLAIN} | {'marcado público'}
        self.assertEqual(plain, lists)
        self.assertEqual(plain | {f'{place} {name}' for place in ('fila', 'grupo') for name in self.ASKING}, pages,
            'the words of rows stay on the page of the document')
        self.assertNotIn('7351937', (self.root / 'salida/datos/actas.json').read_text())

    def test_the_mark_counts_on_every_kind(self):
        kinds = {'fecha': '1987-06-05', 'url': 'https://ejemplo.org/perfil-7351938', 'entero': '7351939',
                 'porcentaje': '73 %', 'lógico': 'sí', 'duración': '7351 días',
                 'intervalo': '73 años', 'correo': 'a7351940@ejemplo.org', 'lista': '[Lista7351941]',
                 'markdown': 'Prosa7351942', 'texto': 'Texto7351943',
                 'código(frecuencias)': 'diaria', 'códigos(frecuencias)': '[semanal]', 'listado': '{x: Listado7351944}',
                 'ref(job) o texto': 'Puesto7351945'}
        fields = ''.join(f'  "dato {n}": {kind} persona\n' for n, kind in enumerate(kinds))
        columns = ', '.join(f'"dato {n}": {kind} persona' for n, kind in enumerate(kinds) if kind != 'listado')
        values = ', '.join(f'"dato {n}": {json.dumps(value) if value[0] not in "[{" else value}' for n,
            (kind, value) in enumerate(kinds.items()) if kind != 'listado')
        facts = ''.join(f'"dato {n}": {value}\n' for n, value in enumerate(kinds.values()))
        built, words, _ = self.attempt({
            'tipos/acta.yaml':
            'nombre: acta | minutes\nplural: actas | minutes\ncarpeta: actas\ncampos:\n  título | title: texto\n'
            + fields
                               + f'  presentes: {{filas: {{silla: texto principal, {columns}}}}}\n',
            'actas/uno.md': f'---\ntítulo: Acta\n{facts}presentes: [{{silla: x, {values}}}]\n---\n'})
        self.assertTrue(built, words)
        [record] = json.loads((self.root / 'salida/datos/actas.json').read_text())['records']
        self.assertEqual([], [key for key in record['fields'] if key.startswith('dato')], record)
        for file in ('salida/datos/actas.json', 'salida/actas/uno.html'):
            text = (self.root / file).read_text()
            for word in ('1987', '5 de junio', '7351', '73 %', '73 años', 'Diaria', 'diaria', 'Semanal', 'semanal'):
                self.assertNotIn(word, text, file)

    def test_posts_are_shown(self):
        files = {'puestos/cajero.md': '---\ntítulo: Cajero\n---\n\n## Objetivo\n\nCobrar.\n',
                 'tipos/acta.yaml': 'nombre: acta | minutes\nplural: actas | minutes\ncarpeta: actas\ncampos:\n  '
                     'título | title: texto\n  jefe de turno: texto\n',
                 'actas/uno.md': '---\ntítulo: Acta\njefe de turno: Cajero\n---\n'}
        self.assertTrue(self.attempt(files)[0])
        [record] = json.loads((self.root / 'salida/datos/actas.json').read_text())['records']
        self.assertEqual('Cajero', record['fields']['jefe-de-turno'])


if __name__ == '__main__':
    unittest.main()
