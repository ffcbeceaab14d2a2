import Basics
import CCurl
import Dispatch
import Foundation

extension Relay {
    /// A relay that speaks SMTP.
    ///
    /// Connections are kept between messages. `greeting` is the name given in EHLO.
    public static func smtp(_ address: RelayAddress, greeting: String) -> Relay {
        let relay = SMTPRelay(address: address, greeting: greeting)
        return Relay { await relay.hand($0) }
    }
}

/// libcurl blocks while the relay works, so it has a thread of its own.
private actor SMTPRelay {
    private let executor = CurlExecutor()
    private let address: RelayAddress
    private let greeting: String
    private var curl: Curl?

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(address: RelayAddress, greeting: String) {
        self.address = address
        self.greeting = greeting
    }

    func hand(_ envelope: Envelope) -> Reception {
        guard let curl = curl ?? Curl() else {
            return .unreachable(code: Int(CURLE_OUT_OF_MEMORY.rawValue))
        }
        self.curl = curl
        do { try prepare(curl) } catch {
            return .unreachable(code: Int(CURLE_READ_ERROR.rawValue))
        }
        curl.set(CURLOPT_MAIL_FROM, MailAddress(envelope.sender).path)
        let recipient = MailAddress(envelope.recipient.revealed).path
        let result = curl.upload(envelope.message.revealed, to: recipient)
        return reception(result, code: curl.responseCode, bytesSent: curl.bytesSent)
    }

    private func prepare(_ curl: Curl) throws {
        curl.reset()
        curl.set(CURLOPT_URL, "\(address.url)/\(greeting)")
        curl.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        curl.set(CURLOPT_NOSIGNAL, 1)
        curl.set(CURLOPT_CONNECTTIMEOUT, min(10, address.timeoutSeconds))
        curl.set(CURLOPT_TIMEOUT, address.timeoutSeconds)
        // Relays close an idle connection after some minutes; a dead one costs a failed try.
        curl.set(CURLOPT_MAXAGE_CONN, 60)
        if address.security == .startTLS {
            curl.set(CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue))
        }
        if let file = address.authorityFile { curl.set(CURLOPT_CAINFO, file) }
        if let credentials = address.credentials {
            curl.set(CURLOPT_USERNAME, credentials.user)
            curl.set(CURLOPT_PASSWORD, try password(in: credentials.passwordFile))
        }
    }

    // Read for each message, so that a new password needs no restart.
    private func password(in file: String) throws -> String {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        return String(text.prefix { !$0.isNewline })
    }

    /// Only what the relay says to this recipient or this content is about the item; all else
    /// (greeting, TLS, permission to send) would befall every item alike and is no reason to give
    /// one up.
    private func reception(_ result: CURLcode, code: Int, bytesSent: Int) -> Reception {
        if result == CURLE_OK { return .accepted }
        let isAboutItem = bytesSent > 0 || result == CURLE_SEND_ERROR
        let isAboutUs = [421, 530, 534, 535, 538].contains(code)
        switch code {
        case 400..<500 where isAboutItem && !isAboutUs: return .deferred(code: code)
        case 500..<600 where isAboutItem && !isAboutUs: return .refused(code: code)
        default: return .unreachable(code: code >= 400 ? code : Int(result.rawValue))
        }
    }
}

/// A thread on which libcurl may block.
final class CurlExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "ichi.curl")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
