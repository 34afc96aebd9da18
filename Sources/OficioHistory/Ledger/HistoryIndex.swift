import Diagnostics
import OficioBasics
import OficioSchema

/// The index of a history, `content/historial/indice`. It states which ledgers exist and how long they are, in one
/// chained line for each release.
///
/// Ledgers alone cannot show that a whole ledger or its last lines were deleted. A line that follows several lines
/// merges branches that released separately.
package struct HistoryIndex: Sendable {
    /// The path of the index, relative to the site.
    package static let path = "content/historial/indice"

    /// A line of the index.
    package struct Line: Sendable {
        /// The kinds of lines in the index.
        package enum Kind: String, Sendable {
            /// The line creates the index and names every existing ledger.
            case start
            /// The line records a release.
            case release
            /// The line merges branches, or adds lines of ledgers that the index lacked.
            case repair
        }

        /// The length of a ledger and the hash of its last line.
        package struct Ledger: Sendable, Equatable {
            /// The path of the ledger below `content/historial`: `protocolos/cobro`.
            package let path: String
            /// The number of lines in the ledger.
            package let lines: Int
            /// The hash of the ledger's last line.
            package let head: String

            /// Whether the path can be the path of a ledger, and the ledger has at least one line.
            var isWellFormed: Bool {
                lines > 0 && PendingRelease.isDocumentFolder(OficioHistory.Ledger.folder + "/" + path)
            }

            /// Creates a statement about the length and the head of a ledger.
            package init(path: String, lines: Int, head: String) {
                self.path = path
                self.lines = lines
                self.head = head
            }
        }

        /// The kind of the line, which tells what the line records.
        package var kind: Kind
        /// The day on which the line was written.
        package var recorded: CalendarDate
        /// The ledgers that the line changes, each with its new length and head.
        package var ledgers: [Ledger]
        /// The hashes of the lines that this line follows; empty for the first line.
        package var previous: [String]
        /// Whether the site had English addresses when its history began. Only a first line says so.
        package private(set) var hasEnglishAddresses: Bool
        /// The public keys of the signers, which are part of the signed text.
        package private(set) var keys: [String] = []
        /// The signatures of the line, one for each key.
        package private(set) var signatures: [LedgerEntry.Signature] = []

        /// Creates an unsigned line of the index.
        package init(
            kind: Kind, recorded: CalendarDate, ledgers: [Ledger], previous: [String],
            hasEnglishAddresses: Bool = false
        ) {
            self.hasEnglishAddresses = hasEnglishAddresses
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
            ] + (hasEnglishAddresses ? [("addresses", .string("en"))] : [])
                + (keys.isEmpty ? [] : [("keys", .array(keys.map { .string($0) }))])
        }

        /// Signs the line with every key. The line must not change afterwards.
        mutating func sign(with signers: [SigningKey]) {
            keys = signers.map(\.publicKey)
            let hash = hash
            signatures = signers.map { $0.signature(ofLine: hash) }
        }

        /// The SHA-256 of the line's JSON without this hash and the signatures.
        package var hash: String { SHA256.hex(Array(JSONText.object(body).compact.utf8)) }

        /// The line as JSON, without a line break.
        package var text: String {
            let signed: [(String, JSONText)] = signatures.isEmpty ? [] : [("signatures", SignedLine.json(signatures))]
            return JSONText.object(body + [("line", .string(hash))] + signed).compact
        }

        /// Reads a line; the result is `nil` unless the bytes are exactly what the program would write.
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
            let previous = json.texts("previous")
            self.init(
                kind: kind, recorded: recorded, ledgers: ledgers, previous: previous,
                hasEnglishAddresses: kind == .start && previous.isEmpty && json["addresses"]?.text == "en")
            keys = json.texts("keys")
            signatures = SignedLine.signatures(json, isSingle: false)
            guard Array(text.utf8) == line else { return nil }
        }
    }

    /// The well-formed lines of the index, in order.
    package let lines: [Line]
    /// The problems of the index file itself, with line numbers.
    package let problems: [HistoryProblem]
    /// The hashes of the lines that no other line follows; more than one if branches are not merged yet.
    package let heads: [String]
    /// The SHA-256 of the index file.
    package let hash: String
    private let bytes: [UInt8]

    /// Reads an index from its bytes. Damaged lines become problems.
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
            // A line is never older than the lines that it follows.
            let isLater = line.previous.allSatisfy { days[$0].map { $0 <= line.recorded } ?? true }
            let isWellFormed =
                line.ledgers.allSatisfy(\.isWellFormed) && (line.kind == .repair || !line.ledgers.isEmpty)
            if !isLater || !isWellFormed {
                problems.append(
                    HistoryProblem(
                        Self.path, line: index + 1,
                        .unlikelyLine(
                            Localized(
                                es: "no es una línea que una publicación escriba",
                                en: "is no line that a release writes"))))
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

    /// The hash of the first line in the file. After a merge of two indices, it belongs to the index that comes
    /// first.
    package var origin: String { lines.first?.hash ?? "" }

    /// Whether the site had English addresses when its history began.
    package var hasEnglishAddresses: Bool { lines.contains(where: \.hasEnglishAddresses) }

    /// The statements of all lines of the index about each ledger, by the ledger's path below `content/historial`.
    package var stated: [String: [Line.Ledger]] {
        Dictionary(grouping: lines.flatMap(\.ledgers), by: \.path)
    }

    /// Returns the bytes of the index file with a line appended.
    package func bytesAdding(_ line: Line) -> [UInt8] { bytes + Array((line.text + "\n").utf8) }

    /// Returns the bytes of a new index.
    package static func bytes(startingWith line: Line) -> [UInt8] { Array((line.text + "\n").utf8) }
}
