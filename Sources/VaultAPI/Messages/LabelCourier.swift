public import Basics
public import Wire

/// The courier asks for a run of labels to make; one that it did not finish it is given again.
public struct NextLabels: VaultMessage {
    public static let name = "nextLabels"
    public init() {}

    public struct Answer: Packable, Hashable {
        /// Nil where none waits.
        public var work: Work?
        public init(work: Work?) { self.work = work }
    }

    public struct Work: Packable, Hashable {
        public var run: Handle<LabelRun>
        public var shopName: String
        public var made: Day
        /// To what the file is sealed: `age1…`.
        public var receiver: String
        /// How many labels there are, at places from 0.
        public var labels: Int
        public init(
            run: Handle<LabelRun>,
            shopName: String,
            made: Day,
            receiver: String,
            labels: Int
        ) {
            self.run = run
            self.shopName = shopName
            self.made = made
            self.receiver = receiver
            self.labels = labels
        }
    }
}

/// The courier asks for one label of the run that it has in hand; its lines are durable first.
public struct NextLabel: VaultMessage {
    public static let name = "nextLabel"
    public var run: Handle<LabelRun>
    public var place: Int
    public init(run: Handle<LabelRun>, place: Int) {
        self.run = run
        self.place = place
    }

    public enum Answer: Packable {
        /// The parcel, who gets it, and who has it sent.
        case label(LabelParcel, recipient: PersonalFields, sender: PersonalFields)
        /// Somebody of it was erased meanwhile: the run has fewer labels now, and begins again.
        case changed
    }
}

/// The courier hands in a part of a run's sealed file; with the last one the run is ready.
public struct KeepLabels: VaultMessage {
    public static let name = "keepLabels"
    public typealias Answer = Done
    public var run: Handle<LabelRun>
    /// From 0: the first takes the place of whatever an earlier try has left.
    public var part: Int
    public var bytes: [UInt8]
    public var isLast: Bool
    public init(run: Handle<LabelRun>, part: Int, bytes: [UInt8], isLast: Bool) {
        self.run = run
        self.part = part
        self.bytes = bytes
        self.isLast = isLast
    }
}
