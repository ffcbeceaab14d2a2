/// A language that is spoken between two processes: who may speak it, and by which words it is refused.
public protocol WireLanguage: Sendable {
    associatedtype Caller: WireCaller
    associatedtype Refusal: WireRefusal
}

/// One thing that may be asked in a language.
///
/// A message is the whole of a request: who asks is the channel it came by, never a field.
public protocol WireMessage: Packable {
    associatedtype Language: WireLanguage
    associatedtype Answer: Packable
    /// The message's name on the wire. Names are never reused for another meaning.
    static var name: String { get }
}

/// The answer to a message that only needs to be done.
public struct Done: Packable, Equatable {
    public init() {}
    public func pack(into packer: inout Packer) {}
    public init(from unpacker: inout Unpacker) throws(PackingFault) { self.init() }
}

/// A process that may speak a language, by its name.
///
/// The launcher, or the socket that it connects to, says which one it is.
public protocol WireCaller: RawRepresentable<String>, Hashable, Sendable {
    /// Whether a second of this name is turned away while the first is here.
    var isAlone: Bool { get }
}

/// Why a message was not answered: a word.
public protocol WireRefusal: RawRepresentable<String>, Error, Sendable {
    /// Nobody answers just now.
    static var unavailable: Self { get }
    /// The message breaks a rule of its form: too long, say.
    static var malformed: Self { get }
    /// Too much at once.
    static var tooMany: Self { get }
}
