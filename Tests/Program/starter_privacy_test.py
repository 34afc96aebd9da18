"""A public build of a site from a starter form reveals no internal word in forms, manuals, units or pictures."""
import re
import shutil
import subprocess
import unittest

from private_site import PROGRAM, Site

PNG = bytes.fromhex('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489'
                    '0000000d4944415478da63fccff0bf1e00058401fea0c5b5db0000000049454e44ae426082')


class StarterForms(Site):
    def start(self, form):
        """Creates the starter's site with a form, with a canary in every place that must stay internal."""
        shutil.rmtree(self.site)
        subprocess.run([PROGRAM, 'new', str(self.site), '--form', form], check=True, capture_output=True)
        c, write = self.canary, self.write
        settings = re.sub(r'(?m)^acceso:.*\n', '', (self.site / 'content/site.yaml').read_text())
        write('site.yaml', f'{settings}acceso: público\ndirección web: https://ejemplo.example/\nsin conexión: sí\n')
        label, column, member = (c(f'rótulo de {place} interno') for place in ('campo', 'columna', 'miembro'))
        write('tipos/puesto.yaml', f'extiende: puesto\ncampos:\n  "clave {label} | key": texto interno\n'
              f'  bóvedas | vaults:\n    filas:\n'
              f'      bóveda | vault: texto principal\n      "combinación {column} | combination": texto interno\n'
              f'  guardia | guard:\n    campos:\n      turno | shift: texto\n'
              f'      "seña {member} | sign": texto interno\n')
        sheet = next(path for path in (self.site / 'content/formatos').glob('*.yaml')
                     if 'para: puesto' in path.read_text())
        form_id = sheet.stem
        write(f'formatos/{sheet.name}', sheet.read_text()
              + f'  - {{título: "{c("título de sección de campo interno")}", vista: texto, campo: "clave {label}", '
              f'vacío: "{c("vacío de campo interno")}"}}\n'
              f'  - {{título: BÓVEDAS, vista: tabla, campo: bóvedas, columnas: [bóveda: Bóveda, "combinación '
              f'{column}": "{c("rótulo de columna en el formato")}"]}}\n'
              f'  - {{título: GUARDIA, vista: ficha, campo: guardia, campos: [[turno: Turno, "seña {member}": '
              f'"{c("rótulo de casilla en el formato")}"]]}}\n')
        # A job as `oficio add` creates it in this form, filled in.
        boss, procedure = f'custodio-{c("id de puesto")}', f'apertura-{c("id de protocolo")}'
        clause = f'secreta-{c("id de cláusula")}'
        before = set((self.site / 'content/puestos').glob('*.md'))
        made = self.run_it('add puesto', f'Custodio {c("título de puesto")}', '--form', form_id)
        self.assertEqual(0, made.returncode, made.stderr)
        [added] = set((self.site / 'content/puestos').glob('*.md')) - before
        body = re.sub(r'<!--.*?-->', '', added.read_text(), flags=re.S).split('---', 2)[2]
        added.unlink()
        body = re.sub(r'(?m)^## (?!GUARDIA)(.+)$',
                      lambda found: f'{found[0]}\n\nGuardar {c(f"sección {found[1]}")}.\n', body)
        body = re.sub(r'(?m)^### (.+)$', lambda found: f'{found[0]}\n\n- Guardar {c(f"grupo {found[1]}")}.\n', body)
        write(f'puestos/{boss}.md', f'---\ntítulo: Custodio {c("título de puesto")}\nformato: {form_id}\n'
              f'acceso: confidencial\nclase: {c("clase")}\nunidad: bovedas\n'
              f'reporta a: jefe-archivo\nsupervisa: [archivista]\nids anteriores: [viejo-{c("id anterior")}]\n'
              f'nombres anteriores: [Celador {c("nombre anterior")}]\n'
              f'"clave {label}": {c("campo interno de un puesto interno")}\n'
              f'funciones comunes: {{de: funciones-comunes}}\n'
              f'firmas: [{{nombre: "{c("firma de un puesto interno")}", cargo: "{c("cargo de un puesto interno")}"}}]\n'
              f'---\n{body}')
        self.replace('unidades.yaml', 'elementos:\n',
                     f'elementos:\n  - {{id: bovedas, título: Bóvedas, unidad superior: archivo, jefatura: {boss}}}\n'
                     f'  - {{id: oculta-{c("id de unidad")}, título: Oculta {c("título de unidad")}, acceso: '
                     f'reservado, unidad superior: bovedas, código: {c("código de unidad")}}}\n')
        write(f'clausulas/{clause}.md', f'---\ntítulo: {c("título de cláusula")}\nacceso: interno\n---\n\n## Filas\n\n'
              f'1. Cerrar {c("fila de cláusula")}. {{#cierre-{c("id de fila")}}}\n'
              f'2. Abrir {c("otra fila de cláusula")}.\n')
        write('puestos/celador.md', f"""---
título: Celador
formato: {form_id}
clase: 04
unidad: bovedas
reporta a: {boss}
acceso: público
funciones comunes: {{de: {clause}, salvo: [cierre-{c("id de fila")}]}}
"clave {label}": {c("campo interno")}
bóvedas: [{{bóveda: Norte, "combinación {column}": {c("celda interna")}}}]
guardia: {{turno: noche, "seña {member}": {c("miembro interno")}}}
firmas: [{{rótulo: Autorizó, nombre: "{c("firma que la hoja imprime")}", cargo: Secretaría}}]
---

## Misión

Vigilar con [[{boss}|el Custodio {c("rótulo que dice el título")}]] y\
 [el Custodio {c("rótulo de un enlace")}]({boss}.md).

## Formación

Bachiller.

## Experiencia {{acceso=privada}}

Con {c("sección de la hoja")}. Véase [plano](../recursos/plano-{c("nombre de adjunto")}.pdf),\
 ![{c("texto alternativo")}](../recursos/croquis-{c("nombre de imagen")}.png).

## Funciones

### Diaria

1. Vigilar la sala según [[{procedure}]].

### Mensual

N/A

### Anual

N/A

## Notas del guarda {{acceso=interno}}

> [!NOTE]
> {c("aviso")}

| a | {c("encabezado de tabla")} |
|---|---|
| {c("celda de tabla")} | b |

```
{c("código")}
```

- [ ] {c("tarea")}[^n]

### {c("subtítulo")}

<https://{c("dirección")}.example/>, **{c("negrita")}**.

[^n]: Nota {c("nota al pie")} dicha.
""")
        write(f'recursos/plano-{c("nombre de adjunto")}.pdf', b'%PDF-1.4\n' + c('texto de adjunto').encode())
        write(f'recursos/croquis-{c("nombre de imagen")}.png', PNG)
        self.replace('competencias.yaml', 'elementos:\n',
                     f'elementos:\n  - {{id: sigilo-{c("id de competencia")}, título: Sigilo '
                     f'{c("título de competencia")}, acceso: interno, '
                     f'definición: {c("definición de competencia")}, niveles: [{{nivel: 1, denominación: '
                     f'{c("denominación")}, comportamientos: [Calla {c("comportamiento")}]}}]}}\n')
        self.replace('puestos/archivista.md', 'competencias:\n',
                     f'competencias:\n  - {{id: sigilo-{c("id de competencia")}, nivel: 1}}\n')
        self.replace('glosario.yaml', 'elementos:\n',
                     f'elementos:\n  - {{término: Bóveda {c("término")}, acceso: interna, sigla: {c("sigla")}, '
                     f'definición: {c("definición")}, '
                     f'sinónimos: [{c("sinónimo")}], no usar: [{c("voz desusada")}]}}\n')
        write(f'protocolos/{procedure}.md', f'---\ntítulo: Apertura {c("título de protocolo")}\n'
              f'código: {c("código de protocolo")}\nversión: "01"\nvigencia: 2026-01-01\n'
              f'acceso: restringida\nresponsable: archivista\ndirigido a: [archivista]\n---\n\n## Pasos\n\n'
              f'1. Abrir {c("paso")}. {{responsable=archivista #paso-{c("id de paso")}}}\n')
        write('protocolos/cierre.md', f"""---
título: Cierre
código: CI-1
versión: "01"
vigencia: 2026-01-01
responsable: "[[{boss}|Custodio {c("rótulo de responsable")}]]"
autoriza: [{{nombre: "{c("PERSONA que autoriza")}", cargo: Alcaldía}}]
elabora: "{c("PERSONA que elabora")}"
revisa: [{{nombre: "{c("PERSONA que revisa")}", cargo: "[[{boss}]]"}},\
 {{nombre: "{c("PERSONA que también revisa")}", cargo: "[Custodio]({boss}.md)"}},
  {{nombre: "{c("PERSONA que revisa al fin")}", cargo: "[Custodio](../puestos/{boss}.md)"}}]
dirigido a: [archivista, {boss}]
modificaciones:
  - {{versión: "01", modificado: 2026-01-01, autoriza: [{{nombre: "{c("PERSONA en la bitácora")}", cargo: Alcaldía}}],\
 descripción: [Se crea.]}}
---

## Pasos

1. Avisar a [[{boss}]]. {{responsable={boss}}}
2. Seguir [[{procedure}]]. {{responsable=archivista #leer-{procedure}}}

## Riesgos {{acceso=interno}}

{c("riesgo")}
""")
        # An internal manual with two members: one that is marked public, and one without a mark.
        heir = f'heredera-{c("id de heredera")}'
        write(f'manuales/reserva-{c("id de manual")}.md', f'---\ntítulo: Manual {c("título de manual")}\n'
              f'formato: manual-de-puestos\ncódigo: {c("código de manual")}\nversión: "07"\n'
              f'vigencia: 2026-01-01\nacceso: interno\nunidad: bovedas\n'
              f'autoriza: [{{nombre: "{c("quien autoriza un manual")}", cargo: "{c("cargo en un manual")}"}}]\n'
              f'miembros: [celador, {heir}]\n---\n\n## Presentación\n\n{c("presentación de un manual")}\n')
        write(f'puestos/{heir}.md', f'---\ntítulo: Heredera {c("título de heredera")}\nformato: {form_id}\nclase: 1\n'
              f'unidad: bovedas\nreporta a: archivista\n---\n\n## Misión\n\n'
              f'{c("misión de heredera")}\n\n## Formación\n\nx\n\n## Experiencia\n\nx\n\n## Funciones\n\n### Diaria\n\n'
              f'1. Heredar {c("función de heredera")}.\n\n### Mensual\n\nN/A\n\n### Anual\n\nN/A\n')
        page = f'plan-{c("archivo de página")}'
        write(f'paginas/{page}.md', f'---\ntítulo: Vigía {c("título de página")}\nacceso: interno\n---\n\n'
              f'{c("texto de página")}\n')
        write('paginas/aviso.md',
              f'---\ntítulo: Aviso\n---\n\nVéase [lo de la Vigía {c("rótulo de página")}]({page}.md), [[{boss}]], '
              f'https://ejemplo.example/puestos/{boss}.html '
              'y ![dibujo](../recursos/aviso.svg)\n')
        write('recursos/aviso.svg',
              f'<svg xmlns="http://www.w3.org/2000/svg"><!-- {c("NADIE: comentario de dibujo")} '
              f'--><metadata>{c("NADIE: autor de dibujo")}</metadata>'
              '<path d="M0 0h9"/></svg>')
        write('incorporacion/primera.md', f'---\ntítulo: Primera\npara: [celador, {boss}]\nfases: {{d1: Día 1}}\n'
              f'---\n\n## Actividades\n\n### Día 1\n\n- Leer [[{procedure}]]\n- Saludar a [[{boss}]]\n')
        write(f'incorporacion/secreta-{c("id de lista")}.md', f'---\ntítulo: Secreta {c("título de lista")}\n'
              f'acceso: interno\npara: [celador]\nfases: {{d1: "{c("fase")}"}}\n---\n\n'
              f'## Actividades\n\n### {c("fase")}\n\n- {c("actividad")}\n')
        write('sedes.yaml', f'elementos:\n  - {{id: norte, título: Norte, unidad: oculta-{c("id de unidad")}, '
              f'servicios: [{procedure}]}}\n'
              f'  - {{id: sur-{c("id de sede")}, título: Sur {c("título de sede")}, acceso: interno, dirección: '
              f'{c("dirección de sede")}, correo: {c("correo")}@x.example}}\n')
        write('estandares/e.md', f'---\ntítulo: {c("título de estándar")}\nacceso: interno\n'
              f'código: {c("código de estándar")}\nversión: "01"\nvigencia: 2026-01-01\naplica a: [archivista]\n---\n\n'
              f'## Enunciados\n\n- {c("enunciado")}\n')
        write('../acuses/personal.csv',
              f'nombre;documento;puesto\n{c("NADIE: persona en personal.csv")};{c("NADIE: su documento")};celador\n')

    # The sheet of a form with signatures prints the names.
    PRINTED = {'firma que la hoja imprime'}

    def test_no_word_is_public_in_any_starter_form(self):
        for form in ('simple', 'frecuencia', 'tareas', 'isss'):
            with self.subTest(form=form):
                self.canary.words.clear()
                self.start(form)
                self.assertGreater(len(self.canary.words), 90)
                found = self.canary.found(self.build())
                self.assertEqual(self.PRINTED, set(found))
                self.assertEqual({'puestos/celador.html', 'sitio-sin-conexion.zip!sitio/puestos/celador.html'},
                                 set(found['firma que la hoja imprime']))

    def test_versions_people_and_exports(self):
        self.start('isss')
        for number, (old, new) in enumerate((('Avisar a', 'Avisar antes a'), ('Avisar antes a', 'Avisar pronto a')),
                                            start=2):
            self.release('cierre', f'2026-0{number}-01', '--authorized-by',
                         f'{self.canary("PERSONA en la bitácora")} Alcaldía' if number == 2 else 'Alcaldía')
            self.replace('protocolos/cierre.md', old, new)
        inside = set(self.canary.found(self.build('interno', 'internal')))
        self.assertEqual({place for place in self.canary.words if place.startswith('NADIE')},
                         set(self.canary.words) - inside, 'the search finds what is there')
        self.assertEqual(self.PRINTED, set(self.canary.found(self.build())))
        for format in ('html', 'odt', 'docx', 'epub'):
            for document in ('celador', 'cierre', 'archivista'):
                made = self.run_it(f'export {format} {document} --audience public', '--output',
                                   self.root / f'hecho/{document}.{format}')
                self.assertEqual(0, made.returncode, made.stderr)
        self.assertEqual(self.PRINTED, set(self.canary.found(self.root / 'hecho')))
        self.replace('site.yaml', 'acceso: público', 'acceso: {general: público, personas: publicar}')
        shown = set(self.canary.found(self.build()))
        self.assertEqual(self.PRINTED | {place for place in self.canary.words if place.startswith('PERSONA')}, shown)

    def test_a_form_prints_no_label_of_a_hidden_value(self):
        """A label over a hidden value would claim that there is nothing to say."""
        self.start('isss')
        page = (self.build() / 'puestos/celador.html').read_text()
        self.assertIn('BÓVEDAS', page)
        self.assertIn('Norte', page)
        self.assertIn('Turno', page)
        self.assertNotIn('Experiencia', re.sub(r'(?s)<script.*?</script>', '', page),
                         'the section is internal in this document')


if __name__ == '__main__':
    unittest.main()
