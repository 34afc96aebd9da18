"""A public page says nothing of a draft that its author did not write."""
import unittest

from private_site import Site


class ReferencesToDrafts(Site):
    DRAFT = '---\ntítulo: {}\nestado: borrador\n---\n\n## Objetivo\n\nCobrar.\n'

    def setUp(self):
        super().setUp()
        self.title = f'Plan {self.canary("título")}'
        self.write('protocolos/zeta.md', self.DRAFT.format(self.title))
        self.write('puestos/omega.md', f'---\ntítulo: {self.title} jefe\nestado: borrador\n---\n\n## Objetivo\n\nIr.\n')

    def test_the_title_is_never_taken_from_the_draft(self):
        self.write('paginas/a.md', '---\ntítulo: Página\n---\n\nUno: [[zeta]]. Dos: [[zeta|mi rótulo]]. Tres: '
                   '[un enlace](../protocolos/zeta.md). Cuatro: [](../protocolos/zeta.md).\n\n- [[zeta]]\n')
        self.write('puestos/cajero.md', '---\ntítulo: Cajero\nreporta a: omega\n---\n\n'
                   '## Objetivo\n\nIr con [[zeta]].\n')
        self.write('protocolos/p.md', '---\ntítulo: Pago\n---\n\n## Pasos\n\n| Actor | Paso |\n|---|---|\n'
                   '| [[omega]] | Ir con [[zeta]] |\n\n## Notas\n\n[[zeta]] | [[omega]]\n')
        self.write('formatos/ficha.yaml', 'tipo: formato\npara: puesto\ntítulo: Véase [[zeta]]\nsecciones:\n'
                   '  - {título: Objetivo, vista: texto, campo: objetivo}\n')
        self.write('puestos/otro.md', '---\ntítulo: Otro\nformato: ficha\n---\n\n## Objetivo\n\nIr.\n')
        output = self.build()
        self.assert_hidden(output)
        page = (output / 'paginas/a.html').read_text()
        self.assertIn('Uno: (documento interno). Dos: mi rótulo. Tres: un enlace. Cuatro: (documento interno).', page)
        self.assertIn('(documento interno)', (output / 'protocolos/p.html').read_text())

    def test_words_of_the_author_stay(self):
        self.write('puestos/omega.md', '---\ntítulo: Jefa de sala\nestado: borrador\n---\n\n## Objetivo\n\nIr.\n')
        self.write('protocolos/p.md', '---\ntítulo: Pago\n---\n\n## Pasos\n\n| Actor | Paso |\n|---|---|\n'
                   '| Jefa de sala | Hablar con la jefa de sala |\n\n## Notas\n\nVéase [[Jefa de sala]].\n')
        page = (self.build() / 'protocolos/p.html').read_text()
        self.assertEqual(0, page.count('(documento interno)'))
        self.assertIn('Véase Jefa de sala.', page)

    def test_a_published_draft_is_linked_again(self):
        self.write('paginas/a.md', '---\ntítulo: Página\n---\n\nUno: [[zeta]].\n')
        self.assert_hidden(self.build())
        self.replace('protocolos/zeta.md', 'estado: borrador\n', '')
        page = (self.build() / 'paginas/a.html').read_text()
        self.assertIn(self.title, page)
        self.assertNotIn('(documento interno)', page)
        self.replace('protocolos/zeta.md', 'título:', 'estado: borrador\ntítulo:')
        self.assert_hidden(self.build(), ['título'])


if __name__ == '__main__':
    unittest.main()
