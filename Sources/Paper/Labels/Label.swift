public import Basics

/// What stands on the label of one parcel (送り状): to whom, from whom, what is in it, and when it comes.
///
/// As JSON it is a line of a ``LabelBundle``.
public struct Label: Sendable, Hashable, Codable {
    /// The order's number and, behind it, the parcel's: `2612-0830-5517-1`.
    public var number: String
    /// お届け先.
    public var receiver: Party
    /// ご依頼主.
    public var sender: Party
    /// What is in it, a line for each kind: `二十世紀梨 赤秀 5kg ×1`.
    public var goods: [String]
    /// `冷蔵`, `冷凍`; nil for what travels as it is.
    public var cooling: String?
    /// The day that was chosen; nil for おまかせ.
    public var day: Day?
    /// `午前中`.
    public var window: String?
    /// `御歳暮(紅白蝶結び)・外のし(包装紙の外側)`.
    public var noshi: String?
    /// 名入れ: the name on the のし.
    public var noshiName: Secret<String>?
    /// The text of the card that lies in it.
    public var card: Secret<String>?

    public init(
        number: String,
        receiver: Party,
        sender: Party,
        goods: [String],
        cooling: String? = nil,
        day: Day? = nil,
        window: String? = nil,
        noshi: String? = nil,
        noshiName: Secret<String>? = nil,
        card: Secret<String>? = nil
    ) {
        self.number = number
        self.receiver = receiver
        self.sender = sender
        self.goods = goods
        self.cooling = cooling
        self.day = day
        self.window = window
        self.noshi = noshi
        self.noshiName = noshiName
        self.card = card
    }

    /// Who gets a parcel or has it sent.
    public struct Party: Sendable, Hashable, Codable {
        /// Without 様.
        public var name: Secret<String>
        public var company: Secret<String>?
        /// `680-0011`.
        public var postcode: Secret<String>
        /// In one line, from the prefecture to the building.
        public var address: Secret<String>
        public var phone: Secret<String>

        public init(
            name: Secret<String>,
            company: Secret<String>? = nil,
            postcode: Secret<String>,
            address: Secret<String>,
            phone: Secret<String>
        ) {
            self.name = name
            self.company = company
            self.postcode = postcode
            self.address = address
            self.phone = phone
        }
    }
}
