import OficioHistory
import OficioSchema
import Testing

@Suite struct LedgerTests {
    private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(iso: text)) }

    private func entries(_ days: [(kind: LedgerEntry.Kind, effective: String)], key: SigningKey? = nil) throws -> [LedgerEntry] {
        var entries: [LedgerEntry] = []
        for (index, line) in days.enumerated() {
            var entry = LedgerEntry(
                number: index + 1, kind: line.kind, version: "\(index + 1)", effective: try day(line.effective), recorded: try day("2020-01-01"))
            entry.previous = entries.last?.hash ?? ""
            entry.log = ["Año \(index)."]
            if let key {
                entry.key = key.publicKey
                entry.signature = key.signature(of: Array(entry.hash.utf8))
            }
            entries.append(entry)
        }
        return entries
    }

    @Test func `what is in force is the latest that has come`() throws {
        let ledger = Ledger(
            Ledger.bytes(try entries([(.material, "2020-01-01"), (.editorial, "2021-01-01"), (.material, "2023-01-01"), (.withdrawal, "2024-01-01")])), path: "x")
        #expect(ledger.problems.isEmpty)
        #expect(ledger.inForce(on: try day("2019-12-31")) == nil)
        #expect(ledger.inForce(on: try day("2020-01-01"))?.number == 1)
        #expect(ledger.inForce(on: try day("2022-12-31"))?.number == 2)
        #expect(ledger.inForce(on: try day("2023-06-01"))?.number == 3)
        #expect(ledger.inForce(on: try day("2024-01-01"))?.kind == .withdrawal)
        #expect(ledger.coming(after: try day("2022-01-01")).map(\.number) == [3, 4])
    }

    @Test(arguments: [false, true]) func `any byte that is changed, added or taken out is found`(_ isSigned: Bool) throws {
        let key = isSigned ? SigningKey(String(repeating: "0b", count: 32)) : nil
        let bytes = Ledger.bytes(try entries([(.material, "2020-01-01"), (.material, "2021-01-01")], key: key))
        let publicKey = key?.publicKey ?? ""
        #expect(Ledger(bytes, path: "x", publicKey: publicKey).problems.isEmpty)
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 1
            #expect(!Ledger(changed, path: "x", publicKey: publicKey).problems.isEmpty, "byte \(index) changed")
            changed = bytes
            changed.remove(at: index)
            #expect(!Ledger(changed, path: "x", publicKey: publicKey).problems.isEmpty, "byte \(index) taken out")
            changed = bytes
            changed.insert(0x20, at: index)
            #expect(!Ledger(changed, path: "x", publicKey: publicKey).problems.isEmpty, "a space at \(index)")
        }
    }

    @Test func `lines that change places or go are found`() throws {
        let lines = try entries([(.material, "2020-01-01"), (.material, "2021-01-01"), (.material, "2022-01-01")])
        for altered in [[lines[1], lines[0], lines[2]], [lines[1], lines[2]], [lines[0], lines[2]], [lines[0], lines[0], lines[1], lines[2]]] {
            #expect(Ledger(Ledger.bytes(altered), path: "x").problems.contains { $0.kind == .brokenChain })
        }
    }

    @Test func `only the institution's key counts`() throws {
        let (ours, theirs) = (SigningKey.random(), SigningKey.random())
        let bytes = Ledger.bytes(try entries([(.material, "2020-01-01")], key: theirs))
        #expect(Ledger(bytes, path: "x", publicKey: theirs.publicKey).problems.isEmpty)
        #expect(Ledger(bytes, path: "x", publicKey: ours.publicKey).problems.map(\.kind) == [.wrongSignature])
        let unsigned = Ledger.bytes(try entries([(.material, "2020-01-01")]))
        #expect(Ledger(unsigned, path: "x", publicKey: ours.publicKey).problems.map(\.kind) == [.unsigned])
        #expect(SigningKey(ours.text)?.publicKey == ours.publicKey)
    }

    /// FIPS 180-4 and RFC 8032, § 7.1, test 1.
    @Test func `hashes and signatures are those of the standards`() {
        #expect(SHA256.hex(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        let key = SigningKey("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
        #expect(key?.publicKey == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
        #expect(
            key?.signature(of: [])
                == "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")
    }
}
