public import Wire

extension OutboxStore.Job {
    public func pack(into packer: inout Packer) {
        switch self {
        case .claim: packer.add(byte: 0)
        case .letter(let letter):
            packer.add(byte: 1)
            packer.add(letter)
        case .placed(let letter):
            packer.add(byte: 2)
            packer.add(letter)
        case .dispatched(let parcel, let letter):
            packer.add(byte: 3)
            packer.add(parcel)
            packer.add(letter)
        }
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        switch try unpacker.byte() {
        case 0: self = .claim
        case 1: self = .letter(try unpacker.next())
        case 2: self = .placed(try unpacker.next())
        case 3: self = .dispatched(parcel: try unpacker.next(), try unpacker.next())
        default: throw PackingFault()
        }
    }
}
