import HTTPTypes
public import Hummingbird
import Templates

/// Whose head and foot surround a page.
public enum Frame: String, Sendable {
    /// Public pages, alike for everyone.
    case market
    /// Pages for the person on the line: never stored, never listed.
    case counter
    /// Pages for staff: never stored, never listed.
    case office
    /// The witness's pages for officers: never stored, never listed.
    case approvals
}

/// Makes HTML of page structs, inside the site's frame.
///
/// Made once at start, with the templates of every room that has pages.
public struct PageRenderer: Sendable {
    public let site: SiteConfiguration
    public let frame: Frame
    public let assets: AssetLibrary
    let frameParts: TemplateFields
    /// Nil where every page is rendered anew.
    let kept: KeptPages?
    private let library: TemplateLibrary

    /// Reads and compiles the templates of the rooms.
    ///
    /// `kept` holds the pages that need not be rendered again.
    ///
    /// - Throws: ``TemplateFault``, or what reading files throws.
    public init(
        site: SiteConfiguration,
        frame: Frame,
        assets: AssetLibrary,
        templates: [TemplateFolder],
        kept: KeptPages? = nil
    ) throws {
        self.site = site
        self.frame = frame
        self.assets = assets
        self.kept = kept
        frameParts = frame.parts(of: site, assets)
        library = try TemplateLibrary([.web] + templates)
    }

    /// The response that shows a page.
    ///
    /// A page that is rendered again because of what was typed takes `.unprocessableContent`. At
    /// the counter pass the context: its forms need the token in it.
    public func render(
        _ page: some Page,
        status: HTTPResponse.Status = .ok,
        in context: (any SiteContext)? = nil
    ) -> Response {
        let body = bytes(of: page, status: status, token: context?.crossSiteToken)
        var response = Response(
            status: status,
            headers: [.contentType: PageRenderer.type],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body))
        )
        // A market page may be kept by a browser if it asks again each time; a counter page never.
        response.headers[.cacheControl] = frame == .market ? "no-cache" : "no-store"
        return response
    }

    /// The whole document of a page.
    public func html(
        _ page: some Page,
        status: HTTPResponse.Status = .ok,
        token: String? = nil
    ) -> String {
        String(decoding: bytes(of: page, status: status, token: token), as: UTF8.self)
    }

    static let type = "text/html; charset=utf-8"

    func bytes(
        of page: some Page,
        status: HTTPResponse.Status,
        token: String?
    ) -> [UInt8] {
        let layout = Layout(page: page, status: status, token: token, renderer: self)
        return library.render("layout", showing: .object(layout))
    }

    /// What the frame's template sees of a page, for checks.
    func layout(around page: any Page) -> TemplateValue {
        .object(Layout(page: page, status: .ok, token: "token", renderer: self))
    }

    /// A template as it was read; nil where there is none.
    func parts(ofTemplate name: String) -> [TemplatePart]? { library.parts(of: name) }
}
