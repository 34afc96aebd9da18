import Diagnostics

/// Writes the texts of the documents of one bucket after the other: what results show.
struct TextShards {
    /// By bucket, of those that are finished.
    private(set) var files: [[UInt8]] = []
    /// The documents of the shard under way.
    private var json = JSONBytes()

    static func name(_ bucket: Int) -> String { "t-\(bucket).js" }

    /// The file of one bucket alone.
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
                        for (number, section) in document.sections.enumerated() where section.answer == .who { json.element { $0.write(String(number)) } }
                    }
                }
                json.member("sections") { json in json.array { json in for section in document.sections { Self.write(section, to: &json) } } }
            }
        }
    }

    /// The heading, then a pair of anchor and text for each piece.
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

    /// Ends the shard of a bucket; the next one begins.
    mutating func finish(_ bucket: Int) {
        let (start, end) = ("oficioDato(\"t-\(bucket)\",[", "]);\n")
        var file: [UInt8] = []
        // As long as it is: thousands of them are kept until they are written.
        file.reserveCapacity(start.utf8.count + json.bytes.count + end.utf8.count)
        file += start.utf8
        file += json.bytes
        file += end.utf8
        files.append(file)
        json.removeAll()
    }
}
