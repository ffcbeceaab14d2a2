import Basics
import Testing
import VaultAPI
import Wire

/// One value in its packed form, and how such bytes are read again.
struct Specimen: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    /// All that is in it, secrets too.
    let told: String
    /// What is in other bytes of this kind.
    let read: @Sendable ([UInt8]) throws(PackingFault) -> String
    /// Other bytes of this kind, read and packed again.
    let again: @Sendable ([UInt8]) throws(PackingFault) -> [UInt8]

    init<Message: VaultMessage>(_ message: Message) { self.init(Message.name, message) }

    init<Message: VaultMessage>(answerTo message: Message.Type, _ answer: Message.Answer) {
        self.init("answer to " + Message.name, answer)
    }

    init<Value: Packable>(_ name: String, _ value: Value) {
        self.name = name
        bytes = Packer.pack(value)
        told = tell(value)
        read = { bytes throws(PackingFault) in tell(try Unpacker.unpack(Value.self, bytes)) }
        again = { bytes throws(PackingFault) in
            Packer.pack(try Unpacker.unpack(Value.self, bytes))
        }
    }

    var testDescription: String { name }
}

/// All that a value holds, by its parts' names; a dictionary's in order.
private func tell(_ value: Any) -> String {
    if let secret = value as? Secret<String> { return secret.revealed.debugDescription }
    if let text = value as? String { return text.debugDescription }
    let mirror = Mirror(reflecting: value)
    guard !mirror.children.isEmpty else { return "\(value)" }
    let parts = mirror.children.map { ($0.label.map { $0 + ": " } ?? "") + tell($0.value) }
    let isUnordered = mirror.displayStyle == .dictionary
    return "(" + (isUnordered ? parts.sorted() : parts).joined(separator: ", ") + ")"
}
