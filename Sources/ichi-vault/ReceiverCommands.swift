import Age
import ArgumentParser
import Basics
import Storage
import Vault
import VaultHost
import WitnessAPI

/// `ichi-vault receiver`: to which key files for a shop are sealed.
struct ReceiverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receiver",
        abstract: "To which key files for a shop are sealed: register one, list them, end one.",
        discussion: """
            The shop makes its key itself, on its own computer, with `ichi-labels key`, and sends you \
            the half that begins with age1. Whoever could put another key in its place would read \
            what is meant for the shop: so have the shop read you the key's fingerprint BY \
            TELEPHONE, at a number that you knew before.

            EXAMPLES
              ichi-vault receiver list
              ichi-vault receiver end 12
            """,
        subcommands: [ReceiverRegister.self, ReceiverList.self, ReceiverEnd.self]
    )
}

/// `ichi-vault receiver register`.
struct ReceiverRegister: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register",
        abstract: "Keep a key as a shop's, in place of the one before.",
        discussion: """
            The thirty digits are what the shop reads out to you, not what came with the key: who \
            sent another key sent its digits as well. Once officers are adopted the key is put \
            before them, and stands as soon as two agree on the witness's page.

            EXAMPLES
              ichi-vault receiver register --shop 12 --key "$KEY" --fingerprint "$DIGITS"
            """
    )

    @Option(
        name: .long,
        help: ArgumentHelp("The shop's number in the catalogue.", valueName: "N")
    )
    var shop: Int
    @Option(name: .long, help: ArgumentHelp("The public half: age1….", valueName: "KEY"))
    var key: String
    @Option(
        name: .long,
        help: ArgumentHelp("What the shop read out by telephone.", valueName: "DIGITS")
    )
    var fingerprint: String
    @Option(name: .long, help: ArgumentHelp("Who proposes it, for the record.", valueName: "NAME"))
    var by = "ichi-vault"
    @Option(name: .long, help: .hidden) var ports = 8080
    @OptionGroup var data: DataOption

    func validate() throws {
        guard (1...9_999_999).contains(shop) else {
            throw ValidationError("--shop: the number under which the catalogue has the shop")
        }
        guard Statement.areWords(by) else { throw ValidationError("--by: who proposes it?") }
    }

    func run() async throws {
        try await Terminal.explain {
            let key = try ReceiverKey(key)
            guard fingerprint.filter(\.isNumber) == key.fingerprint.filter(\.isNumber) else {
                throw ReceiverRefusal.otherFingerprint
            }
            let terms = ReceiverTerms(shop: shop, key: key.description)
            if let page = try await data.propose(.registerReceiver(terms), by: by, ports: ports) {
                print("put before the officers: once two agree at \(page), it is registered")
                return
            }
            Terminal.complain(Terminal.nobodyAgrees)
            let outcome = try await data.receivers(.readWrite).register(
                key,
                for: shop,
                at: WallClock.system.now()
            )
            switch outcome {
            case .new: print("registered for shop \(shop): \(key)")
            case .inPlaceOf(let before):
                print("registered for shop \(shop): \(key)")
                print("ended, which was its key before: \(before)")
            case .before: print("this key is shop \(shop)'s already")
            }
            print("fingerprint: \(key.fingerprint)")
        }
    }
}

/// `ichi-vault receiver list`.
struct ReceiverList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Every key that was ever registered, with its fingerprint.",
        discussion: """
            Exits with 1 where a row was written by anything but a registration.

            JSON
              [{"shop": …, "key": "age1…", "fingerprint": "05531 …",
                "since": …, "ended": …}]

            EXAMPLES
              ichi-vault receiver list
              ichi-vault receiver list --json
            """
    )

    @OptionGroup var data: DataOption
    @OptionGroup var output: OutputOption

    func run() async throws {
        let receivers = try await Terminal.explain {
            try await data.receivers(.readOnly).list().map(Shown.init)
        }
        if output.json { return try Terminal.printJSON(receivers) }
        if receivers.isEmpty { print("no shop has a key") }
        for receiver in receivers {
            let state = receiver.ended.map { "ended \($0)" } ?? "since \(receiver.since)"
            print("shop \(receiver.shop)  \(receiver.key)")
            print("  \(state), fingerprint \(receiver.fingerprint)")
        }
    }

    private struct Shown: Encodable {
        var shop: Int
        var key: String
        var fingerprint: String
        var since: String
        var ended: String?

        init(_ receiver: Receiver) {
            shop = receiver.shop
            key = receiver.key.description
            fingerprint = receiver.key.fingerprint
            since = JapanTime(receiver.since).description
            ended = receiver.ended.map { JapanTime($0).description }
        }
    }
}

/// `ichi-vault receiver end`.
struct ReceiverEnd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end",
        abstract: "End a shop's key: nothing is sealed to it any more, and it never comes back.",
        discussion: """
            For a shop that leaves, or whose computer was lost or stolen. What was sealed before \
            opens with it all the same.

            EXAMPLES
              ichi-vault receiver end 12
            """
    )

    @Argument(help: ArgumentHelp("The shop's number.", valueName: "N"))
    var shop: Int
    @OptionGroup var data: DataOption

    func run() async throws {
        try await Terminal.explain {
            guard
                try await data.receivers(.readWrite).end(shop: shop, at: WallClock.system.now())
            else { throw ReceiverRefusal.noKey(shop) }
            print("ended the key of shop \(shop)")
        }
    }
}

/// Why a command on receivers is not carried out.
private enum ReceiverRefusal: Error, CustomStringConvertible {
    case otherFingerprint
    case noKey(Int)

    var description: String {
        switch self {
        case .otherFingerprint:
            """
            these are not this key's digits, and nothing is registered. Have them read once more; \
            where they stay others, this is not the key that the shop has made
            """
        case .noKey(let shop): "shop \(shop) has no key; see `ichi-vault receiver list`"
        }
    }
}

extension DataOption {
    fileprivate func receivers(_ access: Access) async throws -> ReceiverStore {
        let database = try await Strongroom.existing(
            layout,
            environment: Terminal.environment,
            access: access
        )
        return ReceiverStore(database, keys: try Strongroom.keys(layout))
    }
}
