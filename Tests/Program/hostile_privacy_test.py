"""Access marks remain in force after their sources are removed, and words of ledgers, pictures and addresses reveal
nothing internal."""
import json
import unittest

from picture_bytes import png
from private_site import DOCUMENT, Site

STEPS = '## Pasos\n\n1. Saludar a quien llega.\n'
CONTROL = 'versión: "01"\nvigencia: 2026-01-01\n'


class Lasting(Site):
    def test_a_withdrawal_does_not_forget_a_mark(self):
        word = self.canary('clave')
        self.write('protocolos/p.md', DOCUMENT.format(front=CONTROL, body=f'## Claves\n\n{word} abre.\n'))
        self.release('p', '2026-01-01')
        text = (self.site / 'content/protocolos/p.md').read_text()
        for change in (('título: Cobro', 'título: Cobro\nacceso: interno'),
                       ('## Claves', '## Claves {acceso=interno}')):
            self.write('protocolos/p.md', text.replace(*change))
            made = self.run_it('release p --withdraw --effective 2026-02-01 --note fin', today='2026-02-01')
            self.assertEqual(1, made.returncode, change)
            self.assertIn('publique primero una versión con la marca', made.stderr)
            self.assert_hidden(self.build())
        self.release('p', '2026-02-01')
        made = self.run_it('release p --withdraw --effective 2026-03-01 --note fin', today='2026-03-01')
        self.assertEqual(0, made.returncode, made.stderr)
        (self.site / 'content/protocolos/p.md').unlink()
        self.assert_hidden(self.build())

    def manual(self):
        self.write('puestos/cajero.md', '---\ntítulo: Cajero\n---\n\n## Objetivo\n\nCobrar.\n')
        self.write('puestos/aux.md', f'---\ntítulo: Aux\n---\n\n## Objetivo\n\n{self.canary("objetivo")}.\n')
        self.write('manuales/m.md', f'---\ntítulo: Manual\ncódigo: M-1\n{CONTROL}miembros: [cajero, aux]\n---\n')
        self.release('m', '2026-01-01')

    def test_a_member_with_a_former_id(self):
        for mark in ('acceso: interno\n', 'oficio: interno objetivo\n'):
            with self.subTest(mark):
                self.setUp()
                self.manual()
                content = self.site / 'content'
                text = (content / 'puestos/aux.md').read_text()
                (content / 'puestos/aux.md').unlink()
                self.write('puestos/jefe.md',
                           text.replace('título: Aux', f'título: Aux\nids anteriores: [aux]\n{mark}'.rstrip()))
                self.replace('manuales/m.md', '[cajero, aux]', '[cajero, jefe]')
                self.assert_hidden(self.build())
                self.release('m', '2026-02-01')
                self.assert_hidden(self.build())

    def test_a_member_that_is_marked_and_leaves(self):
        self.manual()
        self.replace('puestos/aux.md', 'título: Aux', 'título: Aux\nacceso: interno')
        self.replace('manuales/m.md', '[cajero, aux]', '[cajero]')
        self.assert_hidden(self.build())
        made = self.run_it('release m --effective 2026-02-01 --note x', today='2026-02-01')
        self.assertEqual(1, made.returncode, 'nothing would say that it is internal once its source is gone')
        self.assertIn('Aux', made.stderr)
        self.replace('manuales/m.md', '[cajero]', '[cajero, aux]')
        self.release('m', '2026-02-01')
        self.replace('manuales/m.md', '[cajero, aux]', '[cajero]')
        self.release('m', '2026-03-01')
        (self.site / 'content/puestos/aux.md').unlink()
        self.assert_hidden(self.build())

    def test_words_that_move_into_a_marked_section_or_another_document(self):
        word = self.canary
        body = f'## Claves\n\nLa clave A abre.\n\n### Sub\n\n{word("uno")} es otra más.\n'
        for changed, more in (
                (body.replace('### Sub', '## Sub {acceso=interno}'), None),
                ('## Claves\n\nLa clave A abre.\n', f'## Otra\n\n{word("uno")} es otra más.\n')):
            with self.subTest(changed):
                self.setUp()
                word = self.canary
                self.canary.words = {'uno': body[body.index('### Sub\n\n') + 9:].split()[0]}
                self.write('protocolos/p.md', DOCUMENT.format(front=CONTROL, body=body))
                self.release('p', '2026-01-01')
                self.replace('protocolos/p.md', body, changed)
                if more:
                    self.write('protocolos/q.md', DOCUMENT.format(front='acceso: interno\n', body=more))
                self.assert_hidden(self.build())
                self.release('p', '2026-02-01')
                self.assert_hidden(self.build())


