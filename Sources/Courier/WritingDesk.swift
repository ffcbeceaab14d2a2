import Basics
import Paper
import VaultAPI

/// Makes an envelope of an item: words, shape, message.
struct WritingDesk {
    let configuration: CourierConfiguration
    let writer: Writer
    let mails: MailShape
    private let letters: LetterShape

    /// Why an item cannot be written.
    enum Mistake: Error {
        case addressUnusable
        /// Codes that end within the hour do not travel by post.
        case notByPost
        /// A letter's code is for the house: the mailbox may be somebody else's.
        case onlyByPost
    }

    init(configuration: CourierConfiguration) throws {
        self.configuration = configuration
        writer = Writer(configuration: configuration)
        mails = try MailShape()
        letters = LetterShape(configuration: configuration)
    }

    func envelope(for item: CourierItem, at now: Moment) throws -> Envelope {
        let message = try message(for: item, at: now)
        return Envelope(
            sender: configuration.from.address,
            recipient: message.to,
            message: Secret(message.bytes)
        )
    }

    func message(for item: CourierItem, at now: Moment) throws -> MailMessage {
        let writing = writer.writing(for: item)
        switch item.destination {
        case .email(let address, let helper):
            if case .letterCode = item.content { throw Mistake.onlyByPost }
            guard let address = EmailAddress(address.revealed) else {
                throw Mistake.addressUnusable
            }
            let page = MailPage(
                writing: writing,
                salutation: Salutation(item.name, byName: writing.greetsByName).text,
                isForHelper: helper,
                configuration: configuration
            )
            return MailMessage(
                from: configuration.from,
                to: Secret(address),
                subject: page.subject,
                messageID: messageID(of: item),
                date: now,
                body: mails.body(page)
            )
        case .post(let postcode, let address):
            guard item.content.goesByPost else { throw Mistake.notByPost }
            let letter = letters.letter(
                writing,
                to: .init(name: item.name, postcode: postcode, address: address),
                reference: item.id.text,
                written: Day(now)
            )
            return toPostRoom(letter.pdf(), item: item, now: now)
        }
    }

    // Subject and names say nothing of the person: only the sheet inside does.
    private func toPostRoom(_ pdf: [UInt8], item: CourierItem, now: Moment) -> MailMessage {
        MailMessage(
            from: configuration.from,
            to: Secret(configuration.postRoom),
            subject: "郵送 \(item.id.text)",
            messageID: messageID(of: item),
            date: now,
            body: .text(
                "添付の手紙を印刷し、三つ折りにして、窓あき封筒(長形3号)で発送してください。\r\n発送が済みましたら、このメールを削除してください。\r\n",
                attachment: .init(
                    name: "\(item.id.text).pdf",
                    type: "application/pdf",
                    bytes: pdf
                )
            )
        )
    }

    /// `id@domain`, of nothing but the characters of a dot-atom (RFC 5322 3.6.4).
    private func messageID(of item: CourierItem) -> String {
        messageID(item.messageID, else: item.id.text)
    }

    func messageID(_ text: String, else id: String) -> String {
        let domain = configuration.from.address.text.split(separator: "@").last ?? "localhost"
        let given = text.filter {
            $0.isASCII && ($0.isLetter || $0.isNumber || "-_.@".contains($0))
        }
        let halves = given.split(separator: "@")
        switch halves.count {
        case 2: return "\(halves[0])@\(halves[1])"
        case 1: return "\(halves[0])@\(domain)"
        default: return "\(id)@\(domain)"
        }
    }
}

extension CourierItem.Content {
    fileprivate var goesByPost: Bool {
        switch self {
        case .letter, .letterCode: true
        default: false
        }
    }
}
