import Basics
public import Templates

/// A picture as a page shows it: `{{#picture}}{{>picture}}{{/picture}}`.
///
/// A photograph is offered in its sizes and formats, and the browser takes the one that it needs; a
/// drawing is sharp at every size and comes as it is.
public struct PictureView: Sendable, Hashable, TemplateObject {
    /// Where on a page it stands, which says how large it is shown and how soon.
    public enum Place: Sendable, Hashable {
        /// What a page is about: the first thing that one looks at.
        case first
        /// Below the first.
        case further
        /// In a list.
        case card
        /// In a list at the head of a page.
        case firstCards
        /// Beside a line of a basket.
        case line
    }

    private let file: String
    private let alt: String
    private let place: Place

    public init(file: String, alt: String, in place: Place) {
        self.file = file
        self.alt = alt
        self.place = place
    }

    public func value(named name: String) -> TemplateValue? {
        switch name {
        case "photograph":
            PhotographName(file).map { .object(Sizes(photograph: $0, place: place)) } ?? .absent
        case "address": .text(SitePath.pictures + file)
        case "alt": .text(alt)
        case "loading": .text(place.loading)
        case "isFirst": .truth(place == .first)
        default: nil
        }
    }

    /// A photograph's files, as `srcset` takes them.
    private struct Sizes: TemplateObject {
        let photograph: PhotographName
        let place: Place

        func value(named name: String) -> TemplateValue? {
            switch name {
            case "avif": .text(set(.avif))
            case "webp": .text(set(.webp))
            case "jpeg": .text(set(.jpeg))
            case "sizes": .text(place.sizes)
            case "address":
                .text(SitePath.pictures + photograph.file(widths.last ?? 0, .jpeg))
            case "width": .text("\(photograph.width)")
            case "height": .text("\(photograph.height)")
            default: nil
            }
        }

        private var widths: [Int] {
            let fitting = photograph.widths.filter { $0 <= place.widest }
            return fitting.isEmpty ? Array(photograph.widths.prefix(1)) : fitting
        }

        private func set(_ format: PhotographName.Format) -> String {
            widths.map { "\(SitePath.pictures)\(photograph.file($0, format)) \($0)w" }
                .joined(separator: ", ")
        }
    }
}

extension PictureView.Place {
    fileprivate var loading: String {
        switch self {
        case .first, .firstCards: "eager"
        case .further, .card, .line: "lazy"
        }
    }

    /// More would not be seen there, also on fine screens.
    fileprivate var widest: Int {
        switch self {
        case .first: PhotographName.widest
        case .further, .card, .firstCards: 640
        case .line: 320
        }
    }

    /// How wide it is shown, as `goods.css` has it; a square shows the middle of what is a third wider.
    fileprivate var sizes: String {
        switch self {
        case .first: "(max-width: 56rem) 92vw, 36rem"
        case .further: "(max-width: 56rem) 46vw, 10rem"
        case .card, .firstCards: "(max-width: 48rem) 60vw, 20rem"
        case .line: "8rem"
        }
    }
}
