import Diagnostics
import OficioSchema

/// What a register and its seal say of each other: what is wrong, and what cannot be told.
package struct RegisterCondition: Sendable {
    package enum SealFile: Sendable {
        case none
        case seal(RegisterSeal)
        /// It is there and no seal of the program's.
        case altered
    }

    package enum Problem: Sendable, Equatable {
        /// Numbers of lines that were altered, moved or cut.
        case broken([Int])
        /// The seal counts more lines than the register has.
        case dropped(sealed: Int, found: Int)
        /// The register is gone or empty.
        case lost(sealed: Int)
        /// The last line that the seal counts is another.
        case rewritten(line: Int)
        case missingSeal
        case alteredSeal
    }

    package enum Note: Sendable, Equatable {
        /// There is no line and no seal.
        case nothing
        /// No program has sealed this register yet.
        case neverSealed
        /// A command was interrupted: so many lines follow the sealed ones.
        case behind(Int)
        /// A command was interrupted in the middle of a line.
        case cutShort
        /// The register had lines before its first seal.
        case sealedSince(CalendarDate, lines: Int)
        case sealedAnew(RegisterSeal.Beginning)
    }

    package let problems: [Problem]
    package let notes: [Note]

    package init(_ register: ReceiptRegister, _ file: SealFile) {
        var problems: [Problem] = []
        var notes: [Note] = []
        var broken = register.broken
        let found = register.hashes.count
        switch file {
        case .none:
            if register.isNumbered {
                problems.append(.missingSeal)
            } else {
                notes.append(found > 0 ? .neverSealed : .nothing)
            }
        case .altered: problems.append(.alteredSeal)
        case .seal(let seal):
            let sealed = seal.mark.lines
            if found == 0, sealed > 0 {
                problems.append(.lost(sealed: sealed))
            } else if found < sealed {
                problems.append(.dropped(sealed: sealed, found: found))
            } else if sealed > 0, register.hashes[sealed - 1] != seal.mark.head {
                problems.append(.rewritten(line: sealed))
            } else {
                if found > sealed { notes.append(.behind(found - sealed)) }
                if register.isCutShort {
                    broken.removeLast()
                    notes.append(.cutShort)
                }
            }
            for (index, beginning) in seal.beginnings.enumerated() {
                if index > 0 || !beginning.reason.isEmpty {
                    notes.append(.sealedAnew(beginning))
                } else if beginning.lines > 0 {
                    notes.append(.sealedSince(beginning.day, lines: beginning.lines))
                }
            }
        }
        if !broken.isEmpty { problems.insert(.broken(broken), at: 0) }
        self.problems = problems
        self.notes = notes
    }

    /// Whether the sealed lines are all there and unaltered.
    package var isWhole: Bool { problems.isEmpty }
}

extension RegisterCondition.Problem {
    /// Whether it lies in the lines that are there.
    package var isBeyondSealing: Bool {
        if case .broken = self { return true }
        return false
    }

    package var message: Localized {
        switch self {
        case .broken(let numbers):
            let list = numbers.map(String.init).joined(separator: ", ")
            return Localized(
                es: "líneas alteradas, cortadas o cambiadas de lugar: \(list)",
                en: "lines altered, cut or moved: \(list)")
        case .dropped(let sealed, let found):
            return Localized(
                es: "faltan líneas: el sello cuenta \(sealed) y el registro tiene \(found)",
                en: "lines are missing: the seal counts \(sealed) and the register has \(found)")
        case .lost(let sealed):
            let lines = Localized.count(sealed, es: ("línea", "líneas"), en: ("line", "lines"))
            return Localized(
                es: "el registro se borró o está vacío: el sello cuenta \(lines.spanish)",
                en: "the register is gone or empty: the seal counts \(lines.english)")
        case .rewritten(let line):
            return Localized(
                es: "el registro se escribió de nuevo: la línea \(line) no es la que selló el programa",
                en: "the register was rewritten: line \(line) is not the one that the program sealed")
        case .missingSeal:
            return Localized(
                es: "falta el sello del registro, y sin él no se sabe si faltan líneas al final",
                en:
                    "the register's seal is missing, and without it nobody can tell whether lines are "
                    + "missing at the end"
            )
        case .alteredSeal:
            return Localized(es: "el sello del registro fue alterado", en: "the register's seal was altered")
        }
    }
}

extension RegisterCondition {
    /// What whoever keeps the register can do; `nil` where nothing is wrong.
    package var advice: Localized? {
        if isWhole { return nil }
        if problems.contains(where: \.isBeyondSealing) {
            return Localized(
                es:
                    "Recupere el registro y su sello de una copia; ningún sello arregla una línea "
                    + "alterada. Sin copia, aparte los dos y empiece otro.",
                en:
                    "Restore the register and its seal from a copy; no seal mends an altered line. "
                    + "Without a copy, put both aside and begin another."
            )
        }
        return Localized(
            es:
                "Recupere el registro y su sello de una copia. Si no la hay, «oficio receipts seal "
                + "--reason MOTIVO» sella lo que queda y lo deja dicho.",
            en:
                "Restore the register and its seal from a copy. Without one, “oficio receipts seal "
                + "--reason WHY” seals what is left and says so."
        )
    }
}

extension RegisterCondition.Note {
    package var message: Localized {
        switch self {
        case .nothing:
            return Localized(
                es: "no hay registro ni sello; si los hubo, no se puede saber",
                en: "there is no register and no seal; whether there ever were, nobody can tell")
        case .neverSealed:
            return Localized(
                es: "este registro todavía no tiene sello: no se puede saber si faltan líneas al final",
                en: "this register has no seal yet: nobody can tell whether lines are missing at the end")
        case .behind(let count):
            return Localized(
                es:
                    "una orden quedó interrumpida: el sello aún no cuenta las últimas líneas (\(count)); el "
                    + "próximo «add» lo pone al día",
                en:
                    "a command was interrupted: the seal does not count the last lines yet (\(count)); "
                    + "the next “add” brings it up to date"
            )
        case .cutShort:
            return Localized(
                es: "una orden quedó interrumpida: la última línea está a medias, nunca se confirmó y no cuenta",
                en: "a command was interrupted: the last line is incomplete, was never confirmed and does not count")
        case .sealedSince(let day, let lines):
            return Localized(
                es:
                    "sellado desde el \(day.iso); de las líneas anteriores (\(lines)) no se puede saber "
                    + "si les seguían otras",
                en: "sealed since \(day.iso); whether others followed the earlier lines (\(lines)) nobody can tell")
        case .sealedAnew(let beginning):
            let former = beginning.former.map {
                Localized(
                    es: "; antes contaba \($0.lines) (última: \($0.head))",
                    en: "; before, it counted \($0.lines) (last: \($0.head))")
            }
            let reason = beginning.reason.printable
            return Localized(
                es:
                    "el \(beginning.day.iso) se selló de nuevo con \(beginning.lines == 1 ? "1 línea" : "\(beginning.lines) líneas"), por "
                    + "«\(reason)»\(former?.spanish ?? "")",
                en:
                    "sealed anew on \(beginning.day.iso) with \(beginning.lines == 1 ? "1 line" : "\(beginning.lines) lines"), for "
                    + "“\(reason)”\(former?.english ?? "")"
            )
        }
    }
}
