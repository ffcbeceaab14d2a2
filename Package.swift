// swift-tools-version: 6.2
import PackageDescription

// The arrows between targets point down only: executables → hosts → rooms → platform → Basics.
// ARCHITECTURE.md says why each arrow stands; Tests/TidyTests keeps the imports to it.

let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// For loops over gigabytes: in debug builds, too, or the tests would wait for them.
let optimized: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

let argumentParser = Target.Dependency.product(
    name: "ArgumentParser",
    package: "swift-argument-parser"
)
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(
    name: "HummingbirdTesting",
    package: "hummingbird"
)
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let serviceLifecycle = Target.Dependency.product(
    name: "ServiceLifecycle",
    package: "swift-service-lifecycle"
)
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let nioTLS = Target.Dependency.product(name: "NIOTLS", package: "swift-nio")
let x509 = Target.Dependency.product(name: "X509", package: "swift-certificates")
let asn1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")

extension Target {
    /// A library of ours: a room, or what the rooms stand on.
    static func room(
        _ name: String,
        _ dependencies: [Target.Dependency],
        resources: [Resource] = [],
        settings: [SwiftSetting] = []
    ) -> Target {
        .target(
            name: name,
            dependencies: dependencies,
            exclude: readme(name),
            resources: resources,
            swiftSettings: house + settings
        )
    }

    /// An executable: commands, configuration and wiring, no rules.
    static func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
        .executableTarget(name: name, dependencies: dependencies, swiftSettings: house)
    }

    static func tests(
        _ name: String,
        _ dependencies: [Target.Dependency],
        exclude: [String] = [],
        resources: [Resource] = []
    ) -> Target {
        .testTarget(
            name: name,
            dependencies: dependencies + ["TestKit"],
            path: "Tests/\(name)",
            exclude: exclude,
            resources: resources,
            swiftSettings: house
        )
    }

    private static func readme(_ name: String) -> [String] { ["README.md"] }
}

