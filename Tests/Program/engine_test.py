"""Rules and pages read only what the engine records: records, and files and the clock through functions that record
them.

Reading a record or a file is recorded where it happens (`DependencyRecorder`), so that a result that read a
file is never reused; `OficioSiteTests/TracedPagesTests` and `OficioCheckTests/TracedRulesTests` prove that on every
page and rule. This test holds their modules to having no other way.
"""
import pathlib
import re
import unittest

SOURCES = pathlib.Path(__file__).resolve().parents[2] / 'Sources'
# The modules whose code runs while dependencies are recorded.
MODULES = ['OficioSchema', 'OficioModel', 'OficioCheck', 'OficioHistory', 'OficioSearch', 'OficioOffice', 'OficioTheme',
           'OficioSite']
# Ways to files, the clock, the environment and chance that record nothing.
PAST = re.compile(
    r'^\s*(?:internal |private |package |public )?import (?:Glibc|Foundation\w*|Dispatch|Synchronization)\b'
    r'|\b(?:ContinuousClock|SuspendingClock|Date\(\)|clock_gettime|gettimeofday|localtime|getenv|ProcessInfo'
    r'|FileManager|SystemRandomNumberGenerator|fopen|opendir)\b|\.random(?:Element)?\(|\.shuffled\(|\btime\(nil\)',
    re.M)
# What these files import, and why none of it reads anything.
ALLOWED = {
    'OficioCheck/SpellingDictionary.swift': 'opens hunspell; the journal of the run records the dictionary',
    'OficioSearch/Postings.swift': 'memory',
    'OficioSearch/TermTable.swift': 'memory',
}


def past(text):
    """The ways past the engine in a source, without comments."""
    return [match[0].strip() for match in PAST.finditer(re.sub(r'//[^\n]*', '', text))]


class Engine(unittest.TestCase):
    def test_no_rule_and_no_page_reads_past_the_engine(self):
        found = {}
        for module in MODULES:
            for path in sorted((SOURCES / module).rglob('*.swift')):
                name = str(path.relative_to(SOURCES))
                ways = past(path.read_text('utf-8'))
                if name in ALLOWED:
                    self.assertEqual(['internal import Glibc'] if 'Check' in name else ['import Glibc'], ways, name)
                elif ways:
                    found[name] = ways
        self.assertEqual({}, found)

    def test_what_reads_past_the_engine_is_seen(self):
        for text in ['import Foundation\n', 'internal import Glibc\n', 'let now = ContinuousClock.now',
                     'let day = time(nil)', 'getenv("HOME")', 'FileManager.default', 'names.randomElement()']:
            self.assertNotEqual([], past(text), text)
        self.assertEqual([], past('// import Glibc\nlet time = context.today\n'))


if __name__ == '__main__':
    unittest.main()
