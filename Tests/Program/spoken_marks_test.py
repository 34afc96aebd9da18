"""Words that say plainly that a text is internal stop every build; ordinary words do not."""
import json
import unittest

from private_site import DOCUMENT, Site

ROW = '| a | b |\n|---|---|\n| {} | c |'


class Spoken(Site):
    # Words over a list, at the end of a text, as a line of their own, in a header, and as a pair of name and value.
    SAID = [
        '- Interno\n  - La clave.', '- **Interno**\n  - La clave.', '1. Confidencial\n   - La clave.',
        '- Uso interno\n  - La clave.', '* Privado\n\n  La clave.', '- [ ] Interno\n  - La clave.',
        '- La clave (interno)', '- La clave (interno).', '- La clave — interno', '- La clave – confidencial',
        '- La clave - interno', '- La clave [confidencial]', '- La clave (confidencial)', '- La clave (uso interno)',
        '- La clave *(interno)*', '- La clave. Interno.', '- Claves (interno)\n  - La clave', '- Claves (solo jefes)',
        'La clave (interno)', 'La clave. (Confidencial)', 'La clave. Uso interno.', 'La clave — no publicar',
        'La clave. No publicar.', ROW.format('La clave (interno)'), ROW.format('La clave — interno'),
        '### Claves (interno)\n\nLa clave', '### Claves [confidencial]\n\nLa clave', '### Interno\n\nLa clave',
        '#### Uso interno\n\nLa clave', '| Interno: la clave | b |\n|---|---|\n| 1 | 2 |',
        '| Uso interno |\n|---|\n| La clave |', '| Nota (interno) | b |\n|---|---|\n| La clave | x |',
        'Uso interno.', 'Para uso interno', 'NO PUBLICAR', 'No publicar.', 'No difundir.', 'Borrador interno',
        'Documento confidencial', 'Interno', 'CONFIDENCIAL', '**Interno**', '(interno)', '- Uso interno.\n- La clave',
        '> Uso interno.', 'Do not publish.', 'Staff only', 'Internal draft.', 'Prohibida su difusión.',
        'Solo para el personal.', '| Clave | Visibilidad |\n|---|---|\n| 4711 | interna |',
        '| Clave | Audiencia |\n|---|---|\n| 4711 | Personal interno |',
    ]
    # Words behind a comma, in emphasis or on a line of their own, and prohibitions behind a secret.
    ENDED = [
        '- La clave, interno', '- La clave, confidencial', '- La clave de la bóveda, 4711, confidencial',
        'La clave, uso interno.', 'La clave es 4711, interno.', 'La clave; interno', '> La clave, interno',
        '- La clave **interno**', '- La clave, **interno**', '- La clave *interno*', '- La clave __interno__',
        'La clave **interno**', 'La clave ***confidencial***', 'La clave es 4711 *confidencial*.',
        'The key *confidential*', ROW.format('La clave **interno**'), ROW.format('La clave, interno'),
        '### Claves **interno**\n\nLa clave', '### Claves, interno\n\nLa clave', 'La clave  \ninterno',
        'La clave\\\ninterno', 'La clave → interno', 'La clave. No difundir.', '- La clave. No difundir.',
        'La clave es 4711. No compartir.', 'La clave. Prohibida su difusión.', '- Los sueldos. No divulgar.',
        'The key. Do not share.', ROW.format('La clave. No difundir.'),
    ]
    # Lonely marks in a column, headers over internal columns, and columns that ask for readers.
    COLUMNS = [
        '| a | b |\n|---|---|\n| Saludar | |\n| La clave | interno |',
        '| a |   |\n|---|---|\n| Saludar | |\n| La clave | *interno* |',
        '| a | b | c |\n|---|---|---|\n| Uno | x | |\n| Clave | y | confidencial |\n| Dos | z | |',
        '| Dato | Clasificación |\n|---|---|\n| La clave | interno |',
        '| Dato | Clasificación |\n|---|---|\n| La clave | confidencial |\n| Saludo | público |',
        '| Dato | Clasificación de la información |\n|---|---|\n| Clave | Uso interno |',
        '| Dato | Valor | Clasificación |\n|---|---|---|\n| Clave | 4711 | Reservado |\n| Caja | 3 | |',
        '| Dato | Nivel de confidencialidad |\n|---|---|\n| Clave | confidencial |',
        '| Dato | Confidencial |\n|---|---|\n| La clave | 4711 |', '| Confidencial |\n|---|\n| La clave |',
        '| Paso | Interno |\n|---|---|\n| Uno | la clave |',
    ]
    # Words in code, in HTML, struck through, highlighted or in a link.
    MARKED = [
        'La clave `interno`', '- La clave (`interno`)', '- La clave `(interno)`', '`Uso interno`', '~~interno~~',
        'La clave ~~interno~~', '- La clave ~~(interno)~~', '<mark>interno</mark>', 'La clave <mark>interno</mark>',
        'La clave <b>interno</b>', 'La clave <small>(interno)</small>', '<u>interno</u>', 'La clave ==interno==',
        '<span style="color:red">interno</span>', '- La clave <kbd>interno</kbd>', '- La clave [interno](#a)',
        '- La clave [(interno)](https://example.org)', ROW.format('La clave `interno`'),
        ROW.format('La clave <mark>interno</mark>'), '<p>interno</p>', '<div>Uso interno</div>', '> ~~interno~~',
        '<details><summary>Uso interno</summary>La clave</details>', 'La clave (interno) <!-- x -->',
        'La clave (interno)[^1]\n\n[^1]: Nota.', 'La clave (interno)¹', 'La clave (interno) ⚠️',
        '- La clave\n\n  Interno', '### Claves `interno`\n\nLa clave', '[La clave (interno)](https://example.org)',
        '[x](https://example.org "Clave (interno)")', '![La clave (interno)](../recursos/x.png)', 'La clave <interno>',
        'Hola[^1].\n\n[^1]: Uso interno.',
    ]
    # Several such words, with a year, and behind a colon.
    LISTED = [
        'La clave (interno, 2026)', 'La clave (2026; interno)', 'La clave (interno - 2026)', '(interno, 2026)',
        '- La clave (uso interno; no difundir)', 'La clave (uso interno, no difundir).', 'Uso interno; no difundir.',
        'La clave (interno, no publicar)', 'La clave (confidencial hasta 2027)', 'Confidencial, no difundir.',
        'La clave (uso interno y confidencial)', 'La clave. Uso interno, no difundir.', 'La clave: interno',
        '- La clave: interno', '- La clave de la bóveda: interno', '- Clave de la bóveda: confidencial',
        'La clave: uso interno', 'La clave es 4711: interno', 'Nota: uso interno', 'Importante: confidencial.',
        ROW.format('La clave: interno'), 'La clave … interno', 'La clave ... interno', 'La clave => interno',
        'Este documento es confidencial.', 'Esta sección es solo para el personal.', 'Lo siguiente es interno:',
        'Este texto es de uso interno.', 'Esto es interno.', 'This page is confidential.',
        '- Esto es interno:\n  - Clave', 'No compartir con el público.', 'La clave (no es pública)',
        'Esta página no es pública.', 'Queda prohibida su difusión.', 'This page is not public.',
    ]
    # Words that name readers of their own, and prohibitions to show the text.
    READERS = [
        'La clave (interno de caja)', '- La clave (interno, caja)', 'La clave — interno de caja',
        'La clave (uso interno de caja)', 'La clave (confidencial de gerencia)', 'La clave (cash desk internal)',
        'The key (internal to the cash desk)', 'Solo personal de caja', 'Solo el personal de caja.',
        '- Solo personal de caja\n  - La clave', 'Solo para personal de caja y tesorería', 'Solo cajeros',
        'Personal de caja solamente', 'La clave (solo cajeros)', 'La clave (solo caja)', 'Cash desk staff only',
        'The key (cashiers only)', 'La clave (solo nosotros)', 'Solo nosotros', 'La clave (entre nosotros)',
        'Just between us', 'The key (us only)', 'No mostrar al público', 'No mostrar al público.',
        'No mostrar a los clientes', 'La clave (no mostrar)', 'No publicar en la web', 'No publicar todavía',
        'No apto para el público', 'Not suitable for the public',
        'La clave (no publicar en la web)', 'No difundir fuera del área', 'No revelar al público', 'No hacer público',
        'No es para el público', 'Oculto al público', 'La clave (oculto)', 'Do not show to the public',
        'Not for the public', 'Not for customers', 'Do not publish online', 'Do not post on the website',
        'Not to be published', 'Hidden from the public', 'The key (hidden)', '- no publicar\n- La clave',
        'La clave (de circulación interna)', 'La clave, de circulación interna', 'De circulación interna',
        'La clave (uso interno) es 4711.', 'La clave (interno) es 4711.', 'The key (internal use) is 4711.',
    ]
    # Words in quotation marks, over a definition, in front of a row, and in code.
    SURROUNDED = [
        'La clave «interno»', '- La clave «interno»', 'La clave "interno"', 'La clave “interno”', "La clave 'interno'",
        'La clave «uso interno»', 'The key "internal"', 'Término (interno)\n: La clave', 'Clave, interno\n: 4711',
        '| a | b |\n|---|---|\n| Interno | La clave 4711 |', '| a | b |\n|---|---|\n| Internal | The key 4711 |',
        '| Paso | Detalle |\n|---|---|\n| Saludar | Hola |\n| Interno | La clave 4711 |',
        '| Paso | Detalle |\n|---|---|\n| **Uso interno** | El plan de mayo |',
        '| Paso | Detalle | Otro |\n|---|---|---|\n| Saludar | Hola | x |\n| Confidencial | La clave 4711 | y |',
        '```\nUso interno\n4711\n```', '```\n4711\nUso interno\n```', '```\n# Uso interno\nclave=4711\n```',
        '```\n// Confidencial\nclave=4711\n```', '```\n// no publicar\nclave=4711\n```',
        '    Uso interno\n    4711', '```\nInternal use only\n4711\n```', '```\n-- INTERNO\nselect 1\n```',
        '### Notas internas\n\nLa clave',
    ]
    # Adjectives that limit a text to the staff.
    RESERVED = [
        'Acceso restringido al personal', 'Acceso restringido al personal de caja.', 'Restringido al personal de caja',
        'Reservado al personal', 'Limitado al personal de caja.', 'Exclusivo del personal de caja',
        '- Restringido al personal de caja\n  - La clave', 'Uso interno de la gerencia.',
        'Uso exclusivo de la gerencia.', 'Solo uso interno de la institución', 'Difusión restringida al personal.',
        'Lectura exclusiva del personal.', 'Documento restringido al personal', 'Restricted to staff',
        'Información restringida al personal', 'Limited to employees', 'Access restricted to staff',
        'Staff access only', 'La clave (restringido al personal)', 'La clave — restringido al personal de caja',
        'La clave. Restringido al personal.', '### Restringido al personal\n\nLa clave',
    ]
    # These are no words of a text but declarations that do not hide it, or labels.
    DECLARED = [
        'Visibilidad: interna', '**Visibilidad:** interna', '- Audiencia: personal interno', 'Audiencia: empleados',
        'Audience: staff', 'Visibility: hidden', 'Clasificación: confidencial', 'Nivel de confidencialidad: interno',
        'Clasificación de la información: reservada', 'Circulación: interna', 'Carácter: reservado', 'Publicar: no',
        'Tipo de documento: interno', 'Término\n: Visibilidad: interna', 'Acceso: restringido',
        '| Dato | Valor |\n|---|---|\n| Visibilidad | interna |',
        '| Dato | Valor |\n|---|---|\n| Audiencia | Personal interno |', 'For staff: the key.', 'Staff only: the key.',
        'Solo para el personal: la clave.', 'Exclusivo del personal: la clave.', 'Employees only: the key.',
        'Acceso: restringido al personal', '- Acceso: restringido a empleados', 'Access: restricted to staff',
        'Acceso: limitado al personal de caja', 'Visibilidad: restringida al personal',
        'Acceso: restringido al personal autorizado', 'Para el personal: la clave.', '- Para el personal: la clave.',
        'Nota para el personal: la clave.', '**Nota para el personal:** la clave.',
        'Nota para el personal de caja: la clave.', 'Aviso para empleados: la clave.', 'Note for staff: the key.',
        'Solo personal autorizado: la clave.', 'Solo personal autorizado de caja: la clave.',
        'Información restringida al personal: la clave es 4711.', 'Información exclusiva del personal: la clave.',
        'Información restringida al personal de caja: la clave.', 'Información reservada al personal: la clave.',
        'Documento restringido al personal: la clave.', 'Contenido solo para el personal: la clave.',
        'Contenido limitado a empleados: la clave.', 'Information for staff only: the key.',
        'Uso exclusivo de la gerencia: la clave.', 'Interno de caja: la clave.', 'Solo cajeros: la clave es 4711.',
        'Solo entre nosotros: la clave.', 'No mostrar al público: la clave.',
        '<b>Interno:</b> la clave es 4711', '<mark>Interno:</mark> la clave',
        '- <u>Confidencial</u>: la clave', '~~Interno:~~ la clave', '==Interno:== la clave',
    ]
    PLAIN = [
        'Véase [el manual][interno].\n\n[interno]: https://example.org',
        '### INFORMACIÓN CONFIDENCIAL\n\nTodo',
        'El control interno revisa la caja.', '- Cliente interno\n- Cliente externo', '- Auditoría interna',
        '- Comunicación interna\n  - Boletín', '- Reglamento interno\n  - Artículo 1', '- Información confidencial',
        'Maneja información confidencial.', '- Interno\n  - Gerencia\n- Externo\n  - Público', '- Tipo: interno',
        '| Interno | Externo |\n|---|---|\n| Gerencia | Público |', '| Interno | Teléfono |\n|---|---|\n| 204 | 333 |',
        '1. Público\n2. Interno\n3. Confidencial', '- Teléfono (interno)', '- Promoción (interna)',
        '- Hospital (privado)',
        '- Gerencia (interno)\n- Clientes (externo)', 'Ámbito: interno', 'Sector: privado', 'Acceso: por la puerta 3',
        'Acceso: libre', 'Audiencia: público general', 'Difusión: nacional', 'Carácter: permanente',
        'Tipo de documento: acta', '| Riesgo | Ámbito |\n|---|---|\n| Robo | interno |', '- Llave de uso interno',
        'No difundir información confidencial.', '- Solo personal autorizado puede entrar.', '- Acceso restringido',
        'Solo para el personal de caja hay uniforme.', '- Zona de acceso restringido\n  - Bóveda', 'Acceso: gratuito',
        '- Interna\n  - Gerencia\n- Externas\n  - Banco', '- Redactar el borrador interno',
        'Confidencialidad: se firma.',
        '### Relaciones internas\n\nGerencia', '### Contactos (internos)\n\nCaja', 'Se escribe `(interno)`',
        '| Contacto | Tipo |\n|---|---|\n| Caja (interno) | diario |\n| Gente (externo) | diario |',
        '- Cliente, interno', '- Público, externo, interno', 'El correo, interno o externo, se guarda.',
        '- Correo, teléfono, interno', '- Hospital, privado', '- Atención segura, íntegra, confidencial',
        'El **control interno** revisa.', '- Relación con el cliente *interno*', '- Comunicación **interna**',
        '- Red **interna**', '- Coordina con el equipo **interno**', 'Toda información es *confidencial*.',
        'El expediente es **confidencial**', '- Entregar el informe **confidencial**', 'Reglamento *interno*',
        'La información se mantiene **confidencial**.', 'El cliente puede ser *externo* o *interno*',
        'El cajero cuida la clave. No difundir información confidencial.', '- Guarde la llave. No compartir.',
        'El código se cambia cada mes. No compartir.', '1. Tome el sobre.\n2. Verifique la clave. No divulgar.',
        '| Dato | Clasificación |\n|---|---|\n| Robo | alto |\n| Fraude | bajo |',
        '| Cliente | Clasificación |\n|---|---|\n| Caja | interno |\n| Ciudadano | externo |',
        '| Control | Clasificación |\n|---|---|\n| Arqueo | interno |',
        '| Banco | Clasificación |\n|---|---|\n| Uno | privado |\n| Dos | público |',
        '| Función | Clasificación |\n|---|---|\n| Cobrar | sustantiva |',
        '| Información | Confidencial | Pública |\n|---|---|---|\n| Nómina | X |  |',
        '| Tipo | Confidencial |\n|---|---|\n| Nómina | sí |\n| Memoria | no |',
        '| Usuario | Interno |\n|---|---|\n| Caja | X |',
        '| Contacto | Tipo |\n|---|---|\n| Caja | |\n| Uno | interno |',
        'Cliente: interno', 'El tipo de cliente: interno', 'Trato: confidencial', 'Sueldo: confidencial',
        'El control: interno', '- Manejo de la información: confidencial', 'La red: interna', 'El correo: interno',
        'La auditoría: interna', '- Códigos: internos y externos', 'Vehículos: uso interno y externo',
        'Escriba `interno`', 'Use la columna `interno`', 'Los valores son `público` y `interno`.', '- Red `interna`',
        'La leyenda dice <b>confidencial</b>', 'El plazo es ~~interno~~', 'Marcar como ==confidencial==',
        'Consulte el [directorio interno](https://example.org)', 'Descargar: [confidencial](https://example.org)',
        'Uniforme: uso exclusivo del personal', 'Parqueo. Restringido al personal.', 'Comedor. Exclusivo del personal.',
        'Estacionamiento exclusivo para empleados', 'Zona de uso exclusivo del personal.', 'Materiales de uso interno',
        'El comedor es exclusivo del personal.', 'Descuentos exclusivos para empleados: cine y libros.',
        '- Material de uso exclusivo del personal: guantes',
        'Bodega (restringida al personal)', '- Bodega: restringido al personal de caja', 'Auditoría (interna, 2026)',
        '- Reglamento (interno, 2019)', 'Hospital (privado, 2024)', 'Reunión (interna, lunes)', 'Caja (interno 204)',
        'Trato digno, privado y confidencial', 'Sector público y privado', 'Comunicado (interno y externo)',
        'Esta información es confidencial.', 'Se entrega el acta. Este documento es confidencial.',
        'Este puesto es interno.', 'Este control es interno.', 'Esta página es pública.', 'Llene <nombre interno>',
        '| Lugar | Regla |\n|---|---|\n| Bodega | Restringido al personal |', '- Acceso restringido al personal',
        '| Trámite | Usuario |\n|---|---|\n| Permiso | interno |\n| Pago | |', 'Parqueo: restringido al personal',
        'Capacitación para el personal: dos veces al año.', 'Beneficios para el personal: seguro.',
        'Para el jefe: entregar el informe.', '- Para el personal: camisa\n- Para los clientes: nada',
        'Instrucciones para el cajero: salude.', 'Aviso para usuarios: traer cédula.', 'Confidencial: no',
        'Información confidencial del personal: se guarda en el archivo.',
        '- Información confidencial del personal: archivar y proteger.',
        'Solo personal de caja puede abrir la bóveda.', '- Solo el personal de caja abre la bóveda.', '- Solo cajeros',
        '- Solo personal de caja', '- Autorizar la anulación (solo supervisores)', 'Autoriza: solo gerencia',
        'Aprobar el pago (solo gerencia)', 'Teléfono (interno de caja)', '- Teléfono (interno de caja): 204',
        'Correo (de uso interno)', 'La auditoría, interna', 'El cliente (interno) recibe su copia.',
        'Se sella con la palabra «confidencial»', '- Ponga el sello «Interno»', 'El campo «interno»',
        'La categoría «interno»', 'El nivel «confidencial»', 'El cliente «interno»', 'Es un documento «reservado»',
        'No mostrar la contraseña a nadie.', '- No mostrar al público', '- No publicar fotos', '- No revelar nada.',
        '1. No publicar el acta todavía.', 'Entre nosotros hay respeto.', '- Archivo oculto', 'La fecha (oculta)',
        '- Memorando de circulación interna', 'El boletín es de circulación interna.', 'Not for the public sector',
        '| Cliente | Ejemplo |\n|---|---|\n| Interno | Gerencia |',
        '| Tipo de cliente | Descripción |\n|---|---|\n| Interno | Persona con clave 1 |',
        '| Contacto | Para qué |\n|---|---|\n| Interno | Dar la clave |\n| Externo | Bancos |',
        '```\ninterno = true\n```', '```\n# usuarios internos\nssh interno\n```', '```\nprivate int x;\n```',
        '```\nacceso: interno\n```', '```\ninterno\nexterno\n```',
        'Comunicarse con el personal: use el interno 204.', '- Solo personal autorizado',
        '- Parqueo. Solo personal autorizado.', '| Con quién | Interno |\n|---|---|\n| Gerencia | informa cada mes |',
    ]

    def errors(self, texts):
        """The codes of the errors about access by text, each in a page and in a section."""
        places = {}
        for number, text in enumerate(texts):
            for folder, above in (('paginas', ''), ('protocolos', '## Notas\n\n')):
                path = f'{folder}/caso-{number}.md'
                places[f'content/{path}'] = text
                self.write(path, f'---\ntítulo: Uno {number}\n---\n\n{above}Hola.\n\n{text}\n\nAdiós y gracias.\n')
        found = {path: set() for path in places}
        for one in map(json.loads, self.run_it('check --format json').stdout.splitlines()):
            if one.get('code') in ('interno-sin-marca', 'acceso-no-entendido') and one['severity'] == 'error':
                found[one['file']].add(one['code'])
        return [(text, found[path]) for path, text in places.items()]

    def test_words_that_say_it_stop_the_build(self):
        said = self.SAID + self.ENDED + self.COLUMNS + self.MARKED + self.LISTED + self.RESERVED
        said += self.READERS + self.SURROUNDED
        self.assertEqual([], [text for text, codes in self.errors(said) if not codes])
        self.assertEqual(1, self.run_it('build', '--output', self.root / 'salida').returncode)
        self.assertFalse((self.root / 'salida').exists())

    def test_declarations_that_hide_nothing_stop_the_build(self):
        self.assertEqual([], [text for text, codes in self.errors(self.DECLARED) if 'acceso-no-entendido' not in codes])

    def test_ordinary_words_are_no_error(self):
        self.assertEqual([], [text for text, codes in self.errors(self.PLAIN) if codes])
        self.build()

    def test_the_words_tell_what_to_write(self):
        self.write('paginas/a.md', '# A\n\n- La clave (interno)\n')
        [found] = [one for one in map(json.loads, self.run_it('check --format json').stdout.splitlines())
                   if one.get('code') == 'interno-sin-marca']
        self.assertEqual(('error', 3), (found['severity'], found['line']))
        self.assertIn('{acceso=interno}', found['label'])
        self.assertIn('permitir interno-sin-marca', found['label'])

    def test_headings_and_titles_name_the_permission(self):
        """An ordinary meaning, *internal use of vehicles*, needs other words or a permission, and the error says so."""
        body = '## Uso de vehículos (interno)\n\nUno.\n'
        for path, text in (('protocolos/a.md', DOCUMENT.format(front='', body=body)),
                           ('paginas/a.md', '# A\n\n## B\n\n### Uso de vehículos (interno)\n\nUno.\n'),
                           ('paginas/a.md', '---\ntítulo: Uso de vehículos (interno)\n---\n\nUno.\n')):
            self.write(path, text)
            [found] = [one for one in map(json.loads, self.run_it('check --format json').stdout.splitlines())
                       if one.get('code') == 'interno-sin-marca']
            self.assertEqual('error', found['severity'])
            self.assertIn('permitir interno-sin-marca', found['label'])
            (self.site / 'content' / path).unlink()

    def test_the_author_may_mean_it(self):
        """A permission of the document publishes the words; a setting of the site does not."""
        word = self.canary('clave')
        body = f'## Notas\n\n- {word} (interno)\n'
        self.write('protocolos/a.md', DOCUMENT.format(front='', body=body))
        self.write('site.yaml', 'institución: Prueba\nacceso: público\nreglas: {interno-sin-marca: nota}\n')
        self.assertEqual(1, self.run_it('build --audience public', '--output', self.root / 'salida').returncode)
        self.assertFalse((self.root / 'salida').exists())
        self.write('protocolos/a.md', DOCUMENT.format(
            front='oficio: permitir interno-sin-marca — es el nombre del impreso\n', body=body))
        self.assertIn('clave', self.canary.found(self.build()))

    def test_values_of_the_front_matter(self):
        for value in ('"La clave (interno)"', '["Uno", "La clave — confidencial"]'):
            self.write('protocolos/a.md', DOCUMENT.format(front=f'costo: {value}\n', body=''))
            self.assertIn('error[interno-sin-marca]', self.run_it('check').stdout, value)

    def test_hidden_text_has_no_findings(self):
        word = self.canary('clave')
        for text in self.SAID[:8]:
            self.write('protocolos/a.md', DOCUMENT.format(
                front='', body=f'## Notas {{acceso=interno}}\n\n{text}\n\n{word}\n'))
            self.assertNotIn('interno-sin-marca', self.run_it('check').stdout, text)
        self.assert_hidden(self.build())


