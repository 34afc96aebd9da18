import Diagnostics
import OficioBasics
import OficioSchema

/// The book of books, `content/historial/indice`: which ledgers a history has and how long they are, a chained line a release.
///
/// Ledgers alone cannot show that one of them, or its last lines, have been deleted. A line may follow several lines, where
/// branches that were released apart have been joined.
package struct HistoryIndex: Sendable {
    package static let path = "content/historial/indice"

    /// One line.
    package struct Line: Sendable {
        package enum Kind: String, Sendable {
            /// Begins the index: enters every ledger that there is.
            case start
            case release
            /// Joins branches, or enters lines of ledgers that the index did not know.
            case repair
        }

        /// How long a ledger is, and its last line.
        package struct Ledger: Sendable, Equatable {
            /// Below `content/historial`: `protocolos/cobro`.
            package let path: String
            package let lines: Int
            /// The hash of the ledger's last line.
            package let head: String

            /// Whether the path is one of a ledger, and there are lines.
            var isWellFormed: Bool { lines > 0 && PendingRelease.isDocumentFolder(OficioHistory.Ledger.folder + "/" + path) }

            package init(path: String, lines: Int, head: String) {
                self.path = path
                self.lines = lines
                self.head = head
            }
        }

        package var kind: Kind
        /// The day on which the line was written.
        package var recorded: CalendarDate
        /// The ledgers that the line tells of; those that it does not name are as they were.
        package var ledgers: [Ledger]
        /// The hashes of the lines that it follows; none in the first.
        package var previous: [String]
        /// The public keys of those who sign the line, part of what they sign.
        package private(set) var keys: [String] = []
        package private(set) var signatures: [LedgerEntry.Signature] = []

        package init(kind: Kind, recorded: CalendarDate, ledgers: [Ledger], previous: [String]) {
            self.kind = kind
            self.recorded = recorded
            self.ledgers = ledgers
            self.previous = previous
        }

        private var body: [(String, JSONText)] {
            [
                ("format", .string("oficio-indice-1")), ("kind", .string(kind.rawValue)),
                ("recorded", .string(recorded.iso)),
                (
                    "ledgers",
                    .array(
                        ledgers.map {
                            .object([
                                ("ledger", .string($0.path)), ("lines", .integer($0.lines)), ("head", .string($0.head)),
                            ])
                        })
                ), ("previous", .array(previous.map { .string($0) })),
            ] + (keys.isEmpty ? [] : [("keys", .array(keys.map { .string($0) }))])
        }

        /// Signs the line with every key; nothing of it may change after that.
        mutating func sign(with signers: [SigningKey]) {
            keys = signers.map(\.publicKey)
            let hash = hash
            signatures = signers.map { $0.signature(ofLine: hash) }
        }

        /// SHA-256 of everything but itself and the signatures.
        package var hash: String { SHA256.hex(Array(JSONText.object(body).compact.utf8)) }

        /// The line without its end.
        package var text: String {
            let signed: [(String, JSONText)] = signatures.isEmpty ? [] : [("signatures", SignedLine.json(signatures))]
            return JSONText.object(body + [("line", .string(hash))] + signed).compact
        }

        /// Reads a line, `nil` where it is not one that the program writes.
        init?(line: [UInt8]) {
            guard let json = JSONText(line), json["format"]?.text == "oficio-indice-1",
                let kind = json["kind"]?.text.flatMap(Kind.init),
                let recorded = json["recorded"]?.text.flatMap({ CalendarDate(iso: $0) })
            else { return nil }
            var ledgers: [Ledger] = []
            for item in json["ledgers"]?.items ?? [] {
                guard let path = item["ledger"]?.text, let lines = item["lines"]?.number, let head = item["head"]?.text
                else { return nil }
                ledgers.append(Ledger(path: path, lines: lines, head: head))
            }
            self.init(kind: kind, recorded: recorded, ledgers: ledgers, previous: json.texts("previous"))
            keys = json.texts("keys")
            signatures = SignedLine.signatures(json, isSingle: false)
            guard Array(text.utf8) == line else { return nil }
        }
    }

    package let lines: [Line]
    /// By line, what does not hold in the file itself.
    package let problems: [HistoryProblem]
    /// The hashes of lines that no other line follows.
    package let heads: [String]
    /// SHA-256 of the file.
    package let hash: String
    private let bytes: [UInt8]

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        hash = SHA256.hex(bytes)
        var lines: [Line] = []
        var problems: [HistoryProblem] = []
        var texts = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
        if texts.last?.isEmpty == true {
            texts.removeLast()
        } else {
            problems.append(HistoryProblem(Self.path, line: texts.count, .unfinishedLine))
        }
        if texts.isEmpty { problems.append(HistoryProblem(Self.path, .emptyLedger)) }
        var known: Set<String> = []
        var days: [String: CalendarDate] = [:]
        var followed: Set<String> = []
        for (index, text) in texts.enumerated() {
            guard let line = Line(line: text) else {
                problems.append(HistoryProblem(Self.path, line: index + 1, .alteredLine))
                continue
            }
            let hash = line.hash
            let isFirst = line.kind == .start && line.previous.isEmpty
            let follows = line.kind != .start && !line.previous.isEmpty && line.previous.allSatisfy(known.contains)
            // Days do not go back along the chain.
            let isLater = line.previous.allSatisfy { days[$0].map { $0 <= line.recorded } ?? true }
            let isWellFormed = line.ledgers.allSatisfy(\.isWellFormed) && (line.kind == .repair || !line.ledgers.isEmpty)
            if !isLater || !isWellFormed {
                problems.append(
                    HistoryProblem(
                        Self.path, line: index + 1,
                        .unlikelyLine(Localized(es: "no es una línea que una publicación escriba", en: "is no line that a release writes"))))
            }
            days[hash] = line.recorded
            if !(isFirst || follows) || !known.insert(hash).inserted {
                problems.append(HistoryProblem(Self.path, line: index + 1, .brokenChain))
            }
            followed.formUnion(line.previous)
            lines.append(line)
        }
        self.lines = lines
        self.problems = problems
        heads = lines.map(\.hash).filter { !followed.contains($0) }
    }

    /// The hash of the line that begins the index, of two that were joined the one written first in the file.
    package var origin: String { lines.first?.hash ?? "" }

    /// Every head that the lines tell of, by the ledger's path below `content/historial`.
    package var stated: [String: [Line.Ledger]] {
        Dictionary(grouping: lines.flatMap(\.ledgers), by: \.path)
    }

    /// The file with one more line.
    package func adding(_ line: Line) -> [UInt8] { bytes + Array((line.text + "\n").utf8) }

    /// The file of a new index.
    package static func bytes(startingWith line: Line) -> [UInt8] { Array((line.text + "\n").utf8) }
}
