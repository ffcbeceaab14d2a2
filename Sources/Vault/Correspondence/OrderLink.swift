import Basics
import VaultAPI

extension Vault {
    /// The signed part of the link by which an order is seen again: its key and half an HMAC.
    ///
    /// Opening it takes a code besides, so it has no end of its own.
    func orderLink(_ order: Handle<OrderKey>) -> Secret<String> {
        Secret(order.text + "." + Base32.encode(Array(linkHash(order).prefix(16))))
    }

    /// The order of a link; nil where the vault did not make it.
    ///
    /// Visitors may type anything here.
    func order(of link: Secret<String>) -> Handle<OrderKey>? {
        let parts = link.revealed.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let order = Handle<OrderKey>(String(parts[0])) else { return nil }
        let made = Array(orderLink(order).revealed.utf8)
        let given = Array(link.revealed.utf8)
        guard made.count == given.count else { return nil }
        let difference = zip(made, given).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) }
        return difference == 0 ? order : nil
    }

    private func linkHash(_ order: Handle<OrderKey>) -> [UInt8] {
        Keyed.hash(Array(("ichi order link v1 " + order.text).utf8), with: keys.link)
    }
}
