"""Odd values, and the text of files to put them into: settings, types, forms, themes and documents."""
import re

# YAML to put behind a key.
ODD = [
    '', '~', '""', '" "', '"\\0"', '"\\e[31m"', '"a\\nb"', '[]', '{}', '[[]]', '[a, [b, {c: d}]]', '{a: {b: [c]}}',
    '[~, ""]', '{"": ""}', '- x', '"-"', '-1', '0',
    '00', '99999999999999999999999999', '-9223372036854775808', '9223372036854775807', '1e999', '.nan', '0x7fffffff',
    '1_000', '100%', '-5%', '99999999999999999999%',
    '9223372036854775807%', '50.5%', '2026-02-30', '0000-00-00', '9999-12-31', '31/12/9999', '99999999 años',
    '999999 meses', '-3 días', 'P9999999999Y', 'P9223372036854775807Y', '{días: 9223372036854775807}',
    '{días: -9223372036854775808}', '9223372036854775807 años',
    '9223372036854775807 meses', 'PT999999999999H', '9223372036854775807 semanas', '../x', '/x', 'x/y', '.', '..',
    'con', '"a\\tb"', '"\\u202Eabc"', '"\\u200b"',
    '"саjero"', 'sí', 'no', 'no existe', '"|"', '"| |"', '"a | "', '"{{{x}}}"', '"<script>"', '"javascript:alert(1)"',
    'https://', '"https://[::1"', 'refs()',
    'ref(', 'código(', 'códigos()', 'lista o texto o texto', 'filas', '99999999x1', '-1x-1', 'A4 A4 A4', '0 0 0 0 0',
    '60000000000 1', '"""', '&a [*a]', '*a',
    '!!binary x', '[' * 60 + ']' * 60, '"' + 'ñ' * 5000 + '"', '"' + 'palabra ' * 2000 + '"', '[' + 'a, ' * 3000 + 'a]',
    '2026-11-29T25:61:61Z', '# nota', '|9\n  x',
    'columnas: -1', '[{}]', '[{título: x}]', '[{vista: tabla}]', '[{id: a}, {id: a}]', '{de: x, salvo: [y]}', 'D S M',
    'yyyyyyyyyyyyyyyyyyyy', "''''", "d 'de",
]

