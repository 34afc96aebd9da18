"""Attached files leave everything but their pictures and texts inside: what the program cannot clean or look into is
not published without the permission of the site, and the page says so."""
import base64
import io
import json
import struct
import unittest
import zipfile
import zlib

from privacy_test import Site


def chunk(kind, content):
    return struct.pack('>I', len(content)) + kind + content + struct.pack('>I', zlib.crc32(kind + content))


def png(*extra):
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 1, 1, 8, 2, 0, 0, 0)) + b''.join(extra)
            + chunk(b'IDAT', zlib.compress(b'\0\x10\x20\x30')) + chunk(b'IEND', b''))


def segment(marker, content):
    return bytes([0xFF, marker]) + struct.pack('>H', len(content) + 2) + content


SCAN = segment(0xDA, b'\x01\x01\0\0?\0') + b'\x12\xff\0\x34\xff\xd0\x56'
JFIF = segment(0xE0, b'JFIF\0\1\1\0\0\1\0\1\0\0')
TABLE = segment(0xDB, b'\0' * 65)


def jpeg(*segments, end=b'\xff\xd9'):
    return b'\xff\xd8' + JFIF + b''.join(segments) + TABLE + SCAN + end


def gif(*blocks):
    picture = b'\x2c\0\0\0\0\1\0\1\0\0' + b'\2\2\x44\1\0'
    return b'GIF89a\1\0\1\0\x80\0\0' + b'\0' * 6 + b''.join(blocks) + picture + b';'


def riff(*chunks):
    body = b'WEBP' + b''.join(
        kind + struct.pack('<I', len(data)) + data + b'\0' * (len(data) % 2) for kind, data in chunks)
    return b'RIFF' + struct.pack('<I', len(body)) + body


def profile(*tags):
    """An ICC profile with some tags, whose maker and creator are in its header."""
    data, table, offset = b'', b'', 132 + 12 * len(tags)
    for name, content in tags:
        table += name + struct.pack('>II', offset + len(data), len(content))
        data += content + b'\0' * (-len(content) % 4)
    header = (
    struct.pack(
        '>I',
        offset +
        len(data)) +
        b'KXKX' +
        b'\x02\x10\0\0mntrRGB XYZ ' +
        b'\7\xe8\0\1\0\1\0\0\0\0\0\0' +
        b'acspAPPL' +
        b'\0' *
        4 +
        b'KXKXkxkx' +
        b'\0' *
        24 +
         b'kxkx')
    return header.ljust(128, b'\0') + struct.pack('>I', len(tags)) + table + data


XYZ = (b'rXYZ', b'XYZ ' + b'\0' * 4 + b'\0\1\2\3' * 3)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"{}>{}<path d="M0 0h9"/></svg>'


class Attached(Site):
    def publish_all(self, files):
        """The bytes of attached files in a public build by their names, `None` where one is not there."""
        for name, content in files.items():
            self.write(f'recursos/{name}', content)
        links = [
    f'- ![foto {name[0]}](../recursos/{name}) y [enlace {name[0]}](../recursos/{name})\n' for name in files]
        self.write('paginas/a.md', '---\ntítulo: Aviso\n---\n\n' + ''.join(links))
        output = self.build() / 'recursos'
        return {name: (output / name).read_bytes() if (output / name).exists() else None for name in files}

    def publish(self, name, content):
        return self.publish_all({name: content})[name]

    def findings(self):
        lines = self.run_it('check --format json').stdout.splitlines()
        return [found for found in map(json.loads, lines) if found['code'] == 'metadatos-en-adjunto']

    def assert_withheld(self, files):
        """No file is there, the page says so of each in words, and one finding each names the file and the way out."""
        for name, made in self.publish_all(files).items():
            self.assertIsNone(made, name)
        self.assert_hidden(self.root / 'salida')
        page = (self.root / 'salida/paginas/a.html').read_text()
        messages = {}
        for found in self.findings():
            self.assertEqual('warning', found['severity'])
            messages.setdefault(found['file'], []).append(found['message'])
        for name in files:
            with self.subTest(name):
                self.assertIn(f'foto {name[0]} (imagen que no se publica)', page)
                self.assertIn(f'enlace {name[0]} (archivo que no se publica)', page)
                self.assertNotIn(name, page)
                [message] = messages[f'content/recursos/{name}']
                self.assertIn(f'permitir: ["{name}"]', message)

    def assert_published(self, name, content, permitted):
        """The site's permission publishes the file as it is."""
        self.write('site.yaml', f'institución: Prueba\nacceso: público\nrecursos: {{permitir: [{permitted}]}}\n')
        self.assertEqual(content, self.publish(name, content), name)
        self.assertIn('<img', (self.root / 'salida/paginas/a.html').read_text())
        self.assertEqual([], [one for one in self.findings()
                         if one['file'].endswith(name) and one['severity'] != 'note'])
        self.write('site.yaml', 'institución: Prueba\nacceso: público\n')


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

    def test_jpeg_keeps_how_it_is_turned(self):
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

    def test_what_cannot_be_cleaned_is_not_published_and_told(self):
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


