import Basics
import Paper
import VaultAPI

/// A writing as a letter by post.
struct LetterShape {
    let configuration: CourierConfiguration

    struct Receiver {
        var name: Secret<String>
        var postcode: Secret<String>
        var address: Secret<String>
    }

    func letter(
        _ writing: Writing,
        to receiver: Receiver,
        reference: String,
        written: Day
    ) -> PostLetter {
        let postcode = receiver.postcode.revealed
        let contact = "お問い合わせは \(configuration.site.phone)(\(configuration.site.hours))までお電話ください。"
        return PostLetter(
            sender: configuration.letterhead,
            postcode: Secret(PostalCode(postcode)?.description ?? postcode),
            address: receiver.address,
            addressee: Secret("\(receiver.name.revealed.singleLine) 様"),
            written: written,
            reference: reference,
            subject: writing.subject,
            parts: writing.parts.map(part) + [.paragraph(contact)]
        )
    }

    private func part(_ part: Writing.Part) -> PostLetter.Part {
        switch part {
        case .paragraph(let text): .paragraph(text)
        case .heading(let text): .heading(text)
        case .facts(let facts): .facts(facts.map { .init($0.label, $0.value) })
        case .goods(let seller, let phone, let lines):
            .goods(
                title: "\(seller)(電話 \(phone))",
                lines.map { .init(name: $0.goods, count: $0.count, amount: $0.amount) }
            )
        case .code(let label, let text): .typed([.init(label, text)])
        case .link(let label, let address): .typed([.init(label, address)])
        }
    }
}
