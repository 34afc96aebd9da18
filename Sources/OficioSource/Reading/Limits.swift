/// The documented limits of what is read; each is reported as a finding when it is hit. See the table in README.md.
package enum Limits {
    /// Bytes of one source file.
    package static let fileBytes = 32 << 20
    /// Nested collections in YAML, nested blocks and inlines in Markdown.
    package static let depth = 64
    /// YAML nodes that aliases may stand for, over the whole of a file.
    package static let aliasNodes = 100_000
}
