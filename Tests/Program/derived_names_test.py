"""Public documents refer to internal ones in every way that a type knows, and nothing that the program derives from
such a reference says a name of theirs: links, rows, counts, lists of mentions, charts, versions, redlines, logs."""
import unittest

from private_site import Site

INTERNAL = {
    'job': ('puestos', 'Jefe {}', '## Objetivo\n\nUno.\n'),
    'protocol': ('protocolos', 'Trámite {}', '## Pasos\n\n1. Ir.\n'),
    'clause': ('clausulas', 'Cláusula {}', '## Filas\n\n- {row}\n'),
    'standard': ('estandares', 'Norma {}', '## Enunciados\n\n- {row}\n'),
    'manual': ('manuales', 'Manual {}', '## Presentación\n\nUno.\n'), 'page': ('paginas', 'Aviso {}', '{row}\n'),
    'checklist': ('incorporacion', 'Lista {}', '## Actividades\n\n- {row}\n'),
    'unit': ('unidades', 'Unidad {}', '## Propósito\n\n{row}\n'), 'office': ('sedes', 'Sede {}', ''),
    'term': ('glosario', 'Palabra {}', '## Definición\n\n{row}\n'), 'competency': ('competencias', 'Saber {}', ''),
    'external': ('documentos-externos', 'Ley {}', ''),
}


class DerivedNames(Site):
    def setUp(self):
        super().setUp()
        self.names = {}
        for kind, (folder, title, body) in INTERNAL.items():
            self.names[kind] = title.format(self.canary(f'{kind} title'))
            identity, former = self.canary(f'{kind} id'), self.canary(f'{kind} former')
            self.names[f'{kind} id'] = identity
            code = '' if kind in ('page', 'term') else f'código: C-{self.canary(f"{kind} code")}\n'
            self.write(f'{folder}/{self.canary(f"{kind} file")}.md',
                       f'---\nid: {identity}\ntítulo: {self.names[kind]}\n{code}'
                       f'nombres anteriores: [Antes {former}]\nids anteriores: [x-{former}]\nacceso: interno\n---\n\n'
                       + body.format(row=self.canary(f'{kind} row')))

    def public(self, folder, name, front, body=''):
        named = {kind.replace(' ', '_'): name for kind, name in self.names.items()}
        front, body = front.format(**named), body.format(**named)
        self.write(f'{folder}/{name}.md', f'---\nid: {name}\n{front}---\n\n{body}')

    def documents(self):
        self.public('unidades', 'ventas', 'título: Ventas\njefatura: {job}\nunidad superior: {unit}\n')
        self.public('sedes', 'centro', 'título: Centro\nunidad: {unit}\nservicios: ["{protocol_id}", cobro]\n')
        self.public('puestos', 'cajero',
                    'título: Cajero\nunidad: {unit}\nárea: {unit}\nreporta a: {job}\nsupervisa: ["{job}"]\n'
                    'reemplaza a: "{job}"\nlo reemplaza: "{job}"\nfunciones comunes: {{de: "{clause_id}"}}\n'
                    'responsable: {job}\nautoriza: {job}\nelabora: "{job}"\nrevisa: "{job}"\n',
                    '## Objetivo\n\nCobrar según [[{page_id}]].\n\n## Funciones\n\n- Cobrar con [[{protocol}]].\n\n'
                    '## Relaciones\n\n| Con | Para |\n|---|---|\n| [[{job}]] | Todo |\n\n'
                    '## Competencias\n\n| Competencia | Nivel |\n|---|---|\n| {competency} | Alto |\n')
        self.public('protocolos', 'cobro',
                    'título: Cobro\nunidad: {unit}\ndirigido a: ["{job}", Cajero]\ndónde: ["{office}", Centro]\n'
                    'formularios: ["{external}"]\nestándares: ["{standard}", Trato]\nresponsable: {job}\n',
                    '## Pasos\n\n| Acción | Responsable |\n|---|---|\n| Ir a [[{protocol_id}]] | {job} |\n\n'
                    '## Escalamiento\n\n| Caso | A quién |\n|---|---|\n| Falla | {job} |\n')
        self.public('estandares', 'trato', 'título: Trato\naplica a: ["{job}", Cajero]\nunidad: {unit}\n',
                    '## Enunciados\n\n- Saludar.\n')
        self.public('incorporacion', 'inicio', 'título: Inicio\npara: ["{job}", Cajero]\n',
                    '## Actividades\n\n| Actividad | Apoyo | Documento |\n|---|---|---|\n'
                    '| Ver | {job} | {protocol_id} |\n')
        self.public('manuales', 'uno', 'título: Uno\nunidad: {unit}\nmiembros: [Cajero, "{job}", Cobro]\n',
                    '## Presentación\n\nHola.\n')
        self.public('protocolos', 'viejo', 'título: Viejo\n', '## Pasos\n\n1. Ir.\n')

    def test_no_name_is_derived(self):
        self.write('site.yaml', 'institución: Prueba\nacceso: público\nsin conexión: sí\nhistorial: {}\n'
                   'dirección web: https://ejemplo.org/\naccesibilidad: {contacto: a@ejemplo.org}\n')
        self.documents()
        self.assert_hidden(self.build())
        titles = {f'{kind} title' for kind in INTERNAL}
        self.assertEqual(set(), titles - self.canary.found(self.build('dentro', 'internal')).keys())
        for document in ('uno', 'trato', 'inicio', 'viejo'):
            self.release(document, '2026-01-10', '--authorized-by', self.names['job'], '--act',
                         f'Resolución de {self.names["protocol"]}')
        self.replace('protocolos/cobro.md', 'Ir a', 'Volver a')
        self.replace('estandares/trato.md', '- Saludar.', '- Saludar bien.')
        self.release('uno', '2026-03-10')
        self.release('trato', '2026-03-10')
        self.release('viejo', '2026-05-01', '--withdraw', '--successor', self.names['protocol id'])
        output = self.build('historia')
        self.assert_hidden(output)
        self.assertTrue((output / 'protocolos/cobro.html').exists())
        for more in ('--as-of 2026-02-01', '--known-on 2026-04-01'):
            made = self.run_it(f'build --audience public {more}', '--output', self.root / 'entonces')
            self.assertEqual(0, made.returncode, made.stdout + made.stderr)
            self.assert_hidden(self.root / 'entonces')
        for name in ('cajero', 'cobro', 'trato', 'inicio', 'uno'):
            for kind in ('html', 'odt', 'docx', 'epub'):
                made = self.run_it(f'export {kind} {name} --audience public', '--output', self.root / f'{name}.{kind}')
                self.assertEqual(0, made.returncode, made.stderr)
                self.assert_hidden(self.root / f'{name}.{kind}')


if __name__ == '__main__':
    unittest.main()
