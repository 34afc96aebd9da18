"""A key that asks for a person never publishes a name through a field that does not ask for one."""
import json
import unittest

from private_site import Site

KEYS = ('contacto', 'contact', 'contactos', 'contacts')
NAMES = ('John Smith', 'Ana María Pérez de León', 'Lic. Ana Pérez (tel. 204)', 'Pérez López, Juan', 'ana@ejemplo.org',
         '[John Smith, Ana Pérez]', '{con: John Smith}')
OTHERS = ('Gerencia General', 'Jefe Financiero', 'Banco Central', 'los clientes', 'Recursos Humanos',
          '[Caja, Tesorería]', 'Clientes, proveedores')


class KeysOfPeople(Site):
    def codes(self, key, value, front=''):
        self.write('puestos/cajero.md', f'---\ntítulo: Cajero\n{front}{key}: {value}\n---\n\n## Objetivo\n\nIr.\n')
        found = map(json.loads, self.run_it('check --format json').stdout.splitlines())
        return {one['code'] for one in found
                if one['severity'] == 'error' and one.get('file', '').endswith('cajero.md')}

    def test_a_name_is_an_error_and_a_post_is_not(self):
        for key in KEYS:
            self.assertTrue(self.codes(key, NAMES[0]), key)
        for name in NAMES[1:]:
            self.assertTrue(self.codes('contacto', name), name)
        for value in OTHERS:
            self.assertNotIn('interno-sin-marca', self.codes('contacto', value), value)
        self.assertNotIn('interno-sin-marca', self.codes('relaciones de trabajo', 'John Smith'))

    def test_the_author_may_permit_it(self):
        self.assertEqual({'interno-sin-marca'}, self.codes('contact', 'John Smith'))
        meant = 'oficio: permitir interno-sin-marca — es un edificio\n'
        self.assertEqual(set(), self.codes('contact', 'John Smith', meant))

    def test_where_the_field_asks_for_a_person_lists_leave_it_out(self):
        word = f'Zoé {self.canary("nombre")}'
        self.write('protocolos/p.md', f'---\ntítulo: Pago\nresponsable: {word}\n---\n\n## Pasos\n\n1. Ir.\n')
        self.assert_hidden(self.build())


if __name__ == '__main__':
    unittest.main()
