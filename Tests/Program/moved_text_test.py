"""Released text that moves to an internal document stays hidden in every file of a public build, even if that document
is later renamed or deleted."""
import json
import shutil
import unittest

from marked_site import STEPS, MarkedSite, job, manual, protocol
from picture_bytes import png
from private_site import TODAY

SECTION = '\n## Claves\n\nLa combinación de la caja fuerte es {} y se cambia cada lunes por la mañana.\n'


# Places of a released text, and places of an internal document that may hold it later; `{}` stands for the text.
PUBLIC = {
    'título de un enlace': 'Se usa [la página](https://a.example/ "{}") a diario.\n',
    'título de una imagen': 'Se usa ![la página](../recursos/p.png "{}") a diario.\n',
    'texto de una imagen': 'Se usa ![{}](../recursos/p.png) a diario.\n',
    'título de una definición': 'Se usa [la página][p] a diario.\n\n[p]: https://a.example/ "{}"\n',
    'línea de una valla': '``` {}\nabc\n```\n',
    'código en una línea': 'Se usa `{}` a diario.\n',
    'frase de un párrafo': 'Se usa siempre. {} Y nada más se usa.\n',
    'párrafo': 'Se usa a diario.\n\n{}\n',
}
INTERNAL = {
    'comentario de YAML': ('acceso: interno\n# {}\n', ''),
    'comentario de YAML detrás de un valor': ('acceso: interno # {}\n', ''),
    'título de un enlace': ('acceso: interno\n', 'Se lee [aquí](https://a.example/ "{}") ya.\n'),
    'título de una imagen': ('acceso: interno\n', 'Se lee ![aquí](../recursos/p.png "{}") ya.\n'),
    'título de una definición': ('acceso: interno\n', 'Se lee [aquí][p] ya.\n\n[p]: https://a.example/ "{}"\n'),
    'título de una definición sin uso': ('acceso: interno\n', 'Se lee ya.\n\n[p]: https://a.example/\n  "{}"\n'),
    'línea de una valla': ('acceso: interno\n', '``` {}\nabc\n```\n'),
    'párrafo': ('acceso: interno\n', '{}\n'),
    'enlace de una sección': ('', '## Otra {{acceso=interno}}\n\nSe lee [aquí](https://a.example/ "{}") ya.\n'),
    'comentario de una sección': ('', '## Otra {{acceso=interno}}\n\nSe lee ya.\n\n<!-- {} -->\n'),
}


