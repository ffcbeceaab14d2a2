import CSodium

/// Overwrites memory in a way that the optimiser may not leave out.
func sodiumWipe(_ base: UnsafeMutableRawPointer, _ count: Int) { sodium_memzero(base, count) }
