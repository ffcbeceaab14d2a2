import Basics
import Dispatch
import Synchronization
import WitnessAPI

/// Decides what is asked of the book, one after the other, and answers once it is on disk.
///
/// A flush costs the same however much is in it, so what arrives during one shares the next. The
/// flushes have a queue of their own: no task's thread waits for the disk.
final class BookDesk: Sendable {
    /// Requests in one frame; more would make the first of them wait for the last.
    private static let groupLimit = 256

    private struct Pending {
        var request: BookRequest
        var continuation: CheckedContinuation<Void, any Error>
    }
    private struct Waiting {
        var pending: [Pending] = []
        var isBusy = false
    }

    private let waiting = Mutex(Waiting())
    private let state: Mutex<BookState>
    let book: Mutex<Book>
    private let marksLeft = Mutex<[Witness.Mark: Int]>([:])
    private let queue = DispatchQueue(label: "ichi.witness.book")
    private let clock: WallClock
    private let bookmark: Bookmark
    private let loud: Loudspeaker
    /// The standby, whose word some answers wait for.
    let following: Following

    init(
        _ book: Book,
        _ state: BookState,
        clock: WallClock,
        bookmark: Bookmark,
        loud: Loudspeaker
    ) {
        self.book = Mutex(book)
        self.state = Mutex(state)
        self.clock = clock
        self.bookmark = bookmark
        self.loud = loud
        following = Following(isRequired: state.isFollowed)
    }

    /// Looks at what the book comes to, as far as it is on disk.
    func look<Value>(_ body: (BookState) -> Value) -> Value {
        state.withLock { body($0) }
    }

    /// Has one request decided; when this returns it is in the book, on disk.
    ///
    /// - Throws: ``WitnessRefusal``.
    func enter(_ request: BookRequest) async throws {
        try await withCheckedThrowingContinuation { continuation in
            let begins = waiting.withLock { waiting in
                waiting.pending.append(Pending(request: request, continuation: continuation))
                defer { waiting.isBusy = true }
                return !waiting.isBusy
            }
            if begins { queue.async { self.work() } }
        }
    }

    /// Counts marks by kind, all or none; most are in blocks that the book has already.
    func count(_ marks: [Witness.Mark: Int]) async throws {
        if !take(marks) { try await enter(.marks(marks)) }
    }

    /// Takes marks of blocks that the book has, where it has enough of every kind.
    private func take(_ marks: [Witness.Mark: Int]) -> Bool {
        marksLeft.withLock { left in
            guard marks.allSatisfy({ left[$0.key, default: 0] >= $0.value }) else { return false }
            for (mark, count) in marks { left[mark, default: 0] -= count }
            return true
        }
    }

    /// Ends the book once what waits has been written; nothing may be asked afterwards.
    func close() async {
        await withCheckedContinuation { continuation in
            queue.async {
                self.book.withLock { book in
                    self.keepBookmark(book)
                    book.close()
                }
                continuation.resume()
            }
        }
    }

    private func work() {
        while let group = next() { settle(group) }
    }

    private func next() -> [Pending]? {
        waiting.withLock { waiting in
            guard !waiting.pending.isEmpty else {
                waiting.isBusy = false
                return nil
            }
            let group = Array(waiting.pending.prefix(BookDesk.groupLimit))
            waiting.pending.removeFirst(group.count)
            return group
        }
    }

    private func settle(_ group: [Pending]) {
        let (draft, refusals) = decide(group.map(\.request))
        do {
            try write(draft)
            loud.calm()
            let isForBoth = group.contains { $0.request.isForBoth }
            let isKept = !isForBoth || following.wait(book: book.withLock { $0.end })
            if isKept { share(draft) }
            for (waiting, refusal) in zip(group, refusals) {
                let alone: WitnessRefusal? = isKept || !waiting.request.isForBoth ? nil : .alone
                let cause = refusal ?? alone
                waiting.continuation.resume(with: cause.map { .failure($0) } ?? .success(()))
            }
        } catch {
            loud.tell("The book cannot be written, and nothing is opened: \(error)")
            for (waiting, refusal) in zip(group, refusals) {
                waiting.continuation.resume(throwing: refusal ?? .unwritten)
            }
        }
    }

    private func decide(_ requests: [BookRequest]) -> (BookDraft, [WitnessRefusal?]) {
        var draft = BookDraft(at: clock.now())
        // What it would not be given for is not counted.
        let isAlone = !following.isHere
        let refusals = state.withLock { state in
            requests.map { request -> WitnessRefusal? in
                if isAlone, request.isForBoth { return .alone }
                // A block may have come while this one waited.
                if case .marks(let marks) = request, take(marks) { return nil }
                do throws(WitnessRefusal) {
                    try draft.add(request, to: state)
                    return nil
                } catch {
                    return error
                }
            }
        }
        return (draft, refusals)
    }

    private func write(_ draft: BookDraft) throws {
        for words in draft.loud { loud.say(words) }
        guard !draft.lines.isEmpty else { return }
        try book.withLock { book in
            // The first line begins after the head, so that `grep` finds it as it finds the others.
            try book.write(Array(draft.lines.map { "\n\($0)" }.joined().utf8) + Array("\n".utf8))
            if bookmark.isDue(draft.time) { keepBookmark(book) }
        }
        state.withLock { state in for line in draft.lines { state.fold(line) } }
        following.note(isRequired: look(\.isFollowed))
    }

    /// Marks that were counted may be given.
    private func share(_ draft: BookDraft) {
        marksLeft.withLock { left in
            for (mark, count) in draft.marksLeft { left[mark, default: 0] += count }
        }
    }

    /// While the witness is shut its bookmark stands: it is what shows that it was set back.
    private func keepBookmark(_ book: Book) {
        guard !look(\.isShut) else { return }
        do { try bookmark.keep(frames: book.frames, at: clock.now()) } catch {
            loud.say("The bookmark cannot be written: \(error)")
        }
    }

    /// Writes the bookmark anew, whatever it said.
    func keepBookmark() async {
        await withCheckedContinuation { continuation in
            queue.async {
                self.book.withLock { self.keepBookmark($0) }
                continuation.resume()
            }
        }
    }
}
