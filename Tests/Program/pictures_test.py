"""Published pictures lose metadata about their makers and keep their visible content."""
import base64
import struct
import unittest
import zlib

from attached_site import Attached
from picture_bytes import JFIF, SCAN, TABLE, XYZ, chunk, gif, jpeg, png, profile, riff, segment


class Pictures(Attached):
    def test_png(self):
        word = self.canary('autor').encode()
        kept = chunk(b'pHYs', b'\0\0\x0b\x13\0\0\x0b\x13\1') + chunk(b'gAMA', b'\0\0\xb1\x8f')
        extra = [chunk(kind, word) for kind in (b'eXIf', b'caBX', b'prVt', b'sPLT', b'iTXt', b'tIME', b'vpAg', b'gAMA')]
        made = self.publish('f.png', png(chunk(b'tEXt', b'Author\0' + word), kept, *extra) + word)
        self.assertEqual(png(kept), made)
        self.assert_hidden(self.root / 'salida')
        self.assertEqual([], self.findings())

    def test_nothing_behind_the_pixels(self):
        word = self.canary('autor').encode()
        head = png()[:33]
        pixels, end = zlib.compress(b'\0\x10\x20\x30'), chunk(b'IEND', b'')
        for name, content in {
            'a.png': head + chunk(b'IDAT', pixels + word) + chunk(b'IDAT', word) + end,
            'b.png': (head + chunk(b'PLTE', (word * 3)[:27]) + chunk(b'IDAT', pixels[:5])
                      + chunk(b'IDAT', pixels[5:] + word) + end),
        }.items():
            self.assertEqual(head + chunk(b'IDAT', pixels) + end, self.publish(name, content), name)
        picture = b'\x2c\0\0\0\0\1\0\1\0\0\2'
        start = gif()[:gif().index(picture)]
        made = self.publish('c.gif', start + picture + b'\2\x44\1' + bytes([len(word)]) + word + b'\0;')
        self.assertEqual(gif(), made)
        self.assert_hidden(self.root / 'salida')
        self.assertEqual([], self.findings())

    def test_more_than_the_pixels_is_not_published(self):
        word = self.canary('autor').encode()
        head, end = png()[:33], chunk(b'IEND', b'')
        pixels = chunk(b'IDAT', zlib.compress(b'\0\x10\x20\x30'))
        self.assert_withheld({
            'a.png': head + chunk(b'IDAT', zlib.compress(b'\0\x10\x20\x30' + word, 0)) + end,
            'b.png': head + pixels + chunk(b'gAMA', b'\0\0\xb1\x8f') + chunk(b'IDAT', word) + end,
            'c.png': head + chunk(b'IDAT', word) + end,
        })

    def test_interlaced_and_small_pixels_stay(self):
        for bits, colour, interlaced, size in ((1, 0, 0, 27), (8, 6, 1, 0), (16, 2, 0, 9 * (1 + 60)), (4, 3, 0, 54)):
            width, height = 10, 9
            if interlaced:
                passes = (
                    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
                size = sum(len(range(y, height, dy)) * (1 + 4 * len(range(x, width, dx)))
                           for x, y, dx, dy in passes if x < width and y < height)
            palette = chunk(b'PLTE', b'\1' * 48) if colour == 3 else b''
            made = (b'\x89PNG\r\n\x1a\n'
                    + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, bits, colour, 0, 0, interlaced)) + palette
                    + chunk(b'IDAT', zlib.compress(b'\0' * size)) + chunk(b'IEND', b''))
            self.assertEqual(made, self.publish('a.png', made), (bits, colour, interlaced))

    def test_png_and_webp_keep_how_they_are_turned(self):
        word = self.canary('autor').encode()
        turned, upright = (self.exif(6, word)[6:], self.exif(1, word)[6:])
        left = b'MM\0*\0\0\0\x08\0\1' + struct.pack('>HHIHH', 0x112, 3, 1, 6, 0) + b'\0' * 4
        self.assertEqual(png(chunk(b'eXIf', left)), self.publish('a.png', png(chunk(b'eXIf', turned))))
        self.assertEqual(png(), self.publish('b.png', png(chunk(b'eXIf', upright))))
        size, frame = b'\0' * 9, (b'VP8 ', b'\x30\1\0\x9d')
        for mark in (b'', b'Exif\0\0'):
            made = self.publish('c.webp', riff((b'VP8X', b'\x0c' + size), frame, (b'EXIF', mark + turned)))
            self.assertEqual(riff((b'VP8X', b'\x08' + size), frame, (b'EXIF', left)), made)
        made = self.publish('d.webp', riff((b'VP8X', b'\x0c' + size), frame, (b'EXIF', upright)))
        self.assertEqual(riff((b'VP8X', b'\0' + size), frame), made)
        self.assert_hidden(self.root / 'salida')

    def exif(self, turned, word):
        tiff = b'MM\0*\0\0\0\x08\0\x02' + struct.pack('>HHIHH', 0x112, 3, 1, turned, 0) + struct.pack(
            '>HHII', 0x13B, 2, len(word) + 1, 38) + b'\0\0\0\0' + word + b'\0'
        return b'Exif\0\0' + tiff

    def test_jpeg_keeps_its_orientation(self):
        word = self.canary('autor').encode()
        whole = b'\xff\xd8' + JFIF
        rest = TABLE + SCAN + segment(0xFE, word) + segment(0xDA, b'\x01\x01\0\0?\0') + b'\x77\xff\xd9'
        tail = b'\xff\xd8' + segment(0xE1, self.exif(1, word)) + b'\xff\xd9'
        made = self.publish('f.jpg', whole + segment(0xE1, self.exif(6, word))
            + segment(0xE1, b'http://ns.adobe.com/xap/1.0/\0' + word) + segment(0xED, b'Photoshop 3.0\0' + word)
            + segment(0xE2, b'MPF\0' + word) + segment(0xFE, word) + rest + tail)
        self.assert_hidden(self.root / 'salida')
        self.assertIn(b'\x01\x12\0\x03\0\0\0\x01\0\x06', made)
        self.assertTrue(made.endswith(b'\x77\xff\xd9'))
        self.assertIn(b'\x12\xff\0\x34\xff\xd0\x56', made)

    def test_jpeg_keeps_only_what_it_needs(self):
        word = self.canary('autor').encode()
        thumbnail = segment(0xE0, b'JFIF\0\1\1\0\0\1\0\1\1\1' + word)
        adobe = segment(0xEE, b'Adobe\0\x64\0\0\0\0\1')
        extras = [
            segment(0xE0, b'JFXX\0\x10' + word), segment(0xE0, word), segment(0xE3, b'Meta\0\0' + word),
            segment(0xEB, b'JP\0\1' + word), segment(0xE8, word), segment(0xEF, word), segment(0xEE, word),
            segment(0xE2, b'FPXR\0' + word), segment(0xF7, word), segment(0xE1, word)]
        files = {f'f{number}.jpg': jpeg(extra) for number, extra in enumerate(extras)}
        for name, made in self.publish_all(files).items():
            self.assertEqual(jpeg(), made, files[name])
        self.assertEqual(jpeg(adobe), self.publish('a.jpg', jpeg(segment(0xEE, b'Adobe\0\x64\0\0\0\0\1' + word))))
        self.assertEqual(jpeg(), self.publish('t.jpg', b'\xff\xd8' + thumbnail + TABLE + SCAN + b'\xff\xd9'))
        self.assertEqual(
    jpeg(),
    self.publish(
        'c.jpg',
        jpeg(
            segment(
                0xE1,
                b'Exif\0\0' +
                word),
                end=b'')),
                 'a cut picture')
        self.assert_hidden(self.root / 'salida')
        self.assertEqual([], self.findings())

    def test_gif(self):
        word = self.canary('autor').encode()
        loop = b'\x21\xff\x0bNETSCAPE2.0\3\1\0\0\0'
        blocks = [b'\x21\xfe' + bytes([len(word)]) + word + b'\0',
    b'\x21\xff\x0bXMP DataXMP' + bytes([len(word)]) + word + b'\0',
    b'\x21\x01\x0c' + b'\0' * 12 + bytes([len(word)]) + word + b'\0',
     b'\x21\xf9\x04\0\0\0\0' + bytes([len(word)]) + word + b'\0']
        longer = loop[:-1] + bytes([len(word)]) + word + b'\0'
        self.assertEqual(gif(loop), self.publish('f.gif', gif(longer, *blocks) + word))
        self.assert_hidden(self.root / 'salida')

    def test_webp(self):
        word = self.canary('autor').encode()
        frame = b'\0' * 16 + b'VP8 \x08\0\0\0picture!'
        hidden = frame + b'XMP ' + struct.pack('<I', len(word)) + word + b'\0'
        made = self.publish('f.webp', riff((b'VP8X', b'\x2e' + b'\0' * 9 + word), (b'ICCP', word), (b'ANIM', b'\0' * 6),
            (b'ANMF', hidden), (b'EXIF', word), (b'XMP ', word), (b'C2PA', word)) + word)
        self.assertEqual(riff((b'VP8X', b'\x02' + b'\0' * 9), (b'ANIM', b'\0' * 6), (b'ANMF', frame)), made)
        self.assertEqual(riff((b'VP8 ', b'picture!')), self.publish('g.webp', riff((b'VP8 ', b'picture!'))))

    def test_words_among_the_pixels_of_webp(self):
        word = self.canary('autor').encode()
        pixels = bytes(range(0, 256, 7)) * 3
        frame = b'\0' * 16 + b'VP8 ' + struct.pack('<I', len(pixels) + len(word) + 1) + pixels + word + b'\0'
        self.assert_withheld({
            'a.webp': riff((b'VP8 ', pixels + word)), 'b.webp': riff((b'VP8L', b'\x2f' + pixels + word + pixels)),
            'c.webp': riff((b'VP8X', b'\2' + b'\0' * 9), (b'ANIM', b'\0' * 6), (b'ANMF', frame + b'\0')),
        })
        made = riff((b'VP8 ', pixels + b'U' * 40))
        self.assertEqual(made, self.publish('d.webp', made))

    def test_profiles_of_colours_keep_colours_only(self):
        word = self.canary('equipo').encode()
        full = profile((b'desc', b'desc\0\0\0\0' + word), XYZ, (b'dmnd', word), (b'cprt', b'text\0\0\0\0' + word),
                       (b'wtpt', XYZ[1] + word), (b'gXYZ', XYZ[1]))
        made = self.publish('f.png', png(chunk(b'iCCP', word + b'\0\0' + zlib.compress(full))))
        start = made.index(b'iCCP')
        length = struct.unpack('>I', made[start - 4:start])[0]
        content = made[start + 4:start + 4 + length]
        self.assertEqual(zlib.crc32(b'iCCP' + content), struct.unpack('>I',
                         made[start + 4 + length:start + 8 + length])[0])
        left = zlib.decompress(content[5:])
        self.assertEqual(len(left), struct.unpack('>I', left[:4])[0])
        self.assertEqual(3, struct.unpack('>I', left[128:132])[0])
        self.assertEqual(b'acsp', left[36:40])
        for maker in (b'KXKX', b'kxkx', word):
            self.assertNotIn(maker, left)
        in_jpeg = self.publish('f.jpg', jpeg(segment(0xE2, b'ICC_PROFILE\0\1\1' + full)))
        self.assertEqual(jpeg(segment(0xE2, b'ICC_PROFILE\0\1\1' + left)), in_jpeg)
        self.assertIn(
    left, self.publish(
        'f.webp', riff(
            (b'VP8X', b'\x20' + b'\0' * 9), (b'ICCP', full), (b'VP8 ', b'picture!'))))
        self.assertEqual(
    png(), self.publish(
        'g.png', png(
            chunk(
                b'iCCP', b'x\0\0' + zlib.compress(word)))), 'a broken profile')
        self.assert_hidden(self.root / 'salida')

    def test_pictures_that_cannot_be_cleaned_are_withheld_and_reported(self):
        word = self.canary('autor').encode()
        self.assert_withheld({
            'f.jpg': b'\xff\xd8\xff\xe1\xff\xffExif\0\0' + word, 'g.heic': b'\0\0\0\x18ftypheic....Exif\0\0' + word,
            'h.png': png()[:-20] + word, 'i.tif': b'II*\0' + word, 'j.bmp': b'BM' + word, 'k.png': b'II*\0' + word,
            'l.png': png(chunk(b'CgBI', word)), 'm.avif': b'\0\0\0\x18ftypavif' + word, 'n.png': word, 'vacía.png': b'',
        })
        self.assert_published('i.tif', b'II*\0' + word, 'tif')
        self.assert_published('j.bmp', b'BM' + word, 'j.bmp')

    def test_what_was_published_before_leaves_the_page(self):
        self.assertEqual(png(), self.publish('f.png', png()))
        self.assertIn('<img', (self.root / 'salida/paginas/a.html').read_text())
        self.assert_withheld({'f.png': png()[:-20]})
        self.assertEqual(png(), self.publish('f.png', png()))
        self.assertIn('<img', (self.root / 'salida/paginas/a.html').read_text())

    def test_a_picture_inside_the_text(self):
        word = self.canary('autor').encode()
        address = 'data:image/png;base64,' + base64.b64encode(png(chunk(b'tEXt', word))).decode()
        self.write(
    'paginas/a.md',
     f'---\ntítulo: Aviso\n---\n\n![plano]({address}) y [esto]({address})\n\n![]({address})\n')
        output = self.build()
        self.assert_hidden(output)
        page = (output / 'paginas/a.html').read_text()
        self.assertIn('plano, data:image/png y esto (data:image/png)', page)
        self.assertIn(
    'advertencia[imagen-remota]: la imagen va dentro del texto y no se muestra',
     self.run_it('check').stdout)

    def test_the_staff_gets_the_file_as_it_is(self):
        made = png(chunk(b'tEXt', b'Author\0Rosa'))
        self.write('recursos/f.png', made)
        self.write('recursos/f.tif', b'II*\0')
        self.write('paginas/a.md', '---\ntítulo: Aviso\n---\n\n![f](../recursos/f.png) ![g](../recursos/f.tif)\n')
        output = self.build(audience='internal')
        self.assertEqual(made, (output / 'recursos/f.png').read_bytes())
        self.assertEqual(b'II*\0', (output / 'recursos/f.tif').read_bytes())
        self.assertEqual(2, (output / 'paginas/a.html').read_text().count('<img'))

    def test_the_logo(self):
        word = self.canary('autor').encode()
        self.write('recursos/logo.png', png()[:-20] + word)
        self.write('site.yaml', 'institución: Prueba\nacceso: público\nidentidad: {logo: recursos/logo.png}\n')
        self.write('paginas/a.md', '---\ntítulo: Aviso\n---\n\nHola.\n')
        output = self.build()
        self.assert_hidden(output)
        self.assertNotIn('logo.png', (output / 'paginas/a.html').read_text())

    def test_exports(self):
        word = self.canary('autor').encode()
        self.write('recursos/f.png', png(chunk(b'caBX', word)))
        self.write('recursos/g.png', png()[:-20] + word)
        self.write('protocolos/p.md', '---\ntítulo: Cobro\n---\n\n## Pasos\n\n1. Ver ![bien](../recursos/f.png) y '
                   '![mal](../recursos/g.png).\n')
        for kind in ('html', 'docx', 'odt', 'epub'):
            made = self.run_it(f'export {kind} p --audience public', '--output', self.root / f'x.{kind}')
            self.assertEqual(0, made.returncode, made.stderr)
            self.assert_hidden(self.root / f'x.{kind}')
        page = (self.root / 'x.html').read_text()
        self.assertIn('data:image/png', page)
        self.assertIn('mal (imagen que no se publica)', page)


if __name__ == '__main__':
    unittest.main()
