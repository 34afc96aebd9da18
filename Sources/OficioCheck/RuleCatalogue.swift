import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Checker {
    /// Every rule of sources and records, in the order of `explain` and of the reference page.
    ///
    /// An entry names the scope of the rule (a record, the whole site, or facts aggregated over the site), the codes
    /// that it reports and the function that finds them. Reading and decoding report some findings themselves; for
    /// these the entry lists only the codes.
    package static let rules: [CheckRule] = [
        .checkedElsewhere(
            .invalidYAML, .tabIndentation, .repeatedKey, .unclosedFrontMatter, .fencedFrontMatter, .invalidUTF8,
            .limitExceeded,
            .surplusCells, .tableWithoutDelimiterRow, .unclosedFence, .runTogetherPairs, .foreignSyntax, .remotePicture,
            .wordPaste, .headingWithoutSpace, .pathWithBlanks),
        .record(.deadAnchor, check: DeadAnchor.check),
        .record(.disguisedLink, check: DisguisedLink.check),
        .record(.looseFootnote, having: .footnote, check: LooseFootnote.check),
        .record(.proseWithoutRows, check: ProseWithoutRows.check),
        .checkedElsewhere(
            .unusedDefinition, .cutValue, .controlCharacter, .invisibleCharacter, .htmlTag, .publishedComment,
            .unknownType,
            .unknownField, .repeatedField, .wrongValue, .unknownCode, .emptySection, .blankField, .strayText,
            .unknownHeading, .notPlaced,
            .nearMissHeading, .headingAttributes, .unclearAccess, .unmarkedInternal),
        .record(check: UnansweredQuestion.check),
        .record(.unreadFacts, .contradictedFact, check: FactsInSections.check),
        .record(.requiredMissing, check: RequiredMissing.check),
        .record(.placeholderLeft, having: .gap, check: PlaceholderLeft.check),
        .record(.notApplicableSpelling, check: NotApplicableSpelling.check),
        .record(.notApplicableMixed, check: NotApplicableMixed.check),
        .record(.repeatedEntry, check: RepeatedEntry.check),
        .site(.unusedLegend, check: UnusedLegend.check),
        .aggregating(.unusedCode, check: LegendCodes.rule),
        .site(.ambiguousCode, check: LegendCodes.ambiguousCodeFindings),
        .record(.codeWithoutLegend, having: .legend, check: LooseLegends.check),
        .checkedElsewhere(.idlePermission),
        .site(.duplicateID, check: DuplicateID.check),
        .record(check: PortableID.check),
        .words(.mixedLetters, check: LookAlikes.check),
        .site(.lookAlikeIDs, check: LookAlikes.lookAlikeIDFindings),
        .site(.duplicateCode, check: DuplicateCode.check),
        .site(.equalTitles, check: EqualTitles.check),
        .record(.codePattern, check: CodePattern.check),
        .record(.unknownState, check: UnknownState.check),
        .record(.logOrder, check: LogOrder.check),
        .record(.coverAndLog, check: CoverAndLog.check),
        .record(.logRowEmpty, check: LogRowEmpty.check),
        .record(.logRowPartial, check: LogRowEmpty.partialRowFindings),
        .record(.futureEffective, check: FutureEffective.check),
        .record(.reviewDue, check: ReviewDue.check),
        .record(.signatureMissing, check: SignatureMissing.check),
        .site(.memberControl, .memberOfTwo, check: MemberControl.check),
        .record(.unknownReference, check: UnknownReference.check),
        .checkedElsewhere(.wordsBesideReference),
        .site(.reciprocity, check: Reciprocity.check),
        .site(.cycle, check: Cycle.check),
        .record(.directReports, check: DirectReports.check),
        .record(.reportsToUnit, .manyBosses, check: ReportsTo.check),
        .record(.formerName, check: FormerName.check),
        .record(.nameVariant, check: NameVariant.check),
        .record(.internalName, check: InternalName.check),
        .site(check: InternalName.checkDeclarations),
        .record(.clauseException, check: ClauseException.check),
        .record(.notPrinted, check: NotPrinted.check),
        .record(.clauseByName, check: ClauseByName.check),
        .record(.duplicateFunction, .nearlyRepeated, .contradictoryFunction, check: DuplicateFunction.check),
        .record(.twoTasks, check: TwoTasks.check),
        .record(.timeShares, check: TimeShares.check),
        .record(.severalFrequencies, check: SeveralFrequencies.check),
        .record(.frequencyInProse, check: FrequencyInProse.check),
        .record(.catchAll, check: CatchAll.check),
        .record(.infinitiveStart, check: InfinitiveStart.check),
        .record(.unequalLists, check: UnequalLists.check),
        .aggregating(.divergentFunction, .copiedFunction, check: SharedFunctions.rule),
        .record(.levelOutsideScale, check: LevelOutsideScale.check),
        .record(.knowledgeTwice, check: KnowledgeTwice.check),
        .record(.competencyTwice, check: CompetencyTwice.check),
        .record(.preferredRequirement, check: PreferredRequirement.check),
        .record(.discriminatoryRequirement, check: DiscriminatoryRequirement.check),
        .record(.experienceFigures, check: ExperienceFigures.check),
        .record(.catalogueBehaviours, check: CatalogueBehaviours.check),
        .record(.competencyOutsideCatalogue, check: CompetencyOutsideCatalogue.check),
        .record(.levelAndPercent, check: LevelAndPercent.check),
        .record(.flatScale, check: FlatScale.check),
        .site(.leaderWithoutLeadership, check: LeaderWithoutLeadership.check),
        .record(.stepWithoutActor, check: StepWithoutActor.check),
        .record(.protocolIncomplete, check: ProtocolControl.check),
        .record(.standardWithoutTarget, check: StandardWithoutTarget.check),
        .site(.unreached, check: Unreached.check),
        .site(.protocolWithoutFunction, check: ProtocolWithoutFunction.check),
        .aggregating(
            .promisedProcedure,
            check: AggregatingRule(extract: PromisedProcedure.namedProcedures, aggregate: PromisedProcedure.check)),
        .record(.itemOutOfForce, check: ItemOutOfForce.check),
        .record(.doNotUse, check: DoNotUse.check),
        .aggregating(
            .termVariants, check: AggregatingRule(extractTexts: TermVariants.uses, aggregate: TermVariants.check)),
        .words(.missingAccents, check: MissingAccents.check),
        .aggregating(.nameForms, check: NameForms.rule),
        .words(.cutSentence, check: CutSentence.check),
        .words(.brokenPhrase, check: BrokenPhrase.check),
        .words(.inclusiveTerms, check: InclusiveTerms.check),
        .record(.endPunctuation, check: EndPunctuation.check),
        .words(.doubledSpace, .privateCharacter, check: StrayCharacters.check),
        .site(.spelling, check: Spelling.check),
        .record(.longSentence, .hardSentence, .passiveChain, .officePhrase, check: PlainLanguage.check),
        .checkedElsewhere(
            .unreadableFile, .unknownFile, .unportableName, .nameWithEnye, .collidingNames, .invalidType, .invalidForm,
            .invalidSetting
        ),
        .site(.lowContrast, .missingLogo, check: IdentityRules.check),
    ]
}

extension Rule {
    /// Every rule of sources and records, for `explain` and the reference page.
    package static let catalogue: [Rule] = Checker.rules.flatMap(\.codes)
}
