"""The bytes of small pictures, chunk by chunk."""
import struct
import zlib


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
