import Diagnostics
import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// An onboarding checklist as a document: phases in order, and tasks with checkbox, reason, helper, evidence and time
/// limit. Readers tick it on the page of a job.
struct ChecklistPage {
    private var builder: SheetBuilder

    init(_ builder: SheetBuilder) {
        self.builder = builder
    }

    private static let facts: Set<FieldKey> = [
        .title, .code, .version, .effective, .created, .owner, .unit, .reviewEvery, .nextReview, .authorisedBy,
        .reviewedBy, .form,
        .state, .access,
        .formerIDs, .formerNames, .items, .phases,
    ]

    mutating func value() -> TemplateValue {
        let site = builder.site
        let tasks = ChecklistTasks(of: builder.index, builder.content, isOwnPage: true)
        let phases = tasks.phases.map { phase in
            let anchor = builder.anchors.next(phase.label.slug(words: 6))
            return Shape(
                ("anchor", .text(anchor)), ("title", .text(phase.label)),
                (
                    "titleHTML",
                    phase.heading.flatMap { $0.hasPictureOrLink ? builder.content.inline($0).value : nil } ?? .absent
                ),
                ("note", text(phase.note)), ("count", .number(phase.tasks.count))
            )
            .with(
                .items,
                phase.tasks.map { task in
                    var shape = Shape(
                        ("anchor", .text(builder.anchors.next(task.id))), ("text", .text(task.words)),
                        ("detail", task.detail?.value ?? .absent), ("why", task.why?.value ?? .absent),
                        ("due", .optional(task.due))
                    )
                    shape.set(task.mark)
                    shape.set(task.dueMark, "due")
                    return shape.with(.facts, task.facts).value
                }
            ).value
        }
        let introduction = text(tasks.introduction)
        let closing = text(tasks.closing)
        let leftOver: Set<FieldKey> = tasks.isEmpty ? [.items] : []
        let known = Self.facts.subtracting(leftOver)
        let before = builder.fieldsOutsideForm(except: known, level: 2, withOwn: true, above: .items)
        let sections = builder.fieldsOutsideForm(except: known, level: 2, withOwn: true, below: .items)
        let links = LinkShapes(site: site, root: builder.content.root)
        let checklist = builder.index
        let jobs = site.isArchive ? [] : site.jobs.jobs.filter { site.jobs.checklists[$0]?.contains(checklist) == true }
        return Shape(
            ("id", .text(builder.record.id)), ("introduction", introduction), ("closing", closing),
            ("receipt", receipt(site))
        )
        .with(.before, before).with(.phases, phases).with(.sections, sections)
        .with(
            .links,
            jobs.map {
                links.link(builder.content.root + OnboardingPage.path(site, $0), site.corpus.records[$0].title)
            }
        ).value
    }

    private func text(_ blocks: [Block]) -> TemplateValue {
        blocks.isEmpty ? .absent : builder.content.blocks(blocks).value
    }

    private mutating func receipt(_ site: SiteContext) -> TemplateValue {
        var frame = SectionFrame(title: site.message("receipt"), level: 2, number: nil, view: .receipt)
        var section = FormSection(span: .start(of: builder.record.file))
        section.blanks = [
            [site.message("receiptName"), site.message("receiptDocument")],
            [site.message("receiptDate"), site.message("receiptSignature")],
        ]
        guard let value = builder.receipt(section) else { return .absent }
        frame.view = ("receipt", value)
        return frame.value(anchor: builder.anchors.next("acuse"))
    }
}
