import Testing

@Suite("The arrows between targets")
struct ArrowTests {
    private static let shopRooms: Set = [
        "Catalogue", "Merchants", "Ordering", "Donations", "Members", "HelpDesk", "Import",
        "OldShop",
    ]
    private static let vaultRooms: Set = ["Vault", "Courier", "Witness"]

    private func arrows() throws -> Arrows {
        try Arrows(package: SourceTree.text("Package.swift"))
    }

    @Test("the declarations are read")
    func read() throws {
        #expect(try arrows().declared.count > 20)
        #expect(SourceTree.swift.count > 30)
    }

    @Test("a target imports only what it declares")
    func declared() throws {
        let declared = try arrows().declared
        for file in SourceTree.swift {
            guard let allowed = declared[file.target] else { continue }
            let ours = Arrows.imports(of: file).intersection(Set(declared.keys))
            #expect(ours.isSubset(of: allowed), "\(file.path) imports \(ours.subtracting(allowed))")
        }
    }

    @Test("a room never imports a room")
    func rooms() throws {
        for (target, imports) in try arrows().declared where Self.shopRooms.contains(target) {
            #expect(imports.isDisjoint(with: Self.shopRooms), "\(target)")
        }
    }

    @Test("the shop's rooms know no vault, the vault's no web")
    func domains() throws {
        for (target, imports) in try arrows().declared {
            if Self.shopRooms.contains(target)
                || ["Web", "Counter", "ShopHost", "ichi"].contains(target)
            {
                #expect(imports.isDisjoint(with: Self.vaultRooms.union(["VaultHost"])), "\(target)")
            }
            if Self.vaultRooms.contains(target) || ["VaultHost", "ichi-vault"].contains(target) {
                #expect(imports.isDisjoint(with: ["Web", "Counter", "ShopHost"]), "\(target)")
            }
        }
    }

    @Test("the red team is in no program but its own, and that one is installed nowhere")
    func redTeam() throws {
        for (target, imports) in try arrows().declared where imports.contains("Breach") {
            #expect(["ichi-red", "BreachTests"].contains(target), "\(target)")
        }
        for guide in ["bin/demo", "docs/operating/README.md"] {
            #expect(try !SourceTree.text(guide).contains("ichi-red"), "\(guide)")
        }
    }

    @Test("the officers' page knows the witness by its messages alone, and the witness no web")
    func approvals() throws {
        let declared = try arrows().declared
        let page = try #require(declared["Approvals"])
        #expect(page.isDisjoint(with: Self.vaultRooms.union(["Officers", "VaultAPI", "Storage"])))
        for target in ["Witness", "Officers", "WitnessAPI"] {
            let imports = try #require(declared[target])
            #expect(imports.isDisjoint(with: ["Web", "Approvals"]), "\(target)")
        }
    }

    @Test("what the market serves has no path to the vault")
    func market() throws {
        let declared = try arrows().declared
        for target in ["Catalogue", "Merchants"] {
            #expect(declared[target]?.contains("VaultAPI") == false, "\(target)")
        }
    }
}
