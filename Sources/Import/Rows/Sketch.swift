import Basics
import VaultAPI

/// A person as a row tells of it, cleaned.
struct Sketch: Sendable {
    var fields: PersonalFields = [:]
    /// By which the same person is known again in another row; see ``Identity``.
    var identity = ""

    /// Whether the row tells of anybody at all.
    var isSomebody: Bool { fields[.familyName] != nil || fields[.company] != nil }
}

/// Which columns a person's cells stand in; the same for members, orderers and recipients.
struct PersonColumns<Column: OldColumn>: Sendable {
    var familyName: Column
    var givenName: Column
    var familyKana: Column
    var givenKana: Column
    var company: Column
    var postcode: Column
    /// Series 2 writes postcodes in two parts and telephones in three.
    var postcodeParts: [Column] = []
    var prefectureNumber: Column
    var prefecture: Column
    var address1: Column
    var address2: Column
    var phone: Column
    var phoneParts: [Column] = []
    var email: Column?
}

extension Cells {
    /// The person in some columns.
    ///
    /// Postcodes and telephones that are none are kept as they were typed: they are for people to
    /// read. An e-mail address that is none is a fault: nobody could sign in by it.
    func sketch(_ columns: PersonColumns<Column>) throws(RowFault) -> Sketch {
        var sketch = Sketch()
        let name = OldName.split(
            family: try text(columns.familyName, upTo: 200),
            given: try text(columns.givenName, upTo: 200)
        )
        sketch.set(.familyName, name.family)
        sketch.set(.givenName, name.given)
        sketch.set(.familyKana, OldName.kana(try text(columns.familyKana, upTo: 200)))
        sketch.set(.givenKana, OldName.kana(try text(columns.givenKana, upTo: 200)))
        sketch.set(.company, try text(columns.company, upTo: 200))
        let postcode = try joined(columns.postcode, columns.postcodeParts)
        let code = PostalCode(postcode)
        sketch.set(.postcode, code?.digits ?? postcode)
        let address = try address(columns)
        sketch.set(.prefecture, address.prefecture?.name ?? "")
        sketch.set(.city, address.city)
        sketch.set(.street, address.street)
        sketch.set(.building, address.building)
        let phone = try joined(columns.phone, columns.phoneParts)
        let number = PhoneNumber(phone)
        sketch.set(.phone, number?.digits ?? phone)
        if let email = columns.email { sketch.set(.email, try mailbox(email)) }
        sketch.identity = Identity.text(
            name: name.family + name.given,
            postcode: code?.digits ?? "",
            address: address,
            phone: number?.digits ?? ""
        )
        return sketch
    }

    private func joined(_ whole: Column, _ parts: [Column]) throws(RowFault) -> String {
        let text = try text(whole, upTo: 60)
        guard text.isEmpty else { return text }
        var pieces: [String] = []
        for part in parts {
            let piece = try self.text(part, upTo: 20)
            if !piece.isEmpty { pieces.append(piece) }
        }
        return pieces.joined(separator: "-")
    }

    private func address(_ columns: PersonColumns<Column>) throws(RowFault) -> OldAddress {
        let number = OldAmount.yen(try text(columns.prefectureNumber)).flatMap(
            Prefecture.init(code:)
        )
        let name = Prefecture(name: try text(columns.prefecture))
        return OldAddress(
            prefecture: name ?? number,
            line1: try text(columns.address1, upTo: 200),
            line2: try text(columns.address2, upTo: 200)
        )
    }

    private func mailbox(_ column: Column) throws(RowFault) -> String {
        let text = Cell.narrowed(try text(column))
        if text.isEmpty { return "" }
        guard let address = EmailAddress(text) else { throw .email }
        return address.text
    }
}

extension Sketch {
    mutating func set(_ field: PersonalField, _ value: String) {
        if !value.isEmpty { fields[field] = Secret(value) }
    }
}
