/// What a thief could read, store by store.
public struct TheftReport: Sendable, Encodable {
    /// Places at which a value, or a part of one, can be read.
    public var readable = 0
    public var values: ValueCounts
    public var stores: [Line] = []
    /// The first of them, never with the value.
    public var finds: [Shown] = []
    /// What was not taken, because no backup contains it.
    public var keyFolders: [String]
    /// What could not be read: the drill is not whole.
    public var unread: [String]
    /// Databases whose rows were searched, and whose server's files were not.
    public var rowsOnly: [String]
    public var seconds = 0.0

    public var bytes: Int { stores.reduce(0) { $0 + $1.bytes } }

    /// What was searched of one folder and store, and what was found.
    public struct Line: Sendable, Encodable {
        /// The folder at the top of the data folder, or where else it lay.
        public var place: String
        public var store: Store
        public var files = 0
        public var bytes = 0
        public var readable = 0
        /// How many by kind of value.
        public var kinds: [String: Int] = [:]
    }

    /// A place, told without what stands there.
    public struct Shown: Sendable, Encodable {
        public var file: String
        public var store: Store
        public var offset: Int
        public var kind: ValueKind
        public var isWhole: Bool
        /// Encodings from the outside in.
        public var way: String
        /// The known value's file and line.
        public var known: String
    }
}
