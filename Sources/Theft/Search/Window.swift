/// The last eight symbols of a run, and what the last three or all eight are known by.
struct Window {
    static let short = 3
    static let long = 8

    private var high: UInt64 = 0
    private var low: UInt64 = 0

    @inline(__always)
    mutating func take(_ symbol: UInt16) {
        high = high << 16 | low >> 48
        low = low << 16 | UInt64(symbol)
    }

    var shortKey: UInt64 {
        @inline(__always) get { Window.mix(low & 0xFFFF_FFFF_FFFF) }
    }

    var longKey: UInt64 {
        @inline(__always) get { Window.mix(low ^ (high &* 0x9FB2_1C65_1E98_DF25)) | 1 }
    }

    /// Spreads what differs in any bit over all bits (the finishing of splitmix64).
    @inline(__always)
    static func mix(_ word: UInt64) -> UInt64 {
        var word = word &* 0x9E37_79B9_7F4A_7C15
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        return word ^ (word >> 29)
    }
}
