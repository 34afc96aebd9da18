import OficioModel
import OficioTheme

extension OnboardingPlan {
    /// Merges a task that follows from the job into the same task of an author; returns false if there is none.
    mutating func mergeWithAuthored(_ item: Item) -> Bool {
        phases.indices.contains { phases[$0].merge(item) }
    }
}

extension OnboardingPlan.Phase {
    /// Merges a task into the same task of another checklist, so that nobody ticks it twice; returns false if the
    /// phase has none. Keeps the author's wording (of two authors' wordings the longer), and the facts and roles of
    /// both. Tasks with different time limits are not merged.
    mutating func merge(_ item: OnboardingPlan.Item) -> Bool {
        for group in groups.indices where groups[group].title == nil {
            guard
                let place = groups[group].items.firstIndex(where: {
                    $0.checklist != item.checklist && $0.isSame(as: item)
                })
            else { continue }
            groups[group].items[place].add(item)
            return true
        }
        return false
    }
}

extension OnboardingPlan.Item {
    /// Whether two tasks are the same in other words: the longer task contains all significant words of the shorter
    /// one, and these are at least four and at least half of the longer task's significant words. Tasks with
    /// different time limits are never the same.
    fileprivate func isSame(as other: Self) -> Bool {
        if let span, let limit = other.span, span != limit { return false }
        var few = significantWords
        var many = other.significantWords
        if few.count > many.count { swap(&few, &many) }
        return few.count >= 4 && few.count * 2 >= many.count && few.isSubset(of: many)
    }

    private var significantWords: Set<Substring> {
        Set(words.folded.split { !$0.isLetter && !$0.isNumber }.filter { $0.count > 3 || $0.first?.isNumber == true })
    }

    fileprivate mutating func add(_ other: Self) {
        if checklist != nil, other.checklist != nil, other.words.count > words.count { words = other.words }
        why = why ?? other.why
        facts += other.facts.filter { !facts.contains($0) }
        due = due ?? other.due
        span = span ?? other.span
        roles.formUnion(other.roles)
    }
}
