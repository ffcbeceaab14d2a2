import Basics
import Counter
import Testing
import VaultAPI
import Web

@Suite("What the vault's refusals are to a person")
struct RefusalTests {
    @Test("every refusal has words, and none speaks of the inside")
    func words() {
        for refusal in VaultRefusal.allCases {
            let problem = refusal.problem
            let text = problem.title + problem.words.joined()
            #expect(!problem.words.isEmpty)
            #expect(!text.contains("vault") && !text.contains(refusal.rawValue))
        }
    }

    @Test(
        "what was once good is told that time has passed",
        arguments: [VaultRefusal.expired, .ended, .erased, .alreadyPlaced]
    )
    func kind(refusal: VaultRefusal) {
        #expect(refusal.problem.title == "時間がたちました")
    }

    @Test("the vault's key is asked until it is known, and then kept")
    func tokenKey() async throws {
        let asked = Counted()
        let key = TokenKey(
            VaultDesk { _ in
                guard await asked.next() > 1 else { throw VaultRefusal.unavailable }
                return Status.Answer(
                    frozen: false,
                    tokenKey: Array(repeating: 9, count: 32),
                    treeSize: 0
                )
            }
        )
        await #expect(throws: VaultRefusal.unavailable) { try await key.verifier() }
        _ = try await key.verifier()
        _ = try await key.verifier()
        #expect(await asked.count == 2)
    }

    private actor Counted {
        private(set) var count = 0
        func next() -> Int {
            count += 1
            return count
        }
    }
}
