import Testing

@testable import OficioServer

/// Validation of requests to the preview server.
@Suite struct RequestTests {
    private func request(_ url: String, method: String = "GET", hosts: [String] = ["localhost:8080"]) -> Request {
        Request(method: method, url: url, hosts: hosts, version: nil, port: 8080)
    }

    @Test(arguments: [
        ("/", ""), ("/puestos/cajero.html", "puestos/cajero.html"), ("/a%20b.html", "a b.html"), ("/ñ.html", "ñ.html"),
    ])
    func `an address is a path below the site`(url: String, path: String) { #expect(request(url) == .file(path)) }

    @Test(arguments: [
        "/../x", "/a/../x", "/%2e%2e/x", "//host/x", "/a%5Cb", "/a%00b", "x",
        "/" + String(repeating: "a", count: 5_000),
    ])
    func `an address that leaves the site, or is none, is refused`(url: String) {
        guard case .refused(400, _) = request(url) else { return #expect(Bool(false), "\(request(url))") }
    }

    @Test(arguments: [
        ([], 400), (["localhost:8080", "localhost:8080"], 400), (["otro.example:8080"], 421), (["localhost:9"], 421),
    ])
    func `a request names this server once`(hosts: [String], status: Int) {
        guard case .refused(status, _) = request("/", hosts: hosts) else { return #expect(Bool(false)) }
    }

    @Test func `only GET and HEAD are answered`() {
        #expect(request("/", method: "HEAD") == .file(""))
        guard case .refused(405, _) = request("/", method: "POST") else { return #expect(Bool(false)) }
    }
}

/// Ranges, content codings and entity tags of RFC 9110.
@Suite struct NegotiationTests {
    @Test(
        arguments: [
            ("bytes=0-99", .part(0..<100)), ("bytes=900-", .part(900..<1_000)), ("bytes=-100", .part(900..<1_000)),
            ("bytes=-9999", .part(0..<1_000)),
            ("bytes=990-5000", .part(990..<1_000)), ("bytes=1000-", .unsatisfiable), ("bytes=-0", .unsatisfiable),
            ("bytes=9-1", .whole),
            ("bytes=0-1,5-6", .whole), ("lines=0-1", .whole), ("bytes=", .whole),
            ("bytes=99999999999999999999-", .unsatisfiable),
        ] as [(String, ByteRange.Answer)])
    func `a range`(header: String, answer: ByteRange.Answer) {
        #expect(ByteRange.selectedPart(header, length: 1_000) == answer)
    }

    @Test func `no range is the whole, and an empty file has none`() {
        #expect(ByteRange.selectedPart(nil, length: 1_000) == .whole)
        #expect(ByteRange.selectedPart("bytes=0-", length: 0) == .unsatisfiable)
    }

    @Test(arguments: [
        ("gzip", true), ("gzip;q=0", false), ("*", true), ("*;q=0", false), ("gzip;q=0, *", false),
        ("br, GZIP ; q=0.5", true), ("identity", false), ("", false),
    ])
    func `gzip is sent where it is taken`(header: String, isTaken: Bool) {
        #expect(AcceptEncoding.allowsGzip(header) == isTaken)
    }

    @Test(arguments: [
        ("\"a\"", true), ("W/\"a\"", true), ("\"b\", \"a\"", true), ("*", true), ("\"b\"", false), ("a", false),
    ])
    func `an entity tag in a list`(header: String, isMatch: Bool) {
        #expect(EntityTags.matches(header, EntityTags(of: "a").plain) == isMatch)
    }
}
