extension String {
    /// The text without what could disturb its surroundings.
    ///
    /// Control characters become spaces, line feeds stay; marks that turn the direction of writing
    /// are dropped (Unicode UAX #9): a name must not run backwards through the amount beside it.
    var printable: String {
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

    /// At most so many characters; what is longer ends in `…`.
    ///
    /// Forms bound every field; this keeps a page whole should one ever not.
    func clipped(to count: Int) -> String {
        self.count <= count ? self : prefix(count - 1) + "…"
    }
}
