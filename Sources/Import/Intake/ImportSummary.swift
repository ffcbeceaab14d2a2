public import Basics

/// What became of every row: each file's counts add up to its rows.
public struct ImportSummary: Codable, Sendable, Equatable {
    public var files: [File] = []
    public var members = Members()
    public var orders = Orders()
    public var goods = Goods()

    public init() {}

    public struct File: Codable, Sendable, Equatable {
        public var path: String
        public var kind: OldFileKind
        /// Without the headings; the sum of the four below.
        public var rows: Int
        /// Members, orders, or choices of goods, for people to compare with the old shop's own
        /// count: a file that was cut between two of them looks whole.
        ///
        /// Nil for what was set aside before.
        public var records: Int?
        /// False where the last row has no line end: the file may be cut off.
        public var isEnded = true
        public var taken = 0
        /// Were here before this run, or stood in the file before.
        public var known = 0
        /// 退会 and 仮会員; goods that were deleted or 廃止.
        public var leftOut = 0
        public var setAside = 0
        /// Where the rows lie that were set aside.
        public var setAsidePath: String?
        /// What is set aside is not all that stood in the file: keep the file.
        public var needsOriginal = false
        /// Columns whose headings mean nothing here: not taken.
        public var unknownColumns: [String] = []
        /// Columns that are usual and were not there.
        public var missingColumns: [String] = []

        var done: Int { taken + known + leftOut + setAside }
    }

    public struct Members: Codable, Sendable, Equatable {
        public var taken = 0
        public var known = 0
        /// Have left since they were imported, and are not brought back.
        public var erased = 0
        public var leftOut = 0
        public var withoutEmail = 0
        /// Share their address with a member last used later: they sign in by a letter's code.
        public var sharingEmail = 0
        public var sexTaken = 0
        public var birthDateTaken = 0
        /// Free texts of the shop about members, which are not taken.
        public var memosLeft = 0
        /// Of all members of the file that are kept, in yen.
        public var points = Money.zero
    }

    public struct Goods: Codable, Sendable, Equatable {
        /// One for each choice that could be ordered.
        public var taken = 0
        public var leftOut = 0
        /// Of those taken: the file does not tell which rate of tax their price bears.
        public var withoutTaxRate = 0
        /// Of those taken: the old shop counted no stock.
        public var withoutLimit = 0
        /// Of those taken: they name pictures, which no export holds.
        public var withPictures = 0
        /// Free texts of the shop, which are not taken.
        public var memosLeft = 0
    }

    public struct Orders: Codable, Sendable, Equatable {
        public var taken = 0
        public var known = 0
        public var lines = 0
        public var ofMembers = 0
        public var ofGuests = 0
        /// Persons who are no members, each once.
        public var guests = 0
        /// Recipients who came into address books, each once.
        public var contacts = 0
        /// Free texts of customers and of the shop, which are not taken.
        public var memosLeft = 0
        /// Of the orders taken, in yen.
        public var total = Money.zero
    }
}
