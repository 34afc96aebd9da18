import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Checker {
    /// The rules that run over the working records, in the order of the catalogue.
    package static let rules: [CheckRule] = [
        .record(RequiredMissing.check), .record(PlaceholderLeft.check), .record(NotApplicableSpelling.check), .record(NotApplicableMixed.check),
        .record(RepeatedEntry.check), .site(UnusedLegend.check), .gathering(LegendCodes.rule), .site(LegendCodes.ambiguous),
        .site(DuplicateID.check), .record(PortableID.check), .record(LookAlikes.check), .site(LookAlikes.ids), .site(DuplicateCode.check), .site(EqualTitles.check),
        .record(CodePattern.check), .record(UnknownState.check),
        .record(LogOrder.check), .record(CoverAndLog.check), .record(LogRowEmpty.check), .record(LogRowEmpty.partial), .record(FutureEffective.check),
        .record(ReviewDue.check),
        .record(SignatureMissing.check), .site(MemberControl.check),
        .record(UnknownReference.check), .site(Reciprocity.check), .site(Cycle.check), .record(DirectReports.check), .record(ReportsTo.check),
        .record(FormerName.check), .record(NameVariant.check), .record(ClauseException.check),
        .record(DuplicateFunction.check), .record(TwoTasks.check), .record(TimeShares.check), .record(SeveralFrequencies.check), .record(FrequencyInProse.check),
        .record(CatchAll.check),
        .record(InfinitiveStart.check), .record(UnequalLists.check),
        .gathering(SharedFunctions.rule),
        .record(LevelOutsideScale.check), .record(KnowledgeTwice.check), .record(PreferredRequirement.check),
        .record(DiscriminatoryRequirement.check), .record(ExperienceFigures.check),
        .record(CatalogueBehaviours.check), .record(CompetencyOutsideCatalogue.check), .record(LevelAndPercent.check), .record(FlatScale.check),
        .site(LeaderWithoutLeadership.check),
        .record(StepWithoutActor.check), .record(ProtocolControl.check), .record(StandardWithoutTarget.check), .site(Unreached.check),
        .site(ProtocolWithoutFunction.check), .gathering(GatheringRule(gather: PromisedProcedure.promises, conclude: PromisedProcedure.check)),
        .record(ItemOutOfForce.check),
        .record(DoNotUse.check), .record(MissingAccents.check), .gathering(NameForms.rule), .record(CutSentence.check), .record(BrokenPhrase.check),
        .record(InclusiveTerms.check), .gathering(GatheringRule(gather: TermVariants.uses, conclude: TermVariants.check)), .record(StrayCharacters.check),
        .record(PlainLanguage.check), .site(Spelling.check), .site(IdentityRules.check), .record(DeadAnchor.check), .record(LooseFootnote.check),
        .record(ProseWithoutRows.check),
    ]
}

extension Rule {
    /// Every rule of sources and records, for `explain` and the reference page.
    package static let catalogue: [Rule] = [
        .invalidYAML, .tabIndentation, .repeatedKey, .unclosedFrontMatter, .fencedFrontMatter, .invalidUTF8, .limitExceeded,
        .surplusCells, .tableWithoutDelimiterRow, .unclosedFence, .runTogetherPairs, .foreignSyntax, .remotePicture, .wordPaste, .deadAnchor, .looseFootnote,
        .proseWithoutRows, .unusedDefinition, .cutValue, .controlCharacter, .invisibleCharacter, .htmlTag, .unknownType, .unknownField,
        .repeatedField, .wrongValue, .unknownCode, .emptySection, .blankField, .strayText, .unknownHeading, .notPlaced, .nearMissHeading,
        .headingAttributes, .unclearAccess,
        .requiredMissing, .placeholderLeft, .notApplicableSpelling, .notApplicableMixed, .repeatedEntry, .unusedLegend, .unusedCode, .ambiguousCode, .idlePermission,
        .duplicateID, .mixedLetters, .lookAlikeIDs, .duplicateCode, .equalTitles, .codePattern, .unknownState, .logOrder, .coverAndLog, .logRowEmpty, .logRowPartial,
        .futureEffective, .reviewDue,
        .signatureMissing, .memberControl, .memberOfTwo,
        .unknownReference, .reciprocity, .cycle, .directReports, .reportsToUnit, .manyBosses, .formerName, .nameVariant, .clauseException,
        .duplicateFunction, .nearlyRepeated, .contradictoryFunction, .twoTasks, .timeShares, .severalFrequencies, .frequencyInProse, .catchAll, .infinitiveStart,
        .unequalLists, .divergentFunction,
        .copiedFunction,
        .levelOutsideScale, .knowledgeTwice, .preferredRequirement, .discriminatoryRequirement,
        .experienceFigures, .catalogueBehaviours, .competencyOutsideCatalogue, .levelAndPercent, .flatScale, .leaderWithoutLeadership,
        .stepWithoutActor, .protocolIncomplete, .standardWithoutTarget, .unreached, .protocolWithoutFunction, .promisedProcedure, .itemOutOfForce,
        .doNotUse, .termVariants, .missingAccents, .nameForms, .cutSentence, .brokenPhrase, .inclusiveTerms, .doubledSpace, .privateCharacter, .spelling,
        .longSentence, .hardSentence, .passiveChain, .officePhrase,
        .unreadableFile, .unknownFile, .unportableName, .collidingNames, .invalidType, .invalidForm, .invalidSetting, .lowContrast, .missingLogo,
    ]
}
