import Basics
import Counter
import VaultAPI
import Web

extension Destination {
    /// What postage needs of an address that was typed.
    init(_ answers: Answers) {
        let prefecture = Prefecture(name: answers[.prefecture]) ?? Prefecture.all[30]
        self.init(
            prefecture: prefecture,
            isIsland: IslandPostcodes.contain(answers[.postcode])
        )
    }
}

extension Answers {
    /// Whether the address looks odd and the customer has not been told yet.
    mutating func mustWarn(by address: AddressForm) -> Bool {
        address.check(&self)
        guard !warnings.isEmpty, !isTicked("warned") else { return false }
        fill("yes", at: "warned")
        return true
    }
}

extension Form {
    /// The form as it stands while it is still being filled in: nothing is wrong yet.
    func refilled(_ answers: Answers) -> FormView {
        let values = fields.filter { $0.name != "fill" }.map { ($0.name, answers[$0.name]) }
        return view(Dictionary(values, uniquingKeysWith: { first, _ in first }))
    }
}