class MovedText(MarkedSite):
    def setUp(self):
        super().setUp()
        self.text = SECTION.format(self.canary('secreto'))
        self.sentence = self.text.split('\n')[3]

    def split(self, target='protocolos/claves.md', internal=True):
        """Releases a protocol and moves its section to another document; to an internal section of a public one if
        `internal` is false."""
        self.write('protocolos/cobro.md', protocol(body=self.text))
        self.release('cobro', '2026-01-10')
        self.assert_public(self.build(), 'secreto')
        self.replace('protocolos/cobro.md', self.text, '')
        if internal:
            self.write(target, protocol('Apertura', 'acceso: interno\n', self.text.replace('Claves', 'Objetivo')))
        else:
            self.write(target, protocol('Otro', '', self.text.replace('Claves', 'Notas {acceso=interno}')))

    def assert_stays_hidden(self, document='cobro'):
        self.assert_hidden(self.build(), ['secreto'])
        self.do('build --audience public --as-of 2026-01-20 --known-on 2026-01-20', TODAY, '--output',
                self.root / 'antes')
        self.do(f'export epub {document} --audience public', TODAY, '--output', self.root / 'antes')
        self.assert_hidden(self.root / 'antes', ['secreto'])
        shutil.rmtree(self.root / 'antes')

    def rewrite(self, path='protocolos/claves.md'):
        self.replace(path, self.sentence, 'Nada ya.')

    def release_all(self, names, day):
        self.do(f'release {names} --effective {day} --note nota', day)

    def test_invisible_characters_part_no_words(self):
        """A word processor leaves soft hyphens in words, and copied web pages characters without width."""
        for sign in ('\u00ad', '\u200b', '\u2060'):
            with self.subTest(f'U+{ord(sign):04X}'):
                self.setUp()
                self.split()
                self.replace('protocolos/claves.md', 'combinación', f'combi{sign}nación')
                self.replace('protocolos/claves.md', 'mañana', f'ma{sign}ñana')
                word = self.canary('secreto')
                self.replace('protocolos/claves.md', word, word[:4] + sign + word[4:])
                self.assert_stays_hidden()

    def test_words_that_an_internal_document_has_only_in_a_title_a_heading_or_a_comment(self):
        """Two pieces, one behind the other, may also hold what was one."""
        for name in ('título', 'sección', 'comentario', 'comentario en una frase', 'dos piezas'):
            with self.subTest(name):
                self.setUp()
                step = f'Contar los billetes marcados con tinta {self.canary("secreto")} antes del traslado.'
                first, second = step[:28] + '.', 'Usar' + step[32:]
                self.write('puestos/cajero.md', job('Cajero', 'Cobrar.') + f'\n## Funciones\n\n- Abrir.\n- {step}\n')
                self.write('manuales/m.md', manual('cajero'))
                self.release('m', '2026-01-10')
                self.replace('puestos/cajero.md', f'- {step}\n', '')
                document = {
                    'título': protocol(step[:-1], 'acceso: interno\n'),
                    'sección': protocol('Otro', '', f'\n## {step[:-1]} {{acceso=interno}}\n\nSe verá.\n'),
                    'comentario': protocol('Otro', 'acceso: interno\n', f'\n<!-- {step} -->\n'),
                    'comentario en una frase': protocol(
                        'Otro', 'acceso: interno\n', f'\n## Notas\n\nA<!-- {step} -->b\n'),
                    'dos piezas': protocol('Otro', 'acceso: interno\n', f'\n## Notas\n\n- {first}\n- {second}\n'),
                }[name]
                self.write('protocolos/otro.md', document)
                self.assert_hidden(self.build(), ['secreto'])
                self.release('m', '2026-02-01')
                self.assert_hidden(self.build(), ['secreto'])

    def test_words_beside_a_text_and_words_that_no_page_shows(self):
        """What a page shows in a title, an alternative text or the line of a fence is withheld as its text is, wherever
        an internal document holds it; what stands around it stays."""
        self.write('recursos/p.png', png())
        some = {'párrafo', 'comentario de YAML'}
        pairs = [(place, other) for place in PUBLIC for other in INTERNAL
                 if place in ('título de un enlace', 'párrafo') or other in some]
        texts, names = {}, {}
        for pair in pairs:
            names[pair] = f'p{len(texts)}'
            words = [self.canary(f'{pair} {word}') for word in range(3)]
            texts[pair] = f'Contar {words[0]} con {words[1]} y {words[2]}.'
            self.write(f'protocolos/{names[pair]}.md', protocol(
                f'Cobro {names[pair]}', '', '## Notas\n\nQueda.\n\n' + PUBLIC[pair[0]].format(texts[pair])))
        self.release_all(' '.join(names.values()), '2026-01-10')
        self.assertEqual(3 * len(texts), len(self.canary.found(self.build())), 'all of it was public')
        for (place, other), text in texts.items():
            name = names[place, other]
            left = PUBLIC[place].format('') if 'título' in place else 'Se usa siempre. Y nada más se usa.\n'
            self.replace(f'protocolos/{name}.md', PUBLIC[place].format(text), left)
            front, body = INTERNAL[other]
            self.write(f'protocolos/otro-{name}.md', protocol(
                f'Hoja {name}', front.format(text), '## Notas\n\n' * (not body.startswith('##')) + body.format(text)))
        output = self.build()
        self.assert_hidden(output)
        for name in names.values():
            page = (output / f'protocolos/{name}.html').read_text()
            self.assertIn('Queda.', page)
            self.assertIn('Pedir el recibo', page)

    def test_a_comment_of_a_catalogue_belongs_to_its_entry(self):
        words = [self.canary(f'{number}') for number in range(3)]
        step = f'Contar {words[0]} con {words[1]} y {words[2]}.'
        self.write('protocolos/cobro.md', protocol(body=f'## Notas\n\nQueda.\n\n{step}\n'))
        self.release('cobro', '2026-01-10')
        self.replace('protocolos/cobro.md', f'{step}\n', '')
        entry = '  - {{término: {0}, definición: Lugar.{1}}}\n'
        def glossary(*entries):
            self.write('glosario.yaml', 'elementos:\n' + ''.join(entries))
        secret = entry.format('Clave', ', acceso: interno')
        glossary(entry.format('Caja', ''), f'  # {step}\n', entry.format('Mesa', ''), secret)
        self.assert_public(self.build(), '0')
        glossary(entry.format('Caja', ''), f'  # {step}\n', secret)
        self.assert_hidden(self.build())

    def test_the_internal_document_is_rewritten(self):
        self.split()
        self.release_all('cobro claves', '2026-02-01')
        self.rewrite()
        self.assert_stays_hidden()
        self.release('claves', '2026-03-01')
        self.assert_stays_hidden()
        self.assert_sound()

    def test_the_internal_document_is_withdrawn_and_deleted(self):
        self.split()
        self.release_all('cobro claves', '2026-02-01')
        self.withdraw('claves', '2026-03-01')
        self.delete('protocolos/claves.md')
        self.assert_stays_hidden()

    def test_the_internal_document_was_never_released_and_is_deleted(self):
        self.split()
        self.release('cobro', '2026-02-01')
        self.delete('protocolos/claves.md')
        self.assert_stays_hidden()
        self.assert_sound()

    def test_the_internal_section_of_another_document_is_removed(self):
        self.split('protocolos/otro.md', internal=False)
        self.release_all('cobro otro', '2026-02-01')
        hidden = self.text.replace('Claves', 'Notas {acceso=interno}')
        self.replace('protocolos/otro.md', hidden, '')
        self.assert_stays_hidden()
        self.release('otro', '2026-03-01')
        self.withdraw('otro', '2026-04-01')
        self.delete('protocolos/otro.md')
        self.assert_stays_hidden()

    def test_the_other_document_alone_is_released(self):
        """The history of the internal document knows the text."""
        self.split()
        self.release('claves', '2026-02-01')
        self.rewrite()
        self.assert_hidden(self.build(), ['secreto'])
        self.release('claves', '2026-03-01')
        self.release('cobro', '2026-03-02')
        self.assert_stays_hidden()

    def test_the_text_of_a_member(self):
        for released in (False, True):
            with self.subTest(released=released):
                self.setUp()
                step = f'- Guardar la llave {self.canary("secreto")} en el cajón tercero del mostrador.\n'
                self.write('puestos/caj.md', job('Cajero', 'Cobrar.'))
                self.write('puestos/jefe.md', job('Jefe', 'Mandar.') + f'\n## Funciones\n\n- Abrir la sala.\n{step}')
                self.write('manuales/man.md', manual('jefe, caj'))
                self.release('man', '2026-01-10')
                self.replace('puestos/jefe.md', step, '')
                self.write('protocolos/rondas.md', protocol('Rondas', 'acceso: interno\n', f'## Notas\n\n{step[2:]}'))
                self.release_all('man rondas' if released else 'man', '2026-02-01')
                self.replace('protocolos/rondas.md', step[2:], 'Otra cosa.\n')
                self.assert_stays_hidden('man')
                self.replace('manuales/man.md', '[jefe, caj]', '[caj]')
                self.delete('puestos/jefe.md')
                self.release('man', '2026-03-01')
                self.assert_stays_hidden('man')
                self.assert_sound()

    def test_a_mark_is_asked_for_and_recorded(self):
        for name in ('cobro', 'claves'):
            with self.subTest(name):
                self.setUp()
                self.split()
                self.assert_hidden(self.build(), ['secreto'])
                [found] = self.findings()
                self.assertEqual('content/protocolos/claves.md', found['file'])
                self.assertIn('oficio release cobro --mark-internal', json.dumps(found, ensure_ascii=False))
                self.do(f'release {name} --mark-internal', '2026-02-01')
                self.assertEqual([], self.findings())
                again = self.run_it(f'release {name} --mark-internal', today='2026-02-01')
                self.assertEqual(1, again.returncode, again.stdout)
                self.assert_sound()
                self.delete('protocolos/claves.md')
                self.assert_stays_hidden()
                self.release('cobro', '2026-03-01')
                self.assert_stays_hidden()

    def test_a_mark_of_a_document_that_has_no_source_any_more(self):
        self.split()
        self.write('protocolos/cobro.md', protocol(body=self.text))
        self.delete('protocolos/claves.md')
        self.withdraw('cobro')
        self.delete('protocolos/cobro.md')
        self.assert_public(self.build(), 'secreto')
        self.write('protocolos/claves.md', protocol('Apertura', 'acceso: interno\n', self.text))
        self.assert_recorded('claves', 'protocolos/claves.md')

    def test_a_withdrawal_that_would_lose_the_text_is_refused(self):
        self.write('protocolos/cobro.md', protocol(body=self.text))
        self.write('protocolos/claves.md', protocol('Apertura', 'acceso: interno\n', '## Notas\n\nNada.\n'))
        self.release_all('cobro claves', '2026-01-10')
        self.replace('protocolos/cobro.md', self.text, '')
        self.replace('protocolos/claves.md', 'Nada.', self.sentence)
        self.assert_hidden(self.build(), ['secreto'])
        made = self.run_it('release claves --withdraw --effective 2026-02-01 --note fin', today='2026-02-01')
        self.assertEqual(1, made.returncode, made.stdout)
        self.assertIn('oficio release cobro --mark-internal', made.stderr)
        self.do('release cobro --mark-internal', '2026-02-01')
        self.withdraw('claves')
        self.delete('protocolos/claves.md')
        self.assert_stays_hidden()

    def test_text_that_was_declassified_stays_public(self):
        """A text is public from the release that publishes it, although an earlier one had it as internal."""
        self.write('protocolos/claves.md', protocol('Apertura', 'acceso: interno\n', self.text))
        self.release('claves', '2026-01-01')
        self.rewrite()
        self.release('claves', '2026-01-05')
        self.write('protocolos/cobro.md', protocol(body=self.text))
        self.release('cobro', '2026-02-01')
        self.replace('protocolos/cobro.md', self.text, '')
        self.release('cobro', '2026-03-01')
        self.assert_public(self.build(), 'secreto')
        self.assertEqual([], self.findings())

    def test_public_text_stays_public(self):
        """What nothing internal says, and what the public reads elsewhere, is not withheld."""
        self.split()
        self.replace('protocolos/claves.md', 'y se cambia', f'y {STEPS.splitlines()[2][3:-1]} se cambia')
        self.release('cobro', '2026-02-01')
        self.delete('protocolos/claves.md')
        page = (self.build() / 'historial/protocolos/cobro/01.html').read_text()
        self.assertIn('Saludar a quien llega', page)
        self.assertIn('Pedir el recibo', page)

    def test_no_empty_folder_stays_of_what_goes(self):
        self.write('protocolos/cobro.md', protocol(body=self.text))
        self.release('cobro', '2026-01-10')
        self.assertTrue((self.build() / 'historial/protocolos/cobro').is_dir())
        self.write('site.yaml', 'institución: Prueba\nacceso: interno\n')
        empty = [path for path in self.build().rglob('*') if path.is_dir() and not any(path.iterdir())]
        self.assertEqual([], empty)


if __name__ == '__main__':
    unittest.main()
