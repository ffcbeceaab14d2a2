import Basics
import VaultAPI
import Web
import Wire

extension KeyOptions {
    init(_ request: KeyRequest) {
        self.init(
            ceremony: request.ceremony.text,
            challenge: Base64URL.encode(request.challenge),
            party: request.relyingParty,
            keys: request.keys.map { Base64URL.encode($0.bytes) }
        )
    }

    /// Whoever takes the key sees the role; the name is the vault's.
    init(_ offer: KeyOffer, site: String) {
        self.init(
            ceremony: offer.ceremony.text,
            challenge: Base64URL.encode(offer.challenge),
            party: Party(id: offer.relyingParty, name: site),
            user: User(
                id: Base64URL.encode(offer.userHandle),
                name: "\(site) \(offer.role.japanese)"
            ),
            others: offer.others.map { Base64URL.encode($0.bytes) }
        )
    }
}

extension StaffRole {
    var japanese: String {
        switch self {
        case .clerk: "お客様センター"
        case .shop: "加盟店"
        case .city: "市の担当"
        case .security: "情報の安全の担当"
        case .inspector: "検査の担当"
        case .auditor: "監査の担当"
        }
    }
}
