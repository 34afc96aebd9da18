import OficioBasics
import OficioHistory
import OficioSchema
import Testing

@Suite struct LedgerTests {
    private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(iso: text)) }

    private func entries(_ days: [(kind: LedgerEntry.Kind, effective: String)]) throws -> [LedgerEntry] {
        var entries: [LedgerEntry] = []
        for (index, line) in days.enumerated() {
            var entry = LedgerEntry(
                number: index + 1, kind: line.kind, version: "\(index + 1)", effective: try day(line.effective),
                recorded: try day("2020-01-01"))
            entry.document = "protocol/x"
            entry.previous = entries.last?.hash ?? ""
            entry.log = ["Año \(index)."]
            entries.append(entry)
        }
        return entries
    }

    @Test func `the version in force is the latest one whose day has come`() throws {
        let ledger = Ledger(
            Ledger.bytes(
                try entries([
                    (.material, "2020-01-01"), (.editorial, "2021-01-01"), (.material, "2023-01-01"),
                    (.withdrawal, "2024-01-01"),
                ])), path: "x")
        #expect(ledger.problems.isEmpty)
        #expect(ledger.lineInForce(on: try day("2019-12-31")) == nil)
        #expect(ledger.lineInForce(on: try day("2020-01-01"))?.number == 1)
        #expect(ledger.lineInForce(on: try day("2022-12-31"))?.number == 2)
        #expect(ledger.lineInForce(on: try day("2023-06-01"))?.number == 3)
        #expect(ledger.lineInForce(on: try day("2024-01-01"))?.kind == .withdrawal)
        #expect(ledger.linesComing(after: try day("2022-01-01")).map(\.number) == [3, 4])
    }

    @Test func `any changed, added or removed byte is found`() throws {
        let bytes = Ledger.bytes(try entries([(.material, "2020-01-01"), (.material, "2021-01-01")]))
        #expect(Ledger(bytes, path: "x").problems.isEmpty)
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 1
            #expect(!Ledger(changed, path: "x").problems.isEmpty, "byte \(index) changed")
            changed = bytes
            changed.remove(at: index)
            #expect(!Ledger(changed, path: "x").problems.isEmpty, "byte \(index) taken out")
            changed = bytes
            changed.insert(0x20, at: index)
            #expect(!Ledger(changed, path: "x").problems.isEmpty, "a space at \(index)")
        }
    }

    @Test func `moved and removed lines are found`() throws {
        let lines = try entries([(.material, "2020-01-01"), (.material, "2021-01-01"), (.material, "2022-01-01")])
        for altered in [
            [lines[1], lines[0], lines[2]], [lines[1], lines[2]], [lines[0], lines[2]],
            [lines[0], lines[0], lines[1], lines[2]],
        ] {
            #expect(Ledger(Ledger.bytes(altered), path: "x").problems.contains { $0.kind == .brokenChain })
        }
        #expect(Ledger([], path: "x").problems.map(\.kind) == [.emptyLedger])
    }

    @Test func `two branches are a problem until a join states which one counts`() throws {
        var lines = try entries([(.material, "2020-01-01"), (.material, "2021-01-01")])
        var other = lines[1]
        other.log = ["De otra rama."]
        lines.append(other)
        let forked = Ledger(Ledger.bytes(lines), path: "x")
        #expect(forked.problems.map(\.kind) == [.forked])
        #expect(forked.heads.count == 2)
        var join = LedgerEntry(
            number: 3, kind: .join, version: "2", effective: try day("2021-01-01"), recorded: try day("2021-02-01"))
        join.document = "protocol/x"
        join.previous = other.hash
        join.joins = [lines[1].hash]
        let joined = Ledger(Ledger.bytes(lines + [join]), path: "x")
        #expect(joined.problems.isEmpty, "\(joined.problems)")
        #expect(joined.lineInForce(on: try day("2022-01-01"))?.log == ["De otra rama."])
        #expect(joined.voided.map(\.hash) == [lines[1].hash])
    }

    @Test func `a withdrawal for the future ends the document then, and can be taken back`() throws {
        var lines = try entries([(.material, "2020-01-01"), (.withdrawal, "2025-01-01")])
        let ledger = Ledger(Ledger.bytes(lines), path: "x")
        #expect(!ledger.isWithdrawn(on: try day("2024-12-31")))
        #expect(ledger.isWithdrawn(on: try day("2025-01-01")))
        #expect(ledger.replacementDay(of: lines[0]) == (try day("2025-01-01")))
        var back = LedgerEntry(
            number: 3, kind: .reinstatement, version: "1", effective: try day("2025-03-01"),
            recorded: try day("2025-02-01"))
        back.document = "protocol/x"
        back.previous = lines[1].hash
        back.reversedLine = 2
        lines.append(back)
        let again = Ledger(Ledger.bytes(lines), path: "x")
        #expect(again.problems.isEmpty)
        #expect(again.isWithdrawn(on: try day("2025-02-28")))
        #expect(again.lineInForce(on: try day("2025-03-01"))?.number == 1)
        #expect(again.standingWithdrawal == nil)
        #expect(again.asKnown(on: try day("2025-01-31")).isWithdrawn(on: try day("2026-01-01")))
    }

    @Test func `only keys that count on the day sign`() throws {
        let (ours, theirs) = (SigningKey.random(), SigningKey.random())
        let line = try entries([(.material, "2020-01-01")])[0]
        func verdict(_ keys: [DeclaredKey], _ signers: [SigningKey]) -> SigningPolicy.Verdict {
            let signatures = signers.map {
                LedgerEntry.Signature(key: $0.publicKey, value: $0.signature(of: Array(line.hash.utf8)))
            }
            return SigningPolicy(keys).verdict(
                signatures, by: signers.map(\.publicKey), of: line.hash, on: line.recorded)
        }
        let declared = DeclaredKey(key: ours.publicKey)
        #expect(verdict([declared], [ours]) == .signed)
        #expect(verdict([declared], [theirs, ours]) == .signed)
        #expect(verdict([declared], [theirs]) == .wrong)
        #expect(verdict([declared], []) == .missing)
        #expect(verdict([], []) == .unsigned)
        #expect(
            SigningPolicy([declared]).verdict([], by: [ours.publicKey], of: line.hash, on: line.recorded) == .wrong,
            "a signature taken off")
        #expect(verdict([], [theirs]) == .undeclared(theirs.publicKey))
        #expect(verdict([DeclaredKey(key: ours.publicKey, from: try day("2020-01-02"))], []) == .unsigned)
        #expect(verdict([DeclaredKey(key: ours.publicKey, from: try day("2020-01-02"))], [ours]) == .wrong)
        #expect(verdict([DeclaredKey(key: ours.publicKey, until: try day("2019-12-31"))], [ours]) == .wrong)
        #expect(verdict([DeclaredKey(key: ours.publicKey, revoked: try day("2020-01-01"))], [ours]) == .wrong)
        #expect(verdict([DeclaredKey(key: ours.publicKey, revoked: try day("2020-01-02"))], [ours]) == .signed)
        #expect(SigningKey(ours.text)?.publicKey == ours.publicKey)
    }

    /// Examples from FIPS 180-4 and RFC 8032, § 7.1, test 1.
    @Test func `hashes and signatures are those of the standards`() {
        #expect(SHA256.hex(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        let key = SigningKey("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
        #expect(key?.publicKey == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
        #expect(
            key?.signature(of: [])
                == """
                e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd\
                25bf5f0595bbe24655141438e7a100b
                """
        )
    }
}
