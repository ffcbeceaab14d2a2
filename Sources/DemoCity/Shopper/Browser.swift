/// What a browser does for one person: keeps cookies by host, sends forms, follows where it is led.
struct Browser: Sendable {
    let town: Town
    /// What a proxy would say where the person is: the counter counts sign-ins by it.
    let source: String
    private var jars: [Town.Door: [String: String]] = [:]

    init(_ town: Town, source: String) {
        self.town = town
        self.source = source
    }

    private static let mostTurns = 6

    /// Opens a page; refusals of these statuses are shown as well.
    ///
    /// - Throws: ``Stumble`` where it is not there.
    mutating func open(
        _ path: String,
        at door: Town.Door = .counter,
        _ step: Stumble.Step,
        but statuses: Set<Int> = []
    ) async throws -> WebPage {
        try await go(to: Place(door: door, path: path), body: nil, step, but: statuses)
    }

    /// Sends a form, some of its fields filled in, and shows where that leads.
    ///
    /// - Parameters:
    ///   - form: One of the page's forms; nil is a page without the form that was expected.
    ///   - page: Where the form stands.
    ///   - values: What is filled in.
    ///   - step: What is being done.
    ///   - statuses: Refusals that the caller sees to.
    /// - Returns: The page that it leads to.
    /// - Throws: ``Stumble`` where the page refuses.
    mutating func send(
        _ form: PageForm?,
        on page: WebPage,
        filling values: [String: String] = [:],
        _ step: Stumble.Step,
        but statuses: Set<Int> = []
    ) async throws -> WebPage {
        guard let form, let place = town.place(form.action, from: page.place.door) else {
            throw Stumble(step, status: page.status, fields: page.wrongFields)
        }
        let body = PageForm.body(form.values.merging(values) { $1 })
        return try await go(to: place, body: body, step, but: statuses)
    }

    /// Forgets a host, as in a private window.
    mutating func forget(_ door: Town.Door) { jars[door] = nil }

    private mutating func go(
        to first: Place,
        body: String?,
        _ step: Stumble.Step,
        but statuses: Set<Int>
    ) async throws -> WebPage {
        var (place, body) = (first, body)
        for _ in 0..<Browser.mostTurns {
            let text = request(place, body, from: first.door)
            guard let answer = try? await Wire.exchange(text, port: town.port(of: place.door))
            else { throw Stumble(step, status: 0) }
            jars[place.door, default: [:]].merge(answer.cookies) { $1 }
            let page = WebPage(place: place, status: answer.status, body: answer.body)
            if (300..<400).contains(answer.status) {
                guard let next = answer.location.flatMap({ town.place($0, from: place.door) })
                else { throw Stumble(step, status: answer.status) }
                place = next
                // 307 and 308 repeat the post (RFC 9110, section 15.4.8).
                if answer.status < 307 { body = nil }
                continue
            }
            guard answer.status == 200 || statuses.contains(answer.status) else {
                throw Stumble(step, status: answer.status, fields: page.wrongFields)
            }
            return page
        }
        throw Stumble(step, status: 310)
    }

    private func request(_ place: Place, _ body: String?, from door: Town.Door) -> String {
        let cookies = (jars[place.door] ?? [:]).filter { !$0.value.isEmpty }
            .map { "\($0.key)=\($0.value)" }
        var lines = [
            "\(body == nil ? "GET" : "POST") \(place.path) HTTP/1.1",
            "Host: \(town.host(of: place.door))", "Connection: close",
            "X-Forwarded-For: \(source)",
        ]
        if !cookies.isEmpty { lines.append("Cookie: " + cookies.joined(separator: "; ")) }
        if let body {
            lines += [
                "Origin: \(town.origin(of: door))",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: \(body.utf8.count)",
            ]
        }
        return lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? "")
    }
}
