import OficioBasics
import OficioBuild
import OficioEditing
import OficioFiles
import OficioSource

/// A change in the audit log: its first line before it is written, its second one after.
final class AuditedChange {
    private let editor: Editor
    private let line: AuditLog.Line?
    /// Whether the change was written or not is known.
    private(set) var isEnded = false

    /// Writes the first line; throws if it is not on the disk, so that nothing is changed without a line. Writes
    /// nothing for an editor of one person.
    init(
        _ editor: Editor, _ action: String, _ changes: [SourceChange], documents: [String]? = nil
    ) throws(DiskError) {
        self.editor = editor
        guard let viewer = editor.viewer else {
            line = nil
            return
        }
        let line = editor.auditLine(
            action, changes.map { ($0.path, Self.hash($0.before), Self.hash($0.after)) }, documents: documents)
        try viewer.office.audit.append(line.with(.begun))
        self.line = line
    }

    /// Writes the second line.
    func end(_ result: AuditLog.Result) throws(WriteError) {
        isEnded = true
        guard let line, let audit = editor.viewer?.office.audit else { return }
        do throws(DiskError) { try audit.append(line.with(result)) } catch { throw WriteError(error) }
    }

    private static func hash(_ bytes: [UInt8]?) -> String { bytes.map { SHA256.hex($0) } ?? "" }
}

extension AuditLog.Line {
    fileprivate func with(_ result: AuditLog.Result) -> AuditLog.Line {
        AuditLog.Line(
            person: person, action: action, documents: documents, files: files, number: number, result: result)
    }
}

extension Editor {
    /// Returns a line of the audit log about files, with a number of its own.
    fileprivate func auditLine(
        _ action: String, _ files: [(path: String, before: String, after: String)], documents: [String]? = nil
    ) -> AuditLog.Line {
        let corpus = viewer?.whole.loaded.corpus
        let tree = viewer?.rights.tree
        let ids = (documents ?? files.map(\.path)).flatMap { path -> [String] in
            let known = (tree?.records[path] ?? []).compactMap { corpus?.records[$0].id }
            return known.isEmpty || known.count > 20 ? [path] : known
        }
        var random = SystemRandomNumberGenerator()
        let number = (0..<8).map { _ in UInt8.random(in: 0...255, using: &random) }.hexadecimal
        return AuditLog.Line(
            person: viewer?.person.person ?? "", action: action, documents: ids, files: files, number: number,
            result: .begun)
    }

    /// Notes in the audit log what a person tried. Does nothing for an editor of one person.
    func note(_ action: String, files: [(path: String, before: String, after: String)], _ result: AuditLog.Result) {
        guard let audit = viewer?.office.audit else { return }
        try? audit.append(auditLine(action, files).with(result))
    }

    /// Notes in the audit log what a person tried to change.
    func note(_ action: String, _ changes: [SourceChange], _ result: AuditLog.Result) {
        func hash(_ bytes: [UInt8]?) -> String { bytes.map { SHA256.hex($0) } ?? "" }
        note(action, files: changes.map { ($0.path, hash($0.before), hash($0.after)) }, result)
    }
}
