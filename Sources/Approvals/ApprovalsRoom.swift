public import Foundation
public import Hummingbird
public import Web

/// What the witness's page stands on.
public struct ApprovalsRoom: Sendable {
    private let pages: PageRenderer
    private let witness: OfficersPort

    public init(pages: PageRenderer, witness: OfficersPort) {
        self.pages = pages
        self.witness = witness
    }

    /// The room's templates.
    public static var templates: TemplateFolder { TemplateFolder("approvals", in: .module) }

    /// The room's style sheet.
    public static var assets: URL {
        Bundle.module.bundleURL.appending(path: "Assets", directoryHint: .isDirectory)
    }

    /// Adds all of the room's addresses to the page's router.
    public func addRoutes(to router: Router<CounterContext>) {
        LookHandlers(pages: pages, witness: witness).addRoutes(to: router)
        StatementHandlers(pages: pages, witness: witness).addRoutes(to: router)
        OfficerKeyHandlers(pages: pages, witness: witness).addRoutes(to: router)
    }
}

/// The room's addresses.
enum ApprovalsPath {
    static let home = "/"
    static let board = "/statements"
    static let looks = "/looks"
    static let lookCeremonies = "/looks/ceremonies"
    static func officer(_ code: String) -> String { "/officers/\(code)" }
    static func officerKeys(_ code: String) -> String { officer(code) + "/keys" }
    static func approvals(_ statement: String) -> String { "/statements/\(statement)/approvals" }
    static func rejections(_ statement: String) -> String { "/statements/\(statement)/rejections" }
    static func ceremonies(_ path: String) -> String { path + "/ceremonies" }
}
