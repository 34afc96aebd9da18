"""Text marked as internal stays hidden in every file of a public build when its source is deleted, renamed, split or
merged. Unrelated text stays public."""
import json
import unittest

from marked_site import MarkedSite, job, manual, protocol


class Marks(MarkedSite):
    # N1

    def test_a_withdrawn_document_that_is_marked(self):
        for old, new in (('## Claves', '## Claves {acceso=interno}'),
                         ('título: Cobro', 'título: Cobro\nacceso: interno'),
                         ('título: Cobro', 'título: Cobro\noficio: interno costo'),
                         ('## Claves', '## Seguridad {acceso=interno}'),
                         ('## Claves\n\nLa palabra', '## Seguridad {acceso=interno}\n\nSe dice')):
            with self.subTest(new):
                self.setUp()
                word = self.canary('secreto')
                body = f'## Claves\n\nLa palabra {word} abre.\n'
                self.write('protocolos/p.md', protocol(front=f'costo: {word}\n', body=body))
                if 'costo' not in new and 'acceso: interno' not in new:
                    self.replace('protocolos/p.md', f'costo: {word}\n', '')
                elif 'costo' in new:
                    self.replace('protocolos/p.md', body, '')
                self.release('p', '2026-01-01')
                self.withdraw('p')
                self.assert_public(self.build(), 'secreto')
                self.assertEqual([], self.findings())
                self.replace('protocolos/p.md', old, new)
                if 'Se dice' in new:
                    self.replace('protocolos/p.md', f'Se dice {word} abre', 'Hay un sobre')
                self.assert_recorded('p', 'protocolos/p.md')

    def test_a_document_in_force_that_is_marked(self):
        """Nothing records the mark until the next release, and the part may be deleted before."""
        for old, new in (('## Claves', '## Claves {acceso=interno}'),
                         ('título: Cobro', 'título: Cobro\noficio: interno costo')):
            for deleted in (True, False):
                with self.subTest(new, deleted=deleted):
                    self.setUp()
                    word = self.canary('secreto')
                    part = f'## Claves\n\nLa palabra {word} abre.\n' if 'Claves' in new else f'costo: {word}\n'
                    self.write('protocolos/p.md', protocol(front='' if 'Claves' in new else part,
                                                           body=part if 'Claves' in new else ''))
                    self.release('p', '2026-01-01')
                    self.replace('protocolos/p.md', old, new)
                    found = self.findings()
                    self.assertEqual(['content/protocolos/p.md'], [one['file'] for one in found])
                    self.assertIn('publique una versión con la marca', json.dumps(found, ensure_ascii=False))
                    refused = self.run_it('release p --effective 2026-02-01', today='2026-02-01')
                    self.assertIn('oficio release p --mark-internal', refused.stdout + refused.stderr)
                    self.do('release p --mark-internal', '2026-02-01')
                    self.assertEqual([], self.findings())
                    if deleted:
                        text = (self.site / 'content/protocolos/p.md').read_text()
                        self.write('protocolos/p.md', text.replace(part.replace(old, new), '').replace(
                            'oficio: interno costo\n', ''))
                        self.do('release p --effective 2026-03-01 --note fin', '2026-03-01')
                    self.assert_hidden(self.build(), ['secreto'])

    def manual(self, aux='', **more):
        word = self.canary('secreto')
        self.write('puestos/caj.md', job('Cajero', 'Cobrar.'))
        self.write('puestos/aux.md', job('Aux', f'La palabra {word} abre.', aux))
        self.write('manuales/m.md', manual('caj, aux'))
        self.release('m', '2026-01-01')

    def test_a_former_member_that_is_marked(self):
        for withdrawn in (False, True):
            with self.subTest(withdrawn=withdrawn):
                self.setUp()
                self.manual()
                self.replace('manuales/m.md', '[caj, aux]', '[caj]')
                self.release('m', '2026-01-15')
                if withdrawn:
                    self.withdraw('m')
                    self.delete('manuales/m.md')
                self.assert_public(self.build(), 'secreto')
                self.assertEqual([], self.findings())
                self.replace('puestos/aux.md', 'título: Aux', 'título: Aux\nacceso: interno')
                self.assert_recorded('aux', 'puestos/aux.md')

    def test_a_withdrawn_manual_that_is_marked_and_its_members(self):
        for path, name in (('manuales/m.md', 'm'), ('puestos/aux.md', 'aux')):
            with self.subTest(path):
                self.setUp()
                self.manual()
                self.withdraw('m')
                self.replace(path, 'título: ', 'acceso: interno\ntítulo: ')
                self.assert_recorded('m', path, *[one for one in ('manuales/m.md', 'puestos/aux.md') if one != path])

    def test_a_mark_of_a_live_document_can_be_recorded(self):
        self.manual()
        self.replace('puestos/aux.md', '## Objetivo', '## Objetivo {acceso=interno}')
        self.assertEqual(1, len(self.findings()))
        self.do('release m --mark-internal', '2026-01-15')
        self.assertEqual([], self.findings())
        self.withdraw('m')
        self.delete('puestos/aux.md')
        self.delete('manuales/m.md')
        self.assert_hidden(self.build())
        self.assert_sound()

    def test_what_was_recorded_by_mistake_is_opened_by_a_release(self):
        word = self.canary('secreto')
        self.write('protocolos/p.md', protocol(body=f'## Claves\n\n{word} abre.\n'))
        self.release('p', '2026-01-01')
        self.replace('protocolos/p.md', '## Claves', '## Claves {acceso=interno}')
        self.do('release p --mark-internal', '2026-01-15')
        self.replace('protocolos/p.md', '## Claves {acceso=interno}', '## Claves')
        self.assert_hidden(self.build())
        self.release('p', '2026-02-01')
        self.assert_public(self.build(), 'secreto')

    def test_a_competency_that_leaves_the_manual(self):
        for path in ('withdrawn', 'left'):
            with self.subTest(path):
                self.setUp()
                self.competency(f'## Niveles propios\n\nLa palabra {self.canary("secreto")} abre.\n')
                if path == 'withdrawn':
                    self.withdraw('m')
                else:
                    self.replace('puestos/caj.md', 'competencias: [orden]\n', '')
                    self.release('m', '2026-01-20')
                self.assert_public(self.build(), 'secreto')
                self.replace('competencias/orden.md', '## Niveles propios', '## Niveles propios {acceso=interno}')
                self.replace('puestos/caj.md', 'competencias: [orden]\n', '') if path == 'withdrawn' else None
                self.assert_recorded('orden', 'competencias/orden.md')

    def competency(self, body):
        self.write('competencias/orden.md', f'---\ntítulo: Orden\n---\n\n## Definición\n\nHacer las cosas.\n\n{body}')
        self.write('puestos/caj.md', job('Cajero', 'Cobrar.', 'competencias: [orden]\n'))
        self.write('manuales/m.md', manual('caj'))
        self.release('m', '2026-01-01')

    # N2

    def test_an_old_id_that_is_used_again(self):
        for mark in ('acceso: interno\n', ''):
            with self.subTest(mark):
                self.setUp()
                body = f'## Claves\n\nLa palabra {self.canary("secreto")} abre.\n'
                self.write('protocolos/a.md', protocol(body=body))
                self.release('a', '2026-01-01')
                text = (self.site / 'content/protocolos/a.md').read_text()
                if not mark:
                    text = text.replace('## Claves', '## Seguridad {acceso=interno}').replace(
                        f'La palabra {self.canary("secreto")}', 'Otra')
                front = f'título: Cobro viejo\nids anteriores: [a]\n{mark}'.rstrip()
                self.write('protocolos/b.md', text.replace('título: Cobro', front))
                log = text[text.index('modificaciones:'):text.index('\n---\n')] + '\n'
                new = protocol('Cobro nuevo', log, f'## Otra cosa\n\nLa palabra {self.canary("nueva")} es de todos.\n')
                self.write('protocolos/a.md', new)
                self.assert_hidden(self.build(), ['secreto'])
                self.release('a', '2026-02-01')
                output = self.build()
                self.assert_hidden(output, ['secreto'])
                self.assert_public(output, 'nueva')
                self.assertIn('oficio release b --mark-internal', json.dumps(self.findings(), ensure_ascii=False))
                self.do('release b --mark-internal', '2026-03-01')
                self.assertEqual([], self.findings())
                self.assert_sound()
                self.delete('protocolos/b.md')
                output = self.build()
                self.assert_hidden(output, ['secreto'])
                self.assert_public(output, 'nueva')

    def test_an_old_id_of_a_member_that_is_used_again(self):
        self.manual()
        text = (self.site / 'content/puestos/aux.md').read_text()
        front = 'título: Aux viejo\nids anteriores: [aux]\nacceso: interno'
        self.write('puestos/aux2.md', text.replace('título: Aux', front))
        self.write('puestos/aux.md', job('Aux nuevo', f'La palabra {self.canary("nueva")} es de todos.'))
        self.replace('manuales/m.md', '[caj, aux]', '[caj, aux, aux2]')
        self.assert_hidden(self.build(), ['secreto'])
        self.release('m', '2026-02-01')
        output = self.build()
        self.assert_hidden(output, ['secreto'])
        self.assert_public(output, 'nueva')

    # N3

    def test_text_of_a_member_that_moves_to_an_internal_part_of_another(self):
        for change in ('section', 'member', 'document', 'other type'):
            for words in ('same', 'other'):
                with self.subTest(change=change, words=words):
                    self.setUp()
                    word = self.canary('secreto')
                    text = f'La palabra {word} abre.'
                    self.write('puestos/caj.md', job('Cajero', 'Cobrar.'))
                    self.write('puestos/aux.md', job('Aux', 'Ayudar.') + f'\n## Claves\n\n{text}\n')
                    self.write('manuales/m.md', manual('caj, aux'))
                    self.release('m', '2026-01-01')
                    new = text if words == 'same' else 'Hay un sobre.'
                    self.replace('puestos/aux.md', f'\n## Claves\n\n{text}\n', '')
                    if change == 'section':
                        hidden = f'\n## Seguridad {{acceso=interno}}\n\n{new}\n'
                        self.write('puestos/caj.md', job('Cajero', 'Cobrar.') + hidden)
                    elif change == 'document':
                        if words == 'other':
                            continue
                        self.write('protocolos/q.md', protocol('Otro', 'acceso: interno\n', f'## Seguridad\n\n{new}\n'))
                    else:
                        self.write('puestos/jefe.md', job('Jefe', new, 'acceso: interno\n'))
                        self.replace('manuales/m.md', '[caj, aux]', '[caj, aux, jefe]')
                    self.assert_hidden(self.build(), ['secreto'])
                    self.release('m', '2026-02-01')
                    self.assert_hidden(self.build(), ['secreto'])
                    if change == 'section':
                        self.write('puestos/caj.md', job('Cajero', 'Cobrar siempre.'))
                        self.release('m', '2026-03-01')
                        self.assert_hidden(self.build(), ['secreto'])

    # N4

    def test_a_competency_whose_section_is_renamed_and_marked(self):
        for new in (f'La palabra abre.', 'Hay un sobre.'):
            with self.subTest(new):
                self.setUp()
                text = f'La palabra {self.canary("secreto")} abre.'
                self.competency(f'## Niveles propios\n\n{text}\n')
                self.replace('competencias/orden.md', f'## Niveles propios\n\n{text}',
                             f'## Seguridad {{acceso=interno}}\n\n{new}')
                self.assert_hidden(self.build())
                self.release('m', '2026-02-01')
                self.assert_hidden(self.build())
                self.replace('competencias/orden.md', f'## Seguridad {{acceso=interno}}\n\n{new}', '')
                self.release('m', '2026-03-01')
                self.assert_hidden(self.build())

    def test_a_competency_that_is_marked(self):
        self.competency(f'## Niveles propios\n\n{self.canary("secreto")} abre.\n')
        self.replace('competencias/orden.md', '## Niveles propios', '## Niveles propios {acceso=interno}')
        self.assert_hidden(self.build())
        self.release('m', '2026-02-01')
        self.replace('competencias/orden.md',
                     f'## Niveles propios {{acceso=interno}}\n\n{self.canary("secreto")} abre.\n', '')
        self.release('m', '2026-03-01')
        self.assert_hidden(self.build())

    # N9

    def test_a_document_with_a_new_id_keeps_its_public_versions(self):
        word = self.canary('vieja')
        self.write('protocolos/a.md', protocol(body=f'## Notas\n\nLa palabra {word} es de todos.\n'))
        self.release('a', '2026-01-01')
        self.replace('protocolos/a.md', f'La palabra {word} es de todos.', 'Nada.')
        self.release('a', '2026-02-01')
        self.assert_public(self.build(), 'vieja')
        content = self.site / 'content'
        (content / 'protocolos/a.md').rename(content / 'protocolos/b.md')
        (content / 'historial/protocolos/a').rename(content / 'historial/protocolos/b')
        self.replace('protocolos/b.md', 'título: Cobro', 'título: Cobro\nids anteriores: [a]')
        self.assert_public(self.build(), 'vieja')
        self.release('b', '2026-03-01')
        output = self.build()
        self.assert_public(output, 'vieja')
        pages = sorted(one.name for one in (output / 'historial/protocolos/b').glob('0?.html'))
        self.assertEqual(['01.html', '02.html'], pages)

    # Of the same kind

    def test_two_documents_that_become_one(self):
        for words in ('same', 'other'):
            for names in ('former', 'none'):
                if (words, names) == ('other', 'none'):
                    continue
                with self.subTest(words=words, names=names):
                    self.setUp()
                    text = f'La palabra {self.canary("secreto")} abre.'
                    for name in 'ab':
                        self.write(f'protocolos/{name}.md', protocol(f'Cobro {name}', body=f'## Claves\n\n{text}\n'))
                        self.release(name, '2026-01-01')
                    for name in 'ab':
                        self.withdraw(name)
                        self.delete(f'protocolos/{name}.md')
                    self.assert_public(self.build(), 'secreto')
                    front = 'ids anteriores: [a, b]\n' if names == 'former' else ''
                    self.write('protocolos/c.md', protocol('Todo', f'acceso: interno\n{front}',
                        f'## Claves\n\n{text if words == "same" else "Hay un sobre."}\n'))
                    self.assert_hidden(self.build())

    def test_a_document_that_is_split(self):
        for words in ('same', 'other'):
            with self.subTest(words):
                self.setUp()
                text = f'La palabra {self.canary("secreto")} abre.'
                self.write('protocolos/a.md', protocol(body=f'## Claves\n\n{text}\n'))
                self.release('a', '2026-01-01')
                self.replace('protocolos/a.md', f'## Claves\n\n{text}\n', '')
                front = 'acceso: interno\n' + ('ids anteriores: [a]\n' if words == 'other' else '')
                text = text if words == 'same' else 'Un sobre.'
                self.write('protocolos/c.md', protocol('Claves', front, f'## Claves\n\n{text}\n'))
                made = self.run_it('build --audience public', '--output', self.root / 'salida')
                self.assert_hidden(self.root / 'salida')
                self.release('a', '2026-02-01')
                self.assert_hidden(self.build())

    def test_a_member_that_changes_its_type(self):
        self.manual()
        self.delete('puestos/aux.md')
        self.write('protocolos/aux.md', protocol('Aux', 'acceso: interno\n', '## Claves\n\nUn sobre.\n'))
        self.replace('manuales/m.md', '[caj, aux]', '[caj]')
        self.assert_hidden(self.build())
        self.release('m', '2026-02-01')
        self.assert_hidden(self.build())

    def test_an_erratum_of_a_document_with_an_internal_part(self):
        word = self.canary('secreto')
        self.write('protocolos/a.md', protocol(body=f'## Claves\n\nLa palabra {word} abre.\n'))
        self.release('a', '2026-01-01')
        self.replace('protocolos/a.md', '## Claves', '## Claves {acceso=interno}')
        self.release('a', '2026-02-01')
        text = (self.site / 'content/protocolos/a.md').read_text()
        place = text.rindex('nota')
        self.write('protocolos/a.md', text[:place] + f'nota {self.canary("fila")}' + text[place + 4:])
        self.do('release a --erratum --reason Error', '2026-02-02')
        self.assert_hidden(self.build())

    def test_a_day_on_which_the_mark_was_not_known(self):
        text = f'## Claves\n\nLa palabra {self.canary("secreto")} abre.\n'
        self.write('protocolos/a.md', protocol(body=text))
        self.release('a', '2026-01-01')
        self.replace('protocolos/a.md', '## Claves', '## Claves {acceso=interno}')
        self.release('a', '2026-02-01')
        self.replace('protocolos/a.md', text.replace('## Claves', '## Claves {acceso=interno}'), '')
        self.release('a', '2026-03-01')
        for day in ('--known-on', '--as-of'):
            made = self.run_it('build --audience public', day, '2026-01-15', '--output', self.root / 'salida')
            self.assertEqual(0, made.returncode, made.stderr)
            self.assertTrue((self.root / 'salida/protocolos/a.html').exists())
            self.assert_hidden(self.root / 'salida')

    def test_exports_of_a_document_that_is_marked(self):
        self.write('protocolos/a.md', protocol(body=f'## Claves\n\nLa palabra {self.canary("secreto")} abre.\n'))
        self.release('a', '2026-01-01')
        self.replace('protocolos/a.md', '## Claves', '## Claves {acceso=interno}')
        for kind in ('html', 'odt', 'docx', 'epub'):
            for day in ('', ' --as-of 2026-01-15'):
                with self.subTest(kind + day):
                    folder = self.root / f'{kind}{day.strip()}'
                    folder.mkdir()
                    made = self.run_it(f'export {kind} a --audience public --output', folder, *day.split())
                    self.assert_hidden(folder)


if __name__ == '__main__':
    unittest.main()
