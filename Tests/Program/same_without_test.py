"""A public build has the same bytes whether or not the site has internal documents and parts: nothing counts or
mentions them."""
import pathlib
import shutil
import unittest

from private_site import TODAY, Site

CONTENT = pathlib.Path(__file__).parents[2] / 'content'
HIDDEN = 'acceso: interno\n'
CONTROL = 'versión: "01"\nvigencia: 2026-01-01\ncreación: 2026-01-01\nresponsable: director-ejecutivo\n' \
    'autoriza: [{cargo: Dirección Ejecutiva}]\nrevisa: [{cargo: Dirección Ejecutiva}]\n'

# Documents of each type that name public ones wherever they can.
DOCUMENTS = {
    'puestos/zz-jefe.md': f"""---
título: Jefe Kanario
{HIDDEN}código: ZZ-1
unidad: direccion-ejecutiva
reporta a: director-ejecutivo
supervisa: [agente-ventanilla]
nombres anteriores: [Cajero Kanario]
ids anteriores: [zz-viejo]
competencias: [{{id: orientacion-ciudadano, nivel: 1}}]
funciones comunes: {{de: funciones-comunes-personal}}
funciones:
  - {{tarea: "Atender [[constancia-cotizaciones]] y [[cita-previa]].", frecuencia: Diaria}}
---

## Objetivo

Cuidar el kanario con [[agente-ventanilla]] y [[orientador-sala]].
""",
    'protocolos/zz-boveda.md': f"""---
título: Bóveda Kanario
{HIDDEN}código: ZZ-2
{CONTROL}unidad: direccion-ejecutiva
dirigido a: [agente-ventanilla]
dónde: [sede-central]
formularios: [ley-214]
---

## Pasos

1. Abrir y avisar al kanario. {{responsable=agente-ventanilla}}
2. Ver [[ley-214]] y [[afiliado]].
""",
    'estandares/zz-canto.md': f'---\ntítulo: Canto Kanario\n{HIDDEN}código: ZZ-3\n{CONTROL}aplica a: '
                              '[agente-ventanilla, constancia-cotizaciones]\n---\n\n## Enunciados\n\n- Cantar.\n',
    'clausulas/zz-cl.md': f'---\ntítulo: Cláusula Kanario\n{HIDDEN}---\n\n## Filas\n\n- Observar el kanario.\n',
    'incorporacion/zz-lista.md': f"""---
título: Lista Kanario
{HIDDEN}para: [agente-ventanilla]
fases: {{dia-1: Día 1}}
---

## Actividades

### Día 1

- Leer [[constancia-cotizaciones]]
""",
    'paginas/zz-pag.md': f"""---
título: Página Kanario
{HIDDEN}---

Véase [[constancia-cotizaciones]], [[afiliado]] y ![x](../recursos/marca.svg).
""",
}
ENTRIES = {
    'unidades.yaml': '{id: zz-uni, título: Unidad Kanario, código: ZZ-5, acceso: interno, unidad superior: '
                     'direccion-ejecutiva, jefatura: director-ejecutivo, propósito: Cantar.}',
    'competencias.yaml': '{id: zz-comp, título: Competencia Kanario, acceso: interno, definición: Cantar., clase: '
                         'institucional, niveles: [{nivel: 1, denominación: Uno, comportamientos: [Canta kanario.]}]}',
    'glosario.yaml': '{id: zz-term, término: kanario, acceso: interno, definición: "Ave; véase [[afiliado]].", '
                     'sinónimos: [trámite amarillo], no usar: [pajarito]}',
    'sedes.yaml': '{id: zz-sede, título: Sede Kanario, acceso: interno, dirección: Calle 1, unidad: '
                  'direccion-ejecutiva, servicios: [constancia-cotizaciones]}',
    'documentos-externos.yaml': '{id: zz-ext, título: Norma Kanario, acceso: interno, código: ZZ-6, vigencia: '
                                '2025-01-01, dónde: Aquí.}',
}
# Parts of public documents: an internal section, a field, a member of a manual.
PUBLIC = {
    'paginas/publica.md': '---\ntítulo: Nota pública\n---\n\nHola.\n\n## Fin\n\nAdiós.\n{section}',
    'puestos/yy.md': '---\ntítulo: Ayudante\nunidad: direccion-ejecutiva\n{field}---\n\n## Objetivo\n\nAyudar.\n'
                     '{section}',
    'puestos/yz.md': '---\ntítulo: Segundo\nunidad: direccion-ejecutiva\n---\n\n## Objetivo\n\nAyudar.\n',
    'manuales/zm.md': '---\ntítulo: Manual de ayudas\ncódigo: ZM-4\n{control}miembros: [yy, {member}yz]\n---\n',
}
PARTS = {
    'section': '\n## Kanario {acceso=interno}\n\nVéase [[cita-previa]], [[afiliado]] [^1].\n\n[^1]: Nota.\n',
    'field': 'oficio: interno competencias\ncompetencias: [{id: orientacion-ciudadano, nivel: 1}]\n',
    'member': 'zz-jefe, ',
}


class SameWithout(Site):
    def test_a_public_build_does_not_tell_that_something_is_internal(self):
        shutil.rmtree(self.site / 'content')
        shutil.copytree(CONTENT, self.site / 'content')
        for path, text in PUBLIC.items():
            self.write(path, text.format(control=CONTROL, **dict.fromkeys(PARTS, '')))
        without = self.files(self.build('sin'))
        self.assertIn('manuales/zm.html', without)
        for path, text in DOCUMENTS.items():
            self.write(path, text)
        for path, entry in ENTRIES.items():
            self.write(path, (self.site / 'content' / path).read_text() + f'\n  - {entry}\n')
        for path, text in PUBLIC.items():
            self.write(path, text.format(control=CONTROL, **PARTS))
        for name in ('zz-boveda', 'zz-canto'):
            self.release(name, TODAY)
        within = self.files(self.build('con'))
        self.assertEqual(sorted(without), sorted(within))
        self.assertEqual([], [name for name in without if without[name] != within[name]])
        inside = b''.join(self.files(self.build('interno', 'internal')).values()).lower()
        self.assertIn(b'kanario', inside)

    @staticmethod
    def files(output):
        return {str(path.relative_to(output)): path.read_bytes() for path in output.rglob('*') if path.is_file()}


if __name__ == '__main__':
    unittest.main()