SETTINGS = '''institución: I
sigla: S
lengua: es
dirección web: https://a.org/b/
tema: {nombre: institucional, color: red}
zona horaria: UTC
nada que decir: [nada]
reglas: {revision-vencida: {severidad: nota, días: 3}}
cifras: {tiempo meta: 100}
acceso: {general: público, personas: publicar}
historial: {sin publicar: mostrar}
búsqueda: {sinónimos: [[a, b]]}
identidad: {color: "#000000", color oscuro: "#ffffff", letra: serif, pie: [a]}
sin conexión: {guardar: sí, descargar: sí}
ortografía: no
palabras: {buscar: hallar}
'''
TYPE = '''nombre: acta | minutes
plural: actas | minutes
carpeta: actas
id: acta
controlado: sí
extra: conservar
cuerpo: texto
acceso: público
campos:
  título | title: texto
  fecha | date: fecha
  texto | text: markdown
  tipo | kind: código(clases)
  veces | times: entero
  parte | share: porcentaje
  plazo | due: duración
  quien | who: refs(puesto) o texto
  clases | kinds: listado
  filas | rows: {filas: {acuerdo | agreement: markdown principal, término | due: duración}}
  grupo | group: {campos: {a: texto, b: entero}}
'''
MORE = '''extiende: puesto
acceso: interno
campos:
  riesgo | risk: texto
'''
FORM = '''tipo: formato
para: puesto
título: Ficha
papel: carta
márgenes: 15
copia controlada: sí
cambios: subrayar
numeración: I.
fechas: dd/MM/yyyy
listas: {periodicidad: {D: Diario}}
reglas: {escala-plana: no}
control: {código: Código, versión: Versión}
encabezado: {izquierda: x, derecha: "{código}"}
pie: {derecha: "Página {página} de {páginas}"}
secciones:
  - {título: Datos, vista: ficha, fin: ".", vacío: N/A,\
 campos: [[título: "Nombre:", clase: "Clase:"], [objetivo: "Objetivo:"]]}
  - {título: Funciones, vista: tabla, campo: funciones, columnas: [tarea: Tarea, frecuencia: Periodicidad],\
 listas: {frecuencia: periodicidad}, papel: horizontal}
  - {título: Objetivo, vista: texto, campo: objetivo, obligatorio: sí}
  - {título: Grupos, vista: grupos, campo: funciones claves, columnas: [número: "", función: "", tiempo: "%"]}
'''
BOOK = '''tipo: formato
para: manual
título: Libro
páginas: por puesto
empieza: derecha
página en blanco: En blanco
papel: oficio
márgenes: 20 15 20 15
secciones:
  - {título: Miembros, vista: lista, campo: miembros}
'''
THEME = '''name: propio
title: Propio
version: "1"
extends: institucional
styles: [base.css]
book: book.css
scripts: [site.js]
lazy-scripts: [search-engine.js]
page-scripts: {search: [search-engine.js]}
icon: favicon.svg
tokens: {color: --brand}
templates: {home: home}
'''
JOB = '''título: Cajero
id: cajero
formato: ficha
clase: 03
unidad: caja
reporta a: jefe
objetivo: Cobrar.
número de puestos: 3
aptitudes: [Cortesía]
experiencia: [2 años]
propósito: {qué hace: x}
funciones claves: [{función: Cobrar., tiempo: 100%}]
funciones: [{tarea: Ordenar., frecuencia: D}]
nombres anteriores: [Recaudador]
ids anteriores: [recaudador]
acceso: público
oficio: permitir campo-vacio — así es
'''
PROTOCOL = '''título: Cobro
id: cobro
código: P-01
versión: "01"
vigencia: 2026-01-01
revisión cada: 2 años
unidad: caja
objetivo: Cobrar.
pasos: [{acción: Cobrar., responsable: jefe, plazo: 3 días}]
modificaciones: [{versión: "01", vigencia: 2026-01-01, descripción: x}]
ids anteriores: [recaudo]
acceso: público
'''
OWN = '''título: Acta
código: A-01
versión: "01"
vigencia: 2026-01-01
fecha: 2026-01-01
texto: x
tipo: a
veces: 3
parte: 30%
plazo: 3 días
quien: jefe
clases: {a: b}
filas: [{acuerdo: x, término: 3 días}]
grupo: {a: x, b: 3}
'''
BASE = {
    'content/site.yaml': 'institución: Archivo Municipal\nacceso: público\n',
    'content/puestos/jefe.md': '---\ntítulo: Jefe\n---\n\n## Objetivo\n\nDirigir.\n',
    'content/unidades.yaml': 'elementos:\n  - {id: caja, título: Caja}\n',
}


def front(text):
    return f'---\n{text}---\n'


# Each file: its text, a function that turns the text into the file, and the other files that the site needs.
FILES = {
    'content/site.yaml': (SETTINGS, str, {}),
    'content/tipos/acta.yaml': (TYPE, str, {'content/actas/a.md': front(OWN)}),
    'content/tipos/puesto.yaml': (MORE, str, {}),
    'content/formatos/ficha.yaml': (FORM, str, {'content/puestos/cajero.md': front(JOB)}),
    'content/formatos/libro.yaml': (BOOK, str,
        {'content/manuales/m.md': front('título: M\nformato: libro\nmiembros: [jefe]\n')}),
    'themes/propio/theme.yaml': (THEME, str, {'content/site.yaml': 'institución: I\nacceso: público\ntema: propio\n'}),
    'content/puestos/cajero.md': (JOB, front, {'content/formatos/ficha.yaml': FORM}),
    'content/protocolos/cobro.md': (PROTOCOL, front, {}),
    'content/actas/a.md': (OWN, front, {'content/tipos/acta.yaml': TYPE}),
    'content/sedes.yaml': ('tipo: sede\nelementos: [{id: a, título: A, dirección: B}]\n', str, {}),
    'content/glosario.yaml': (
        'elementos: [{id: t, término: turno, definición: x, sinónimos: [cita], no usar: [vez]}]\n', str, {}),
    'content/competencias.yaml': (
        'elementos: [{id: c, título: Orden, definición: x, niveles: [{nivel: "1", comportamiento: x}]}]\n', str, {}),
    'content/incorporacion/i.md': ('título: Primer día\npara: [jefe]\n', front, {}),
}


def keys(text):
    """The ranges of all values in a YAML file, at every depth, in lines and in braces."""
    for found in re.finditer(r'(?m)(?<=: )([^\n]+)$|(?<=: )([^\n,{}\[\]]+)(?=[,}\]])', text):
        yield found.span()
