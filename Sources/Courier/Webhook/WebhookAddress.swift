/// Where alarms are posted to, and the file of the secret they are signed with.
///
/// `https://HOST[:PORT]/PATH`; in clear to this machine only: `http://127.0.0.1:PORT/PATH`.
public struct WebhookAddress: Sendable {
    let url: String
    /// Where it is.
    public let place: (host: String, port: Int)
    /// Its first line is the secret; read for each post, so that a new one needs no restart.
    public let secretFile: String

    /// Why an address is not taken.
    public enum Mistake: Error, Equatable {
        /// Not one of the two forms.
        case unknownForm
        /// Alarms would travel readable through a network.
        case clearToAnotherMachine
    }

    public init(_ text: String, secretFile: String) throws(Mistake) {
        guard
            let parts = text.wholeMatch(
                of: /(https?):\/\/([A-Za-z0-9.\-]+|\[[0-9a-fA-F:]+\])(?::([0-9]{1,5}))?(\/[!-~]*)?/
            ), text.utf8.count <= 2000
        else { throw .unknownForm }
        let (host, isClear) = (String(parts.2), parts.1 == "http")
        guard !isClear || ["127.0.0.1", "[::1]", "localhost"].contains(host) else {
            throw .clearToAnotherMachine
        }
        let port = parts.3.flatMap { Int($0) } ?? (isClear ? 80 : 443)
        guard (1...65_535).contains(port) else { throw .unknownForm }
        url = text
        place = (host, port)
        self.secretFile = secretFile
    }
}
