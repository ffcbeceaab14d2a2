import Basics
import Counter
import Crypto
import Web

/// By what a checkout knows the browser in which its orderer was entered: a hash of the visit's
/// cookie and the checkout, so that it tells nothing to who reads it and joins no two checkouts.
///
/// Where a kill swallows the answer that carries a guest's token, this browser may send the page
/// again; nobody else may.
public struct BrowserMark: Hashable, Sendable {
    let text: String

    /// As it was kept.
    init(_ text: String) { self.text = text }

    /// The mark of a request's browser; nil where it has no visit yet.
    init?(_ context: CounterContext, in checkout: Handle<Checkout>) {
        guard let visit = context.crossSiteToken else { return nil }
        let words = "ichi orderer's browser 1\n\(checkout)\n\(visit)"
        text = Base32.encode(Array(SHA256.hash(data: Array(words.utf8))))
    }
}
