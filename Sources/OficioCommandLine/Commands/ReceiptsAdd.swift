import Diagnostics
import OficioBuild
import OficioHistory
import OficioReceipts
import OficioSchema
import OficioSource

extension Invocation {
    /// Runs `receipts add`: adds valid receipts and prints why it refuses the others. Reports success only after the
    /// lines and their seal are on disk.
    func addReceipts(_ files: [String]) throws -> ExitStatus {
        try requirePrivateRegister()
        let history = History(site, settings: SiteSettings.readSettings(site).history)
        let roster = try roster()
        let today = try today()
        let lock = try RegisterFile.lock(registerPath)
        defer { lock.release() }
        let opened = try OpenedRegister(registerPath)
        if opened.condition.notes != [.nothing] { explain(opened.condition) }
        guard opened.condition.isIntact else { return .contentErrors }
        var register = opened.register
        var intake = ReceiptIntake(
            history, register, roster: roster, allowsUnknown: arguments.flags.contains("allow-unknown"), today: today)
        var status = ExitStatus.done
        var lines: [UInt8] = []
        var accepted: [String] = []
        for file in files {
            switch intake.judge(readReceipt(file)) {
            case .refused(let reasons):
                status = .contentErrors
                for reason in reasons { console.err("\(file): \(reason[language])\n") }
            case .repeated(let receipt, let line, let notes):
                let words = Localized(
                    es: "ya estaba en el registro desde el \(line.added.iso): \(description(line.receipt))",
                    en: "already in the register since \(line.added.iso): \(description(line.receipt))")
                let writing = Localized(
                    es: "aquí escribe «\(signerName(receipt))»", en: "here it reads “\(signerName(receipt))”")
                let differs = (receipt.name, receipt.identity) != (line.receipt.name, line.receipt.identity)
                accepted.append("\(file): \(words[language])\(joined((differs ? [writing] : []) + notes))\n")
            case .accepted(let receipt, let notes):
                lines += register.add(receipt, on: today)
                if let line = register.lines.last { intake.follow(line) }
                let words = Localized(es: "agregado: \(description(receipt))", en: "added: \(description(receipt))")
                accepted.append("\(file): \(words[language]), \(receipt.date.iso)\(joined(notes))\n")
            }
        }
        try commit(lines, to: register, opened, on: today)
        for words in accepted { console.out(words) }
        if roster == nil, !lines.isEmpty {
            let missing = Localized(
                es: "sin «\(Roster.path)» no se puede comprobar si quien firma es del personal",
                en: "without “\(Roster.path)” nobody can tell whether those who sign are in the staff")
            console.err("oficio: \(missing[language])\n")
        }
        return status
    }

    /// Writes lines and seal in the order that `RegisterSeal` requires. Also updates a seal that an interrupted command
    /// left out of date.
    private func commit(_ lines: [UInt8], to register: ReceiptRegister, _ opened: OpenedRegister, on day: CalendarDate)
        throws
    {
        let path = RegisterSeal.path(of: registerPath)
        var seal = opened.seal ?? RegisterSeal(opened.register, on: day)
        if !lines.isEmpty {
            if opened.seal == nil { try RegisterFile.replace(path, with: seal.bytes) }
            try RegisterFile.append(lines, to: registerPath, after: opened.register.wholeBytes)
        }
        guard opened.seal != nil || !lines.isEmpty else { return }
        seal.follow(register)
        if seal != opened.seal { try RegisterFile.replace(path, with: seal.bytes) }
    }

    /// Returns the receipt in a file, or the reason why the file is not a receipt.
    func readReceipt(_ file: String) -> Result<Receipt, ReceiptFileError> {
        let path = absolute(file)
        do throws(FileError) {
            if let status = Files.status(path), status.kind == .file, status.size > Receipt.limit {
                return .failure(.defect(.tooLong))
            }
            let bytes = try Files.read(path)
            do throws(Receipt.Defect) { return .success(try Receipt(bytes)) } catch { return .failure(.defect(error)) }
        } catch { return .failure(.unreadable(error.words)) }
    }

    /// Returns a short description of the receipt: `Ana Peña, «Cobro» versión 02`.
    func description(_ receipt: Receipt) -> String {
        Localized(
            es: "\(receipt.name.printable), «\(receipt.title.printable)» versión \(receipt.version.printable)",
            en: "\(receipt.name.printable), “\(receipt.title.printable)” version \(receipt.version.printable)")[
                language]
    }

    /// Returns the name and the identity number of the person who signed: `Ana Peña (4-222)`.
    private func signerName(_ receipt: Receipt) -> String {
        receipt.name.printable + (receipt.identity.isEmpty ? "" : " (\(receipt.identity.printable))")
    }

    func joined(_ notes: [Localized]) -> String { notes.map { "; " + $0[language] }.joined() }
}

/// The reason why a file is not a receipt.
enum ReceiptFileError: Error {
    case unreadable(Localized)
    case defect(Receipt.Defect)

    var message: Localized {
        switch self {
        case .unreadable(let words): words
        case .defect(let defect): defect.message
        }
    }
}

/// Decides for one file after the other whether `receipts add` accepts it.
struct ReceiptIntake {
    enum Decision {
        case accepted(Receipt, [Localized])
        /// The person has already signed the version.
        case repeated(Receipt, ReceiptRegister.Line, [Localized])
        case refused([Localized])
    }

    private var examiner: ReceiptExaminer
    private var people = People()
    /// The people of the roster; `nil` if there is no roster.
    private let staff: KnownPeople?
    private var signers: KnownPeople
    /// The lines of the register, by document and release.
    private var lines: [String: [ReceiptRegister.Line]] = [:]
    private let allowsUnknown: Bool
    private let today: CalendarDate

    init(_ history: History, _ register: ReceiptRegister, roster: Roster?, allowsUnknown: Bool, today: CalendarDate) {
        examiner = ReceiptExaminer(history)
        staff = roster.map(KnownPeople.init)
        signers = KnownPeople(register)
        self.allowsUnknown = allowsUnknown
        self.today = today
        for person in roster?.people ?? [] { people.insert(person.key) }
        for line in register.lines { note(line) }
    }

    mutating func judge(_ file: Result<Receipt, ReceiptFileError>) -> Decision {
        let receipt: Receipt
        switch file {
        case .failure(let error): return .refused([error.message])
        case .success(let read): receipt = read
        }
        let examination = examiner.examine(receipt, enteredOn: today)
        var reasons = examination.flaws.map(\.message)
        var notes = examination.remarks.map(\.message)
        let standing = (staff ?? signers).standing(of: receipt.person)
        if let message = standing.message {
            if standing.isStranger, !allowsUnknown { reasons.append(refusal(message)) } else { notes.append(message) }
        }
        if !reasons.isEmpty { return .refused(reasons) }
        let same = lines[Self.key(receipt)]?.first { people.isSame($0.person, receipt.person) }
        return same.map { .repeated(receipt, $0, notes) } ?? .accepted(receipt, notes)
    }

    private func refusal(_ message: Localized) -> Localized {
        Localized(
            es: "\(message.spanish); si debe entrar así, «--allow-unknown»",
            en: "\(message.english); where it should be added like this, “--allow-unknown”")
    }

    /// Takes a new line of the register into account in later decisions.
    mutating func follow(_ line: ReceiptRegister.Line) {
        signers.insert(line.receipt)
        note(line)
    }

    private mutating func note(_ line: ReceiptRegister.Line) {
        people.insert(line.person)
        lines[Self.key(line.receipt), default: []].append(line)
    }

    private static func key(_ receipt: Receipt) -> String { receipt.document.text + "|" + receipt.release }
}
