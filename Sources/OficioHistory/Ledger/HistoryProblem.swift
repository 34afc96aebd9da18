import Diagnostics
import OficioSchema

/// A fault under `content/historial/`: a file or line that differs from what the program wrote.
package struct HistoryProblem: Sendable, Equatable {
    /// The kinds of problems.
    package enum Kind: Sendable, Equatable {
        case unfinishedLine, alteredLine, brokenChain, emptyLedger
        /// Two branches made releases separately and are not merged yet.
        case forked
        case unsigned, wrongSignature, undeclaredKey(String), invalidKey(String)
        /// The ledger belongs to another document.
        case foreignLedger(String)
        /// The day on which the line was recorded, as it states, is in the future.
        case futureDate(String)
        /// The version's number is not higher than the number of the version before it.
        case versionOrder(String, after: String)
        /// The file name leads outside the document's folder.
        case badName(String)
        case missingSnapshot, alteredSnapshot, missingAttachment, alteredAttachment
        /// The file is a symbolic link, whose target outside the site can change unnoticed.
        case link
        /// No ledger names the file.
        case strangeFile
        case missingLedger, unreadable(String)
        /// A release was interrupted.
        case interrupted
        /// No release wrote the journal.
        case damagedJournal
        /// The index is missing although `witness`, a file or the settings, proves that an index existed.
        case missingIndex(witness: Localized)
        /// The index is not the index that the settings name.
        case foreignIndex
        /// The ledger lacks lines that the index counts; `lines` is the number that the index states.
        case cutLedger(lines: Int)
        /// The ledger has lines that the index does not count.
        case unindexedLines
        /// No release could have written the line, for the given reason.
        case unlikelyLine(Localized)
        /// The ledger is in a folder that belongs to no type.
        case unknownType
        /// A witness outside the history contradicts the history.
        case witness(Localized)
    }

    /// The path of the faulty file, relative to the site.
    package let path: String
    /// The number of the faulty line, from 1; `nil` if the problem concerns the file as a whole.
    package let line: Int?
    /// The kind of the problem.
    package let kind: Kind

    /// Creates a problem of a file or of one of its lines.
    package init(_ path: String, line: Int? = nil, _ kind: Kind) {
        self.path = path
        self.line = line
        self.kind = kind
    }

    /// Whether the problem is a missing or altered snapshot. A build can still show the version without its text.
    package var isDamagedSnapshot: Bool { kind == .missingSnapshot || kind == .alteredSnapshot }

    /// The problem in a sentence, with its path and line.
    package var message: Localized {
        let place =
            line.map { Localized(es: "\(path), línea \($0)", en: "\(path), line \($0)") } ?? Localized(same: path)
        return Localized(es: "\(place.spanish): \(words.spanish)", en: "\(place.english): \(words.english)")
    }

    private var words: Localized {
        func message(_ es: String, _ en: String) -> Localized { Localized(es: es, en: en) }
        switch kind {
        case .unfinishedLine:
            return message(
                "la última línea está cortada o le sobra algo", "the last line is cut short or has something after it")
        case .alteredLine: return message("la línea fue alterada", "the line has been altered")
        case .brokenChain:
            return message(
                "no sigue a ninguna línea anterior: falta una, sobra o cambió de lugar",
                "does not follow any line before it: one is missing, added or moved")
        case .emptyLedger: return message("el libro está vacío", "the ledger is empty")
        case .forked:
            return message(
                "dos ramas publicaron el mismo documento por separado; «oficio repair» dice cuáles son y las une",
                "two branches released the same document apart; “oficio repair” tells which and joins them")
        case .unsigned:
            return message(
                """
                no lleva la firma de la institución; si se firma desde ahora, la clave dice en site.yaml \
                «desde:» qué día
                """,
                """
                lacks the institution's signature; where signing begins now, the key in site.yaml says “from:” \
                which day
                """
            )
        case .wrongSignature:
            return message(
                "la firma no es de la institución o no corresponde",
                "the signature is not the institution's or does not match")
        case .undeclaredKey(let key):
            return message(
                "está firmada con una clave que «site.yaml» no declara (\(key.prefix(16))…)",
                "is signed with a key that “site.yaml” does not declare (\(key.prefix(16))…)")
        case .invalidKey(let key):
            return message(
                "«\(key)» no es una clave pública: son 64 cifras hexadecimales",
                "“\(key)” is no public key: 64 hexadecimal digits")
        case .foreignLedger(let document):
            return message(
                "el libro es de otro documento: \(document)", "the ledger is that of another document: \(document)")
        case .futureDate(let date):
            return message(
                "dice haberse anotado el \(date), que aún no llega",
                "says that it was recorded on \(date), which has not come yet")
        case .versionOrder(let version, let former):
            return message(
                "la versión \(version) viene después de la \(former)", "version \(version) comes after \(former)")
        case .badName(let name):
            return message(
                "nombra un archivo fuera de la carpeta del documento: «\(name)»",
                "names a file outside the document's folder: “\(name)”")
        case .missingSnapshot:
            return message(
                "falta la versión publicada que nombra el libro",
                "the released version that the ledger names is missing")
        case .alteredSnapshot:
            return message("la versión publicada fue alterada", "the released version has been altered")
        case .missingAttachment:
            return message(
                "falta el archivo adjunto que nombra el libro", "the attached file that the ledger names is missing")
        case .alteredAttachment: return message("el archivo adjunto fue alterado", "the attached file has been altered")
        case .link:
            return message(
                "es un enlace simbólico, y ninguna publicación los hace", "is a symbolic link, which no release makes")
        case .strangeFile: return message("ningún libro nombra este archivo", "no ledger names this file")
        case .missingLedger: return message("falta el libro de este documento", "this document's ledger is missing")
        case .unreadable(let reason): return message("no se puede leer: \(reason)", "cannot be read: \(reason)")
        case .interrupted:
            return message(
                "una publicación quedó a medias; «oficio repair» la termina o la deshace",
                "a release was cut short; “oficio repair” finishes or undoes it")
        case .damagedJournal:
            return message(
                "no es el diario de ninguna publicación; «oficio repair» lo retira",
                "is the journal of no release; “oficio repair” takes it away")
        case .missingIndex(let witness):
            return message(
                "falta el índice del historial, y \(witness.spanish) dice que lo hay",
                "the history's index is missing, and \(witness.english) says that there is one")
        case .foreignIndex:
            return message(
                "no es el índice que «índice del historial» de «site.yaml» nombra",
                "is not the index that “history index” of “site.yaml” names")
        case .cutLedger(let lines):
            return message(
                "el índice conoce \(lines) líneas de este libro y no están todas",
                "the index knows \(lines) lines of this ledger, and not all of them are there")
        case .unindexedLines:
            return message(
                """
                tiene líneas que el índice no conoce; si las escribió otra versión del programa, «oficio repair» \
                las anota
                """,
                """
                has lines that the index does not know; if another version of the program wrote them, “oficio \
                repair” enters them
                """
            )
        case .unlikelyLine(let words), .witness(let words): return words
        case .unknownType:
            return message("ningún tipo de documento tiene esta carpeta", "no type of document has this folder")
        }
    }
}
