public import Basics
import Foundation
import KeyFiles
public import WitnessAPI

extension WitnessRoom {
    /// Starts a witness from its folder; makes keys and book where there are none, and takes a
    /// stand-in's over where one was before.
    ///
    /// `name` is what it cosigns as: a host and path without scheme. `budget` is for a book that is
    /// yet to be begun; one that was begun keeps its own. `origin` is where its officers find its page.
    /// `say` gets what must be told loudly.
    ///
    /// - Throws: `KeyFileFault`, ``BookFault``, ``WitnessFault``, `Damage`, `LedgerError`,
    ///   ``WitnessRefusal/unwritten``.
    public static func start(
        _ folder: WitnessFolder,
        name: String,
        budget: NameBudget,
        origin: String = "http://witness.localhost:8083",
        clock: WallClock,
        say: @escaping @Sendable (String) -> Void
    ) async throws -> WitnessRoom {
        let loud = Loudspeaker(say)
        try KeyFile.prepare(folder.data)
        try KeyFile.prepare(folder.keys)
        let standIn = folder.standIn.flatMap(StandIn.init)
        try standIn?.copyKeys(to: folder.keys)
        let keys = try WitnessKeys(directory: folder.keys, name: name)
        let ledger = try LedgerDesk(
            folder: folder.data,
            cosigning: keys.cosigning,
            files: folder.logFiles
        )
        var state = BookState()
        let book = try Book(path: folder.data + "/book", files: folder.bookFiles) {
            state.fold(try BookLine($0))
        }
        KeyFile.sync(folder.data)
        if book.torn > 0 { say("\(book.torn) bytes of a torn frame were cut off the book") }
        if clock.now() < state.newest { say("The clock stands before the book's newest line") }
        let bookmark = Bookmark(directory: folder.keys, files: folder.logFiles)
        let noted = try bookmark.frames()
        let desk = BookDesk(book, state, clock: clock, bookmark: bookmark, loud: loud)
        let officers = try OfficersDesk(desk, origin: origin, clock: clock, loud: loud)
        let room = WitnessRoom(
            keys: keys,
            desk: desk,
            ledger: ledger,
            clock: clock,
            loud: loud,
            officers: officers
        )
        if state.budget == nil { try await desk.enter(.note(.founded(budget))) }
        try await room.noticeSetBack(frames: book.frames, noted: noted)
        // Before anything more is written: a start that is killed from here on was not set back.
        await desk.keepBookmark()
        if let standIn { try await room.adopt(standIn, say) }
        try await room.begin()
        await desk.keepBookmark()
        if desk.look(\.isFenced) { say("A later one leads: this witness gives nothing") }
        if desk.look(\.isShut) { say("The witness was set back: it opens nothing. \(advice)") }
        return room
    }

    private static let advice = "Tell it the newest checkpoint that is known anywhere."

    /// A book that is shorter than it was, or that others' keys lie beside, was brought from elsewhere.
    private func noticeSetBack(frames: Int, noted: Int?) async throws {
        // A founding that was killed leaves one frame, and no bookmark.
        guard noted.map({ frames < $0 }) ?? (frames > 1), !desk.look(\.isShut) else { return }
        let known = noted.map { "\($0) frames were known" } ?? "no bookmark lies beside the keys"
        try await desk.enter(.alarm(.setBack, "the book has \(frames) frames, \(known)"))
        try await desk.enter(.note(.shut))
    }

    /// Each step may be done twice; the stand-in goes when all of it is kept here.
    private func adopt(_ standIn: StandIn, _ say: @Sendable (String) -> Void) async throws {
        // A thousand to a line: names are the whole of what a line may be long by.
        let erased = try standIn.erased()
        for start in stride(from: 0, to: erased.count, by: 1000) {
            try await erase(Array(erased[start..<min(erased.count, start + 1000)]), leaf: 0)
        }
        if keys.numbers == [1] { _ = try await makeEpoch() }
        try standIn.remove()
        say(
            """
            The stand-in's keys were taken over: what it sealed is of epoch 1. Its folder \
            \(standIn.directory) is gone. Rewrap, then destroy the key of epoch 1
            """
        )
    }

    /// The first epoch, and the book's word for one that was made when the process was killed.
    private func begin() async throws {
        if keys.newest == nil { try keys.makeEpoch(1) }
        let (noted, newest) = (desk.look(\.epoch), keys.newest?.epoch ?? 0)
        guard newest >= noted else { throw WitnessFault.epochMissing(noted) }
        if newest > noted { try await desk.enter(.note(.epoch(newest))) }
        // What was killed between the line and the key, or came back with a stand-in's folder.
        for epoch in desk.look(\.destroyed) { try keys.destroyEpoch(epoch) }
    }
}
