/// What a text must lose before it stands beside other text, on paper or in a mail.
extension String {
    /// The text without what could disturb its surroundings.
    ///
    /// Control characters become spaces, line feeds stay; marks that turn the direction of writing
    /// or show nothing are dropped (Unicode UAX #9): a name must not run backwards through the
    /// amount beside it. What joins emoji stays.
    public var printable: String {
        guard unicodeScalars.contains(where: { $0.isControl || $0.isInvisible }) else {
            return self
        }
        let seen = unicodeScalars.lazy.filter { !$0.isInvisible }
        return String(
            String.UnicodeScalarView(seen.map { $0.isControl && $0 != "\n" ? " " : $0 })
        )
    }

    /// The same on one line.
    public var singleLine: String {
        let text = printable
        guard text.utf8.contains(UInt8(ascii: "\n")) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\n" ? " " : $0 }))
    }

    /// At most so many characters; what is longer ends in `…`.
    ///
    /// Forms bound every field; this keeps a page whole should one ever not.
    public func clipped(to count: Int) -> String {
        self.count <= count ? self : prefix(count - 1) + "…"
    }
}
