/// What a text must lose before it stands beside other text, on paper or in a mail.
extension String {
    /// The text without what could disturb its surroundings.
    ///
    /// Control characters become spaces, line feeds stay; marks that turn the direction of writing
    /// or show nothing are dropped (Unicode UAX #9): a name must not run backwards through the
    /// amount beside it. What joins emoji stays.
    public var printable: String {
        var scalars = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x0A: scalars.append(scalar)
            case 0x00...0x1F, 0x7F...0x9F: scalars.append(" ")
            case 0x061C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2028...0x2029,
                0x2066...0x2069, 0xFEFF:
                continue
            default: scalars.append(scalar)
            }
        }
        return String(scalars)
    }

    /// The same on one line.
    public var singleLine: String {
        String(String.UnicodeScalarView(printable.unicodeScalars.map { $0 == "\n" ? " " : $0 }))
    }

    /// At most so many characters; what is longer ends in `…`.
    ///
    /// Forms bound every field; this keeps a page whole should one ever not.
    public func clipped(to count: Int) -> String {
        self.count <= count ? self : prefix(count - 1) + "…"
    }
}
