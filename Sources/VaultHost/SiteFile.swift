import Foundation

/// What the courier reads of `site.json`, the file in which the shop's processes read the same.
struct SiteFile: Decodable, Equatable {
    var name: String
    var telephone: String
    /// When the telephone is answered, in words.
    var hours: String
    /// The counter's origin: where links in mails lead.
    var counter: String
    /// The sender's address on letters.
    var postcode: String
    var address: String

    /// Reads `DIR/site.json`; without one, a folder with a city has the demonstration's.
    ///
    /// Throws ``HostError``.
    static func read(_ layout: DataLayout, counterPort: Int) throws(HostError) -> SiteFile {
        try layout.requireFolder()
        let path = layout.site
        guard let bytes = FileManager.default.contents(atPath: path) else {
            guard !FileManager.default.fileExists(atPath: path) else { throw .siteUnreadable(path) }
            try layout.requireCity()
            return .demonstration(counterPort)
        }
        guard let site = try? JSONDecoder().decode(SiteFile.self, from: bytes) else {
            throw .siteUnreadable(path)
        }
        return site
    }

    private static func demonstration(_ counterPort: Int) -> SiteFile {
        SiteFile(
            name: "いなばの市",
            telephone: "0120-000-118",
            hours: "8:30〜17:30(日曜を除く)",
            counter: "http://counter.localhost:\(counterPort)",
            postcode: "680-0000",
            address: "鳥取県いなば市本町一丁目1番地 いなば市役所内"
        )
    }
}