class Drawings(Attached):
    def cleaned(self, attributes, inside, start=''):
        made = self.publish('f.svg', start + SVG.format(attributes, inside))
        self.assert_hidden(self.root / 'salida')
        self.assertIn(b'M0 0h9', made)
        return made.decode()

    def test_names_that_draw_nothing(self):
        word = self.canary('autor')
        ink = 'xmlns:q="http://www.inkscape.org/namespaces/inkscape"'
        parts = [
            (f' {ink} q:label="{word}"', ''), (f' q:label="{word}"', ''), (f' data-name="{word}"', ''),
            (f' xmlns:z="https://{word}.example/"', f'<g z:a="{word}"/>'), ('', f'<metadata><x>{word}</x></metadata>'),
            ('', f'<g id="{word}"/>'), ('', f'<g class="{word}"/>'), ('', f'<g>{word}</g>'),
            ('', f'<style>/* {word} */ .a{{fill:red}}</style>'), ('', f'<g style="fill:red;/*{word}*/"/>'),
            ('', f'<style>@font-face{{font-family:x;src:url(data:font/woff;base64,{word})}}.a{{fill:red}}</style>'),
            ('', f'<style>.a{{--n:"{word}";fill:red}}</style>'), ('', f'<g style="--n:{word};fill:red"/>'),
            ('', f'<g style="-inkscape-x:\'{word}\';fill:red"/>'), ('', f'<style>.a{{-x-y:{word};fill:red}}</style>'),
            ('', f'<{word}/>'), (f' xlink:title="{word}"', ''), ('', f'<!-- {word} --><?{word} x?>'),
            ('', f'<g><![CDATA[{word}]]></g>'), (f' xml:base="{word}"', ''), (f' author="{word}"', ''),
        ]
        for name, made in self.publish_all({f'{n}.svg': SVG.format(*part) for n, part in enumerate(parts)}).items():
            self.assertNotIn(word.encode(), made, name)
            self.assertIn(b'M0 0h9', made)
        self.cleaned('', '', f'<!DOCTYPE svg SYSTEM "file:///home/{word}/svg.dtd">')
        self.cleaned('', '', f'<!DOCTYPE svg PUBLIC "-//{word}//" "http://www.w3.org/x.dtd">')
        self.cleaned('', '', f'<!-- {word} -->')

    def test_what_draws_stays(self):
        inside = ('<defs><linearGradient id="g.1"><stop offset="0" stop-color="#fff"/></linearGradient></defs>'
                  '<style>.a{fill:url(#g.1)}</style><g class="a" xml:space="preserve"><use xlink:href="#h"/></g><g '
                      'id="h"/>'
                  '<text x="1" y="2" aria-labelledby="t">Ñandú <tspan>b</tspan></text><title id="t">Plano</title>'
                  '<animate attributeName="opacity" begin="x.click" to="1"/><rect id="x" rx="3"/>')
        self.assertIn(inside, self.cleaned('', inside))
        self.assertIn(inside, self.cleaned(f' id="{self.canary("autor")}"', inside))

    def test_embedded_pictures(self):
        word = self.canary('autor').encode()
        address = 'data:image/png;base64,' + base64.b64encode(png(chunk(b'caBX', word))).decode()
        made = self.cleaned('', f'<image xlink:href="{address}"/>')
        self.assertIn(base64.b64encode(png()).decode(), made)
        for broken in (base64.b64encode(png()[:-20] + word).decode(), base64.b64encode(b'BM' + word).decode()):
            made = self.cleaned('', f'<image href="data:image/png;base64,{broken}"/>')
            self.assertNotIn('data:', made)
        self.cleaned('', f'<g style="background:url({address})"/>')

    def test_a_broken_one(self):
        self.write('recursos/f.svg', '<svg xmlns="http://www.w3.org/2000/svg">')
        self.write('paginas/a.md', '---\ntítulo: Aviso\n---\n\n![f](../recursos/f.svg)\n')
        made = self.run_it('build --audience public', '--output', self.root / 'salida')
        self.assertEqual(1, made.returncode)
        self.assertFalse((self.root / 'salida').exists())


