import Catalogue
import Merchants
import Storage
import TestKit
import Testing

@Suite("The catalogue's schema")
struct SchemaTests {
    @Test("the shop's database is as it was kept", arguments: TestDatabase.engines)
    func shop(_ engine: Engine) async throws {
        try await Snapshot.expectSchema(of: Samples.migrations, on: engine)
    }
}
