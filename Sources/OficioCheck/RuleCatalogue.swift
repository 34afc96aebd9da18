import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Checker {
    /// What is asked of the working records, in the order of the catalogue.
    package static let rules: [CheckRule] = [
        .record(UnknownReference.check)
    ]
}

extension Rule {
    /// Every rule, those of reading and decoding among them, for `explain` and the reference page.
    package static let catalogue: [Rule] = [
        .invalidYAML, .tabIndentation, .repeatedKey, .unclosedFrontMatter, .fencedFrontMatter, .invalidUTF8, .limitExceeded, .surplusCells,
        .htmlTag, .unknownType, .unknownField, .repeatedField, .wrongValue, .unknownCode, .emptySection, .strayText, .nearMissHeading,
        .unknownReference, .unreadableFile, .unknownFile, .collidingNames, .invalidType, .invalidForm, .invalidSetting,
    ]
}
