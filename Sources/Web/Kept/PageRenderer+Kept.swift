public import Basics
import HTTPTypes
public import Hummingbird

/// A public page that was made to be shown, and perhaps kept.
public struct Shown: Sendable {
    let page: any Page
    let status: HTTPResponse.Status
    let ingredients: Ingredients
    let day: Day?
    let address: String?

    /// - Parameters:
    ///   - page: The page.
    ///   - status: Only pages that are found are kept.
    ///   - ingredients: What it was made of.
    ///   - day: The day that it was made for, where another day may show something else.
    ///   - address: Where it is kept, where this is known only now; else where it was asked for.
    public init(
        _ page: any Page,
        status: HTTPResponse.Status = .ok,
        of ingredients: Ingredients,
        on day: Day? = nil,
        at address: String? = nil
    ) {
        self.page = page
        self.status = status
        self.ingredients = ingredients
        self.day = day
        self.address = address
    }
}

extension PageRenderer {
    /// The page of an address: as it is kept, or made anew and kept from then on.
    ///
    /// The address is what the request was understood as, not what was typed: so there are as many of
    /// them as there are pages, whatever is asked. Nil for pages that are not to be kept.
    public func show(
        _ address: String?,
        to request: Request,
        _ make: () async throws -> Shown
    ) async throws -> Response {
        guard let kept, let address else { return render(try await make()) }
        if let page = kept.page(at: address) { return page.bytes.response(to: request) }
        let shown = try await make()
        guard shown.status == .ok, kept.takes(shown.ingredients) else { return render(shown) }
        let page = KeptPage(
            ServedBytes(bytes(of: shown), type: PageRenderer.type, lifetime: .asked),
            at: shown.address ?? address,
            of: shown.ingredients,
            on: shown.day
        )
        kept.keep(page)
        return page.bytes.response(to: request)
    }

    private func render(_ shown: Shown) -> Response { render(shown.page, status: shown.status) }

    private func bytes(of shown: Shown) -> ByteBuffer {
        ByteBuffer(bytes: bytes(of: shown.page, status: shown.status, token: nil))
    }
}
