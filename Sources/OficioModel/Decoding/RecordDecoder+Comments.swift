import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

// Reports comments that readers would see, and access words in comments.
extension RecordDecoder {
    /// Reports access words in comments, which have no effect there, and comments that would be published.
    mutating func checkComments() {
        for text in document.unpublished where AccessWords.occur(inDefinition: text.source) {
            reportMisplaced(text.span)
        }
        guard document.holdsComments else { return }
        for comment in document.comments where AccessWords.occur(in: comment.source) { reportMisplaced(comment.span) }
        for field in fields { checkComments(in: field.value) }
        for section in extra {
            checkComment(section.heading)
            checkComments(in: section.blocks)
        }
    }

    private mutating func checkComments(in value: Value) {
        switch value {
        case .references(let references): for reference in references { checkComment(reference.text) }
        case .group(let members): for member in members { checkComments(in: member.value) }
        case .rows(let rows):
            for group in rows.groups { checkComment(group.heading) }
            for row in rows.rows {
                for cell in row.cells where !row.continued.contains(cell.field) { checkComments(in: cell.value) }
            }
            checkComments(in: rows.introduction + rows.closing + rows.groups.flatMap(\.note))
        default: value.forEachBlocks { checkComments(in: $0) }
        }
    }

    private mutating func checkComments(in blocks: [Block]) {
        values.diagnostics += PublishedComment.spans(in: blocks).map { PublishedComment.diagnostic(at: $0) }
    }

    private mutating func checkComment(_ text: Text) {
        if PublishedComment.occurs(in: text) { values.diagnostics.append(PublishedComment.diagnostic(at: text.span)) }
    }
}
