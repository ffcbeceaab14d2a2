import Basics
import Wire

/// A small language to test the wire with.
enum Shoptalk: WireLanguage {
    enum Caller: String, WireCaller {
        case counter, courier
        var isAlone: Bool { self == .courier }
    }

    enum Refusal: String, WireRefusal, CaseIterable {
        case unavailable, malformed, tooMany, frozen, erased
    }
}

/// A message that is only done.
struct Claim: WireMessage {
    typealias Language = Shoptalk
    typealias Answer = Done
    static let name = "claim"
    var order: Handle<Claim>
}

extension Claim {
    func pack(into packer: inout Packer) { packer.add(order) }
    init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(order: try unpacker.next())
    }
}

/// A message that is answered by what it asks, and may be as long as one likes.
struct Echo: WireMessage {
    typealias Language = Shoptalk
    typealias Answer = [Handle<Claim>]
    static let name = "echo"
    var order: Handle<Claim>
    var padding = ""
}

extension Echo {
    func pack(into packer: inout Packer) {
        packer.add(order)
        packer.add(padding)
    }

    init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(order: try unpacker.next(), padding: try unpacker.next())
    }
}
