import CCurl
import Glibc

/// One handle of libcurl, which keeps its connection from one transfer to the next.
final class Curl {
    private let handle: UnsafeMutableRawPointer

    // Once a process, before the first handle. With NOSIGNAL libcurl leaves SIGPIPE to the program.
    private static let isReady: Bool = {
        signal(SIGPIPE, SIG_IGN)
        return curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK
    }()

    /// Nil where libcurl has no memory.
    init?() {
        guard Curl.isReady, let handle = curl_easy_init() else { return nil }
        self.handle = handle
    }

    deinit { curl_easy_cleanup(handle) }

    /// Forgets every option; connections stay.
    func reset() { curl_easy_reset(handle) }

    func set(_ option: CURLoption, _ value: Int) { ichi_curl_set_number(handle, option, value) }
    func set(_ option: CURLoption, _ value: String) { ichi_curl_set_text(handle, option, value) }

    /// Uploads bytes to one recipient.
    func upload(_ bytes: [UInt8], to recipient: String) -> CURLcode {
        guard let recipients = curl_slist_append(nil, recipient) else { return CURLE_OUT_OF_MEMORY }
        defer { curl_slist_free_all(recipients) }
        return bytes.withUnsafeBytes { bytes in
            var rest = bytes
            return withUnsafeMutablePointer(to: &rest) { rest in
                ichi_curl_set_pointer(handle, CURLOPT_MAIL_RCPT, recipients)
                ichi_curl_set_pointer(handle, CURLOPT_READDATA, rest)
                ichi_curl_set_reader(handle, readRest)
                set(CURLOPT_UPLOAD, 1)
                return curl_easy_perform(handle)
            }
        }
    }

    /// Posts bytes by HTTP; what is answered beside the code is not read.
    func post(_ bytes: [UInt8], headers: [String]) -> CURLcode {
        var list: UnsafeMutablePointer<curl_slist>?
        defer { curl_slist_free_all(list) }
        for header in headers {
            guard let longer = curl_slist_append(list, header) else { return CURLE_OUT_OF_MEMORY }
            list = longer
        }
        var body = bytes
        return body.withUnsafeMutableBytes { body in
            ichi_curl_set_pointer(handle, CURLOPT_HTTPHEADER, list)
            ichi_curl_set_writer(handle, dropAnswer)
            set(CURLOPT_POST, 1)
            set(CURLOPT_POSTFIELDSIZE, body.count)
            ichi_curl_set_pointer(handle, CURLOPT_POSTFIELDS, body.baseAddress)
            return curl_easy_perform(handle)
        }
    }

    /// The last code of SMTP or HTTP; 0 where nothing was said.
    var responseCode: Int { ichi_curl_response_code(handle) }
    var bytesSent: Int { Int(ichi_curl_bytes_sent(handle)) }
}

/// Moves what fits from the rest of the message into libcurl's buffer.
private let readRest: curl_read_callback = { buffer, size, count, context in
    guard let buffer, let rest = context?.assumingMemoryBound(to: UnsafeRawBufferPointer.self)
    else { return 0 }
    let length = min(size * count, rest.pointee.count)
    let chunk = UnsafeRawBufferPointer(rebasing: rest.pointee.prefix(length))
    UnsafeMutableRawBufferPointer(start: buffer, count: length).copyMemory(from: chunk)
    rest.pointee = UnsafeRawBufferPointer(rebasing: rest.pointee.dropFirst(length))
    return length
}

/// Takes what is answered and keeps nothing of it.
private let dropAnswer: curl_write_callback = { _, size, count, _ in size * count }
