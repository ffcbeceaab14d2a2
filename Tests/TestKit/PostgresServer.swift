import CPQ
import Foundation
import Storage

/// The PostgreSQL server of a test run: the one that `ICHI_TEST_POSTGRES` names by its URL, or a
/// private one that is started for this process and gone with it.
enum PostgresServer {
    private static let given = ProcessInfo.processInfo.environment["ICHI_TEST_POSTGRES"]

    /// Whether tests can have one.
    static let isHere = given != nil || PrivateCluster.programs != nil

    private static let url = Task { () throws -> String in
        if let given { return given }
        return try PrivateCluster.start()
    }

    // Each open database takes up to five of a server's hundred connections.
    private static let gate = Gate(places: 12)

    /// Runs a test with the address of a schema that does not exist yet.
    static func withSchema<Value>(
        durable: Bool,
        isolation: isolated (any Actor)? = #isolation,
        _ test: (DatabaseAddress) async throws -> Value
    ) async throws -> Value {
        let url = try await url.value
        let schema = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
        let options = (url.contains("?") ? "&" : "?") + "options=-csynchronous_commit%3Doff"
        guard
            let address = DatabaseAddress(postgres: url + (durable ? "" : options), schema: schema)
        else { throw PostgresFailure(what: "ICHI_TEST_POSTGRES is not a postgres:// URL") }
        await gate.enter()
        do {
            let value = try await test(address)
            drop(schema, on: url)
            await gate.leave()
            return value
        } catch {
            drop(schema, on: url)
            await gate.leave()
            throw error
        }
    }

    private static func drop(_ schema: String, on url: String) {
        let connection = PQconnectdb(url)
        defer { PQfinish(connection) }
        PQsetNoticeProcessor(connection, { _, _ in }, nil)
        PQclear(PQexec(connection, "DROP SCHEMA IF EXISTS \(schema) CASCADE"))
    }
}

/// Why a test's PostgreSQL could not be had.
struct PostgresFailure: Error { let what: String }

/// Lets so many in at a time.
private actor Gate {
    private var places: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(places: Int) { self.places = places }

    func enter() async {
        guard places == 0 else { return places -= 1 }
        await withCheckedContinuation { waiting.append($0) }
    }

    func leave() {
        guard !waiting.isEmpty else { return places += 1 }
        waiting.removeFirst().resume()
    }
}
