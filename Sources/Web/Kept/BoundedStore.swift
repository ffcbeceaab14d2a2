import Synchronization

/// Values by address, as many as a number of bytes holds.
///
/// Who must go is found by a second chance: a hand goes round, passes over what was asked for since it
/// last came by, and takes what was not. Addresses that are asked for once, one after the other, so
/// push out each other and not what everybody wants.
struct BoundedStore<Value: Sendable> {
    final class Place: Sendable {
        let address: String
        let value: Value
        let cost: Int
        let wasAsked = Atomic(false)

        init(_ address: String, _ value: Value, cost: Int) {
            self.address = address
            self.value = value
            self.cost = cost
        }
    }

    private(set) var bytes = 0
    private let limit: Int
    private var places: [String: Place] = [:]
    private var ring: [Place] = []
    private var hand = 0

    init(limitBytes: Int) { limit = limitBytes }

    var count: Int { places.count }

    subscript(address: String) -> Value? {
        guard let place = places[address] else { return nil }
        place.wasAsked.store(true, ordering: .relaxed)
        return place.value
    }

    /// A value that nobody asked for: to look at it gives it no second chance.
    func peek(_ address: String) -> Value? { places[address]?.value }

    /// Keeps a value, and tells which others had to go; nothing that fills an eighth alone is kept.
    mutating func put(_ value: Value, at address: String, cost: Int) -> [Value] {
        remove(address)
        guard cost <= limit / 8 else { return [] }
        let place = Place(address, value, cost: cost)
        places[address] = place
        ring.append(place)
        bytes += cost
        var gone: [Value] = []
        while bytes > limit, let value = evict(but: place) { gone.append(value) }
        return gone
    }

    mutating func remove(_ address: String) {
        guard let place = places.removeValue(forKey: address) else { return }
        bytes -= place.cost
        // Dropped places leave the ring when the hand comes by, or when they are its greater part.
        if ring.count > 2 * places.count + 64 { ring.removeAll { places[$0.address] !== $0 } }
    }

    mutating func removeAll() {
        places = [:]
        ring = []
        hand = 0
        bytes = 0
    }

    private mutating func evict(but fresh: Place) -> Value? {
        while places.count > 1 {
            if hand >= ring.count { hand = 0 }
            let place = ring[hand]
            let isHere = places[place.address] === place
            if isHere, place === fresh || place.wasAsked.exchange(false, ordering: .relaxed) {
                hand += 1
                continue
            }
            ring.swapAt(hand, ring.count - 1)
            ring.removeLast()
            guard isHere else { continue }
            places[place.address] = nil
            bytes -= place.cost
            return place.value
        }
        return nil
    }
}
