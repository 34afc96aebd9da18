"""Public builds hide names of people, and marks that were added after a release take effect."""
import json
import shutil
import unittest

from canaries import everything
from private_site import TODAY, Site


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


if __name__ == '__main__':
    unittest.main()
