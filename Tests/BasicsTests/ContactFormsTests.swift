import Basics
import Testing

@Suite("What people type for postcode, phone and e-mail")
struct ContactFormsTests {
    @Test(
        "a postcode is seven digits, however it is typed",
        arguments: ["6800011", "680-0011", "〒680-0011", "６８０－００１１", "680 0011", "680ー0011"]
    )
    func postcode(typed: String) {
        #expect(PostalCode(typed)?.description == "680-0011")
    }

    @Test(
        "anything else is no postcode",
        arguments: ["", "680", "680-00112", "680-001a", "６８０＋００１１", "٦٨٠٠٠١١"]
    )
    func noPostcode(typed: String) {
        #expect(PostalCode(typed) == nil)
    }

    @Test(
        "a phone number is ten or eleven digits from 0",
        arguments: [
            ("0857-00-1234", "0857001234"), ("０９０（１２３４）５６７８", "09012345678"),
            ("+81 90-1234-5678", "09012345678"), ("(0857)00-1234", "0857001234"),
        ]
    )
    func phone(typed: String, digits: String) {
        #expect(PhoneNumber(typed)?.digits == digits)
    }

    @Test(
        "anything else is no phone number",
        arguments: ["", "119", "1234567890", "00857001234", "0857-00-12x4"]
    )
    func noPhone(typed: String) {
        #expect(PhoneNumber(typed) == nil)
    }

    @Test(
        "an e-mail address keeps its local part and lowers its domain",
        arguments: [
            ("Hanako@Example.JP", "Hanako@example.jp"),
            ("taro..sato.@mobile.example.jp", "taro..sato.@mobile.example.jp"),
        ]
    )
    func email(typed: String, kept: String) {
        #expect(EmailAddress(typed)?.text == kept)
    }

    @Test(
        "anything else is no e-mail address",
        arguments: [
            "", "hanako", "@example.jp", "hanako@", "hanako@example", "ha nako@example.jp",
            "hanako@exa_mple.jp", "花子@example.jp", "a@b@example.jp", "hanako@127.0.0.1",
            "hanako@-example.jp", "hanako@example.jp\r\nBcc: x@example.jp",
        ]
    )
    func noEmail(typed: String) {
        #expect(EmailAddress(typed) == nil)
    }
}
