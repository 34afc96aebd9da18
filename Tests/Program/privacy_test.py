"""Public builds contain nothing internal, and no output reveals anything about the machine or the person that builds.
"""
import os
import shutil
import unittest

from canaries import everything
from private_site import Site


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


if __name__ == '__main__':
    unittest.main()
