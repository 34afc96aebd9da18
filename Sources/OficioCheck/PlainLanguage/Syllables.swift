/// Counts the syllables of words.
enum Syllables {
    /// Returns the number of syllables of a Spanish word. Neighbouring vowels make one syllable unless both are strong,
    /// or one is *í* or *ú*.
    static func countSpanish(_ word: Substring) -> Int {
        var count = 0
        var former: Character?
        let letters = Array(word.lowercased())
        for (place, letter) in letters.enumerated() {
            guard
                isVowel(
                    letter, after: place > 0 ? letters[place - 1] : nil,
                    before: place + 1 < letters.count ? letters[place + 1] : nil)
            else {
                former = nil
                continue
            }
            if let former, !(isStrong(former) && isStrong(letter)), !"íú".contains(former), !"íú".contains(letter) {
                // The vowel continues a diphthong or a triphthong.
            } else {
                count += 1
            }
            former = letter
        }
        return max(1, count)
    }

    /// Returns the number of syllables of an English word: its groups of vowels, without a silent *e* at the end.
    static func countEnglish(_ word: Substring) -> Int {
        let letters = Array(word.lowercased().filter(\.isLetter))
        var count = 0
        var isInGroup = false
        for letter in letters {
            let isVowel = "aeiouy".contains(letter)
            if isVowel && !isInGroup { count += 1 }
            isInGroup = isVowel
        }
        if letters.last == "e",
            !(letters.dropLast().last == "l" && letters.dropLast(2).last.map { !"aeiouy".contains($0) } == true),
            count > 1
        {
            count -= 1
        }
        return max(1, count)
    }

    private static func isStrong(_ letter: Character) -> Bool { "aeoáéó".contains(letter) }

    /// Whether a letter is a vowel. *U* is silent in *que* and *gui*; *y* is a vowel at the end of a word.
    private static func isVowel(_ letter: Character, after former: Character?, before next: Character?) -> Bool {
        switch letter {
        case "a", "e", "i", "o", "á", "é", "í", "ó", "ú", "ü": true
        case "u": !(former == "q" || former == "g" && (next == "e" || next == "i" || next == "é" || next == "í"))
        case "y": next == nil && former != nil
        default: false
        }
    }
}