class Documents(Attached):
    def package(self, **parts):
        out = io.BytesIO()
        with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as archive:
            for name, text in parts.items():
                archive.writestr(name.replace('__', '/').replace('_xml', '.xml').replace('_png', '.png'), text)
        return out.getvalue()

    def test_office_files_and_pdfs_that_say_who_made_them(self):
        word = self.canary('autor')
        core, body = '<p><{0}>{1}</{0}></p>', {'word__document_xml': '<d/>'}
        stream = b'1 0 obj <</Filter /FlateDecode>> stream\n'
        files = {
            'a.docx': self.package(docProps__core_xml=core.format('dc:creator', word), **body),
            'b.docx': self.package(docProps__core_xml=core.format('cp:keywords', word), **body),
            'c.docx': self.package(docProps__app_xml=core.format('HyperlinkBase', word), **body),
            'd.docx': self.package(docProps__custom_xml=f'<p><property name="{word}"/></p>', **body),
            'e.docx': self.package(word__comments_xml=f'<c>{word}</c>', **body),
            'f.docx': self.package(word__document_xml=f'<d><w:ins w:author="{word}"/></d>'),
            'g.docx': self.package(word__media__image1_png=png(chunk(b'tEXt', word.encode())), **body),
            'h.xlsx': self.package(xl__workbook_xml='<w/>', xl__persons__person_xml=f'<p>{word}</p>'),
            'i.odt': self.package(meta_xml=core.format('meta:initial-creator', word), content_xml='<c/>'),
            'j.odt': self.package(content_xml=f'<c><office:annotation>{word}</office:annotation></c>'),
            '1.docx': self.package(word__document_xml=f'<d><w:rPrChange w:id="1" w:author="{word}"/></d>'),
            '2.docx': self.package(word__extra_xml=word, **body), '3.docx': self.package(**body) + word.encode(),
            '4.xlsx': self.package(xl__workbook_xml=f'<w><x15ac:absPath url="C:\\Users\\{word}"/></w>'),
            '5.jpg': b'\xff\xd8' + JFIF + TABLE + segment(0xDD, b'\0\4' + word.encode()) + SCAN + b'\xff\xd9',
            'k.pdf': b'%PDF-1.4\n1 0 obj <</Author (' + word.encode() + b')>> endobj\n',
            'l.pdf': b'%PDF-1.5\n' + stream + zlib.compress(b'<</Author (' + word.encode() + b')>>') + b'\nendstream\n',
            'm.pdf': b'%PDF-1.5\n' + stream + zlib.compress(
                b'<x:xmpmeta><dc:creator>' + word.encode()) + b'\nendstream\n',
            'n.pdf': b'%PDF-1.4\n<</Subtype /Text /Contents (' + word.encode() + b')>>\n',
            'o.pdf': b'%PDF-1.4\nstream\n\xff\xd8\xff\xe1\0\x20Exif\0\0' + word.encode() + b'\nendstream\n',
            'p.pdf': b'%PDF-1.4\ntrailer <</Encrypt 3 0 R>>\n(' + word.encode() + b')\n',
            'q.doc': b'\xd0\xcf\x11\xe0' + word.encode(), 'r.rtf': '{\\rtf1{\\info{\\author ' + word + '}}}',
            's.mp3': b'ID3' + word.encode(), 't.mp4':
                b'\0\0\0\x18ftypisom' + word.encode(), 'u.zip': self.package(x=word),
            'v.txt': b'\0' + word.encode(), 'w.csv':
                '%!PS\n%%For: ' + word, 'x.epub': self.package(mimetype='x', y=word),
            'sinnombre': word,
        }
        self.assert_withheld(
            {name: content.encode() if isinstance(content, str) else content for name, content in files.items()})
        self.assert_published('k.pdf', files['k.pdf'], 'pdf')
        self.write('site.yaml', 'institución: Prueba\nacceso: público\nrecursos: {permitir: [pdf]}\n')
        found = {one['file'][-5:]: one for one in self.findings()}
        self.assertEqual('note', found['k.pdf']['severity'])
        self.assertIn('autor', found['k.pdf']['message'])
        self.assert_published('t.mp4', files['t.mp4'], 'mp4')

    def test_what_a_pdf_hides_in_names_and_in_the_name_of_its_program(self):
        word = self.canary('autor').encode()
        wide = b''.join(b'%04X' % byte for byte in 'Rosa Díaz'.encode('latin-1'))
        end = b'\n%%EOF\n'
        self.assert_withheld({
            'a.pdf': b'%PDF-1.4\n<</Auth#6fr (' + word + b')>>' + end,
            'b.pdf': b'%PDF-1.4\n<</#41#75thor(' + word + b')>>' + end,
            'c.pdf': b'%PDF-1.4\n<</Subtype/#54ext/Contents(' + word + b')>>' + end,
            'd.pdf': b'%PDF-1.4\n<</Creator(' + word + b')>>' + end,
            'e.pdf': b'%PDF-1.4\n<</Creator <FEFF' + wide + b'>>>' + end,
            'f.pdf': b'%PDF-1.4\n<</Creator(Rosa D\\355az)>>' + end,
            'g.pdf': b'%PDF-1.4\n<</Title(C:\\\\Users\\\\' + word + b'.docx)>>' + end,
            'h.pdf': b'%PDF-1.4\n<</A(file:///home/' + word + b')>>' + end,
            'i.pdf': b'%PDF-1.4\ntrailer <</#45ncrypt 3 0 R>>\n(' + word + b')' + end,
        })
        programs = ('Microsoft Word', 'Writer', 'LaTeX with hyperref', 'Canon iR-ADV C3530', 'Chromium', 'PScript5.dll')
        for number, program in enumerate(programs):
            name = f'p{number}.pdf'
            made = b'%PDF-1.4\n<</Title(Plano \\(2\\) #6f)/Creator(' + program.encode() + b')/Producer(x)>>' + end
            self.assertEqual(made, self.publish(name, made), program)
        self.assertEqual([], [found for found in self.findings() if 'recursos/p' in found['file']])

    def word(self, inside, **parts):
        return self.package(word__document_xml=f'<w:document>{inside}</w:document>', **parts)

    @staticmethod
    def fields(*instructions):
        """Runs of Word with fields, each with its instruction in two runs."""
        return ''.join(
            f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {one[:9]}'
            f'</w:instrText></w:r><w:r><w:instrText>{one[9:]} </w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:t>x</w:t><w:r><w:fldChar w:fldCharType="end"/></w:r>'
            for one in instructions)

    def test_fields_paths_and_hidden_parts(self):
        word = self.canary('oculto')
        body = {'word__document_xml': '<d/>'}
        rels = '<Relationships><Relationship Id="a" Type="t" {}/></Relationships>'
        sheet, slide = {'xl__workbook_xml': '<w/>'}, {'ppt__presentation_xml': '<p/>'}
        end = b'\ntrailer<<>>\n%%EOF\n'
        self.assert_withheld({
            'a.docx': self.word(self.fields(f'INCLUDETEXT "C:\\\\Users\\\\{word}.docx"')),
            'b.docx': self.word(self.fields('PAGE', f'LINK Word.Document "\\\\\\\\servidor\\\\{word}"')),
            'c.docx': self.word(self.fields(f'HYPERLINK "file:///C:/Users/{word}"')),
            'd.docx': self.word(self.fields('AUTHOR') + word),
            'e.docx': self.word(f'<w:fldSimple w:instr=" DOCPROPERTY {word} "/>'),
            'f.docx': self.word(f'<w:r><w:rPr><w:vanish/></w:rPr><w:t>{word}</w:t></w:r>'),
            'g.docx': self.word(f'<!-- {word} -->'),
            'h.docx': self.word(f'<pic:cNvPr name="C:\\Users\\{word}\\foto.png"/>'),
            'i.docx': self.package(
                **body, **{'word/_rels/document.xml.rels': rels.format(
                    f'TargetMode="External" Target="../{word}.docx"')}),
            'j.docx': self.package(word__settings_xml=f'<w:docVars><w:docVar w:name="a" w:val="{word}"/></w:docVars>',
                                   **body),
            'k.xlsx': self.package(xl__workbook_xml=f'<w><sheet name="{word}" state="veryHidden"/></w>'),
            'l.xlsx': self.package(xl__worksheets__sheet1_xml=f'<w><row hidden="1"><t>{word}</t></row></w>', **sheet),
            'm.pptx': self.package(ppt__slides__slide1_xml=f'<p:sld show="0">{word}</p:sld>', **slide),
            'n.odt': self.package(content_xml=f'<c><text:section text:display="none">{word}</text:section></c>'),
            'o.odt': self.package(content_xml=f'<c><text:author-name>{word}</text:author-name></c>'),
            'p.ods': self.package(
                content_xml=f'<c><table:table-row table:visibility="collapse">{word}</table:table-row></c>'),
            'q.odt': self.package(content_xml=f'<c><text:a xlink:href="../{word}.odt"/></c>'),
            'r.pdf': b'%PDF-1.4\n<</Type/Annot/Subtype/Highlight/T(x)/Contents(' + word.encode() + b')>>' + end,
            's.pdf': b'%PDF-1.4\n<</AcroForm<</Fields[<</FT/Tx/T(a)/V(' + word.encode() + b')>>]>>>>' + end,
            't.pdf': b'%PDF-1.4\n<</Type/Catalog>>' + end + word.encode(),
        })

    def test_what_everybody_reads_is_published(self):
        files = {
            'a.docx': self.word(
                self.fields('PAGE', 'NUMPAGES \\* MERGEFORMAT', 'TOC \\o "1-3" \\h \\z \\u', 'PAGEREF _Toc1 \\h',
                            'HYPERLINK "https://a.example/b"', 'HYPERLINK \\l "_Toc1"', 'SEQ Tabla \\* ARABIC')
                + '<w:rPr><w:webHidden/><w:vanish w:val="0"/></w:rPr><w:fldSimple w:instr=" PAGE "/>',
                **{'word/_rels/document.xml.rels':
                   '<R><Relationship Id="a" TargetMode="External" Target="https://a.example/"/>'
                   '<Relationship Id="b" Target="styles.xml"/></R>'}),
            'b.xlsx': self.package(
                xl__workbook_xml='<w><sheet name="a"/><definedName name="_xlnm._FilterDatabase" hidden="1">x'
                '</definedName></w>', xl__worksheets__sheet1_xml='<w><pane state="frozen"/><row r="1"/></w>'),
            'c.odt': self.package(
                content_xml='<c><text:page-number/><draw:image xlink:href="Pictures/a.png"/><text:a '
                'xlink:href="https://a.example"/><style table:display="true"/></c>'),
            'd.pdf': b'%PDF-1.4\n<</AcroForm<</Fields[<</FT/Tx/T(a)/V()>>]>>>>\n<</Subtype/Link>>\n%%EOF\r\n',
        }
        self.assertEqual(files, self.publish_all(files))
        self.assertEqual([], self.findings())

    def test_what_says_nothing_is_published(self):
        files = {
    'a.docx': self.package(
        word__document_xml='<d/>',
        docProps__core_xml='<p><dc:creator></dc:creator><dc:title>x</dc:title></p>'),
        'b.pdf': b'%PDF-1.4\n1 0 obj <</Title (Plano)/Author ()/Producer (x)>> endobj\n',
        'c.odt': self.package(
            meta_xml='<m><meta:generator>x</meta:generator></m>',
            content_xml='<c/>'),
            'd.txt': 'Horario: de 8 a 4.',
            'e.csv': 'a,b\n1,2\n',
            'g.json': '{"a": 1}',
             }
        files = {name: content.encode() if isinstance(content, str) else content for name, content in files.items()}
        self.assertEqual(files, self.publish_all(files))
        self.assertEqual([], self.findings())

    def test_the_words_of_the_finding(self):
        self.write('recursos/a.docx', self.package(
            docProps__core_xml='<p><dc:creator>Rosa Díaz</dc:creator><cp:lastModifiedBy>Juan</cp:lastModifiedBy></p>',
            word__comments_xml='<c/>', word__document_xml='<d><w:ins w:author="x"/></d>'))
        [found] = self.findings()
        for words in ('autor «Rosa Díaz»', 'último en guardarlo «Juan»', 'comentarios', 'cambios anotados', 'permitir'):
            self.assertIn(words, found['message'])


if __name__ == '__main__':
    unittest.main()
