import ArgumentParser
import Basics
import Storage
import Vault
import VaultAPI
import VaultHost

/// `ichi-vault staff`: who works at the office.
struct StaffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "staff",
        abstract: "Who works at the office: invite somebody, list them, end somebody's work.",
        discussion: """
            Staff signs in with keys only (passkeys). An invitation is a link, good once and for 24 \
            hours, where its holder makes the first key, and right after it a second one. Who has lost \
            both keys makes a new one by `staff recover`.

            EXAMPLES
              ichi-vault staff invite --role operator --name 中村 --email haru@inaba.example
              ichi-vault staff list
              ichi-vault staff keys h5x2kq7m3dw4zr6tb2ylcpe3ua
              ichi-vault staff recover h5x2kq7m3dw4zr6tb2ylcpe3ua --by 山田
              ichi-vault staff end h5x2kq7m3dw4zr6tb2ylcpe3ua
            """,
        subcommands: [
            StaffInvite.self, StaffList.self, StaffKeys.self, StaffRecover.self, StaffEnd.self,
        ]
    )
}

/// `ichi-vault staff invite`.
struct StaffInvite: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite",
        abstract: "Print a link with which somebody makes a first key.",
        discussion: """
            Give the link to nobody else: who opens it first has the role. It is kept nowhere.

            ENVIRONMENT
              VAULT_DATABASE_URL   the vault's database; without it a file in DIR
              ICHI_OFFICE_ORIGIN   where the office is, in place of site.json's

            EXAMPLES
              ichi-vault staff invite --role operator --name 中村 --email haru@inaba.example
              ichi-vault staff invite --role shop --shop 3 --name 林 --email m@inaba.example
            """
    )

    @Option(
        name: .long,
        help: ArgumentHelp(
            "operator, shop, city, security, inspector or auditor.",
            valueName: "ROLE"
        ),
        transform: staffRole
    )
    var role: StaffRole
    @Option(name: .long, help: ArgumentHelp("The shop's number, for --role shop.", valueName: "N"))
    var shop: Int?
    @Option(name: .long, help: ArgumentHelp("Family and given name.", valueName: "NAME"))
    var name: String
    @Option(name: .long, help: ArgumentHelp("Where they are written to.", valueName: "ADDRESS"))
    var email: String
    @OptionGroup var data: DataOption
    @Option(
        name: .long,
        help: ArgumentHelp("The market's port, where site.json names no office.", valueName: "BASE")
    )
    var ports = 8080

    func validate() throws {
        guard (role == .shop) == (shop != nil) else {
            throw ValidationError("--shop goes with --role shop, and only there")
        }
        guard (1...9_999_999).contains(shop ?? 1) else {
            throw ValidationError("--shop: the number under which the catalogue has the shop")
        }
        guard (1...100).contains(name.count) else { throw ValidationError("--name: who is it?") }
        guard EmailAddress(email) != nil else {
            throw ValidationError("--email: this is no mail address")
        }
    }

    func run() async throws {
        try await Terminal.explain {
            let layout = data.layout
            let origin = try layout.officeOrigin(Terminal.environment, port: ports + 2)
            let database = try await Strongroom.existing(
                layout,
                environment: Terminal.environment,
                access: .readWrite
            )
            let invited = try await StaffStore(database).invite(
                .init(role: role, shop: shop, fields: fields),
                keys: try Strongroom.keys(layout),
                at: WallClock.system.now()
            )
            print("invited \(invited.id) as \(role.rawValue), for 24 hours and once:")
            // The one place where the code comes into the open.
            print("\(origin)/enrolment/\(invited.code.revealed)")
        }
    }

    private var fields: PersonalFields {
        let parts = name.split(maxSplits: 1) { $0 == " " || $0 == "　" }.map(String.init)
        var fields: PersonalFields = [.email: Secret(email)]
        fields[.familyName] = parts.first.map { Secret($0) }
        fields[.givenName] = parts.count == 2 ? Secret(parts[1]) : nil
        return fields
    }
}

/// `ichi-vault staff list`.
struct StaffList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Everybody of the office, those who were ended and open invitations included.",
        discussion: """
            Names are sealed and not shown: the first word is what `staff invite` printed.

            EXAMPLES
              ichi-vault staff list
              ichi-vault staff list --json
            """
    )

    @OptionGroup var data: DataOption
    @OptionGroup var output: OutputOption

    func run() async throws {
        let members = try await Terminal.explain {
            let database = try await Strongroom.existing(
                data.layout,
                environment: Terminal.environment,
                access: .readOnly
            )
            return try await StaffStore(database).list(at: WallClock.system.now()).map(Shown.init)
        }
        if output.json { return try Terminal.printJSON(members) }
        if members.isEmpty { print("nobody works at the office") }
        for member in members {
            let shop = member.shop.map { " of shop \($0)" } ?? ""
            print("\(member.id)  \(member.role)\(shop)  \(member.state)")
        }
    }

    private struct Shown: Encodable {
        var id: String
        var role: String
        var shop: Int?
        var keys: Int
        var since: String?
        var ended: String?
        var used: String?

        init(_ member: StaffStore.Member) {
            id = member.id.text
            role = member.role.rawValue
            shop = member.shop
            keys = member.keys
            since = member.since.map { JapanTime($0).description }
            ended = member.ended.map { JapanTime($0).description }
            used = member.used.map { JapanTime($0).description }
        }

        var state: String {
            if let ended { return "ended \(ended)" }
            guard let since else { return "invited" }
            return "since \(since), keys \(keys)" + (used.map { ", last touched \($0)" } ?? "")
        }
    }
}

/// `ichi-vault staff end`.
struct StaffEnd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end",
        abstract: "End somebody's work at the office, or take an invitation back.",
        discussion: """
            Their keys and sessions are refused from the next request on; the ledger tells of it \
            within a minute.

            EXAMPLES
              ichi-vault staff end h5x2kq7m3dw4zr6tb2ylcpe3ua
            """
    )

    @Argument(help: ArgumentHelp("Who, as `staff list` names them.", valueName: "ID"))
    var id: String
    @OptionGroup var data: DataOption

    func validate() throws {
        guard Handle<Subject>(id) != nil else {
            throw ValidationError("\(id) is nobody's id; see `ichi-vault staff list`")
        }
    }

    func run() async throws {
        try await Terminal.explain {
            let database = try await Strongroom.existing(
                data.layout,
                environment: Terminal.environment,
                access: .readWrite
            )
            guard let staff = Handle<Subject>(id),
                try await StaffStore(database).end(staff, at: WallClock.system.now())
            else {
                Terminal.complain(
                    "nobody of the office has the id \(id); see `ichi-vault staff list`"
                )
                throw ExitCode.failure
            }
            print("ended \(id)")
        }
    }
}

private func staffRole(_ text: String) throws -> StaffRole {
    guard let role = StaffRole(rawValue: text) else {
        let known = StaffRole.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("\(text): a role is \(known)")
    }
    return role
}
