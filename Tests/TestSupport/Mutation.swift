/// Damages files at random.
public enum Mutation {
    public static func random(_ original: [UInt8], using random: inout SeededRandom) -> [UInt8] {
        var bytes = original
        guard !bytes.isEmpty else { return bytes }
        func place(_ random: inout SeededRandom) -> Int { Int.random(in: 0..<max(1, bytes.count), using: &random) }
        switch Int.random(in: 0..<8, using: &random) {
        case 0: bytes.removeLast(place(&random))
        case 1:
            var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
            lines.shuffle(using: &random)
            bytes = Array(lines.joined(separator: [0x0A]))
        case 2:
            for _ in 0..<Int.random(in: 1...20, using: &random) {
                bytes[place(&random)] = UInt8.random(in: 0...255, using: &random)
            }
        case 3:
            let start = place(&random)
            bytes.insert(contentsOf: bytes[start..<min(bytes.count, start + 400)], at: place(&random))
        case 4: for _ in 0..<Int.random(in: 1...10, using: &random) { bytes.remove(at: place(&random)) }
        case 5:
            for sign in ["|", "[[", "#", "-", "\"", ":", "{", "`", "***", "<b>", "---\n", "\t", "&a", "*a"].shuffled(
                using: &random
            ).prefix(3) {
                bytes.insert(contentsOf: Array(sign.utf8), at: place(&random))
            }
        case 6: bytes = bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
        default:
            let start = place(&random)
            bytes.removeSubrange(start..<min(bytes.count, start + Int.random(in: 1...300, using: &random)))
        }
        return bytes
    }
}
