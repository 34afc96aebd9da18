#!/usr/bin/env python3
"""Generates files/words/es-*.txt from the Spanish dictionary of Hunspell (Debian package hunspell-es).

Run it by hand when the dictionary or this script changes: python3 words.py /usr/share/hunspell/es_ES [FREQUENCIES]
FREQUENCIES is large_es.msgpack.gz of PyPI's wordfreq (which needs msgpack); without it es-usuales.txt stays as it is.
The program reads only its result: what it finds never depends on what is installed. See files/words/README.md.
"""
import collections
import os
import re
import sys
import unicodedata

ACUTE = "\u0301"
# Conjugation; plural, gender and adverbs. Enclitic pronouns and prefixes are left out.
VERBAL = set("REIX")
NOMINAL = set("SGD")
INFINITIVE = re.compile(r"[aei]r$")
ACTION = re.compile(r"[csx]i(ón|ones)$")
# Verbs that the dictionary lists form by form, without a conjugation.
IRREGULAR = {"dar", "desandar", "jugar", "poder", "haber", "acaecer", "acontecer", "soler", "moer", "atacir", "emir",
    "llar"}
LETTERS = re.compile(r"[a-záéíóúüñ]+$")


def fold(word):
    """Returns the word without acute accents, and otherwise unchanged."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).replace(ACUTE, ""))


def prefixes(path):
    """Returns the prefixes by flag of the affix file."""
    rules = collections.defaultdict(list)
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            parts = line.split()
            if len(parts) >= 5 and parts[0] == "PFX" and parts[2] == "0":
                rules[parts[1]].append((parts[3].split("/")[0], re.compile("^" + parts[4])))
    return rules


def suffixes(path):
    """The suffixes by flag of the affix file: the ending to remove, the ending to add, and the condition on the word.
    """
    rules = collections.defaultdict(list)
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            parts = line.split()
            if len(parts) < 5 or parts[0] != "SFX":
                continue
            cut, added = parts[2], parts[3].split("/")[0]
            rules[parts[1]].append(("" if cut == "0" else cut, "" if added == "0" else added,
                re.compile(parts[4] + "$")))
    return rules


def forms(base, flags, rules):
    for flag in flags:
        for cut, added, ending in rules[flag]:
            if base.endswith(cut) and ending.search(base):
                yield flag, (base[: -len(cut)] if cut else base) + added


def frequencies(path):
    """Returns the logarithm of each folded word's occurrences in a billion words."""
    import gzip
    import msgpack
    with gzip.open(path, "rb") as file:
        bands = msgpack.load(file, raw=False)[1:]
    found = {}
    for band, words in enumerate(bands):
        for word in words:
            found.setdefault(fold(word), 9 - band / 100)
    return found


def main(stem, counted=None):
    rules, fronts = suffixes(stem + ".aff"), prefixes(stem + ".aff")
    verbs, nouns, infinitives = set(), set(), set()
    with open(stem + ".dic", encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            base, _, flags = line.strip().partition("/")
            if not LETTERS.match(base):
                continue
            conjugated = VERBAL.intersection(flags)
            if conjugated:
                infinitives.add(base)
                verbs.add(base)
                verbs.update(form for _, form in forms(base, conjugated, rules))
            else:
                nouns.add(base)
            nouns.update(form for _, form in forms(base, NOMINAL.intersection(flags), rules))
            # Nouns of actions, which other flags derive from the verb: revisar, revisión.
            derived = (form for _, form in forms(base, set(flags) - VERBAL - NOMINAL, rules) if ACTION.search(form))
            nouns.update(derived)
            if ACTION.search(base):
                for flag in flags:
                    for front, beginning in fronts[flag]:
                        if beginning.search(base):
                            nouns.update((front + base, front + fold(base) + "es"))
    every = verbs | nouns
    readings = collections.defaultdict(set)
    for word in every:
        readings[fold(word)].add(word)
    sure, nominal = set(), set()
    for key, words in readings.items():
        accented = words - {key}
        if len(key) < 4 or len(accented) != 1 and key not in words and len(words & nouns) != 1:
            continue
        if key not in words and len(accented) == 1:
            word = next(iter(accented))
            # Manuals use verbs in the future tense. The other forms would make the list three times as long.
            if word in nouns or word.endswith(("rá", "rán")):
                sure.add(word)
        else:
            # Forms of verbs that are also nouns: in a heading, EL MÉDICO is the noun.
            names = (accented & nouns) - verbs
            if len(names) == 1 and key not in nouns:
                nominal.add(next(iter(names)))
    # A word with a plural is a noun or an adjective. A word without may be a verb that the dictionary does not
    # conjugate.
    unlike = {fold(w) for w in nouns if INFINITIVE.search(fold(w)) and fold(w) not in verbs
        and {w + "es", fold(w) + "es"} & nouns} - IRREGULAR
    short = {fold(w) for w in nouns | infinitives if 3 <= len(w) <= 7}
    lists = [("acentos", sure), ("sustantivos", nominal), ("no-infinitivos", unlike), ("palabras", short)]
    if counted:
        # Long words are rarely confused with others, so the list holds only the frequent ones.
        often = frequencies(counted)
        lists.append(("usuales", {fold(w) for w in every if 4 <= len(w) <= 12
            and often.get(fold(w), 0) >= (2.5 if len(w) <= 7 else 3.2)}))
    out = os.path.join(os.path.dirname(os.path.abspath(__file__)), "files", "words")
    os.makedirs(out, exist_ok=True)
    for name, words in lists:
        text = "".join(w + "\n" for w in sorted(words, key=lambda w: (fold(w).encode(), w)))
        print(name, len(words), len(text.encode()))
        with open(os.path.join(out, f"es-{name}.txt"), "w", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    main(*(sys.argv[1:] or ["/usr/share/hunspell/es_ES"]))
