import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

extension OnboardingPlan {
    /// Adds a task to introduce each contact of a job, except its superior and its team, whom a newcomer meets on the
    /// first day. An external contact or a relation counts only if it names a job, unit or office of the site,
    /// because nobody is introduced to the public.
    mutating func addContacts(_ record: Record) {
        let type = site.type(job)
        let known = Set([site.jobs.bosses[job]].compactMap(\.self) + (site.jobs.reports[job] ?? []))
        func introduction(_ id: String, _ name: String, isNamed: Bool, why: Markup? = nil) -> Item? {
            let post = site.corpus.resolve(name, types: [.job, .unit, .office], from: record.file).record
            if name.isEmpty || isNamed && post == nil || post.map(known.contains) == true { return nil }
            return Item(id: "k-\(id)", words: site.message("onboardContact", name: name), why: why)
        }
        for (field, days) in [(FieldKey.internalContacts, 7), (.externalContacts, 30)] {
            guard let place = type.field(field), case .rows(let rows)? = record.value(place) else { continue }
            let columns = type.fields[place].kind.rowType
            let purpose = columns.column(.purpose)
            let items = rows.rows.compactMap { row -> Item? in
                guard let who = row[columns.main], !who.isNotApplicable else { return nil }
                var why: Markup?
                if let words = purpose.flatMap({ row[$0] }), !words.isNotApplicable {
                    why = Markup()
                    why?.text(site.corpus.plain(words, from: record.file))
                }
                return introduction(
                    row.id, site.corpus.plain(who, from: record.file), isNamed: field == .externalContacts, why: why)
            }
            add("onboardGroupContacts", items, days: days)
        }
        if case .group(let members)? = site.corpus.value(record, .relations), let first = members.first,
            case .list(let items) = first.value
        {
            let named = items.compactMap {
                introduction($0.id, site.corpus.plain($0.blocks, from: record.file), isNamed: true)
            }
            add("onboardGroupContacts", named, days: 7)
        }
    }
}

extension SiteContext {
    /// Returns a message in which a name replaces `{name}`. Drops full stops, commas and semicolons at the end of the
    /// name, because the messages end with a full stop of their own.
    func message(_ key: String, name: String) -> String {
        var name = name.trimmedASCII
        while let last = name.last, ".;,".contains(last) { name.removeLast() }
        return message(key).replacing("{name}", with: name)
    }
}
