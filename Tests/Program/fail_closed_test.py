"""The program does not publish text below words that resemble an access mark, or reports them."""
import json
import unittest

from hostile_site import JOB, PAGE, HostileCase

OWN = 'nombre: ficha | card\nplural: fichas | cards\ncarpeta: fichas\ncampos:\n  título | title: texto\n{}'
FOLDERS = {'protocolo': 'protocolos', 'puesto': 'puestos', 'manual': 'manuales', 'página': 'paginas'}


class Access(HostileCase):
    KEYS = [
        'interno: sí', 'interna: sí', 'internal: yes', 'confidencial: no', 'público: no', 'reservado:',
        'confidencialidad: interna', 'clasificación: confidencial', 'clasificación: [confidencial]',
        'classification: internal', 'tipo de documento: interno', 'carácter: Confidencial', 'uso: interno',
        'clasificación: Interno.', 'internos: no', 'classification: confidential', 'private: yes', 'reserva: secreta',
    ]
    # A word may be an ordinary value of a field that the type declares, unless the field's name asks for access.
    VALUES = [
        'clase: interna', 'clase: Confidencial', 'grupo: interno', 'categoría: Reservado', 'categoría: secreta',
        'ámbito: Interno', 'horario: reservado',
    ]
    SENSIBLE = [
        'acceso: público', 'clase: "03"', 'categoría: profesional', 'internos: Gerencia', 'clientes internos: Caja',
        'grupo: Personal interno', 'ámbito: Control interno y externo',
    ]

    def unclear(self, files):
        made = self.check(files, '--format', 'json')
        return [json.loads(line) for line in made.stdout.splitlines() if '"acceso-no-entendido"' in line]

    def test_keys_that_say_who_may_see_it(self):
        for key in self.KEYS:
            text = JOB.format(f'Uno\n{key}')
            with self.subTest(key=key):
                found = self.unclear({'content/puestos/uno.md': text})
                self.assertEqual([3], [finding['line'] for finding in found])
                self.assertEqual(1, self.build().returncode)
                self.assertFalse(self.output.exists())
        for key in self.SENSIBLE:
            with self.subTest(key=key):
                self.assertEqual([], self.unclear({'content/puestos/uno.md': JOB.format(f'Uno\n{key}')}))

    def build_public(self):
        return self.call('build', '--output', str(self.output), '--audience', 'public')

    def assert_published(self, path, text, count=1):
        """The document is published, with so many warnings."""
        made = self.check({path: text})
        self.assertEqual(count, made.stdout.count('advertencia[interno-sin-marca]'), text + made.stdout)
        self.assertNotIn('acceso-no-entendido', made.stdout, text)
        made = self.build_public()
        self.assertEqual(0, made.returncode, text + made.stderr)

    def test_values_of_other_fields(self):
        for key in self.VALUES:
            with self.subTest(key=key):
                self.assert_published('content/puestos/uno.md', JOB.format(f'Uno\n{key}'))
        for key in ('canales: Interno', 'costo: Reservado', 'base legal: [Interno]'):
            with self.subTest(key=key):
                self.assert_published('content/protocolos/dos.md', JOB.format(f'Uno\n{key}'))

    def test_sections_of_one_word(self):
        for body in ('## Alcance\n\nInterno.', '## Sector\n\nPrivado', '## Ámbito\n\nInterno', '## Uso\n\nPrivado.'):
            with self.subTest(body=body):
                self.assert_published('content/protocolos/dos.md', f'---\ntítulo: Uno\n---\n\n{body}\n')
        text = '---\ntítulo: Uno\n---\n\n## Funciones\n\n- Secreto.\n'
        self.assertEqual([], self.unclear({'content/puestos/uno.md': text}))

    # Words that look like a mark and hide nothing.
    LABELS = [
        'Interno: La clave es ésta.', '**Interno.** La clave es ésta.', '**Interno** La clave es ésta.',
        'Uso interno: la clave es ésta.', 'CONFIDENCIAL: la clave es ésta.', 'Confidencial. La clave es ésta.',
        '> **Interno**\n> La clave es ésta.', 'Nota interna: no contarlo.', '> **Comentario interno:** no contarlo.',
        'Uso interno:\n\nLa clave es ésta.', 'No publicar: la clave es ésta.',
        '```\nLa clave\n``` {acceso=interno}', '~~~\nLa clave\n~~~ interno', '```interno\nLa clave\n```',
        '```yaml confidencial\nLa clave\n```', '<div hidden>La clave</div>',
        '<details><summary>interno</summary>La clave</details>', 'La clave {no publicar}', '- La clave {solo personal}',
    ]
    MORE_LABELS = [
        # Words that look like a definition or a contrast.
        'Interno: quien custodia la llave recibe zafiro cada lunes.', 'Interno: que nadie sepa zafiro.',
        '**Interno.** Quien abre dice zafiro.', 'Interno: persona que llama a la caja, la clave es zafiro.',
        'Interno: la clave de la puerta externa es zafiro.', 'Interno: no dar al público la clave zafiro.',
        'Confidencial: el archivo abierto se cierra con zafiro.', 'Internal: who opens says zafiro.',
        'Internal: do not tell the public zafiro.', 'Interno: digan que zafiro abre.',
        'Interno: persona que abre. Dice zafiro.', 'Interno: el trabajador que reside en el centro.',
        'Información confidencial: se cuida bajo llave.', 'Internos: la clave es zafiro.',
        'Interno: la clave es `zafiro`.', 'Interno: la gerencia; la puerta externa: zafiro.',
        # Labels in other places and in other dress.
        '- Interno: la clave es ésta.', '1. Interno: la clave es ésta.', '- [ ] Interno: la clave es ésta.',
        '- Uno\n\n  Interno: la clave es ésta.', '- Interno:\n  - La clave es ésta.', '> Interno: quien abre.',
        '| Nota |\n|---|\n| Interno: la clave es ésta. |', '| Nota |\n|---|\n| Hola.<br>Interno: la clave. |',
        'Texto común que sigue.\nInterno: la clave es ésta.', 'Texto común\\\ninterno: la clave es ésta.',
        '(Interno) La clave es ésta.', '[Interno] La clave es ésta.', 'Interno - la clave es ésta.',
        'INTERNO – clave', 'Interno— la clave', 'Solo interno. La clave es ésta.', 'Interno; la clave es ésta.',
        'Información interna: la clave es ésta.', 'Dato interno: la clave es ésta.', 'Interno = la clave',
        'Confidencial, la clave es ésta.', '«Interno»: la clave es ésta.', '⚠️ Interno: la clave es ésta.',
        'a) Interno: la clave es ésta.', '*Interno* La clave es ésta.', '*Interno*: quien abre.',
        'Cobrar. Interno: la clave es ésta.', 'Texto común: Interno: la clave es ésta.',
        '- Uno\n- Interno: la clave\n- Dos\n- Externo: la entrada', '- Interno: la gerencia',
        # On a line that follows one without a sign at its end.
        'Se abre temprano\nInterno: la clave es ésta.', 'Se abre temprano\nUso interno',
        'Se abre temprano\nUso interno. La clave es ésta.', 'Se abre temprano\n**CONFIDENCIAL**',
        'Se abre temprano\nPara uso interno\nla clave es ésta', 'Se abre temprano\n(Interno) la clave es ésta.',
        'Se abre temprano\nInterno - la clave es ésta.', 'Se abre temprano\nNota interna: la clave es ésta',
        'Se abre temprano\ninterno: la clave es 4711.', '> Se abre temprano\n> Interno: la clave es ésta.',
        '- Se abre temprano\n  Interno: la clave es ésta.', 'Se abre **temprano**\nInterno: la clave es ésta.',
        # In links, titles, alternative texts and code.
        '[Interno: la clave es ésta](https://a.example/)', '[Interno](https://a.example/): la clave es ésta.',
        'Vea [Interno: la clave es ésta](https://a.example/) hoy.', '[Interno](https://a.example/) La clave es ésta.',
        '[x](https://a.example/ "Interno: la clave es ésta")', '[[uno|Interno: la clave es ésta]]',
        '![Interno: la clave es ésta](../recursos/x.png)', '`Interno`: la clave es ésta.',
        '`Interno:` la clave es ésta.',
        '`Interno: la clave es ésta`', '`Uso interno` La clave es ésta.', '- `Interno`: la clave es ésta.',
        '| Nota |\n|---|\n| `Interno`: la clave es ésta. |', '`interno`: la clave es 4711.',
        # In front of brackets.
        'Interno (la clave es ésta)', 'Interno (la clave es ésta).', '**Interno** (la clave es ésta)',
        'Interno (solo jefes). La clave es ésta.', 'Interno (personal de caja): la clave es ésta',
        'Interno (no publicar): zafiro', 'Uso interno (caja): la clave es ésta.', 'Confidencial (la clave es ésta)',
        '- Interno (la clave es ésta)', '> Interno (la clave es ésta)',
        '| Nota |\n|---|\n| Interno (la clave es ésta) |',
        'Se abre temprano\nInterno (la clave es ésta).',
    ]
    NO_LABELS = [
        'Interno: la gerencia; externo: el público.', 'Internos: los de la casa.', 'Interno: 204.',
        'Acceso restringido: se entra con carné.',
        'El auditor interno. Revisa la caja.', '- Interno: 204', '```yaml\nclave: 1\n```',
        'Se escribe `Interno: x`.', '- Tipo interno', '`interno`: lo ve el personal.', '[[uno|Interno]]. Hola.',
        # Labels that stand side by side with one for others.
        '- Interno: la gerencia\n- Externo: la gente', '- Público: uno\n- Reservado: dos\n- Confidencial: tres',
        'Interno: la gerencia.\n\nExterno: la gente.', 'Uso interno: la crema.\nUso externo: la pomada.',
        'Interno:\n\n- Gerencia\n\nExterno:\n\n- Público', '| a |\n|---|\n| Interno: uno |\n| Externo: dos |',
        '| a | b |\n|---|---|\n| Interno: uno | Externo: dos |', 'Interno, externo o mixto.', 'Interno - externo',
        'El correo es de uso\ninterno. La gente escribe a otro.', '| a |\n|---|\n| Interno, mensual |',
        '*Interno, privado* y *reservado* dicen lo mismo que la clave 3.',
        'Interno: la gerencia. Externo: la gente.', '**Interno** es quien trabaja aquí.',
        # A sentence that goes on in the next line, and lines that tell things apart.
        'Se aplica el reglamento\ninterno: lo aprueba la junta.',
        'Se revisa el control\ninterno (cada mes) de la caja.',
        'El médico\nInterno (MI) atiende de noche.', 'Es de carácter\nInterno o externo.',
        'Tipo de cliente\nInterno: las áreas\nExterno: la gente', 'El correo es de\nuso interno: nadie más escribe.',
        'Tipo de cliente\nInterno (áreas de la casa)\nExterno (la gente)', 'Alcance\nInterno y externo.',
        '[Interno](https://a.example/)', '[Reglamento interno](https://a.example/)',
        'Se escribe `interno` o `externo`.',
        '- `interno`: solo el personal\n- `público`: todos', '| a | b |\n|---|---|\n| `interno` | El personal |',
        'Interno (204)', 'Interno (a) de medicina.', 'Interno (MI)', 'Interna (Ana) y externa (Luz).',
        '- Interno (gerencia)\n- Externo (público)', 'Medicina Interna (piso 3)', 'Cliente: interno (gerencia).',
    ]

    def test_words_that_look_like_a_mark(self):
        for body in self.LABELS:
            for path, text in (('paginas', f'---\ntítulo: Uno\n---\n\nHola.\n\n{body}\n'),
                               ('protocolos', f'---\ntítulo: Uno\n---\n\n## Notas\n\nHola.\n\n{body}\n')):
                with self.subTest(path=path, body=body):
                    self.assertEqual(1, len(self.unclear({f'content/{path}/uno.md': text})))
                    self.assertEqual(1, self.build_public().returncode)
            hidden = f'---\ntítulo: Uno\n---\n\n## Notas {{acceso=interno}}\n\n{body}\n'
            if ':' in body.splitlines()[0]:
                self.assertEqual([], self.unclear({'content/protocolos/uno.md': hidden}), body)

    def test_words_that_look_like_a_mark_in_any_place_and_dress(self):
        texts = {f'content/paginas/no-{number}.md': f'---\ntítulo: Uno {number}\n---\n\nHola.\n\n{body}\n'
                 for number, body in enumerate(self.NO_LABELS)}
        texts['content/paginas/uno.md'] = PAGE.format('Hola.')
        self.assertEqual([], self.unclear(texts))
        self.assertEqual(0, self.build_public().returncode)
        for folder, heading in (('paginas', ''), ('protocolos', '## Notas\n\n')):
            texts = {f'content/{folder}/si-{number}.md': f'---\ntítulo: Dos {number}\n---\n\n{heading}Hola.\n\n'
                     f'{body}\n' for number, body in enumerate(self.MORE_LABELS)}
            found = {finding['file'] for finding in self.unclear(texts)}
            missing = [body for path, body in zip(texts, self.MORE_LABELS) if path not in found]
            self.assertEqual([], missing)
            self.assertEqual(set(texts), {path for path in found if folder in path})
        self.assertEqual(1, self.build_public().returncode)

    def test_facts_that_begin_with_a_label(self):
        for value in ('"Interno: la clave es zafiro"', '["Uno", "Interno: la clave"]', '"Interno - la clave"',
                      '{uno: "Interno: la clave"}', '|\n  Uno.\n  Interno: la clave.'):
            text = f'---\ntítulo: Uno\nnota: {value}\n---\n\nHola.\n'
            with self.subTest(value=value):
                self.assertEqual(1, len(self.unclear({'content/protocolos/uno.md': text})))
        text = '---\ntítulo: Uno\nnota: ["Interno: la gerencia", "Externo: la gente"]\n---\n\nHola.\n'
        self.assertEqual([], self.unclear({'content/protocolos/uno.md': text}))

    def test_braces_of_a_heading_that_ask_not_to_publish(self):
        for mark in ('{no publicar}', '{solo para personal}', '{staff only}', '{не публиковать}', '{do not publish}'):
            text = f'---\ntítulo: Uno\n---\n\n## Claves {mark}\n\nTexto.\n'
            with self.subTest(mark=mark):
                self.assertEqual(1, len(self.unclear({'content/protocolos/uno.md': text})))

    def test_comments_of_other_programs(self):
        """Words that their author believes to be hidden stop every build."""
        row = '| a |\n|---|\n| x {} |'
        for text in ('{>> La clave <<}', '||La clave||', 'Uno ||la clave|| dos', 'Uno %%la clave%% dos',
                     '%%\nLa clave\n%%', 'Uno {{! la clave }}', 'Uno {# la clave #}', row.format('{>> la clave <<}'),
                     row.format('%%la clave%%')):
            made = self.check({'content/paginas/uno.md': PAGE.format(text)})
            self.assertEqual(1, made.stdout.count('error[comentario-publicado]'), text + made.stdout)
            self.assertEqual(1, self.build_public().returncode)
            self.assertFalse(self.output.exists())
        for text in ('Se escribe `{>> x <<}` o `||x||`.', 'Si a || b || c', '||Nombre||Lugar||',
                     '| a | b | c |\n|---|---|---|\n||x||', 'El 100%% de los casos.', '```\n%%x%%\n```'):
            made = self.check({'content/paginas/uno.md': PAGE.format(text)})
            self.assertNotIn('comentario-publicado', made.stdout, text)

    def test_comments_in_settings_and_forms(self):
        form = ('tipo: formato\npara: puesto\nid: carta\ntítulo: "Carta {0}"\ncontrol: {{código: "F-1 {1}"}}\n'
                'encabezado: {{izquierda: "Sede {2}"}}\nsecciones:\n  - {{título: "Objetivo {3}", vista: texto, '
                'campo: objetivo, vacío: "nada {4}", texto: "Fijo {5}"}}\n  - {{título: Resto, vista: demás}}\n'
                'pie: {{izquierda: "Pie {6}"}}\n')
        settings = ('institución: "Archivo {0}"\nacceso: público\nidentidad: {{pie: "Pie {1}"}}\naccesibilidad:\n'
                    '  contacto: a@b.example\n  evaluación: "Sí {2}"\n'
                    '  niveles: {{1.1.1: {{nivel: cumple, nota: "Nota {3}"}}}}\n')
        job = {'content/puestos/uno.md': JOB.format('Uno')}
        for path, text, count in (('content/formatos/carta.yaml', form, 7), ('content/site.yaml', settings, 4)):
            made = self.check({**job, path: text.format(*[''] * count)})
            self.assertEqual(0, made.returncode, made.stdout)
            for place in range(count):
                for comment in ('<!-- zafiro -->', '%% zafiro %%'):
                    words = [comment if number == place else '' for number in range(count)]
                    made = self.check({**job, path: text.format(*words)})
                    self.assertEqual(1, made.stdout.count('error[comentario-publicado]'), f'{words} {made.stdout}')
            self.assertEqual(1, self.build_public().returncode)
            self.assertFalse(self.output.exists())

    # Labels of definitions, and of other text that is published with a warning.
    DEFINITIONS = {
        'Interno: persona que vive en el hospital.': 'interno-sin-marca',
        '**Interno:** médico que hace su último año.': 'interno-sin-marca',
        'Uso interno: crema que se toma por vía oral.': 'interno-sin-marca',
        'Privado: sector que no es del Estado.': 'interno-sin-marca',
        'Privado: personal que abre con zafiro.': 'interno-sin-marca',
        'Confidential: staff that opens with X.': 'interno-sin-marca',
        'Nota interna: documento que circula entre unidades.': 'interno-sin-marca',
        'Uso restringido: herbicidas que exigen licencia.': 'interno-sin-marca',
        'Personal interno: la gerencia.': 'interno-sin-marca',
        '- Interno: la clave de la puerta.\n- Externo: el portón.': 'interno-sin-marca',
        'Interno: el trabajador que reside en el centro.': 'acceso-no-entendido',
        'Interno: la clave que abre la caja es ésta.': 'acceso-no-entendido',
        'Interno: persona que sabe la clave.': 'acceso-no-entendido',
        'Interno: persona que llama al 4471.': 'acceso-no-entendido',
        'Uso interno: los fondos que quedan en la caja.': 'acceso-no-entendido',
        'Interno: llave que abre.': 'acceso-no-entendido',
        'Interno:': 'acceso-no-entendido', '**Confidencial:**': 'acceso-no-entendido',
    }

    def test_words_that_a_paragraph_defines(self):
        for body, code in self.DEFINITIONS.items():
            with self.subTest(body=body):
                text = f'---\ntítulo: Uno\n---\n\nHola.\n\n{body}\n\nOtra cosa.\n'
                made = self.check({'content/paginas/uno.md': text}, '--format', 'json')
                codes = {json.loads(line)['code'] for line in made.stdout.splitlines() if '"code"' in line}
                self.assertEqual({code}, codes & {'acceso-no-entendido', 'interno-sin-marca'})
                self.assertEqual(int(code == 'acceso-no-entendido'), self.build_public().returncode)

    def test_unknown_keys_with_ordinary_words(self):
        """They are errors, as all unknown keys are, and say so."""
        for key in ('sector: privado', 'público: personas mayores', 'tipo: interno', 'tropa: Secreto',
                    'uso de vehículo: restringido', 'tipo de auditoría: interna'):
            with self.subTest(key=key):
                made = self.check({'content/puestos/uno.md': JOB.format(f'Uno\n{key}')})
                self.assert_error(made, 'campo-desconocido', 'no tiene ningún campo')
                self.assertNotIn('acceso-no-entendido', made.stdout)
                self.assertEqual(1, self.build_public().returncode)

    def test_in_any_type(self):
        for folder in FOLDERS.values():
            for key in ('interno: sí', 'privada: true', 'confidencial:', 'clasificación: confidencial',
                        'tipo de documento: confidencial'):
                if folder == 'paginas' and key.startswith('tipo'):
                    continue
                with self.subTest(folder=folder, key=key):
                    self.assertEqual(1, len(self.unclear({f'content/{folder}/uno.md': JOB.format(f'Uno\n{key}')})))
        entry = 'elementos:\n  - {término: Caja, definición: Lugar., confidencial: sí}\n'
        self.assertEqual(1, len(self.unclear({'content/glosario.yaml': entry})))

    def test_headings_that_say_it(self):
        for folder in ('protocolos', 'puestos'):
            for body in ('## Confidencial\n\nTexto.', '## Interno\n\nTexto.', '## Clasificación\n\nConfidencial',
                         '## Clasificación\n\n- **Interna**', '## Reserva\n\n> Reservado.'):
                text = f'---\ntítulo: Uno\n---\n\n{body}\n'
                with self.subTest(folder=folder, body=body):
                    self.assertEqual([5], [found['line'] for found in self.unclear({f'content/{folder}/uno.md': text})])
            for body in ('## Internas\n\n- Gerencia', '## Clientes\n\nInternos', '## Información confidencial\n\n'
                         'Se cuida.',
                         '## Clasificación {acceso=interno}\n\nConfidencial', '## Clasificación\n\nNormal.'):
                text = f'---\ntítulo: Uno\n---\n\n{body}\n'
                with self.subTest(folder=folder, body=body):
                    self.assertEqual([], self.unclear({f'content/{folder}/uno.md': text}))

    def test_a_field_that_declares_the_word(self):
        kind = {'content/tipos/ficha.yaml': OWN.format('  interno: texto\n  sector: texto\n')}
        card = '---\ntítulo: Uno\n{}\n---\n'
        for key in ('interno: "204"', 'interno: sí', 'sector: privado'):
            self.assertEqual([], self.unclear({**kind, 'content/fichas/uno.md': card.format(key)}), key)
        for key in ('interna: sí', 'reserva: confidencial'):
            self.assertEqual(1, len(self.unclear({**kind, 'content/fichas/uno.md': card.format(key)})), key)

    def test_attributes_that_name_access(self):
        for mark in ('{.acceso-interno}', '{.interno-solo}', '{.uso-interno}', '{.accesoInterno}', '{#acceso-interno}',
                     '{.hidden}', '{class="acceso-interno"}', '{data-acceso=interno}', '{acceso-interno=1}',
                     '{.access-internal .x}', '{private}', '{confidential}', '{restricted}', '{classified}', '{staff}',
                     '{reserved}', '{uso interno}', '{internal use}', '{solo personal interno}', '{privado}'):
            text = f'---\ntítulo: Uno\n---\n\n## Claves {mark}\n\nTexto.\n'
            with self.subTest(mark=mark):
                self.assertEqual(1, len(self.unclear({'content/protocolos/uno.md': text})))
        for mark in ('{#acceso}', '{.nota}', '{#control-interno}', '{#puerta-de-acceso}'):
            text = f'---\ntítulo: Uno\n---\n\n## Claves {mark}\n\nTexto.\n'
            with self.subTest(mark=mark):
                self.assertEqual([], self.unclear({'content/protocolos/uno.md': text}))

    def test_emphasised_access_words_are_reported(self):
        for heading, count in (('Claves *interno*', 1), ('Claves **confidencial**', 1), ('`interno` Claves', 1),
                               ('Claves *(interno)*', 1), ('Claves *importantes*', 0), ('Control *interno*', 0)):
            made = self.check({'content/protocolos/uno.md': f'---\ntítulo: Uno\n---\n\n## {heading}\n\nTexto.\n'})
            self.assertEqual(count, made.stdout.count('[interno-sin-marca]'), heading + made.stdout)


