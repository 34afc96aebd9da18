import OficioModel
import OficioSchema
import OficioSource

/// Makes identifiers for imported documents.
package enum ImportedID {
    /// Returns the slug of a title without articles and the commonest prepositions, of at most twelve words, and short
    /// enough for a file name with a number and an ending, with `ni` for *ñ*: *Jefe de Diseño* gives `jefe-disenio`.
    package static func slug(_ title: String) -> String { plainSlug(title.writtenWithNi) }

    /// Returns the slug of a title, or the id of the document of the site with that title whose id has `n` for *ñ*, as
    /// earlier imports wrote it. So the import of the same file finds the document that it made.
    static func slug(_ title: String, _ type: DocumentType, _ corpus: Corpus) -> String {
        let former = plainSlug(title)
        guard slug(title) != former, let place = corpus.schema.type(id: type.id),
            let known = corpus.index(ofType: place, id: former),
            corpus.records[known].title.folded == title.folded
        else { return slug(title) }
        return former
    }

    private static func plainSlug(_ title: String) -> String {
        let words = title.folded.split(separator: " ").map(String.init)
        let significant = words.filter { !small.contains($0) }
        let kept = significant.isEmpty ? words : significant
        var slug = kept.isEmpty ? "sin-titulo" : kept.prefix(12).joined(separator: "-")
        let most = Limits.nameBytes - 40
        while slug.utf8.count > most { slug.removeLast(max(1, slug.count - most)) }
        return slug
    }

    /// Returns an identifier that is not taken, with a number at its end if necessary.
    package static func unusedID(_ id: String, _ taken: Set<String>) -> String {
        var name = id
        var number = 2
        while taken.contains(name) {
            name = "\(id)-\(number)"
            number += 1
        }
        return name
    }

    private static let small: Set<String> = [
        "a", "al", "de", "del", "e", "el", "la", "las", "lo", "los", "o", "u", "y", "of", "the", "and",
    ]
}
