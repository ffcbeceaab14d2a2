private import Glibc

/// Calls with a list of C strings that ends with a null, as exec takes it.
package func withCStrings<T>(
    _ strings: [String],
    _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> T
) -> T {
    let pointers = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
        .allocate(capacity: strings.count + 1)
    for (place, string) in strings.enumerated() { pointers[place] = strdup(string) }
    pointers[strings.count] = nil
    defer {
        for place in strings.indices { free(pointers[place]) }
        pointers.deallocate()
    }
    return body(pointers)
}
