import OficioFiles
import OficioHistory
import OficioSource

/// Creates and verifies time stamps (RFC 3161) with `openssl ts`. A time stamp proves that an independent authority
/// received a hash on a certain day.
package enum TimeStamp {
    /// Writes a request for a time stamp, and returns whether writing succeeded. `hash` is a SHA-256 as 64
    /// hexadecimal digits.
    package static func writeRequest(for hash: String, to path: String, in search: String) -> Bool {
        guard let openssl = ChildProcess.find(["openssl"], in: search), let scratch = ScratchFolder() else {
            return false
        }
        let end = ChildProcess.run(
            [openssl, "ts", "-query", "-digest", hash, "-sha256", "-cert", "-out", path], output: scratch.path + "/log",
            seconds: 60)
        return end == .exited(status: 0)
    }

    /// Returns the hash that a time stamp covers, if it is one of `hashes` and the time stamp is valid; otherwise
    /// `nil`.
    ///
    /// - Parameters:
    ///   - path: the path of the authority's reply.
    ///   - hashes: hashes as 64 hexadecimal digits each.
    ///   - certificates: the path of the authority's certificates in PEM; `nil` for the certificates that the system
    ///     trusts.
    ///   - search: folders in the format of `PATH`.
    /// - Returns: the covered hash.
    package static func stampedHash(_ path: String, among hashes: [String], certificates: String?, in search: String)
        -> String?
    {
        guard let openssl = ChildProcess.find(["openssl"], in: search), let scratch = ScratchFolder() else {
            return nil
        }
        // Read the stamped hash first, so that only one hash must be verified.
        let log = scratch.path + "/log"
        guard
            ChildProcess.run([openssl, "ts", "-reply", "-in", path, "-text"], output: log, seconds: 60)
                == .exited(status: 0),
            let bytes = try? Files.read(log)
        else { return nil }
        let digits = messageDigits(String(decoding: bytes, as: UTF8.self))
        guard let hash = hashes.last(where: { $0 == digits }) else { return nil }
        var arguments = [openssl, "ts", "-verify", "-digest", hash, "-in", path]
        arguments += certificates.map { ["-CAfile", $0] } ?? ["-CApath", "/etc/ssl/certs"]
        return ChildProcess.run(arguments, output: log, seconds: 60) == .exited(status: 0) ? hash : nil
    }

    /// Returns the hexadecimal digits of the dump below *Message data:* in the text form of a reply. The lines of the
    /// dump have the form `0000 - 3f 2a …-91 bc …   text`.
    private static func messageDigits(_ text: String) -> String {
        var digits = ""
        var isInside = false
        for line in text.split(separator: "\n") {
            if line.hasPrefix("Message data:") {
                isInside = true
                continue
            }
            guard isInside else { continue }
            guard line.hasPrefix("    "), let dash = line.range(of: " - ") else { break }
            let bytes = line[dash.upperBound...].prefix(47).split { $0 == " " || $0 == "-" }
            digits += bytes.filter { $0.utf8.count == 2 }.joined().lowercased()
        }
        return digits
    }
}

extension Substring {
    /// Returns the range of the first occurrence of a text; `nil` if it does not occur. This file does not import
    /// Foundation, which has a method of the same name.
    fileprivate func range(of text: String) -> Range<Index>? { ranges(of: text).first }
}