let package = Package(
    name: "ichi",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // System libraries, one module map each.
        .systemLibrary(name: "CPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(
            name: "CSQLite",
            pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"])]
        ),
        .systemLibrary(
            name: "CSodium",
            pkgConfig: "libsodium",
            providers: [.apt(["libsodium-dev"])]
        ),
        .systemLibrary(
            name: "CCurl",
            pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"])]
        ),
        .systemLibrary(
            name: "CPango",
            pkgConfig: "pangocairo",
            providers: [.apt(["libpango1.0-dev", "libcairo2-dev"])]
        ),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(
            name: "CBrotli",
            pkgConfig: "libbrotlienc",
            providers: [.apt(["libbrotli-dev"])]
        ),
        .systemLibrary(
            name: "CP11Kit",
            pkgConfig: "p11-kit-1",
            providers: [.apt(["libp11-kit-dev"])]
        ),
        .target(name: "CSwitchboard"),
        .target(name: "CConfinement"),

        // What everything stands on.
        .room("Basics", []),
        .room("Confinement", ["Basics", "CConfinement", logging]),
        .room("Storage", ["Basics", "CPQ", "CSQLite", logging]),
        .room(
            "Web",
            [
                "Basics", "Templates", "CZlib", "CBrotli", hummingbird, hummingbirdCore, httpTypes,
                nio, nioPosix, logging, crypto,
            ],
            resources: [.copy("Templates"), .copy("Assets")]
        ),
        .room("Ledger", ["Basics", crypto]),
        .room("Wire", ["Basics", "CSwitchboard", nio, nioPosix, logging]),
        .room("KeyFiles", [crypto]),
        .room("KeyToken", ["Basics", "KeyFiles", "CP11Kit", crypto]),
        .room("Backups", ["Basics", crypto]),
        .room(
            "WireTLS",
            ["Basics", "KeyFiles", "Wire", asn1, crypto, nio, nioSSL, nioTLS, x509]
        ),
        .room("VaultAPI", ["Basics", "Wire", crypto]),
        .room("WebAuthn", [asn1, crypto, cryptoExtras, x509]),
        .room("Paper", ["Basics", "CPango"]),
        .room("Age", ["Basics", crypto]),
        .room("Templates", []),
        .room("Photographs", ["Basics", "CConfinement", crypto]),

        // The shop's rooms.
        .room(
            "Counter",
            ["Basics", "Web", "VaultAPI", hummingbird, httpTypes],
            resources: [.copy("Templates")]
        ),
        .room(
            "Catalogue",
            ["Basics", "Templates", "Web", "Storage", hummingbird],
            resources: [.copy("Templates")]
        ),
        .room(
            "Merchants",
            ["Basics", "Templates", "Web", "Storage", hummingbird],
            resources: [.copy("Templates")]
        ),
        .room(
            "Ordering",
            [
                "Basics", "Templates", "Counter", "Paper", "Web", "VaultAPI", "Wire", "Storage",
                hummingbird, crypto, logging,
            ],
            resources: [.copy("Templates")]
        ),
        .room(
            "Members",
            [
                "Basics", "Counter", "Web", "VaultAPI", "Storage", hummingbird, httpTypes,
                logging,
            ],
            resources: [.copy("Templates")]
        ),
        .room(
            "HelpDesk",
            [
                "Basics", "Counter", "Web", "VaultAPI", "Wire", "Storage", hummingbird, httpTypes,
                nio, logging,
            ],
            resources: [.copy("Templates"), .copy("Assets")]
        ),
        // An old shop that moves in: its files, and what of it is kept.
        .room("Import", ["Basics", "VaultAPI"]),
        .room(
            "OldShop",
            ["Basics", "Counter", "Web", "VaultAPI", "Storage", hummingbird],
            resources: [.copy("Templates")]
        ),

        // The vault's rooms.
        .room("WitnessAPI", ["Age", "Basics", "Wire", crypto]),
        .room("Officers", ["Basics", "WebAuthn", "Wire", "WitnessAPI"]),
        .room(
            "Witness",
            [
                "Basics", "Backups", "Confinement", "KeyFiles", "Ledger", "Officers", "WebAuthn",
                "Wire", "WitnessAPI", crypto,
            ]
        ),
        // The witness's own page, for its officers.
        .room(
            "Approvals",
            ["Basics", "Web", "Wire", "WitnessAPI", hummingbird],
            resources: [.copy("Templates"), .copy("Assets")]
        ),
        .room(
            "Vault",
            [
                "Age", "Basics", "KeyFiles", "Officers", "Storage", "Ledger", "VaultAPI",
                "WebAuthn",
                "Wire",
                "WitnessAPI", "CSodium", crypto, logging,
            ]
        ),
        .room(
            "Courier",
            ["Age", "Basics", "Templates", "VaultAPI", "Paper", "CCurl", crypto, logging],
            resources: [.copy("Templates")]
        ),

        // The hosts: which rooms run together, and what they hand one another.
        .room(
            "ShopHost",
            [
                "Backups", "Basics", "Confinement", "Storage", "Web", "VaultAPI", "Wire",
                "Counter", "Catalogue", "Merchants", "Ordering", "Members", "HelpDesk", "OldShop",
                "Import", "Photographs", "CSwitchboard", hummingbird, logging, serviceLifecycle,
            ]
        ),
        .room(
            "VaultHost",
            [
                "Backups", "Basics", "Confinement", "CSwitchboard", "KeyFiles", "KeyToken",
                "Storage", "Ledger", "VaultAPI", "Wire", "WireTLS", "Vault", "WebAuthn",
                "WitnessAPI", "Courier", "Paper", crypto, logging,
            ]
        ),
        .room(
            "DemoCity",
            ["Basics", "Catalogue", "Import", "Merchants", "Storage", nio, nioPosix],
            resources: [.copy("Goods")]
        ),

        // Plays the thief: reads files and databases, and nothing of the rooms.
        .room("Theft", ["Basics", "CPQ", "CSQLite"], settings: optimized),

        // The red team: attackers in the places of all processes, so it knows both sides; in no city.
        .room(
            "Breach",
            [
                "Basics", "Confinement", "CSwitchboard", "DemoCity", "KeyFiles", "ShopHost",
                "SoftKey", "Storage", "Theft", "Vault", "VaultAPI", "VaultHost", "Wire", "Witness",
                "WitnessAPI", crypto, logging,
            ]
        ),
        .program(
            "ichi-red",
            ["Breach", "Confinement", "ShopHost", "Wire", argumentParser, logging]
        ),

        // The programs: one for each domain of trust, and the thief's.
        .program("ichi-drill", ["Basics", "CSwitchboard", "Theft", argumentParser]),
        .program(
            "ichi",
            [
                "Basics", "Catalogue", "Confinement", "ShopHost", "DemoCity", "Import", "OldShop",
                "Ordering", "Photographs", "Storage", "VaultAPI", "Wire", argumentParser, logging,
            ]
        ),
        .program(
            "ichi-vault",
            [
                "Age", "Basics", "Confinement", "Courier", "Ledger", "Storage", "Vault", "VaultAPI",
                "Wire", "WireTLS", "WitnessAPI", "VaultHost", argumentParser, logging,
            ]
        ),
        .program(
            "ichi-witness",
            [
                "Approvals", "Basics", "Confinement", "Web", "Wire", "WireTLS", "Witness",
                "WitnessAPI", argumentParser, hummingbird, logging,
            ]
        ),
        // For a shop's own computer.
        .program(
            "ichi-labels",
            ["Age", "Basics", "CSwitchboard", "KeyFiles", "Paper", argumentParser]
        ),
        .program(
            "ichi-bench",
            [
                "Basics", "Ledger", "Storage", "Vault", "VaultAPI", "Wire", "VaultHost",
                "WebAuthn", "Witness", "WitnessAPI", argumentParser, crypto, hummingbird,
                httpTypes, nio, logging,
            ]
        ),

        // Tests: one folder a room.
        .target(
            name: "SoftKey",
            dependencies: [crypto],
            path: "Tests/SoftKey",
            swiftSettings: house
        ),
        .target(
            name: "TestKit",
            dependencies: ["Basics", "SoftKey", "Storage", "Wire", "WitnessAPI", "CPQ", crypto],
            path: "Tests/TestKit",
            swiftSettings: house
        ),
        .tests("AgeTests", ["Age", "Basics", crypto]),
        .tests("BasicsTests", ["Basics"]),
        .tests(
            "ConfinementTests",
            ["Confinement", "ShopHost", "Storage", "VaultHost", "Wire", logging]
        ),
        .tests("StorageTests", ["Storage"]),
        .tests("BackupsTests", ["Backups", "Basics"]),
        .tests("KeyTokenTests", ["KeyFiles", "KeyToken", crypto]),
        .tests(
            "WebTests",
            [
                "Web", "Basics", "Templates", hummingbird, hummingbirdTesting, httpTypes, nio,
                logging,
            ],
            exclude: ["Snapshots"],
            resources: [.copy("Templates")]
        ),
        .tests("LedgerTests", ["Basics", "Ledger"]),
        .tests("WireTests", ["Basics", "Wire", nio, logging]),
        .tests(
            "WireTLSTests",
            ["Basics", "Wire", "WireTLS", "WitnessAPI", crypto, logging, nio, nioSSL]
        ),
        .tests("WitnessAPITests", ["Basics", "Wire", "WitnessAPI", crypto]),
        .tests("VaultAPITests", ["Basics", "VaultAPI", "Wire"]),
        .tests(
            "VaultTests",
            [
                "Age", "Basics", "KeyFiles", "Ledger", "Officers", "Storage", "Vault", "VaultAPI",
                "WebAuthn",
                "Wire", "Witness", "WitnessAPI", crypto, logging,
            ]
        ),
        .tests("WebAuthnTests", ["WebAuthn", crypto]),
        .tests(
            "CourierTests",
            ["Age", "Basics", "Courier", "Paper", "VaultAPI", logging],
            exclude: ["Snapshots", "read_mails.py"]
        ),
        .tests("PaperTests", ["Paper", "Basics"]),
        .tests("TemplatesTests", ["Templates"]),
        .tests("PhotographsTests", ["Basics", "Photographs"]),
        .tests("CounterTests", ["Basics", "Counter", "VaultAPI", "Wire", "Web", crypto]),
        .tests(
            "CatalogueTests",
            ["Catalogue", "Merchants", "Storage", "Web", hummingbird, hummingbirdTesting],
            exclude: ["Snapshots"]
        ),
        .tests(
            "MerchantsTests",
            ["Merchants", "Storage", "Web", hummingbird, hummingbirdTesting],
            exclude: ["Snapshots"]
        ),
        .tests(
            "OrderingTests",
            [
                "Ordering", "Storage", "VaultAPI", "Wire", "Counter", "Web", crypto, hummingbird,
                hummingbirdTesting, logging,
            ],
            exclude: ["Snapshots"]
        ),
        .tests(
            "MembersTests",
            [
                "Basics", "Counter", "Members", "Storage", "VaultAPI", "Wire", "Web", crypto,
                httpTypes,
                hummingbird, hummingbirdTesting,
            ],
            exclude: ["Snapshots"]
        ),
        .tests("ImportTests", ["Import", "Basics", "VaultAPI"]),
        .tests("HelpDeskTests", ["Basics", "HelpDesk", "Storage", "VaultAPI", "Web"]),
        .tests("OldShopTests", ["OldShop", "Basics", "Storage", "VaultAPI", "Web"]),
        .tests("DemoCityTests", ["DemoCity", "Basics", "Catalogue", "Import", "Merchants"]),
        .tests(
            "ShopHostTests",
            [
                "Basics", "Catalogue", "Members", "Merchants", "Ordering", "ShopHost", "Storage",
                "VaultAPI", "Web", hummingbird, hummingbirdTesting, logging,
            ],
            exclude: ["Snapshots"]
        ),
        .tests(
            "VaultHostTests",
            [
                "Basics", "Ledger", "Storage", "Vault", "VaultAPI", "VaultHost", "Wire", "Witness",
                "WitnessAPI",
                logging,
            ]
        ),
        .tests(
            "WitnessTests",
            [
                "Basics", "KeyFiles", "Ledger", "Officers", "WebAuthn", "Wire", "Witness",
                "WitnessAPI", crypto,
            ]
        ),
        .tests(
            "ApprovalsTests",
            [
                "Approvals", "Basics", "Web", "Wire", "WitnessAPI", httpTypes, hummingbird,
                hummingbirdTesting,
            ]
        ),
        .tests("TheftTests", ["Basics", "Theft", "CSQLite"]),
        .tests("BreachTests", ["Basics", "Breach"]),
        .tests("TidyTests", []),
    ],
    swiftLanguageModes: [.v6]
)
