import Diagnostics

/// An entry of `Checker.rules`: the codes that a function reports, and the scope in which it is called.
package struct CheckRule: Sendable {
    /// The scope of a rule, and the function that the checker calls in it.
    enum Check: Sendable {
        /// A function that checks one record, called on all processors: for every record, or only for records with a
        /// text that has one of the traits.
        case record(TextTraits?, @Sendable (CheckContext, Int) -> [Diagnostic])
        /// A function that checks the texts of one record, called on all processors; the texts are collected once for
        /// all rules of this kind.
        case words(@Sendable (CheckContext, RecordTexts) -> [Diagnostic])
        /// A function that checks the whole site, called once.
        case site(@Sendable (CheckContext) -> [Diagnostic])
        /// A rule about the whole site, which extracts facts only from records whose facts may have changed.
        case aggregating(AggregatingRule)
        /// The rule has no function: reading, decoding or `Permissions` reports its findings.
        case checkedElsewhere
    }

    /// The codes that the rule reports, without codes that another entry lists.
    package let codes: [Rule]
    let check: Check

    static func record(
        _ codes: Rule..., having traits: TextTraits? = nil,
        check: @escaping @Sendable (CheckContext, Int) -> [Diagnostic]
    ) -> CheckRule {
        CheckRule(codes: codes, check: .record(traits, check))
    }

    static func words(_ codes: Rule..., check: @escaping @Sendable (CheckContext, RecordTexts) -> [Diagnostic])
        -> CheckRule
    {
        CheckRule(codes: codes, check: .words(check))
    }

    static func site(_ codes: Rule..., check: @escaping @Sendable (CheckContext) -> [Diagnostic]) -> CheckRule {
        CheckRule(codes: codes, check: .site(check))
    }

    static func aggregating(_ codes: Rule..., check: AggregatingRule) -> CheckRule {
        CheckRule(codes: codes, check: .aggregating(check))
    }

    static func checkedElsewhere(_ codes: Rule...) -> CheckRule { CheckRule(codes: codes, check: .checkedElsewhere) }
}
