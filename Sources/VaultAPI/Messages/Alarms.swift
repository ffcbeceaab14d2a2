public import Basics
public import Wire

/// What an alarm is about: each is something that correct software, honest people and machines that
/// nobody has touched do not do.
public enum AlarmKind: String, Codable, PackableCase {
    /// A token that the vault never signed, or another process's.
    case forgedToken
    /// Somebody, or something, that was never in reach of who asked.
    case outOfReach
    /// A message that is not its caller's to send, or none at all.
    case othersMessage
    /// More persons opened than a limit allows.
    case limitPassed
    /// More looked up at the office than anybody who answers calls asks for.
    case lookUpBurst
    /// A key of the office's whose count went back: somebody may have a copy.
    case keyCopied
    /// Somebody who never existed was opened, looked up, or written to.
    case honeyTouched
    /// Mail from elsewhere at a mailbox that only the vault knows.
    case honeyMailed
    /// A half of an epoch of which none is left.
    case oldEpoch
    /// A ledger that does not go on from where its witness, or its database, has it.
    case notAnExtension
    /// A witness that is not the one that was known.
    case otherWitness
    /// More erased on a day than may be opened on one.
    case erasureBurst
    /// Vault and witness tell different times.
    case clocksApart
    /// Another program than the one that was accepted.
    case changedProgram
    /// Other settings than those that were accepted.
    case changedSettings
    /// Somebody tries whether alarms arrive.
    case rehearsal
    /// The witness tells of a decision of the officers that their keys did not make.
    case falseDecision
}

/// What was stopped for an alarm.
public enum AlarmFreeze: Packable, Hashable {
    case token
    case person
    case process(Caller)
    case purpose
    case site
}

/// What an alarm says: nothing of it is about a person.
public struct AlarmFacts: Packable, Hashable {
    public var kind: AlarmKind
    /// Through which process it came; nil where the vault noticed it by itself.
    public var caller: Caller?
    /// The widest of what was frozen for it; nil where nothing was.
    public var frozen: AlarmFreeze?
    /// The freeze's id, as the command line lifts it.
    public var freeze: String?
    public var since: Moment
    public var last: Moment
    /// How often since then.
    public var count: Int
    public init(
        kind: AlarmKind,
        caller: Caller?,
        frozen: AlarmFreeze?,
        freeze: String?,
        since: Moment,
        last: Moment,
        count: Int
    ) {
        self.kind = kind
        self.caller = caller
        self.frozen = frozen
        self.freeze = freeze
        self.since = since
        self.last = last
        self.count = count
    }
}

/// A mailbox of an officer's, or the webhook.
public enum AlarmWay {}

/// The courier asks for the next alarm to tell.
///
/// A frozen courier is answered too: it would be told nothing else, and officers must hear of it.
public struct NextAlarm: VaultMessage {
    public static let name = "nextAlarm"
    /// What became of the last one, told in the same breath.
    public var after: AlarmDone?
    /// Whether the courier has a webhook to tell.
    public var hasWebhook: Bool
    public init(after last: AlarmDone?, hasWebhook: Bool) {
        after = last
        self.hasWebhook = hasWebhook
    }

    public struct Answer: Packable {
        /// Nil where nothing is to be told.
        public var notice: AlarmNotice?
        public init(notice: AlarmNotice?) { self.notice = notice }
    }
}

/// One alarm for one of those who are told.
public struct AlarmNotice: Packable {
    public var alarm: Handle<AlarmFacts>
    public var way: Handle<AlarmWay>
    /// The same for every try of this news.
    public var messageID: String
    public var facts: AlarmFacts
    /// An officer's mailbox; nil for the webhook.
    public var mailbox: Secret<String>?
    public init(
        alarm: Handle<AlarmFacts>,
        way: Handle<AlarmWay>,
        messageID: String,
        facts: AlarmFacts,
        mailbox: Secret<String>?
    ) {
        self.alarm = alarm
        self.way = way
        self.messageID = messageID
        self.facts = facts
        self.mailbox = mailbox
    }
}

/// What became of a notice.
public struct AlarmDone: Packable {
    public var alarm: Handle<AlarmFacts>
    public var way: Handle<AlarmWay>
    /// How often it had happened, as it was told.
    public var count: Int
    public var isDelivered: Bool
    public init(
        alarm: Handle<AlarmFacts>,
        way: Handle<AlarmWay>,
        count: Int,
        isDelivered: Bool
    ) {
        self.alarm = alarm
        self.way = way
        self.count = count
        self.isDelivered = isDelivered
    }
}
