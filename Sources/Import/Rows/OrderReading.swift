import Basics
import VaultAPI

extension Cells where Column == OrderColumn {
    /// The order itself, from its first row.
    ///
    /// Throws ``RowFault``.
    func order() throws(RowFault) -> OldOrder {
        let key = try oldNumber(.key)
        guard !key.isEmpty else { throw .empty(OrderColumn.key.japanese) }
        let orderer = try sketch(.orderer)
        guard orderer.isSomebody else { throw .empty(OrderColumn.familyName.japanese) }
        return OldOrder(
            key: key,
            member: try oldNumber(.member),
            orderer: orderer,
            facts: try facts(key),
            lines: [],
            memos: [OrderColumn.memo, .wish].count { !isEmpty($0) }
        )
    }

    private func facts(_ key: String) throws(RowFault) -> OldOrderFacts {
        guard let placed = try moment(.placed) else { throw .empty(OrderColumn.placed.japanese) }
        let number = try oldNumber(.number)
        return OldOrderFacts(
            number: number.isEmpty ? key : number,
            placed: placed,
            subtotal: try money(.subtotal),
            discount: try money(.discount),
            postage: try money(.postage),
            fee: try money(.fee),
            usedPoints: try money(.usedPoints),
            tax: try money(.tax),
            total: try money(.total),
            payable: try money(map.has(.payable) ? .payable : .total),
            payment: try text(.payment, upTo: 200),
            state: try state()
        )
    }

    private func state() throws(RowFault) -> String {
        let name = try text(.state, upTo: 200)
        guard name.isEmpty else { return name }
        let number = try text(.stateNumber, upTo: 200)
        return OldStates.names[number] ?? number
    }

    /// The row's own goods or fee; nil where the file has no lines (series 2).
    func line(ordinal: Int, orderer: Sketch) throws(RowFault) -> OldLine? {
        guard map.has(.goods) else { return nil }
        let goods = try text(.goods, upTo: 500)
        let choices = [try text(.choice1, upTo: 200), try text(.choice2, upTo: 200)]
        let kind = try text(.kind, upTo: 200)
        let person = try sketch(.recipient)
        let rate = try text(.taxRate)
        guard rate.isEmpty || OldAmount.yen(rate) != nil else {
            throw .number(OrderColumn.taxRate.japanese)
        }
        var facts = OldLineFacts(
            key: try oldNumber(.line),
            kind: kind.isEmpty ? "商品" : kind,
            goods: ([goods] + choices).filter { !$0.isEmpty }.joined(separator: " "),
            code: try text(.goodsCode, upTo: 200),
            price: try money(.price),
            count: try money(.count).yen,
            taxPercent: OldAmount.yen(rate)
        )
        if facts.key.isEmpty { facts.key = "row-\(ordinal)" }
        let isSelf = person.identity == orderer.identity
        return OldLine(facts: facts, recipient: person.isSomebody && !isSelf ? person : nil)
    }
}

/// The names of the states that series 2 exports as numbers.
enum OldStates {
    static let names = [
        "1": "新規受付", "2": "入金待ち", "3": "注文取消し", "4": "対応中", "5": "発送済み", "6": "入金済み", "7": "決済処理中",
        "8": "購入処理中", "9": "返品",
    ]
}

extension PersonColumns<OrderColumn> {
    static let orderer = PersonColumns(
        familyName: .familyName,
        givenName: .givenName,
        familyKana: .familyKana,
        givenKana: .givenKana,
        company: .company,
        postcode: .postcode,
        postcodeParts: [.postcode1, .postcode2],
        prefectureNumber: .prefectureNumber,
        prefecture: .prefecture,
        address1: .address1,
        address2: .address2,
        phone: .phone,
        phoneParts: [.phone1, .phone2, .phone3],
        email: .email
    )
    static let recipient = PersonColumns(
        familyName: .toFamilyName,
        givenName: .toGivenName,
        familyKana: .toFamilyKana,
        givenKana: .toGivenKana,
        company: .toCompany,
        postcode: .toPostcode,
        prefectureNumber: .toPrefectureNumber,
        prefecture: .toPrefecture,
        address1: .toAddress1,
        address2: .toAddress2,
        phone: .toPhone
    )
}
