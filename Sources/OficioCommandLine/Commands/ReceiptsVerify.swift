import Diagnostics
import OficioBuild
import OficioHistory
import OficioReceipts
import OficioSchema

extension Invocation {
    /// Runs `receipts verify`: verifies the register against its seal, and every line against the history.
    func verifyRegister() throws -> ExitStatus {
        let expected = try expectedHash()
        let opened = try openedRegister()
        let register = opened.register
        if arguments.flags.contains("digest") { return digest(of: opened) }
        explain(opened.condition)
        var examiner = ReceiptExaminer(History(site, settings: SiteSettings.readSettings(site).history))
        var problems = opened.condition.problems.count
        // Lines from before the first seal were added by a version of the program with fewer checks.
        let linesBeforeSealing = opened.seal?.linesBeforeSealing ?? register.hashes.count
        for line in register.lines {
            for flaw in examiner.examine(line.receipt, enteredOn: line.added).flaws {
                let place = Localized(es: "línea \(line.number)", en: "line \(line.number)")[language]
                var words = "\(place): \(description(line.receipt)): \(flaw.message[language])"
                if line.number <= linesBeforeSealing, flaw.wasAcceptedBeforeSeals {
                    words +=
                        Localized(es: "; la agregó un programa anterior", en: "; an earlier program added it")[language]
                } else {
                    problems += 1
                }
                console.err(words + "\n")
            }
        }
        if let expected {
            if let line = register.hashes.lastIndex(of: expected) {
                let later = register.hashes.count - line - 1
                let words = Localized(
                    es: """
                        la huella esperada es la de la línea \(line + 1); \
                        \(later == 1 ? "la sigue 1 línea" : "la siguen \(later) líneas")
                        """,
                    en: """
                        the expected hash is that of line \(line + 1); \
                        \(later == 1 ? "1 line follows" : "\(later) lines follow") it
                        """
                )
                console.err(words[language] + "\n")
            } else {
                problems += 1
                let words = Localized(
                    es: "ninguna línea tiene la huella esperada: el registro se escribió de nuevo o le faltan líneas",
                    en: "no line has the expected hash: the register was rewritten, or lines of it are missing")
                console.err("\(registerPath): \(words[language])\n")
            }
        } else {
            let words = Localized(
                es:
                    "un registro escrito de nuevo entero, con su sello, no se distingue: anote fuera "
                    + "la huella de «--digest» y pásela a «--expect»",
                en:
                    "a register rewritten whole, seal and all, cannot be told: note the hash of "
                    + "“--digest” elsewhere and give it to “--expect”"
            )
            console.err(words[language] + "\n")
        }
        guard problems == 0 else { return .contentErrors }
        let count = register.lines.count
        console.out(
            Localized.count(
                count, es: ("acuse en el registro, válido\n", "acuses en el registro, todos válidos\n"),
                en: ("receipt in the register, valid\n", "receipts in the register, all valid\n"))[language])
        return .done
    }

    /// Runs `receipts verify FILE…`: verifies receipts that need not be in the register.
    func verifyReceipts(_ files: [String]) throws -> ExitStatus {
        guard arguments.values["expect"] == nil, !arguments.flags.contains("digest") else {
            throw UsageError(
                message: Localized(
                    es: "«--expect» y «--digest» son del registro entero: sin nombrar archivos",
                    en: "“--expect” and “--digest” are of the whole register: name no files"))
        }
        var examiner = ReceiptExaminer(History(site, settings: SiteSettings.readSettings(site).history))
        var status = ExitStatus.done
        for file in files {
            switch readReceipt(file) {
            case .failure(let error):
                status = .contentErrors
                console.err("\(file): \(error.message[language])\n")
            case .success(let receipt):
                let examination = examiner.examine(receipt, enteredOn: try today())
                for flaw in examination.flaws {
                    status = .contentErrors
                    console.err("\(file): \(flaw.message[language])\n")
                }
                guard examination.flaws.isEmpty else { continue }
                let words = Localized(es: "válido: \(description(receipt))", en: "valid: \(description(receipt))")[
                    language]
                console.out("\(file): \(words)\(joined(examination.remarks.map(\.message)))\n")
            }
        }
        return status
    }

    /// Runs `receipts verify --digest`: prints the register's hash if the register is intact and has a line,
    /// otherwise the reason why it does not.
    private func digest(of opened: OpenedRegister) -> ExitStatus {
        guard opened.condition.isIntact else {
            explain(opened.condition)
            return .contentErrors
        }
        guard !opened.register.hashes.isEmpty else {
            console.err(
                Localized(es: "el registro no tiene ninguna línea todavía\n", en: "the register has no line yet\n")[
                    language])
            return .contentErrors
        }
        console.out(opened.register.head + "\n")
        return .done
    }

    private func expectedHash() throws -> String? {
        guard let text = arguments.values["expect"]?.lowercased() else { return nil }
        guard text.utf8.count == 64, text.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else {
            throw UsageError(
                message: Localized(
                    es: "«--expect» es una huella de 64 cifras hexadecimales, como la da «--digest»",
                    en: "“--expect” is a hash of 64 hexadecimal digits, as “--digest” gives it"))
        }
        return text
    }

    /// Runs `receipts seal --reason WHY`: seals the remaining lines of a register that lost lines or its seal, and
    /// keeps the state that the earlier seal confirmed. Leaves an intact sealed register unchanged, and refuses one
    /// with altered lines.
    func sealRegister() throws -> ExitStatus {
        try requirePrivateRegister()
        let reason = arguments.values["reason"]?.trimmedASCII ?? ""
        guard !reason.isEmpty, reason.unicodeScalars.count <= 300, reason == reason.printable else {
            throw UsageError(
                message: Localized(
                    es: "«receipts seal» pide «--reason MOTIVO», en una línea de hasta 300 caracteres",
                    en: "“receipts seal” asks for “--reason WHY”, on one line of up to 300 characters"))
        }
        let today = try today()
        let lock = try RegisterFile.lock(registerPath)
        defer { lock.release() }
        let opened = try OpenedRegister(registerPath)
        if opened.condition.isIntact, opened.seal != nil {
            console.out(
                Localized(
                    es: "el registro está entero: no hay nada que sellar de nuevo\n",
                    en: "the register is whole: there is nothing to seal anew\n")[language])
            return .done
        }
        guard !opened.condition.problems.contains(where: \.isInLines) else {
            explain(opened.condition)
            return .contentErrors
        }
        var seal = opened.seal ?? RegisterSeal(after: opened.register, on: today, reason: reason)
        if opened.seal != nil { seal.begin(opened.register, on: today, reason: reason) }
        try RegisterFile.replace(RegisterSeal.path(of: registerPath), with: seal.bytes)
        let count = opened.register.hashes.count
        console.out(
            Localized(
                es: "sellado con \(count) \(count == 1 ? "línea" : "líneas")\n",
                en: "sealed with \(count) \(count == 1 ? "line" : "lines")\n")[language])
        return .done
    }
}
