import Basics
import VaultAPI
import Web

/// What a clerk types into the one box, by what it looks like.
enum SearchKey: Sendable, Hashable {
    case email(Secret<String>)
    case phone(Secret<String>)
    /// Twelve digits, as they were typed.
    case order(String)
    case memberNumber(Secret<String>)

    /// Nil for an empty text.
    init?(_ typed: String) {
        let text = JapaneseText.narrowed(typed).filter { !$0.isWhitespace }
        guard !text.isEmpty else { return nil }
        let digits = text.filter { $0 != "-" }
        let areDigits = digits.allSatisfy { ("0"..."9").contains($0) }
        if text.contains("@") {
            self = .email(Secret(text))
        } else if areDigits, digits.count == 12 {
            self = .order(text)
        } else if PhoneNumber(text) != nil {
            self = .phone(Secret(text))
        } else {
            self = .memberNumber(Secret(text))
        }
    }
}