class HiddenFields(Site):
    """Nothing under the name of a field that the type hides is published."""

    def setUp(self):
        super().setUp()
        self.write('tipos/puesto.yaml', 'extiende: puesto\ncampos:\n  propósito: {acceso: interno}\n'
                   '  condiciones: markdown interno\n')

    BODIES = [
        '## Propósito\n\n{}', '## Propósito\n\n| a | b |\n|---|---|\n| {} | y |', '## Condiciones\n\n### Sub\n\n{}',
        '## Condiciones\n\n> {}', '## Condiciones\n\nUno.\n\n## Condiciones\n\n{}', '## Condiciones que nadie ve\n\n{}',
        '## Notas\n\n### Condiciones\n\n{}', '## Notas\n\n**Condiciones**\n\n{}', '## Notas\n\nCondiciones: {}',
        '## Notas\n\n**Condiciones:** {}', '## Notas\n\n| Condiciones | {} |\n|---|---|\n| a | b |',
        '## Notas\n\n| Dato | Valor |\n|---|---|\n| Condiciones | {} |', '## Notas\n\n- Condiciones: {}',
        '## Condiciones: {}', 'Condiciones: {}', '## Funciones\n\n- Condiciones: {}', '**Propósito**\n\n{}',
        '## Notas\n\n- Condiciones\n  - {}',
    ]

    def test_no_dress_publishes_it(self):
        word = self.canary('texto')
        for body in self.BODIES:
            with self.subTest(body):
                self.write('puestos/a.md', '---\ntítulo: Cajero\n---\n\n'
                           f'{body.format(word)}\n\n## Objetivo\n\nCobrar.\n')
                made = self.run_it('build --audience public', '--output', self.root / 'salida')
                self.assertEqual(made.returncode != 0, 'error[acceso-no-entendido]' in made.stdout + made.stderr)
                self.assertEqual({}, self.canary.found(self.root / 'salida') if made.returncode == 0 else {})

    def test_another_name_of_a_public_field_that_begins_like_a_hidden_one_is_told(self):
        """*Propósito general* is another name of *Objetivo*, which is public."""
        body = '---\ntítulo: Cajero\n{}---\n\n## {}\n\nCobrar.\n'
        for name, count in (('Propósito general', 1), ('Objetivo', 0), ('Misión', 0)):
            for front in ('', 'acceso: interno\n'):
                self.write('puestos/a.md', body.format(front, name))
                found = [one for one in map(json.loads, self.run_it('check --format json').stdout.splitlines())
                         if one.get('code') == 'interno-sin-marca']
                self.assertEqual(0 if front else count, len(found), name)
                for one in found:
                    self.assertIn('«Propósito», que es interno', one['message'])
                    self.assertEqual(5, one['line'])

    def test_a_type_that_opens_the_field_publishes_it(self):
        word = self.canary('texto')
        self.write('puestos/a.md', f'---\ntítulo: Cajero\n---\n\n## Notas\n\nCondiciones: {word}\n')
        self.assertEqual(1, self.run_it('check').returncode)
        self.write('tipos/puesto.yaml', 'extiende: puesto\n')
        self.assertIn('texto', self.canary.found(self.build()))


class MarksWithoutField(Site):
    """`oficio: interno CAMPO` in a document without that field is an error unless a release has the field."""

    def test_it(self):
        text = '---\ntítulo: Cobro\n{}---\n\n## Pasos\n\n1. Ir.\n'
        self.write('protocolos/p.md', text.format('oficio: interno costo\n'))
        self.assertIn('error[acceso-no-entendido]', self.run_it('check').stdout)
        self.assertEqual(1, self.run_it('build', '--output', self.root / 'salida').returncode)
        refused = self.run_it('release p --effective 2026-01-01 --note n', today='2026-01-01')
        self.assertNotEqual(0, refused.returncode)
        cost = f'costo: {self.canary("costo")}\n'
        self.write('protocolos/p.md', text.format(cost))
        self.release('p', '2026-01-01')
        self.replace('protocolos/p.md', cost, 'oficio: interno costo\n')
        made = self.run_it('check').stdout
        self.assertNotIn('error[', made)
        self.assertIn('advertencia[acceso-no-entendido]', made)
        self.assert_hidden(self.build())


if __name__ == '__main__':
    unittest.main()
