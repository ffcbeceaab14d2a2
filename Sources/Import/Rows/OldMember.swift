import Basics
import VaultAPI

/// A member of the old shop.
struct OldMember: Sendable {
    var number: String
    var person: Sketch
    /// When it was last used: of several members with one e-mail address the latest signs in by mail.
    var lastUsed: Moment
    var points: Money
    /// Facts for the summary.
    var hasMemo = false
}

/// What the city wants beside names, addresses and points.
public struct ImportWishes: Sendable, Equatable {
    /// Neither is asked at registration; both only where the city says so.
    public var sex: Bool
    public var birthDate: Bool

    public init(sex: Bool = false, birthDate: Bool = false) {
        self.sex = sex
        self.birthDate = birthDate
    }
}

/// How a row of members ends.
enum MemberRow: Sendable {
    case member(OldMember)
    /// 退会 or 仮会員: never taken over.
    case notAMember
}

extension Cells where Column == MemberColumn {
    /// Throws ``RowFault``.
    func member(_ wishes: ImportWishes) throws(RowFault) -> MemberRow {
        if try isNotAMember() { return .notAMember }
        let number = try oldNumber(.number)
        guard !number.isEmpty else { throw .empty(MemberColumn.number.japanese) }
        var person = try sketch(.member)
        guard person.isSomebody else { throw .empty(MemberColumn.familyName.japanese) }
        if wishes.sex { person.set(.sex, try text(.sex, upTo: 200)) }
        if wishes.birthDate, let born = try moment(.birthDate) {
            person.set(.birthDate, Day(born).description)
        }
        let used = [try moment(.lastPurchase), try moment(.updated), try moment(.registered)]
        return .member(
            OldMember(
                number: number,
                person: person,
                lastUsed: used.compactMap { $0 }.max() ?? Moment(milliseconds: 0),
                points: try money(.points),
                hasMemo: !isEmpty(.memo)
            )
        )
    }

    private func isNotAMember() throws(RowFault) -> Bool {
        if map.has(.status) { return ["退会", "仮会員"].contains(try text(.status)) }
        return ["1", "3"].contains(try text(.statusNumber))
    }
}

extension Cells {
    /// A number the old shop gave: digits; empty where there is none.
    func oldNumber(_ column: Column) throws(RowFault) -> String {
        let text = Cell.narrowed(try text(column))
        guard text.utf8.count <= 40,
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "|") })
        else { throw .number(column.japanese) }
        return text
    }
}

extension PersonColumns<MemberColumn> {
    static let member = PersonColumns(
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
}