class Words(Site):
    def test_of_a_ledger(self):
        title, name = self.canary('título'), self.canary('id')
        self.write(f'puestos/suc-{name}.md', f'---\ntítulo: Jefatura {title}\nacceso: interno\n---\n')
        self.write('protocolos/a.md', DOCUMENT.format(front=CONTROL, body=''))
        self.write('protocolos/b.md', DOCUMENT.format(front='id: b\n' + CONTROL, body='').replace('Cobro', 'Pago'))
        made = self.run_it(f'release a --effective 2026-01-01', '--note', f'Ver [[suc-{name}]].', '--act',
                           f'Acuerdo de Jefatura {title}', today='2026-01-01')
        self.assertEqual(0, made.returncode, made.stderr)
        made = self.run_it('release b --effective 2026-01-01', '--note', f'[el](../puestos/suc-{name}.md)',
                           today='2026-01-01')
        self.assertEqual(0, made.returncode, made.stderr)
        self.assert_hidden(self.build())
        made = self.run_it('release b --withdraw --effective 2026-02-01', '--note', f'Lo ve Jefatura {title}',
                           today='2026-02-01')
        self.assertEqual(0, made.returncode, made.stderr)
        self.assert_hidden(self.build())
        made = self.run_it('release b --reinstate --effective 2026-03-01', '--reason', f'Lo pide Jefatura {title}',
                           today='2026-03-01')
        self.assertEqual(0, made.returncode, made.stderr)
        self.assert_hidden(self.build())

    def test_of_a_picture(self):
        name = self.canary('id')
        self.write(f'puestos/jefe-{name}.md', '---\ntítulo: Jefatura\nacceso: interno\n---\n')
        self.write('recursos/p.png', png())
        self.write('paginas/a.md',
                   f'---\ntítulo: Aviso\n---\n\n![Firma de [[jefe-{name}]]](../recursos/p.png "cap [[jefe-{name}]]")\n')
        self.assert_hidden(self.build())

    def test_addresses_of_the_site(self):
        name = self.canary('id')
        self.write('site.yaml', 'institución: Prueba\nacceso: público\ndirección web: https://e.example/\n')
        self.write(f'puestos/jefe-{name}.md', '---\ntítulo: Jefatura\nacceso: interno\n---\n')
        page = f'puestos/jefe-{name}.html'
        texts = [f'[x](https://e.example:443/{page})', f'[x](//e.example/{page})',
                 f'[x](http://WWW.e.example./{page}?a)',
                 f'www.e.example/{page}', f'//e.example/{page}', f'e.example/{page}', f'/{page}',
                 f'https://e.example:443/{page}', f'```\ncurl https://e.example/{page}\n```', f'<jefe-{name}.md>',
                 f'<a href="../puestos/jefe-{name}.md">', f'<https://e.example/{page}>', f'`https://e.example/{page}`']
        for number, text in enumerate(texts):
            front = f'---\ntítulo: Aviso {number}\n---\n\n'
            self.write(f'paginas/a{number}.md', f'{front}{text}\n' if '```' in text else f'{front}Ver {text}\n')
        self.assert_hidden(self.build())

    def test_queries_and_fragments_of_addresses(self):
        """An id is found on any host, in any case and however it is encoded; other addresses stay as they are."""
        name = self.canary('id')
        former, title = self.canary('id anterior'), self.canary('título')
        self.write(
    f'puestos/jefe-{name}.md',
     f'---\ntítulo: Jefatura {title}\nacceso: interno\nids anteriores: [jefe-{former}]\n---\n')
        self.write('puestos/cajero.md', '---\ntítulo: Cajero\n---\n')
        encoded = ''.join(f'%{byte:02X}' for byte in f'jefe-{name}'.encode())
        twice = encoded.replace('%', '%25')
        addresses = [
    f'https://otro.example/ver?doc=jefe-{name}',
    f'https://otro.example/#jefe-{name}',
    f'https://otro.example/?a=1&jefe-{name}',
    f'https://otro.example/x?u=https%3A%2F%2Fe.example%2Fpuestos%2Fjefe-{name}.html',
    f'https://otro.example/?d={encoded}',
    f'https://otro.example/?d={twice}',
    f'http://otro.example/#/puestos/JEFE-{name.upper()}',
    f'https://otro.example/?q=jefe_{name}',
    f'https://otro.example/?q=Jefatura+{title}',
    f'https://otro.example/#:~:text=jefe-{name}',
    f'https://otro.example/?d=jefe-{former}',
    f'otra.html?doc=jefe-{name}',
    f'?doc=jefe-{name}',
    f'#jefe-{name}',
    f'#jefe-{name}-funciones',
    f'mailto:a@b.example?subject=jefe-{name}',
    f'//otro.example/?d=jefe-{name}',
    f'https://otro.example/?d=jefe&#45;{name}',
    f'https://otro.example/?d=x.jefe-{name}',
    f'%70uestos/{encoded}.html',
    f'%2570uestos/{twice}.html',
    f'cajero.md#jefe-{name}',
     ]
        for number, address in enumerate(addresses):
            texts = [f'Ver {address}.', f'`{address}`', f'({address})']
            if address.startswith(('http', '//', '#', 'mailto')):
                texts += [f'[x]({address})', f'![x]({address})', f'[x]({address} "{address}")', f'<{address}>']
            self.write(f'paginas/a{number}.md', f'---\ntítulo: Aviso {number}\n---\n\n' + '\n\n'.join(texts)
                       + f'\n\n```\ncurl "{address}"\n```\n')
        self.write('puestos/otro.md', f'---\ntítulo: Otro\nexperiencia: "https://otro.example/?doc=jefe-{name}"\n---\n')
        kept = [
    'https://otro.example/?doc=cajero#jefe',
    'https://otro.example/ver?jefe=1&a=b',
     'https://otro.example/#pasos']
        self.write(
    'paginas/b.md',
    '---\ntítulo: Sigue\n---\n\n' +
    '\n\n'.join(
        f'[y]({one}) y {one}, ¿qué?no #pasos' for one in kept) +
         '\n')
        output = self.build()
        self.assert_hidden(output)
        self.assertNotIn('nombre-interno', self.run_it('check').stdout, 'what is replaced is not published')
        page = (output / 'paginas/b.html').read_text()
        for one in kept:
            self.assertEqual(3, page.count(one.replace('&', '&amp;')), one)
        self.assertIn('¿qué?no #pasos', page)

    def test_addresses_in_titles_footers_and_ledgers(self):
        name = self.canary('id')
        address = f'https://otro.example/?doc=jefe-{name}'
        self.write(
    'site.yaml',
     f'institución: Prueba\nacceso: público\nidentidad: {{pie: ["Ver {address}", Segunda]}}\nsin conexión: sí\n')
        self.write(f'puestos/jefe-{name}.md', '---\ntítulo: Jefatura\nacceso: interno\n---\n')
        self.write(
    'puestos/cajero.md',
     f'---\ntítulo: "Cajero {address}"\n---\n\n## Funciones\n\n- Cobrar {address}.\n\n## Otra {address}\n\nx\n')
        self.write(
    'protocolos/p.md',
    DOCUMENT.format(
        front=CONTROL,
         body=f'> [!NOTE]\n> {address}\n\n[x][y]\n\n[y]: {address} "{address}"\n'))
        made = self.run_it(
    'release p --effective 2026-01-01',
    '--note',
    f'Ver {address}',
    '--act',
    f'Acta {address}',
     today='2026-01-01')
        self.assertEqual(0, made.returncode, made.stderr)
        output = self.build()
        self.assert_hidden(output)
        self.assertIn('<p>Segunda</p>', (output / 'index.html').read_text())
        self.assertIn('<h1>Cajero (documento interno)</h1>', (output / 'puestos/cajero.html').read_text())

    def test_accessibility_statement(self):
        name = self.canary('id')
        words = f'Vea [[jefe-{name}]] y puestos/jefe-{name}.html.'
        self.write('site.yaml', 'institución: Prueba\nacceso: público\naccesibilidad:\n  contacto: a@b.example\n'
                   f'  evaluación: "Uno. {words}"\n  niveles: {{1.1.1: {{nivel: cumple, nota: "Dos. {words}"}}}}\n')
        self.write(f'puestos/jefe-{name}.md', '---\ntítulo: Jefatura\nacceso: interno\n---\n')
        output = self.build()
        self.assert_hidden(output)
        for path in ('accesibilidad.html', 'datos/accesibilidad.yaml'):
            text = (output / path).read_text()
            for start in ('Uno', 'Dos'):
                self.assertIn(f'{start}. Vea (documento interno) y (documento interno).', text)
        inside = self.build('interno', 'internal')
        self.assertIn(words, (inside / 'datos/accesibilidad.yaml').read_text())

    def test_fixed_texts_of_forms(self):
        name, value = self.canary('id'), self.canary('valor')
        ways = [f'[[jefe-{name}]]', f'[[jefe-{name}|Jefe]]', f'puestos/jefe-{name}.md', f'puestos/jefe-{name}.html',
                f'https://e.example/puestos/jefe-{name}.html']
        self.write('site.yaml', 'institución: Prueba\nacceso: público\ndirección web: https://e.example/\n')
        self.write(f'puestos/jefe-{name}.md', '---\ntítulo: Jefatura\nacceso: interno\n---\n')
        self.write('tipos/protocolo.yaml', 'extiende: protocolo\ncampos:\n  clave | key: texto interno\n')
        for number, way in enumerate(ways):
            self.write(f'formatos/f{number}.yaml', f"""tipo: formato
para: protocolo
título: "Hoja {way}"
control: {{código: "F {way}", versión: "{way}", proceso: "{way}"}}
encabezado: {{izquierda: "{{título}} {way}", centro: "{way}"}}
pie: {{derecha: "Pie {way}"}}
listas:
  quién: {{A: "{way}", B: "De {way}"}}
secciones:
  - {{título: "Pasos {way}", vista: tabla, campo: pasos, columnas: [acción: "Paso {way}"],
     vacío: "No {way}", fin: " {way}"}}
  - {{título: Clave, campo: clave}}
  - {{título: Firma, texto: "Firma {way}; véase {way}"}}
""")
            self.write(f'protocolos/p{number}.md', f'---\ntítulo: Cobro {number}\nformato: f{number}\nclave: {value}\n'
                       '---\n\n## Pasos\n\n1. Ir.\n')
        output = self.build()
        self.assert_hidden(output)
        self.assertIn('Hoja (documento interno)', (output / 'protocolos/p0.html').read_text())
        for format in ('html', 'odt', 'docx', 'epub'):
            made = self.run_it(f'export {format} p0 --audience public', '--output', self.root / 'uno')
            self.assertEqual(0, made.returncode, made.stderr)
            self.assert_hidden(self.root / 'uno')

    def test_a_role_that_names_a_hidden_post(self):
        """A role is no link, but the id and the title of an internal post are not public in it either; where nothing of
        a person is public, no empty fact stays."""
        name, title = self.canary('id'), self.canary('título')
        self.write(f'puestos/sub-{name}.md',
                   f'---\ntítulo: Subgerencia {title}\ncódigo: S-9\nacceso: interno\n---\n')
        for people in ('', ', personas: publicar'):
            self.write('site.yaml', f'institución: Prueba\nacceso: {{general: público{people}}}\n')
            for who in (f'sub-{name}', f'[{{cargo: sub-{name}}}]', f'[{{nombre: Ana Díaz, cargo: sub-{name}}}]',
                        f'[{{nombre: Ana Díaz, cargo: Subgerencia {title}}}]', f'[{{cargo: SUBGERENCIA {title}}}]'):
                with self.subTest(who=who, people=people):
                    front = f'versión: "01"\nautoriza: {who}\n'
                    self.write('protocolos/p.md', DOCUMENT.format(front=front, body=''))
                    output = self.build()
                    self.assert_hidden(output)
                    page = (output / 'protocolos/p.html').read_text()
                    self.assertRegex(page, r'Autoriza</dt><dd>.*\(documento interno')
        self.write('site.yaml', 'institución: Prueba\nacceso: público\n')
        self.write('protocolos/p.md', DOCUMENT.format(front='autoriza: [{nombre: Ana Díaz}]\n', body=''))
        page = (self.build() / 'protocolos/p.html').read_text()
        self.assertNotIn('Ana', page)
        self.assertNotIn('<dd></dd>', page)
        self.assertNotIn('Autoriza', page)

    def test_lists_of_names_in_one_cell(self):
        """Whoever acts in a step, is asked or answers: each hidden name goes, and the others stay; nothing is told."""
        self.write('site.yaml', 'institución: Prueba\nacceso: {general: público, personas: publicar}\n')
        self.write('puestos/cajera.md', '---\ntítulo: Cajera\n---\n\n## Objetivo\n\nCobrar.\n')
        self.write('puestos/compras.md', '---\ntítulo: Jefa de Compras y Bodega\n---\n\n## Objetivo\n\nComprar.\n')
        former = 'nombres anteriores: [Guardián {0}]\n'
        lists = ['{}', '{} y Cajera', 'Cajera y {}', '{}, Cajera', 'Cajera, {} y Ana', '{} / Cajera', 'Cajera/{}',
                 '{} e Inés', 'Cajera o {}', '{}; Cajera', '{} & Cajera', '{} con Cajera', 'Cajera - {}', 'Cajera ({})',
                 '{} o bien Cajera', 'Cajera y/o {}', 'El {} junto a la Cajera', '[[cajera]] y {}',
                 '[[cajera|Cajera y {}]]']
        for number, words in enumerate(lists):
            secret = self.canary(words)
            names = [f'Jefe de la Cripta {secret}', f'jefe de la cripta {secret}', f'JC-{number}{secret}',
                     f'Guardián {secret}']
            self.write(f'puestos/cripta-{number}.md', f'---\ntítulo: {names[0]}\ncódigo: {names[2]}\n'
                       f'{former.format(secret)}acceso: interno\n---\n')
            for place, name in enumerate(names):
                cell = words.format(name)
                self.write(f'protocolos/p{number}-{place}.md', f'---\ntítulo: Cobro {number} {place}\n'
                           f'responsable: "{cell}"\ndirigido a: "{cell}"\n'
                           f'autoriza: [{{cargo: "{cell}"}}, {{nombre: "{cell}"}}]\n---\n\n'
                           '## Pasos\n\n| Paso | Responsable |\n|---|---|\n'
                           f'| Saludar. | {cell.replace("|", chr(92) + "|")} |\n\n## Escalamiento\n\n'
                           f'| Caso | A quién |\n|---|---|\n| x | {cell.replace("|", chr(92) + "|")} |\n')
        table = '| Paso | Responsable |\n|---|---|\n| Ver. | Jefa de Compras y Bodega |\n| Ir. | Cajera y Ana |'
        self.write('protocolos/q.md', DOCUMENT.format(front='', body='').replace('1. Saludar.', table))
        output = self.build()
        self.assert_hidden(output)
        self.assertEqual([], self.names_told(), 'what is replaced is not published')
        page = (output / 'protocolos/p1-0.html').read_text()
        self.assertIn('(documento interno) y Cajera', page)
        page = (output / 'protocolos/q.html').read_text()
        for words in ('Jefa de Compras y Bodega', 'Cajera y Ana'):
            self.assertIn(words, page)

    def names_told(self):
        found = map(json.loads, self.run_it('check --format json').stdout.splitlines())
        return [one for one in found if one.get('code') == 'nombre-interno']

    def test_a_name_in_settings_types_forms_and_messages_is_told(self):
        self.write('puestos/jefe-cripta.md', '---\ntítulo: Jefe de la Cripta\nacceso: interno\n---\n')
        self.write('protocolos/p.md', DOCUMENT.format(front='formato: hoja\n', body=''))
        named = 'Jefe de la Cripta'
        places = {
            'site.yaml': ['institución: "Prueba {}"\nacceso: público\n',
                          'institución: Prueba\nacceso: público\nidentidad: {{pie: ["Uno", "Ver al {}"]}}\n',
                          'institución: Prueba\nacceso: público\npalabras: {{Puestos: "{}"}}\n'],
            'tipos/protocolo.yaml': ['extiende: protocolo\ncampos:\n  visto bueno del {} | clearance: texto\n'],
            'formatos/hoja.yaml': ['tipo: formato\npara: protocolo\nsecciones:\n'
                                   '  - {{título: Pasos, campo: pasos, vista: tabla, vacío: "Lo dice el {}"}}\n',
                                   'tipo: formato\npara: protocolo\npie: {{derecha: "{}"}}\nsecciones:\n'
                                   '  - {{título: Pasos, campo: pasos}}\n'],
            '../themes/propio/messages/es.yaml': ['homeDoorJob: "Puesto del {}"\n'],
        }
        self.write('../themes/propio/theme.yaml', 'name: propio\ntitle: Propio\nversion: "1"\nextends: institucional\n')
        settings = 'institución: Prueba\nacceso: público\n'
        form = places['formatos/hoja.yaml'][0].format('jefe')
        for path, texts in places.items():
            for text in texts:
                with self.subTest(text):
                    self.write('formatos/hoja.yaml', form)
                    self.write('tipos/protocolo.yaml', 'extiende: protocolo\n')
                    self.write('site.yaml', settings + 'tema: propio\n' * path.startswith('..'))
                    self.write('../themes/propio/messages/es.yaml', 'homeDoorJob: Puesto\n')
                    self.assertEqual([], self.names_told())
                    self.write(path, text.format(named))
                    [found] = self.names_told()
                    self.assertTrue(found['file'].endswith(path.removeprefix('../')), found)
                    self.assertIn('content/puestos/jefe-cripta.md', found['message'])

    def test_ordinary_words_are_no_names(self):
        self.write('puestos/a.md', '---\ntítulo: Persona encargada\nacceso: interno\n---\n')
        self.write('puestos/b.md', '---\ntítulo: Guarda\nacceso: interno\n---\n')
        self.write('puestos/c.md', '---\ntítulo: Atención al público\nacceso: interno\n---\n')
        text = '---\ntítulo: Aviso\n---\n\n{}\n'
        for words in ('La persona encargada firma.', 'Guarda la caja y cierra. Guarda cada recibo.',
                      'La atención al público es de 8 a 4.', '- Guarda su llave.'):
            self.write('paginas/a.md', text.format(words))
            self.assertEqual([], self.names_told(), words)
        for words in ('Lo ve la Persona encargada.', 'Lo cierra Guarda.', 'Guarda: cierra la caja.', '- Guarda',
                      'Se pide a Atención al público.'):
            self.write('paginas/a.md', text.format(words))
            self.assertEqual(1, len(self.names_told()), words)

    def test_a_name_in_running_text_is_reported(self):
        self.write(
    'protocolos/clave-boveda.md',
     '---\ntítulo: Apertura de la bóveda\ncódigo: P-77\nnombres anteriores: [Llave vieja]\nacceso: interno\n---\n\n'
         '## Pasos\n\n1. x\n')
        self.write(
    'paginas/a.md',
     '---\ntítulo: Aviso\n---\n\nÁéí: según la APERTURA DE LA BÓVEDA, P-77, la llave\nvieja y clave-boveda.\n\n'
         '[[clave-boveda]] y la bóveda, la apertura.\n\n| a |\n|---|\n| Llave vieja |\n')
        lines = self.run_it('check --format json').stdout.splitlines()
        found = [one for one in map(json.loads, lines) if one['code'] == 'nombre-interno']
        self.assertEqual(5, len(found), found)
        self.assertIn('content/protocolos/clave-boveda.md', found[0]['message'])
        self.assertIn(('content/paginas/a.md', 5, 15), [(one['file'], one['line'], one['column']) for one in found])
        self.assertEqual([], [one for one in found if one['file'] != 'content/paginas/a.md'])


if __name__ == '__main__':
    unittest.main()
