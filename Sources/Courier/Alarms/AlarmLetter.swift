import Basics
import VaultAPI

extension Writer {
    /// What an officer is sent.
    func alarm(_ facts: AlarmFacts) -> Writing {
        let words = AlarmWords(facts)
        return Writing(
            subject: "〈警報〉\(words.title)",
            parts: [
                .heading("起きたこと"), .paragraph(words.happened),
                .facts([
                    .init("はじめ", facts.since.toTheSecond), .init("おわり", facts.last.toTheSecond),
                    .init("回数", "\(facts.count)回"), .init("種類", facts.kind.rawValue),
                ]),
                .heading("止まったもの・続いているもの"), .paragraph(words.stopped),
                .heading("元に戻すには"), .paragraph(words.lift),
                .paragraph("同じ警報がしばらく続いても、10分に一通までにまとめ、回数をお知らせします。"),
            ],
            greetsByName: false
        )
    }
}

extension WritingDesk {
    /// The mail of a notice to an officer.
    func envelope(for notice: AlarmNotice, at now: Moment) throws -> Envelope {
        guard let mailbox = notice.mailbox, let address = EmailAddress(mailbox.revealed) else {
            throw Mistake.addressUnusable
        }
        let page = MailPage(
            writing: writer.alarm(notice.facts),
            salutation: "担当者さま",
            isForHelper: false,
            configuration: configuration
        )
        let message = MailMessage(
            from: configuration.from,
            to: Secret(address),
            subject: page.subject,
            messageID: messageID(notice.messageID, else: notice.alarm.text),
            date: now,
            body: mails.body(page)
        )
        return Envelope(
            sender: configuration.from.address,
            recipient: message.to,
            message: Secret(message.bytes)
        )
    }
}

extension Moment {
    /// `2026年12月8日 10時00分05秒`, by the clock in Japan.
    fileprivate var toTheSecond: String {
        let inJapan = Int(milliseconds / 1000) + 9 * 3600
        let second = ((inJapan % 86_400) + 86_400) % 86_400
        return "\(Day(self).japanese) \(second / 3600)時\(second / 60 % 60)分\(second % 60)秒"
    }
}
