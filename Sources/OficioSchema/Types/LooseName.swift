import OficioBasics
import OficioSource

/// A form of field names for tolerant comparison: it ignores number, gender, articles and tails such as *del puesto*,
/// and writes abbreviations in full.
package enum LooseName {
    /// Returns the loose form of a folded name: `objetivos del puesto` and `objetivo` both give `objetiv`. Empty if the
    /// name has only filler words.
    package static func looseForm(_ folded: String) -> String { stems(folded).joined(separator: " ") }

    /// Returns the stems that make up the loose form of a folded name.
    static func stems(_ folded: String) -> [String] {
        var words = folded.parts(between: " ").map { abbreviations[String($0)] ?? String($0) }
        while let last = words.last,
            let tail = tails[last]?.first(where: { words.count > $0.count && words.suffix($0.count).elementsEqual($0) })
        {
            words.removeLast(tail.count)
        }
        // `F. de aprobación` begins with the abbreviation of *fecha*.
        if words.count > 2, words[0] == "f", words[1] == "de" { words[0] = "fecha" }
        // `N.º de plazas` and `No. plazas` begin with the sign for a number.
        if words.count > 1, let first = words.first, ["n", "no", "nro", "num", "nº"].contains(first) {
            words.removeFirst()
            if words.count > 1, ["o", "º"].contains(words[0]) { words.removeFirst() }
            words.insert("numero", at: 0)
        }
        return words.filter { !fillers.contains($0) }.map(stem)
    }

    /// Returns a word without the endings of number and gender in Spanish and of number in English. `z` becomes `c`,
    /// and `y` becomes `i`.
    ///
    /// This is not a stemmer for running text: stems are compared only within a type's short list of names.
    private static func stem(_ word: String) -> String {
        var letters = Array(word.utf8)
        func ends(_ ending: String) -> Bool {
            letters.count > ending.utf8.count + 2 && letters.suffix(ending.utf8.count).elementsEqual(ending.utf8)
        }
        if ends("s") { letters.removeLast() }
        if ends("e") || ends("o") || ends("a") { letters.removeLast() }
        if letters.last == UInt8(ascii: "z") { letters[letters.count - 1] = UInt8(ascii: "c") }
        if letters.last == UInt8(ascii: "y") { letters[letters.count - 1] = UInt8(ascii: "i") }
        return String(decoding: letters, as: UTF8.self)
    }

    /// Articles, prepositions and conjunctions, which loose names leave out.
    private static let fillers: Set<String> = [
        "a", "al", "con", "de", "del", "e", "el", "en", "la", "las", "lo", "los", "o", "para", "por", "su", "sus", "u",
        "un", "una", "y", "tu", "tus",
        "your", "our", "and", "for", "in", "of", "or", "the", "to", "with", "s",
    ]

    /// The words that forms abbreviate, by the folded abbreviation.
    private static let abbreviations = [
        "acad": "academica", "actualiz": "actualizacion", "aprob": "aprobacion", "cant": "cantidad",
        "caract": "caracteristicas", "conoc": "conocimientos", "desc": "descripcion", "educ": "educacion",
        "elab": "elaboracion", "exp": "experiencia", "fec": "fecha", "formac": "formacion", "func": "funciones",
        "inmed": "inmediato", "obs": "observaciones", "req": "requisitos", "ult": "ultima",
        "vers": "version",
    ]

    /// Phrases that may follow a name without changing its meaning, keyed by their last word, the longest first.
    private static let tails: [String: [[String]]] = {
        var tails: [String] = []
        let nouns = [
            "puesto", "cargo", "empleo", "trabajo", "puesto de trabajo", "puesto tipo", "empleado", "ocupante",
            "ocupante del puesto",
            "ocupante del cargo", "titular", "colaborador", "trabajador",
        ]
        let links = [
            "del", "al", "para el", "para ocupar el", "para desempenar el", "en el", "por el", "de este",
            "aplicables al", "aplicable al",
            "asignadas al", "asociados al", "asociadas al", "inherentes al",
        ]
        for noun in nouns { tails += links.map { "\($0) \(noun)" } }
        tails += ["de trabajo", "de la plaza", "de la posicion", "de la vacante", "del perfil"]
        for word in ["requerid", "necesari", "exigid", "solicitad"] {
            tails += ["o", "a", "os", "as"].map { word + $0 }
        }
        for noun in ["job", "position", "post", "role", "employee", "incumbent"] {
            tails += ["of the \(noun)", "for the \(noun)", "of this \(noun)", "in the \(noun)"]
        }
        tails += ["required", "needed"]
        let split = tails.map { $0.parts(between: " ").map(String.init) }.sorted { $0.count > $1.count }
        return Dictionary(grouping: split) { $0[$0.count - 1] }
    }()
}
