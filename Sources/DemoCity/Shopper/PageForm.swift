import Basics

/// A form of a page, as a browser would send it if nobody touched it.
struct PageForm: Sendable {
    var action: String
    /// What it sends.
    var values: [String: String] = [:]
    /// What may be chosen, for lists and groups of buttons; without the empty choice.
    var choices: [String: [String]] = [:]
    /// Every field it asks for, sent or not.
    var fields: Set<String> = []

    static func all(in page: String) -> [PageForm] {
        var forms: [PageForm] = []
        var form: PageForm?
        var list = ""
        for tag in PageTag.all(in: page) {
            switch tag.name {
            case "form": form = PageForm(action: tag["action"] ?? "")
            case "/form":
                if let form { forms.append(form) }
                form = nil
            case "select":
                list = tag["name"] ?? ""
                form?.ask(list)
            case "option": form?.offer(tag["value"] ?? tag.text, tag["selected"] != nil, in: list)
            case "textarea": form?.put(tag.text, at: tag["name"])
            case "input": form?.take(tag)
            default: break
            }
        }
        return forms
    }

    private mutating func ask(_ list: String) { fields.insert(list) }

    private mutating func put(_ value: String, at name: String?) {
        guard let name else { return }
        fields.insert(name)
        values[name] = value
    }

    private mutating func take(_ tag: PageTag) {
        guard let name = tag["name"] else { return }
        switch tag["type"] {
        case "radio": offer(tag["value"] ?? "", tag["checked"] != nil, in: name)
        case "checkbox":
            fields.insert(name)
            if tag["checked"] != nil { values[name] = tag["value"] ?? "on" }
        default: put(tag["value"] ?? "", at: name)
        }
    }

    private mutating func offer(_ value: String, _ isChosen: Bool, in name: String) {
        fields.insert(name)
        if !value.isEmpty { choices[name, default: []].append(value) }
        if isChosen { values[name] = value }
    }

    /// The body of its post (WHATWG URL, application/x-www-form-urlencoded).
    static func body(_ values: [String: String]) -> String {
        values.sorted { $0.key < $1.key }.map { "\(encode($0.key))=\(encode($0.value))" }
            .joined(separator: "&")
    }

    /// Percent-encoded but for the unreserved characters (RFC 3986, section 2.3).
    static func encode(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        var encoded = ""
        for byte in text.utf8 {
            let scalar = Unicode.Scalar(byte)
            if scalar.isASCII,
                scalar.properties.isAlphabetic || "0123456789-._~".utf8.contains(byte)
            {
                encoded.unicodeScalars.append(scalar)
            } else {
                encoded += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
        return encoded
    }
}

/// A page that was opened.
struct WebPage: Sendable {
    var place: Place
    var status: Int
    var body: String

    var forms: [PageForm] { PageForm.all(in: body) }

    /// The first form whose post goes to an address that ends so.
    func form(to ending: String) -> PageForm? { forms.first { $0.action.hasSuffix(ending) } }

    /// The addresses of its links.
    var links: [String] {
        PageTag.all(in: body).filter { $0.name == "a" }.compactMap { $0["href"] }
    }

    /// The names of the fields that it complains about.
    var wrongFields: [String] {
        PageTag.all(in: body).filter { $0["class"] == "wrong" }.compactMap { $0["id"] }
            .map { String($0.dropFirst(2).dropLast(6)) }
    }
}
