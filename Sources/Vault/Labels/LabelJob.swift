public import Basics
import Wire

/// A standing job: the courier may make labels of a shop's accepted, unsent parcels, so many a day,
/// for a season, sealed to the key that is registered for it.
public struct LabelJob: Sendable, Hashable {
    public var id: Handle<LabelJob>
    /// The shop's number in the catalogue.
    public var shop: Int
    public var dailyCap: Int
    public var from: Day
    /// The last day.
    public var until: Day
    public var since: Moment
    /// Who proposed it, as typed.
    public var by: String
    /// How many officers have agreed to it.
    public var agreed: Int
    /// The hash of the statement that they agreed to: by it the witness knows the job.
    ///
    /// Nil where nobody was asked, or before that was kept.
    public var statement: [UInt8]?
    public var ended: Moment?

    /// A job that begins to stand; `agreed` is 0 where nobody was asked.
    public init(
        shop: Int,
        dailyCap: Int,
        from: Day,
        until: Day,
        by: String,
        agreed: Int,
        statement: [UInt8]? = nil,
        since: Moment
    ) {
        id = .mint()
        (self.shop, self.dailyCap, self.from, self.until) = (shop, dailyCap, from, until)
        (self.by, self.agreed, self.statement, self.since) = (by, agreed, statement, since)
    }

    init(
        id: Handle<LabelJob>,
        shop: Int,
        dailyCap: Int,
        from: Day,
        until: Day,
        by: String,
        agreed: Int,
        statement: [UInt8]?,
        since: Moment,
        ended: Moment?
    ) {
        self.init(
            shop: shop,
            dailyCap: dailyCap,
            from: from,
            until: until,
            by: by,
            agreed: agreed,
            statement: statement,
            since: since
        )
        (self.id, self.ended) = (id, ended)
    }

    /// Whether it lets labels be made on a day.
    func holds(on day: Day) -> Bool { ended == nil && from <= day && day <= until }

    /// What a row must carry to be believed.
    func seal(_ keys: VaultKeys) -> [UInt8] { Keyed.hash(bound, with: keys.code) }

    func fits(_ seal: [UInt8], _ keys: VaultKeys) -> Bool {
        Keyed.fits(seal, bound, with: keys.code)
    }

    private var bound: [UInt8] {
        var packer = Packer()
        packer.add("ichi label job v1")
        packer.add(id)
        packer.add(shop)
        packer.add(dailyCap)
        packer.add(from)
        packer.add(until)
        packer.add(since)
        packer.add(by)
        packer.add(agreed)
        packer.add(ended)
        // Rows of before have none, and their seals stand.
        if let statement { packer.add(statement) }
        return packer.bytes
    }
}
