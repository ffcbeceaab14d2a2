public import VaultAPI

/// What this room asks of the vault, a closure for each message, so that a test can play it.
public struct MemberDesk: Sendable {
    public typealias Ask<Message: VaultMessage> = @Sendable (Message) async throws -> Message.Answer

    public var open: Ask<Open>
    public var enrol: Ask<Enrol>
    public var change: Ask<Change>
    public var erase: Ask<Erase>
    public var end: Ask<End>
    public var history: Ask<History>
    public var signIn: SignInDesk

    public init(
        open: @escaping Ask<Open>,
        enrol: @escaping Ask<Enrol>,
        change: @escaping Ask<Change>,
        erase: @escaping Ask<Erase>,
        end: @escaping Ask<End>,
        history: @escaping Ask<History>,
        signIn: SignInDesk
    ) {
        self.open = open
        self.enrol = enrol
        self.change = change
        self.erase = erase
        self.end = end
        self.history = history
        self.signIn = signIn
    }
}

/// What signing in, registering and changing what one signs in with asks of the vault.
public struct SignInDesk: Sendable {
    public typealias Ask<Message: VaultMessage> = MemberDesk.Ask<Message>

    public var begin: Ask<SignInBegin>
    public var resend: Ask<SignInResend>
    public var finish: Ask<SignInFinish>
    public var register: Ask<RegisterBegin>
    public var setCredential: Ask<SetCredential>
    public var emailBegin: Ask<EmailBegin>
    public var emailFinish: Ask<EmailFinish>

    public init(
        begin: @escaping Ask<SignInBegin>,
        resend: @escaping Ask<SignInResend>,
        finish: @escaping Ask<SignInFinish>,
        register: @escaping Ask<RegisterBegin>,
        setCredential: @escaping Ask<SetCredential>,
        emailBegin: @escaping Ask<EmailBegin>,
        emailFinish: @escaping Ask<EmailFinish>
    ) {
        self.begin = begin
        self.resend = resend
        self.finish = finish
        self.register = register
        self.setCredential = setCredential
        self.emailBegin = emailBegin
        self.emailFinish = emailFinish
    }
}
