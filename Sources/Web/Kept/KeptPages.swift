public import Basics
import Synchronization

/// A public page as it was rendered, and what of.
public final class KeptPage: Sendable {
    let bytes: ServedBytes
    let address: String
    let ingredients: Ingredients
    /// The one day on which it says what is; nil where every day is alike to it.
    let day: Day?

    init(_ bytes: ServedBytes, at address: String, of ingredients: Ingredients, on day: Day?) {
        self.bytes = bytes
        self.address = address
        self.ingredients = ingredients
        self.day = day
    }
}

/// The public pages that this process has rendered and that still show what is.
///
/// They are shown while a lease runs, which whoever follows the changes renews (``lease(until:)``),
/// and dropped as he tells of changes (``follow(_:upTo:)``). Without a lease every page is rendered
/// anew.
public final class KeptPages: Sendable {
    fileprivate struct State {
        var pages: BoundedStore<KeptPage>
        var addresses: [Ingredient: Set<String>] = [:]
        var followed: Int64 = 0
        var leaseEnds: ContinuousClock.Instant?
    }

    private let state: Mutex<State>
    private let clock: WallClock

    /// - Parameters:
    ///   - limitBytes: What all pages together may take.
    ///   - clock: What day it is.
    public init(limitBytes: Int = 64 << 20, clock: WallClock = .system) {
        state = Mutex(State(pages: BoundedStore(limitBytes: limitBytes)))
        self.clock = clock
    }

    /// How many pages are kept, and what they take.
    public var size: (pages: Int, bytes: Int) {
        state.withLock { ($0.pages.count, $0.pages.bytes) }
    }

    /// A page that was kept; nil where it must be rendered anew.
    func page(at address: String) -> KeptPage? {
        let page = state.withLock { $0.isLeased ? $0.pages[address] : nil }
        guard let page, page.day.map({ $0 == Day(clock.now()) }) ?? true else { return nil }
        return page
    }

    /// Whether a page of these ingredients may be kept now.
    func takes(_ ingredients: Ingredients) -> Bool {
        state.withLock { $0.isLeased && ingredients.asOf >= $0.followed }
    }

    /// Keeps a page, unless something has changed since it was read.
    func keep(_ page: KeptPage) {
        state.withLock { state in
            // What was followed past the page's reading has dropped nothing of a page not yet here.
            guard state.isLeased, page.ingredients.asOf >= state.followed else { return }
            state.drop(page.address)
            let cost = page.bytes.cost + 256 * page.ingredients.names.count
            let gone = state.pages.put(page, at: page.address, cost: cost)
            for old in gone { state.forget(old) }
            guard state.pages.peek(page.address) != nil else { return }
            for name in page.ingredients.names {
                state.addresses[name, default: []].insert(page.address)
            }
        }
    }
}

extension KeptPages {
    /// The number of the last change that has dropped its pages.
    public var followed: Int64 { state.withLock { $0.followed } }

    /// Whether pages may be shown.
    public var isLeased: Bool { state.withLock { $0.isLeased } }

    /// Lets pages be shown until then.
    public func lease(until end: ContinuousClock.Instant) {
        state.withLock { $0.leaseEnds = end }
    }

    /// Shows no kept page from now on.
    public func endLease() { state.withLock { $0.leaseEnds = nil } }

    /// Drops what has changed: every page where the changes cannot be told one by one.
    public func follow(_ changes: [(number: Int64, ingredient: Ingredient)]?, upTo newest: Int64) {
        state.withLock { state in
            if let changes {
                for change in changes { state.drop(change.ingredient, changedBy: change.number) }
            } else {
                state.pages.removeAll()
                state.addresses = [:]
            }
            state.followed = newest
        }
    }
}

extension KeptPages.State {
    // The clock that goes on while the machine sleeps.
    fileprivate var isLeased: Bool { leaseEnds.map { ContinuousClock.now < $0 } ?? false }

    fileprivate mutating func drop(_ ingredient: Ingredient, changedBy number: Int64) {
        for address in addresses[ingredient] ?? [] {
            guard let page = pages.peek(address), page.ingredients.asOf < number else { continue }
            drop(address)
        }
    }

    fileprivate mutating func drop(_ address: String) {
        guard let page = pages.peek(address) else { return }
        pages.remove(address)
        forget(page)
    }

    fileprivate mutating func forget(_ page: KeptPage) {
        for name in page.ingredients.names {
            addresses[name]?.remove(page.address)
            if addresses[name]?.isEmpty == true { addresses[name] = nil }
        }
    }
}