class People(HostileCase):
    FIELDS = [
        'dpi: texto', 'dui: texto', 'nit: texto', 'run: texto', 'carné: texto', 'licencia de conducir: texto',
        'domicilio: texto', 'dirección particular: texto', 'cuenta bancaria: texto', 'edad: entero', 'sexo: texto',
        'fecha de nacimiento: fecha', 'estado civil: texto', 'número de cuenta: texto', 'nacionalidad: texto',
    ]
    PLAIN = ['edad mínima: entero', 'dirección: texto', 'cuenta contable: texto', 'número de plazas: texto',
        'fecha de ingreso: fecha']

    @staticmethod
    def value(kind, number):
        return {'entero': f'9{number:04}', 'fecha': f'1980-01-{number + 1:02}'}.get(kind, f'dato{number:02}x')

    def test_data_of_people_in_types_of_the_site(self):
        def declared(fields):
            return ''.join(f'  {field}\n' for field in fields)
        everything = self.FIELDS + self.PLAIN
        values = {field.split(':')[0]: self.value(field.split(': ')[1], number)
            for number, field in enumerate(everything)}
        self.write({'content/tipos/ficha.yaml': OWN.format(declared(everything)),
            'content/fichas/uno.md': '---\ntítulo: Uno\n' + ''.join(f'{k}: {v}\n' for k, v in values.items())
            + '---\n'})
        made = self.call('build', '--audience', 'public', '--output', str(self.output))
        self.assertEqual(0, made.returncode, made.stdout + made.stderr)
        data = (self.output / 'datos/fichas.json').read_text()
        for field in self.FIELDS:
            with self.subTest(field=field):
                self.assertNotIn(values[field.split(':')[0]], data)
        for field in self.PLAIN:
            self.assertIn(values[field.split(':')[0]], data, field)

    def test_a_telephone_goes_with_the_name(self):
        self.write({'content/unidades.yaml': 'elementos: [{id: caja, título: Caja General}]\n',
            'content/puestos/uno.md': '---\ntítulo: Uno\ncontactos internos:\n'
            '  - {contacto: Rosa Xul, teléfono: "555-1234"'
            ', propósito: Avisar}\n  - {contacto: Caja General, teléfono: "555-9876"}\n---\n'})
        made = self.call('build', '--audience', 'public', '--output', str(self.output))
        self.assertEqual(0, made.returncode, made.stdout + made.stderr)
        for path in [self.output / 'datos/puestos.json', *(self.output / 'buscar').glob('*')]:
            text = path.read_text(errors='replace')
            self.assertNotIn('555-1234', text, path)
            self.assertNotIn('Rosa', text, path)
        data = (self.output / 'datos/puestos.json').read_text()
        self.assertIn('555-9876', data)
        self.assertIn('Avisar', data)


if __name__ == '__main__':
    unittest.main()
