import Basics
import Templates
import Web

/// A link with its words.
struct Link: Sendable, Hashable, TemplateObject {
    let name: String
    let address: String

    func value(named name: String) -> TemplateValue? {
        switch name {
        case "name": .text(self.name)
        case "address": .text(address)
        default: nil
        }
    }
}

/// One of several things a visitor may choose, in a form.
struct Choice: Sendable, Hashable, TemplateObject {
    let value: String
    let words: String
    let isChosen: Bool

    func value(named name: String) -> TemplateValue? {
        switch name {
        case "value": .text(value)
        case "words": .text(words)
        case "isChosen": .truth(isChosen)
        default: nil
        }
    }
}

/// A line of a table of facts.
struct Fact: Sendable, Hashable, TemplateObject {
    let term: String
    let words: String

    init(_ term: String, _ words: String) {
        self.term = term
        self.words = words
    }

    func value(named name: String) -> TemplateValue? {
        switch name {
        case "term": .text(term)
        case "words": .text(words)
        default: nil
        }
    }
}

extension PictureView {
    init(_ picture: Picture, in place: Place) {
        self.init(file: picture.file, alt: picture.alt, in: place)
    }

    /// The first as what the page is about, the others below it.
    static func all(_ pictures: [Picture]) -> [PictureView] {
        pictures.enumerated().map { PictureView($1, in: $0 == 0 ? .first : .further) }
    }
}

/// An item of news in a list.
struct NewsLine: Sendable, Hashable {
    let address: String
    let day: String
    let title: String

    init(_ item: NewsItem) {
        address = CatalogueURL.newsItem(item.id).path
        day = item.day.japanese
        title = item.title
    }
}

/// The paragraphs of a text: empty lines separate them.
func paragraphs(_ text: String) -> [String] {
    text.split(separator: "\n\n").map { $0.filter { $0 != "\n" } }.filter { !$0.isEmpty }
}

/// A text to its first full stop, with it.
func firstSentence(_ text: String) -> String {
    text.firstIndex(of: "。").map { String(text[...$0]) } ?? text
}
