public import Basics
public import Catalogue
public import Foundation
import Photographs
public import Storage

/// Where photographs of goods, shops and features are handed in, and taken away again.
public struct PictureDesk: Sendable {
    /// Makes a photograph's files in a folder; ``Photographs/PhotographMaker`` does.
    public typealias Making = @Sendable (_ bytes: Data, _ folder: URL) throws -> PhotographName

    /// Screen readers read it to the end.
    static let longestWords = 200

    private let shop: Database
    private let folder: PictureFolder
    private let make: Making

    public init(shop: Database, folder: URL, make: @escaping Making) {
        self.shop = shop
        self.folder = PictureFolder(folder: folder)
        self.make = make
    }

    /// What became of a photograph that was handed in.
    public struct Taken: Sendable, Hashable {
        public var picture: Picture
        /// Counted from 1.
        public var place: Int
        /// False where all of it was there already.
        public var isNew: Bool
    }

    /// The pictures of one thing, in their order.
    public func pictures(of subject: PictureSubject) async throws -> [Picture] {
        let engine = shop.engine
        return try await shop.read { try PictureShelf(subject, $0, engine).pictures }
    }

    /// Makes a photograph's files, and shows it.
    ///
    /// Files first, the row last: whoever is killed on the way leaves nothing that a page shows, and
    /// does it again. The same photograph of the same thing is there once.
    ///
    /// - Parameters:
    ///   - bytes: What was brought.
    ///   - subject: What it shows.
    ///   - place: Whose place it takes, counted from 1; nil behind the last.
    ///   - words: What it shows, for those who do not see it; nil for the thing's name.
    /// - Returns: Where it is now, and whether anything has changed.
    /// - Throws: ``PictureFault``, or what making it throws.
    public func take(
        _ bytes: Data,
        of subject: PictureSubject,
        place: Int? = nil,
        words: String? = nil
    ) async throws -> Taken {
        if let words, !PictureDesk.isSound(words) { throw PictureFault.noWords }
        // Before the seconds that making takes.
        let before = PictureOrder(pictures: try await pictures(of: subject), most: subject.most)
        if place != nil { _ = try before.index(place) }
        return try await folder.alone {
            let name = try folder.take { try make(bytes, $0) }
            killPoint("photograph.in")
            let (taken, gone) = try await show(name.file, subject, place, words)
            try await clear(gone)
            return taken
        }
    }

    /// Takes a picture off its page, and its files away where nothing else shows them.
    ///
    /// - Throws: ``PictureFault``.
    public func remove(_ place: Int, of subject: PictureSubject) async throws -> Picture {
        try await folder.alone {
            let engine = shop.engine
            let gone = try await shop.write { tx in
                let shelf = try PictureShelf(subject, tx, engine)
                var order = shelf.order
                let gone = try order.remove(place)
                try shelf.keep(order.pictures)
                return gone
            }
            try await clear(gone.file)
            return gone
        }
    }
}

extension PictureDesk {
    /// Writes the row; answers with the file whose place was taken.
    private func show(
        _ file: String,
        _ subject: PictureSubject,
        _ place: Int?,
        _ words: String?
    ) async throws -> (Taken, gone: String?) {
        let engine = shop.engine
        return try await shop.write { tx in
            let shelf = try PictureShelf(subject, tx, engine)
            var order = shelf.order
            let (index, gone) = try order.put(file, at: place, words: words, name: shelf.title)
            let isNew = order.pictures != shelf.pictures
            if isNew { try shelf.keep(order.pictures) }
            let taken = Taken(picture: order.pictures[index], place: index + 1, isNew: isNew)
            return (taken, gone)
        }
    }

    private func clear(_ file: String?) async throws {
        guard let file else { return }
        let engine = shop.engine
        let isShown = try await shop.read { try PictureShelf.shows(file, $0, engine) }
        if !isShown { folder.delete(file) }
    }

    private static func isSound(_ words: String) -> Bool {
        (1...longestWords).contains(words.count) && words.singleLine == words
            && words.contains { !$0.isWhitespace }
    }
}
