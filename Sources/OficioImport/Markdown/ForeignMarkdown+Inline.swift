import Diagnostics

/// The tags, comments and shortcodes within a line.
extension ForeignMarkdown {
    /// Returns a line without tags and comments, with figures and references of Hugo as Markdown. Adds the comments
    /// to `hidden`.
    mutating func inline(_ line: String, _ number: Int) -> String {
        var out = ""
        var rest = line[...]
        var code = 0
        while let sign = rest.first {
            if sign == "`" {
                let ticks = rest.prefix { $0 == "`" }
                code = code == 0 ? ticks.count : (code == ticks.count ? 0 : code)
                out += ticks
                rest = rest.dropFirst(ticks.count)
                continue
            }
            if code == 0 {
                if rest.hasPrefix("<!--"), let end = rest.prefix(Self.longest).range(of: "-->") {
                    hidden.append((String(rest[..<end.upperBound]), number))
                    rest = rest[end.upperBound...]
                    continue
                }
                if rest.hasPrefix("{/*"), let end = rest.prefix(Self.longest).range(of: "*/}") {
                    hidden.append((String(rest[..<end.upperBound]), number))
                    rest = rest[end.upperBound...]
                    continue
                }
                if sign == "<", let (length, made, dropped) = tag(rest) {
                    out += made
                    if !dropped.isEmpty { hidden.append((dropped, number)) }
                    rest = rest.dropFirst(length)
                    continue
                }
                // Attributes after a picture or a link: `{ width=300 }`.
                if sign == "{", out.hasSuffix(")"), !rest.hasPrefix("{{"), !rest.hasPrefix("{%"),
                    let end = rest.prefix(Self.longest).firstIndex(of: "}")
                {
                    hidden.append((String(rest[...end]), number))
                    rest = rest[rest.index(after: end)...]
                    continue
                }
                if sign == "{", let (length, made, dropped) = template(rest) {
                    out += made
                    if !dropped.isEmpty { hidden.append((dropped, number)) }
                    rest = rest.dropFirst(length)
                    continue
                }
            }
            out.append(sign)
            rest.removeFirst()
        }
        return out
    }

    /// Returns the Markdown for a tag of HTML or JSX, and the part of the tag that is not text; `nil` if the text
    /// begins with no tag.
    private func tag(_ text: Substring) -> (length: Int, made: String, dropped: String)? {
        guard let end = text.prefix(Self.longest).firstIndex(of: ">") else { return nil }
        let whole = String(text[...end])
        let inside = whole.dropFirst().dropLast().drop { $0 == "/" }
        guard inside.first?.isLetter == true, !inside.contains("://") && !inside.contains("@") || inside.contains(" ")
        else { return nil }
        let name = inside.prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" }.lowercased()
        guard name.count < 30, inside.dropFirst(name.count).first.map({ " /".contains($0) }) ?? true else { return nil }
        switch name {
        case "br": return (whole.count, "<br>", "")
        case "img":
            let source = attribute("src", whole) ?? pathInBraces("src", whole) ?? ""
            let alternative = attribute("alt", whole) ?? ""
            guard !source.isEmpty, !source.contains(where: { " ()".contains($0) }) else {
                return (whole.count, alternative, whole)
            }
            return (whole.count, "![\(alternative)](\(source))", "")
        case "summary" where whole.hasPrefix("</"): return (whole.count, "**", "")
        case "summary", "b", "strong": return (whole.count, "**", "")
        case "i", "em": return (whole.count, "*", "")
        default: return (whole.count, "", inside.count > name.count ? String(inside.dropFirst(name.count)) : "")
        }
    }

    /// Returns the path in the expression of an attribute of JSX: `src={require('@site/static/plano.png').default}`;
    /// `nil` if it has none.
    private func pathInBraces(_ name: String, _ tag: String) -> String? {
        guard let start = tag.range(of: "\(name)={") else { return nil }
        let parts = tag[start.upperBound...].prefix { $0 != "}" }.split { "'\"`".contains($0) }
        return parts.count > 1 ? String(parts[1]) : nil
    }

    func attribute(_ name: String, _ tag: String) -> String? {
        for quote in ["\"", "'"] {
            guard let start = tag.range(of: "\(name)=\(quote)") else { continue }
            return String(tag[start.upperBound...].prefix { String($0) != quote })
        }
        return nil
    }

    /// Returns the Markdown for a shortcode within a line: a figure, a reference. Other shortcodes stay as typed, and
    /// the function adds them to `kept`. Returns `nil` if the text begins with none.
    private mutating func template(_ text: Substring) -> (length: Int, made: String, dropped: String)? {
        let near = text.prefix(Self.longest)
        guard text.hasPrefix("{{"), let end = near.range(of: "}}") else {
            guard text.hasPrefix("{%"), let end = near.range(of: "%}") else { return nil }
            let whole = String(text[..<end.upperBound])
            kept.append(whole)
            return (whole.count, whole.replacing("{", with: "\\{"), "")
        }
        let whole = String(text[..<end.upperBound])
        if let (name, arguments) = shortcode(whole) {
            switch name {
            case "figure":
                guard let source = argument("src", arguments), !source.contains(" ") else { break }
                let texts = ["title", "caption"].compactMap { argument($0, arguments) }
                let made = (["![\(argument("alt", arguments) ?? "")](\(source))"] + texts).joined(separator: " ")
                let dropped = ["attr", "link"].compactMap { argument($0, arguments) }.joined(separator: " ")
                return (whole.count, made, dropped)
            case "button", "link":
                let rest = text.dropFirst(whole.count).prefix(Self.longest)
                let target = firstArgument(["href", "url", "relref", "link"], arguments)
                guard let target, !target.contains(" "), let close = rest.range(of: "{{"),
                    rest[close.lowerBound...].dropFirst(3).drop(while: { $0 == " " }).hasPrefix("/" + name),
                    let end = rest[close.lowerBound...].range(of: "}}")
                else { break }
                let label = PlainText.clean(String(rest[..<close.lowerBound]))
                let length = whole.count + rest[..<end.upperBound].count
                return (length, "[\(label)](\(target))", arguments.replacing(target, with: ""))
            case "ref", "relref":
                let target = arguments.filter { $0 != "\"" && $0 != "'" && $0 != "`" }
                guard !target.contains(" ") else { break }
                return (whole.count, target, "")
            case "br": return (whole.count, "<br>", "")
            default: break
            }
        }
        kept.append(whole)
        return (whole.count, whole.replacing("<", with: "\\<").replacing("*", with: "\\*"), "")
    }
}
