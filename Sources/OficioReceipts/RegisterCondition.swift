import Diagnostics
import OficioSchema

/// The result of comparing a register with its seal: problems, and notes about facts that are no problem.
package struct RegisterCondition: Sendable {
    /// The state of the seal's file.
    package enum SealFile: Sendable {
        /// The register has no file.
        case none
        /// The file is a valid seal.
        case seal(RegisterSeal)
        /// The file exists and is not a valid seal.
        case altered
    }

    /// A sign that the register or its seal was altered or lost.
    package enum Problem: Sendable, Equatable {
        /// Lines were altered, moved or cut; the value lists their numbers.
        case broken([Int])
        /// The seal counts more lines than the register has.
        case dropped(sealed: Int, found: Int)
        /// The register is missing or empty, but its seal counts this many lines.
        case lost(sealed: Int)
        /// The last line that the seal counts has another hash than the seal states.
        case rewritten(line: Int)
        /// The register must have a seal and has none.
        case missingSeal
        /// The seal file is not a valid seal.
        case alteredSeal
    }

    /// A fact that is not a sign of an alteration.
    package enum Note: Sendable, Equatable {
        /// The register has neither a line nor a seal.
        case nothing
        /// The register has no seal yet.
        case neverSealed
        /// An interrupted command left this many lines after the sealed ones.
        case behind(Int)
        /// An interrupted command left an incomplete line.
        case cutShort
        /// The register had this many lines before its first seal.
        case sealedSince(CalendarDate, lines: Int)
        /// The register was sealed again after a loss.
        case sealedAnew(RegisterSeal.Beginning)
    }

    /// The problems of the register and its seal; broken lines come first.
    package let problems: [Problem]
    /// The remarks about the register and its seal.
    package let notes: [Note]

    /// Compares a register with its seal.
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

    /// Whether there are no problems: every sealed line exists unaltered.
    package var isIntact: Bool { problems.isEmpty }
}

extension RegisterCondition.Problem {
    /// Whether the problem is in the lines themselves, so that a new seal cannot resolve it.
    package var isInLines: Bool {
        if case .broken = self { return true }
        return false
    }

    /// The message that describes the problem.
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
                es: "falta el sello del registro; sin él no se puede saber si faltan líneas al final",
                en:
                    "the seal of the register is missing; without it there is no way to know whether "
                    + "lines are missing at the end"
            )
        case .alteredSeal:
            return Localized(es: "el sello del registro fue alterado", en: "the seal of the register was altered")
        }
    }
}

extension RegisterCondition {
    /// Advice to the keeper of the register; nil if there is no problem.
    package var advice: Localized? {
        if isIntact { return nil }
        if problems.contains(where: \.isInLines) {
            return Localized(
                es:
                    "Recupere el registro y su sello de una copia de seguridad; un sello nuevo no arregla "
                    + "una línea alterada. Si no hay copia, aparte los dos y empiece un registro nuevo.",
                en:
                    "Restore the register and its seal from a backup; a new seal does not repair an "
                    + "altered line. Without a backup, set both aside and start a new register."
            )
        }
        return Localized(
            es:
                "Recupere el registro y su sello de una copia de seguridad. Si no la hay, «oficio "
                + "receipts seal --reason MOTIVO» sella lo que queda y anota el motivo.",
            en:
                "Restore the register and its seal from a backup. Without one, “oficio receipts seal "
                + "--reason WHY” seals what is left and records the reason."
        )
    }
}

extension RegisterCondition.Note {
    /// The message that describes the note.
    package var message: Localized {
        switch self {
        case .nothing:
            return Localized(
                es: "no hay registro ni sello; si los hubo, no se puede saber",
                en: "there is neither a register nor a seal; there is no way to know whether there ever were")
        case .neverSealed:
            return Localized(
                es: "este registro todavía no tiene sello: no se puede saber si faltan líneas al final",
                en: "this register has no seal yet: there is no way to know whether lines are missing at the end")
        case .behind(let count):
            return Localized(
                es:
                    "una orden quedó interrumpida: el sello aún no cuenta las últimas líneas (\(count)); el "
                    + "próximo «oficio receipts add» lo pone al día",
                en:
                    "a command was interrupted: the seal does not count the last lines yet (\(count)); "
                    + "the next “oficio receipts add” updates it"
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
                en: """
                    sealed since \(day.iso); there is no way to know whether more lines followed the earlier ones \
                    (\(lines))
                    """
            )
        case .sealedAnew(let beginning):
            let former = beginning.former.map {
                Localized(
                    es: "; antes contaba \($0.lines) (última: \($0.head))",
                    en: "; before, it counted \($0.lines) (last: \($0.head))")
            }
            let reason = beginning.reason.printable
            return Localized(
                es: """
                    el \(beginning.day.iso) se selló de nuevo con \
                    \(beginning.lines == 1 ? "1 línea" : "\(beginning.lines) líneas"), por \
                    «\(reason)»\(former?.spanish ?? "")
                    """,
                en: """
                    sealed again on \(beginning.day.iso) with \
                    \(beginning.lines == 1 ? "1 line" : "\(beginning.lines) lines"), for \
                    “\(reason)”\(former?.english ?? "")
                    """
            )
        }
    }
}
