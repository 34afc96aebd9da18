import Diagnostics
import OficioBasics

/// Writes text shards, one per bucket. A text shard holds the words that results show of each document.
struct TextShards {
    /// The finished shards, by bucket.
    private(set) var files: [[UInt8]] = []
    /// The documents of the current shard.
    private var json = JSONBytes()

    static func name(_ bucket: Int) -> String { "t-\(bucket).js" }

    /// Returns the shard of a single bucket.
    static func file(_ bucket: Int, _ documents: [(number: Int, document: SearchDocument)]) -> [UInt8] {
        var shards = TextShards()
        for (number, document) in documents { shards.add(document, number: number) }
        shards.finish(bucket)
        return shards.files[0]
    }

    mutating func add(_ document: SearchDocument, number: Int) {
        json.element { json in
            json.object { json in
                json.member("n", number)
                json.member("key", document.key)
                json.member("url", document.url)
                json.member("title", document.title)
                json.member("type", document.type)
                json.member("code", document.code)
                json.member("version", document.version)
                json.member("unit", document.unit)
                json.member("owner", document.owner)
                json.member("state", document.state)
                json.member("deeds") { json in
                    json.array { json in
                        for (number, section) in document.sections.enumerated() where section.answer == .who {
                            json.element { $0.write(String(number)) }
                        }
                    }
                }
                for answer in [SearchDocument.Section.Answer.need, .time, .requirement, .cost] {
                    let numbers = document.sections.indices.filter { document.sections[$0].answer == answer }
                    if numbers.isEmpty { continue }
                    json.member(answer.rawValue) { json in
                        json.array { json in
                            for number in numbers { json.element { $0.write(String(number)) } }
                        }
                    }
                }
                json.member("sections") { json in
                    json.array { json in for section in document.sections { Self.write(section, to: &json) } }
                }
            }
        }
    }

    /// Writes a section as an array: the heading, then `[anchor, text]` for each piece.
    private static func write(_ section: SearchDocument.Section, to json: inout JSONBytes) {
        json.element { json in
            json.array { json in
                json.element(section.heading)
                for piece in section.pieces {
                    json.element { json in
                        json.array { json in
                            json.element(piece.anchor)
                            json.element(piece.text)
                        }
                    }
                }
            }
        }
    }

    /// Ends the current shard, which is that of `bucket`.
    mutating func finish(_ bucket: Int) {
        let (start, end) = ("oficioDato(\"t-\(bucket)\",[", "]);\n")
        var file: [UInt8] = []
        // Reserve the exact size, because thousands of shards stay in memory until they are written.
        file.reserveCapacity(start.utf8.count + json.bytes.count + end.utf8.count)
        file += start.utf8
        file += json.bytes
        file += end.utf8
        files.append(file)
        json.removeAll()
    }
}
