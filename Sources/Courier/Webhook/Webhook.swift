import Basics
import CCurl
import Crypto
import Foundation
import VaultAPI

/// Another program that is told of alarms.
public struct Webhook: Sendable {
    var post: @Sendable (AlarmNotice, Moment) async -> Reception

    /// Posts JSON by HTTPS, signed: `X-Ichi-Signature` is the HMAC-SHA256 in hexadecimal, under the secret,
    /// of `X-Ichi-Timestamp` (seconds since 1970), a full stop and the body.
    public static func https(_ address: WebhookAddress) -> Webhook {
        let poster = WebhookPoster(address: address)
        return Webhook { await poster.post($0, at: $1) }
    }
}

/// libcurl blocks while the other side works, so it has a thread of its own.
private actor WebhookPoster {
    private static let seconds = 10
    private let executor = CurlExecutor()
    private let address: WebhookAddress

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(address: WebhookAddress) { self.address = address }

    func post(_ notice: AlarmNotice, at now: Moment) -> Reception {
        guard let curl = Curl(), let body = try? WebhookBody(notice).bytes,
            let secret = try? String(contentsOfFile: address.secretFile, encoding: .utf8)
                .prefix(while: { !$0.isNewline }), !secret.isEmpty
        else { return .unreachable(code: Int(CURLE_READ_ERROR.rawValue)) }
        let stamp = "\(now.milliseconds / 1000)"
        let signed = HMAC<SHA256>.authenticationCode(
            for: Array("\(stamp).".utf8) + body,
            using: SymmetricKey(data: Data(secret.utf8))
        )
        curl.set(CURLOPT_URL, address.url)
        curl.set(CURLOPT_PROTOCOLS_STR, "https,http")
        curl.set(CURLOPT_FOLLOWLOCATION, 0)
        curl.set(CURLOPT_NOSIGNAL, 1)
        curl.set(CURLOPT_CONNECTTIMEOUT, WebhookPoster.seconds / 2)
        curl.set(CURLOPT_TIMEOUT, WebhookPoster.seconds)
        let result = curl.post(
            body,
            headers: [
                "Content-Type: application/json", "X-Ichi-Timestamp: \(stamp)",
                "X-Ichi-Signature: " + signed.map { String(format: "%02x", $0) }.joined(),
            ]
        )
        guard result == CURLE_OK else { return .unreachable(code: Int(result.rawValue)) }
        let code = curl.responseCode
        return (200..<300).contains(code) ? .accepted : .deferred(code: code)
    }
}

/// What is posted: nothing of it is about a person.
struct WebhookBody: Encodable {
    private var alarm: String
    private var kind: String
    private var process: String?
    private var freeze: String?
    /// Times are RFC 3339, in UTC.
    private var since: String
    private var last: String
    private var count: Int
    private var title: String
    private var happened: String
    private var stopped: String
    private var lift: String

    init(_ notice: AlarmNotice) {
        let (facts, words) = (notice.facts, AlarmWords(notice.facts))
        alarm = notice.alarm.text
        kind = facts.kind.rawValue
        process = facts.caller?.rawValue
        freeze = facts.freeze
        since = WebhookBody.time(facts.since)
        last = WebhookBody.time(facts.last)
        count = facts.count
        (title, happened, stopped, lift) = (words.title, words.happened, words.stopped, words.lift)
    }

    var bytes: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return Array(try encoder.encode(self))
        }
    }

    private static func time(_ moment: Moment) -> String {
        Date(timeIntervalSince1970: Double(moment.milliseconds / 1000)).formatted(.iso8601)
    }
}
