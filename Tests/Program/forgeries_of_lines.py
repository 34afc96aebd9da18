"""Forgeries of ledgers: their bytes and their lines."""
from forged import forgery, last_version, resealed


@forgery('alterada')
def a_letter_is_another(site):
    site.bytes(site.main, lambda data: data.replace(b'"effective":"20', b'"effective":"21', 1))


@forgery('cortada')
def the_last_line_feed_is_gone(site):
    site.bytes(site.main, lambda data: data[:-1])


@forgery()
def the_last_line_is_cut(site):
    site.bytes(site.main, lambda data: data[:-40])


@forgery('alterada')
def an_empty_line_follows(site):
    site.bytes(site.main, lambda data: data + b'\n')


@forgery()
def garbage_follows(site):
    site.bytes(site.main, lambda data: data + b'\x00')


@forgery('alterada')
def lines_end_as_on_windows(site):
    site.bytes(site.main, lambda data: data.replace(b'\n', b'\r\n'))


@forgery('alterada')
def a_byte_order_mark(site):
    site.bytes(site.main, lambda data: b'\xef\xbb\xbf' + data)


@forgery()
def bytes_that_are_no_text(site):
    site.bytes(site.main, lambda data: data.replace(b'"material"', b'"mat\xe9rial"', 1))


@forgery()
def brackets_without_an_end(site):
    site.bytes(site.main, lambda data: data + b'[' * 200_000 + b'\n')


@forgery()
def a_line_of_many_megabytes(site):
    site.bytes(site.main, lambda data: data + b'{"n":' + b'9' * 20_000_000 + b'}\n')


@forgery('vacío')
def a_ledger_emptied(site):
    site.bytes(site.main, lambda data: b'')


@forgery()
def a_space_in_the_JSON(site):
    site.bytes(site.main, lambda data: data.replace(b',"kind"', b', "kind"', 1))


@forgery()
def a_letter_as_an_escape(site):
    site.bytes(site.main, lambda data: data.replace('ó'.encode(), b'\\u00f3', 1)
        if 'ó'.encode() in data else data.replace(b'material', b'mat\\u0065rial', 1))


@forgery()
def a_letter_in_another_Unicode_form(site):
    site.bytes(site.main, lambda data: data.replace('ó'.encode(), b'o\xcc\x81')
        if 'ó'.encode() in data else data.replace(b'a', b'a\xcc\x81'))


@forgery('alterada')
def a_member_is_named_twice(site):
    lines = site.lines(site.main)
    site.bytes(site.main, lambda data: b''.join(data.splitlines(True)[:-1])
        + resealed(lines[-1], lambda text: text.replace('"kind"', '"version":"77","kind"', 1)).encode())


@forgery('alterada')
def a_member_that_no_line_has(site):
    lines = site.lines(site.main)
    site.bytes(site.main, lambda data: b''.join(data.splitlines(True)[:-1])
        + resealed(lines[-1], lambda text: text[:-1] + ',"nota":"x"}').encode())


@forgery('alterada')
def a_number_with_a_fraction(site):
    lines = site.lines(site.main)
    site.bytes(site.main, lambda data: b''.join(data.splitlines(True)[:-1])
        + resealed(lines[-1], lambda text: text.replace(f'"n":{lines[-1]["n"]}', f'"n":{lines[-1]["n"]}.0')).encode())


@forgery()
def the_first_line_is_gone(site):
    site.put(site.main, site.lines(site.main)[1:])


@forgery()
def a_middle_line_is_gone(site):
    lines = site.lines(site.main)
    site.put(site.main, lines[:1] + lines[2:])


@forgery(known=False)
def the_last_line_is_gone_with_its_files(site):
    lines = site.lines(site.main)
    site.put(site.main, lines[:-1])
    named = {line.get('snapshot') for line in lines[:-1]}
    if lines[-1].get('snapshot') and lines[-1]['snapshot'] not in named:
        (site.folder(site.main) / lines[-1]['snapshot']).unlink()


@forgery()
def lines_exchanged(site):
    lines = site.lines(site.main)
    site.put(site.main, [lines[1], lines[0], *lines[2:]])


@forgery()
def a_line_twice(site):
    lines = site.lines(site.main)
    site.put(site.main, lines + lines[-1:])


@forgery()
def a_line_of_another_ledger(site):
    site.put(site.main, site.lines(site.main) + site.lines(site.other)[-1:])


@forgery('aún no llega')
def recorded_in_the_future(site):
    site.rewrite(site.main, lambda lines: lines[-1].update(recorded='2031-01-01'))


@forgery()
def a_day_that_is_none(site):
    site.rewrite(site.main, lambda lines: lines[-1].update(effective='2026-02-30'))


@forgery()
def numbers_that_do_not_count_on(site):
    site.rewrite(site.main, lambda lines: lines[-1].update(n=99))


@forgery('viene después')
def a_version_twice(site):
    site.rewrite(site.main, lambda lines: last_version(lines).update(version=lines[0]['version']))


@forgery('viene después')
def a_version_with_a_zero_in_front_twice(site):
    site.rewrite(site.main, lambda lines: last_version(lines).update(version='00' + lines[0]['version']))


@forgery()
def a_kind_that_does_not_exist(site):
    site.rewrite(site.main, lambda lines: lines[-1].update(kind='amendment'))
