public import Testing

extension Snapshot {
    /// Compares what stands in the `<main>` of a page with `Snapshots/NAME`, and sees that none of
    /// its lists is empty.
    ///
    /// The frame is not the room's, and names assets by what is in them. What is random is masked.
    public static func expectPage(
        _ html: String,
        is name: String,
        file: String = #filePath,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let main = try #require(
            html.firstMatch(of: /<main.*<\/main>/.dotMatchesNewlines()),
            sourceLocation: sourceLocation
        )
        let page = String(main.output)
        #expect(emptyLists(in: page) == [], sourceLocation: sourceLocation)
        try expect(masked(page) + "\n", is: name, file: file, sourceLocation: sourceLocation)
    }

    /// Lists, tables and ways with nothing in them: people who listen to a page are told of each.
    public static func emptyLists(in html: String) -> [String] {
        html.matches(of: /<(ul|ol|dl|nav|tbody)\b[^>]*>\s*<\/\1>/).map { String($0.output.0) }
    }

    private static func masked(_ html: String) -> String {
        html.replacing(/[a-z2-7]{26}/, with: "HANDLE")
            .replacing(/\b[0-9]{4}-[0-9]{4}-[0-9]{4}\b/, with: "NUMBER")
            .replacing(/name="_token" value="[^"]*"/, with: "name=\"_token\" value=\"TOKEN\"")
    }
}
