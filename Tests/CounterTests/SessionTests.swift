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
        let token = Token("a.b")
        await #expect(throws: VaultRefusal.unavailable) { try await key.claims(of: token) }
        _ = try await key.claims(of: token)
        _ = try await key.claims(of: token)
        #expect(await asked.count == 2)
    }

    @Test("behind a new link the key is asked anew, once; what the old vault signed is nobody's")
    func newKeys() async throws {
        let vault = ChangingVault()
        let key = TokenKey(vault.desk)
        let old = try vault.token()
        #expect(try await key.claims(of: old) != nil)
        vault.comeBackWithOtherKeys()
        let new = try vault.token()
        #expect(try await key.claims(of: new) != nil)
        #expect(try await key.claims(of: old) == nil)
        #expect(vault.asked == 2)
    }

    @Test("a forged token is refused here, and does not make the vault's key be asked again")
    func forged() async throws {
        let vault = ChangingVault()
        let key = TokenKey(vault.desk)
        let forged = try ChangingVault().token()
        let cut = Token(String(try vault.token().secret.revealed.dropLast(4)) + "AAAA")
        for _ in 1...50 {
            #expect(try await key.claims(of: forged) == nil)
            #expect(try await key.claims(of: cut) == nil)
        }
        #expect(vault.asked == 1)
    }

    @Test("a key that came while the link broke is not kept")
    func linkBreaks() async throws {
        let vault = ChangingVault()
        let key = TokenKey(vault.desk)
        let old = try vault.token()
        vault.changeDuringNextAnswer()
        #expect(try await key.claims(of: old) == nil)
        #expect(try await key.claims(of: vault.token()) != nil)
        #expect(vault.asked == 2)
    }

    @Test("where no link stands yet, asking makes one")
    func noLink() async throws {
        let vault = ChangingVault()
        let key = TokenKey(vault.desk)
        vault.hangUp()
        #expect(try await key.claims(of: vault.token()) != nil)
        #expect(try await key.claims(of: vault.token()) != nil)
        #expect(vault.asked == 2)
    }

    private actor Counted {
        private(set) var count = 0
        func next() -> Int {
            count += 1
            return count
        }
    }
}
