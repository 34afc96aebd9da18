import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

/// Recognises the verbs that tasks begin with: Spanish infinitives, and English verbs of office work.
enum TaskVerbs {
    /// Whether a folded task begins with a verb in the form that lists of tasks use; words such as *no* and *y* may
    /// precede the verb. The result is true for an empty text.
    static func begins(_ folded: String, _ language: Language) -> Bool {
        if language == .spanish { return InfinitiveStart.isInfinitive(folded) }
        var words = folded.parts(between: " ")[...]
        while let first = words.first,
            ["to", "and", "not", "also"].contains(first) || first.hasSuffix("ly")
                || first.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
        {
            words = words.dropFirst()
        }
        guard let first = words.first else { return true }
        // *Control of the stock*, *review of files*: the first word is a noun.
        if words.dropFirst().first == "of", first != "dispose" { return false }
        return isEnglish(first)
    }

    /// Whether a folded English task begins with another form of a task verb, or with a phrase instead of a verb:
    /// *managing*, *manages*, *responsible for*, *control of*.
    static func beginsOtherwise(_ folded: String) -> Bool {
        let words = folded.parts(between: " ")
        guard let first = words.first, words.count > 1 else { return false }
        if words[1] == "of" && first != "dispose" || ["for", "in", "to"].contains(words[1]) && !isEnglish(first) {
            return true
        }
        for ending in ["ing", "ies", "es", "s", "ied", "ed", "d"]
        where first.hasSuffix(ending) && first.utf8.count > ending.utf8.count + 1 {
            let stem = String(first.dropLast(ending.count))
            let candidates =
                ending.hasPrefix("i") && ending != "ing"
                ? [stem + "y"]
                : [
                    stem, stem + "e",
                    stem.last.map { stem.hasSuffix("\($0)\($0)") } == true ? String(stem.dropLast()) : stem,
                ]
            if candidates.contains(where: { isEnglish(Substring($0)) }) { return !isEnglish(first) }
        }
        return false
    }

    private static func isEnglish(_ word: Substring) -> Bool { english.contains(String(word)) }

    private static let english = Set(
        """
        accept accompany achieve acknowledge act adapt address adjust administer adopt advise align allocate amend
        analyse analyze answer apply appoint appraise approve archive arrange ask assemble assess assign assist assure
        attend audit authorise authorize award balance book brief bring budget build calculate call calibrate carry
        catalogue certify chair champion check circulate clarify classify clean clear close coach code collaborate
        collate collect communicate compare compile complete comply compose conduct confirm consolidate consult contact
        contribute control convene cooperate coordinate copy correct count counsel create deal decide define delegate
        deliver demonstrate deploy deputise describe design determine develop devise diagnose digitise digitize direct
        dispatch dispose distribute document draft draw drive edit educate enable encourage enforce engage enrol ensure
        enter escalate escort establish estimate evaluate examine execute exercise explain facilitate file fill finalise
        finalize follow forecast formulate forward foster gather generate get give grant greet guarantee guide hand
        handle help hire hold identify implement improve inform initiate inspect install instruct integrate interpret
        interview introduce investigate invite invoice issue join justify keep label lead learn liaise list listen log
        look maintain make manage map mark measure mediate meet mentor modify monitor motivate negotiate note notify
        observe obtain offer open operate order organise organize orient oversee pack participate pay perform place plan
        post practise practice prepare present prevent print prioritise prioritize process procure produce programme
        program promote propose protect provide publish purchase quote raise read receive recommend reconcile record
        recruit redact refer register regulate release remind remit remove renew repair repeat replace reply report
        represent request research reserve resolve respect respond retain retrieve return review revise route run
        safeguard scan schedule screen secure select send serve set settle share sign simplify solve sort speak stamp
        standardise state stop store strengthen structure study submit suggest summarise summarize supervise supply
        support suspend take teach tell test track train transcribe transfer translate transmit treat type update uphold
        use validate value verify visit wait watch weigh welcome withdraw work write
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
}
