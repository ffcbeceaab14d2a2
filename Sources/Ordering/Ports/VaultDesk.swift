public import VaultAPI

/// What ordering asks of the vault, a closure for each message, so that a test can play it.
public struct VaultDesk: Sendable {
    public typealias Ask<Message: VaultMessage> = @Sendable (Message) async throws -> Message.Answer

    public var enrol: Ask<Enrol>
    public var open: Ask<Open>
    public var change: Ask<Change>
    public var copy: Ask<Copy>
    public var promote: Ask<Promote>
    public var claim: Ask<Claim>
    public var abandon: Ask<Abandon>
    public var unclaimed: Ask<Unclaimed>
    public var send: Ask<Send>
    public var signInBegin: Ask<SignInBegin>
    public var signInResend: Ask<SignInResend>
    public var signInFinish: Ask<SignInFinish>

    public init(
        enrol: @escaping Ask<Enrol>,
        open: @escaping Ask<Open>,
        change: @escaping Ask<Change>,
        copy: @escaping Ask<Copy>,
        promote: @escaping Ask<Promote>,
        claim: @escaping Ask<Claim>,
        abandon: @escaping Ask<Abandon>,
        unclaimed: @escaping Ask<Unclaimed>,
        send: @escaping Ask<Send>,
        signInBegin: @escaping Ask<SignInBegin>,
        signInResend: @escaping Ask<SignInResend>,
        signInFinish: @escaping Ask<SignInFinish>
    ) {
        self.enrol = enrol
        self.open = open
        self.change = change
        self.copy = copy
        self.promote = promote
        self.claim = claim
        self.abandon = abandon
        self.unclaimed = unclaimed
        self.send = send
        self.signInBegin = signInBegin
        self.signInResend = signInResend
        self.signInFinish = signInFinish
    }
}
