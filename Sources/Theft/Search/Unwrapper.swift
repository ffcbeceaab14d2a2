/// Reads bytes as they are, and what is wrapped in them by base64, hex or escapes, twice over.
final class Unwrapper {
    private let reader: Reader
    private var buffer: [UInt8] = []
    private static let mostDepth = 2

    init(_ index: PatternIndex) { reader = Reader(index) }

    /// What is found in some bytes that begin at `start` of what is searched.
    func search(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> [Find] {
        read(bytes, Reader.Site(start: start))
        return reader.takeFinds()
    }

    private func read(_ bytes: UnsafeBufferPointer<UInt8>, _ site: Reader.Site) {
        reader.read(bytes, at: site)
        guard site.wrappings.count < Unwrapper.mostDepth else { return }
        Base64Runs.each(in: bytes) { run in
            unwrapBase64(bytes, run, site)
            HexRuns.each(in: bytes, run) { unwrapHex(bytes, $0, site) }
        }
        EscapedRuns.each(in: bytes) { run, text in
            read(text, site, .escapes, run.lowerBound, outer: run.count, inner: max(text.count, 1))
        }
    }

    /// Where a group of four begins is not known: each of the four places is tried.
    private func unwrapBase64(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ run: Range<Int>,
        _ site: Reader.Site
    ) {
        for phase in 0..<4 {
            let text = Base64Runs.decode(bytes, run.dropFirst(phase))
            read(text, site, .base64, run.lowerBound + phase, outer: 4, inner: 3)
        }
    }

    private func unwrapHex(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ run: Range<Int>,
        _ site: Reader.Site
    ) {
        for phase in 0..<2 {
            let text = HexRuns.decode(bytes, run.dropFirst(phase))
            read(text, site, .hex, run.lowerBound + phase, outer: 2, inner: 1)
        }
    }

    private func read(
        _ text: [UInt8],
        _ site: Reader.Site,
        _ wrapping: Wrapping,
        _ start: Int,
        outer: Int,
        inner: Int
    ) {
        let inside = Reader.Site(
            start: site.place(start),
            outer: site.outer * outer,
            inner: site.inner * inner,
            wrappings: site.wrappings + [wrapping]
        )
        text.withUnsafeBufferPointer { read($0, inside) }
    }
}
