import Basics
import Counter
import Testing
import VaultAPI
import Web

@Suite("The form for a name and an address")
struct AddressFormTests {
    private func form() throws -> AddressForm {
        .orderer(
            try PostcodeFileTests.file([
                "4520961\t愛知県\t清須市\t春日",
                "4520961\t愛知県\t清須市\t春日井",
                "6800011\t鳥取県\t鳥取市\t東町",
            ])
        )
    }

    private func answers(
        _ form: AddressForm,
        _ changes: [PersonalField: String] = [:]
    ) throws -> Answers {
        let typed: [PersonalField: String] = [
            .familyName: "髙﨑", .givenName: "花子", .familyKana: "たかさき", .givenKana: "ハナコ",
            .postcode: "６８０－００１１", .prefecture: "鳥取県", .city: "鳥取市", .street: "東町1丁目",
            .building: "", .phone: "0857-00-1234",
        ]
        let body = typed.merging(changes) { _, new in new }
            .map { "\($0.key.rawValue)=\(percent($0.value))" }.joined(separator: "&")
        return try Form(form.fields).answers(from: Submission(decoding: Array(body.utf8)))
    }

    private func percent(_ text: String) -> String {
        text.utf8.map { "%" + String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    @Test("what is typed goes to the vault under the same names, in one form")
    func fields() throws {
        let form = try form()
        let fields = form.personalFields(of: try answers(form))
        #expect(fields[.familyName]?.revealed == "髙﨑")
        #expect(fields[.familyKana]?.revealed == "タカサキ")
        #expect(fields[.postcode]?.revealed == "6800011")
        #expect(fields[.phone]?.revealed == "0857001234")
        #expect(fields[.building]?.revealed.isEmpty == true)
        #expect(AddressForm.values(of: fields)["city"] == "鳥取市")
    }

    @Test("a prefecture that is not its postcode's warns and lets through")
    func wrongPrefecture() throws {
        let form = try form()
        var answers = try answers(form, [.prefecture: "島根県"])
        form.check(&answers)
        #expect(answers.isSound)
        #expect(answers.warnings.map(\.field) == ["prefecture"])
    }

    @Test("a postcode nobody knows warns and lets through")
    func unknownPostcode() throws {
        let form = try form()
        var answers = try answers(form, [.postcode: "0000000"])
        form.check(&answers)
        #expect(answers.isSound)
        #expect(answers.warnings.map(\.field) == ["postcode"])
    }

    @Test("the right prefecture warns of nothing")
    func right() throws {
        let form = try form()
        var answers = try answers(form)
        form.check(&answers)
        #expect(answers.warnings.isEmpty)
    }

    @Test("the postcode fills the address, and leaves a street that was typed")
    func fill() throws {
        let form = try form()
        var empty = try answers(form, [.prefecture: "", .city: "", .street: ""])
        form.fill(&empty)
        #expect([empty["prefecture"], empty["city"], empty["street"]] == ["鳥取県", "鳥取市", "東町"])
        var typed = try answers(form, [.prefecture: "", .city: ""])
        form.fill(&typed)
        #expect(typed["street"] == "東町1丁目")
    }

    @Test("where a code covers several areas, only what they share is filled")
    func fillShared() throws {
        let form = try form()
        var answers = try answers(
            form,
            [.postcode: "4520961", .prefecture: "", .city: "", .street: ""]
        )
        form.fill(&answers)
        #expect([answers["prefecture"], answers["city"], answers["street"]] == ["愛知県", "清須市", ""])
    }

    @Test(
        "what does not fit is told beside its field",
        arguments: [
            (PersonalField.familyName, ""), (.familyName, String(repeating: "あ", count: 21)),
            (.postcode, "680"), (.prefecture, "夢の国"), (.phone, "110"), (.familyKana, "高崎"),
            (.street, "🏠の1"),
        ]
    )
    func wrong(field: PersonalField, text: String) throws {
        let answers = try answers(try form(), [field: text])
        #expect(answers.errors.map(\.field) == [field.rawValue])
    }
}
