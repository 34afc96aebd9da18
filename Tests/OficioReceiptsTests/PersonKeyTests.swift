import OficioReceipts
import Testing

/// Spellings of a name and an identity document that stand for the same person.
@Suite struct PersonKeyTests {
    private func key(_ name: String, _ identity: String = "") -> PersonKey { PersonKey(name: name, identity: identity) }

    @Test(arguments: [
        "RUTH NÚÑEZ", "ruth nunez", "Ruth\u{A0}Núñez", " Ruth  Núñez ", "Ｒｕｔｈ Núñez", "Ru\u{200B}th Núñez",
        "\u{FEFF}Ruth Núñez", "Ruth Nu\u{301}n\u{303}ez",
        "𝑅uth Núñez", "Ruth-Núñez", "NÚÑEZ, Ruth", "Ruth N\u{AD}úñez", "Ruth Núñ\u{435}z",
    ])
    func
        `a name is the same in any width, case and accent, with what does not show and with letters that look the same`(
            _ writing: String
        )
    {
        #expect(key(writing).name == "nunez ruth")
    }

    @Test(arguments: [
        "801-22", "８０１-２２", "801 22", "801.22", "801\u{200B}-22", "٨٠١-٢٢", "८०१/२२", "801–22", "801\u{2060}\u{A0}22",
    ])
    func `an identity document is the same with any digits and dividers`(_ writing: String) {
        #expect(key("Ruth", writing).identity == "801 22")
        #expect(key("Ruth", writing).digits == "80122")
    }

    @Test func `other dividers are the same document only under the same name`() {
        var people = People()
        people.insert(key("Ruth Núñez", "8-123-45"))
        people.insert(key("Saúl Paz", "8-12-345"))
        #expect(people.isSame(key("Ruth Núñez", "812345"), key("RUTH NUNEZ", "8-123-45")))
        #expect(people.id(of: key("Ruth Núñez", "812345")) == people.id(of: key("Ruth Núñez", "8-123-45")))
        #expect(!people.isSame(key("Saúl Paz", "8-12-345"), key("Ruth Núñez", "8-123-45")))
        #expect(people.id(of: key("Saúl Paz", "8-12-345")) != people.id(of: key("Ruth Núñez", "8-123-45")))
    }

    @Test func `an identity document without dividers is that of the same name with more words`() {
        var people = People()
        people.insert(key("NÚÑEZ PAZ RUTH ELENA", "08011990"))
        #expect(people.id(of: key("Ruth Núñez", "0801-1990")) == people.id(of: key("Núñez Paz Ruth Elena", "08011990")))
        #expect(people.isSame(key("Ruth Núñez", "0801-1990"), key("Núñez Paz Ruth Elena", "08011990")))
        #expect(!people.isSame(key("Ruth Mora", "0801-1990"), key("Núñez Paz Ruth Elena", "08011990")))
        people.insert(key("Ruth Núñez", "080-11990"))
        people.insert(key("Ruth Mora", "080-11990"))
        #expect(people.id(of: key("Ruth Mora", "080-11990")) != people.id(of: key("Núñez Paz Ruth Elena", "08011990")))
    }

    @Test func `a name alone means its only bearer, and nobody of several`() {
        var people = People()
        people.insert(key("Ruth Núñez", "1"))
        people.insert(key("Ana Gil", "2"))
        people.insert(key("Ana Gil", "3"))
        #expect(people.id(of: key("ruth nuñez")) == people.id(of: key("Ruth Núñez", "1")))
        #expect(people.isSame(key("Ruth Núñez"), key("Ruth Núñez", "1")))
        #expect(!people.isSame(key("Ana Gil"), key("Ana Gil", "2")))
        #expect(people.isSame(key("Ana Gil"), key("ANA GIL")))
        #expect(!people.isSame(key("Ruth Núñez"), key("Ruth Núñez", "4")), "by now two people bear the name")
    }

    @Test func `names share a word that is no particle`() {
        #expect(key("Ruth de la O").sharesName(with: key("Ruth Núñez")))
        #expect(!key("Ruth de la O").sharesName(with: key("Pedro de la Paz")))
        #expect(key("Dángelo").sharesName(with: key("Ana D’Ángelo")))
    }

    @Test func `control and invisible characters are written as escapes`() {
        #expect("Ana\u{9B}31m\u{202E}\u{200B}ñ".printable == "Ana‹U+009B›31m‹U+202E›‹U+200B›ñ")
        #expect("سارا\u{200C}م".printable == "سارا\u{200C}م", "a joiner belongs to the word")
    }
}
