public import Hummingbird

/// The fields of a form, in the order in which they are asked.
public struct Form: Sendable {
    public let fields: [FormField]

    public init(_ fields: [FormField]) { self.fields = fields }

    public init(_ fields: FormField...) { self.fields = fields }

    /// What was sent, brought into form and checked field by field.
    ///
    /// - Throws: ``Problem`` where it cannot be our form at all; slips of a person's are in
    ///   ``Answers/errors`` instead.
    // Never inlined: in a handler's closure that goes on to await, the optimizer of Swift 6.3.1
    // crashes on the typed error that passes here.
    @inline(never)
    public func read(
        _ request: Request,
        in context: some SiteContext,
        maximumBytes: Int = 65_536
    ) async throws -> Answers {
        try answers(
            from: try await request.submission(in: context, maximumBytes: maximumBytes)
        )
    }

    /// The same, of a form that was sent by GET.
    public func read(queryOf request: Request) throws -> Answers {
        try answers(from: try request.query())
    }

    /// The same, of parameters at hand.
    public func answers(from submission: Submission) throws(Problem) -> Answers {
        var answers = Answers(fields: fields)
        for field in fields {
            let typed: [String]
            if field.shape == .several {
                typed = submission.values(field.name)
            } else {
                typed = try submission.value(field.name).map { [$0] } ?? []
            }
            try answers.take(typed, for: field)
        }
        return answers
    }

    /// The form before anything is typed, or with what is known already, for its page.
    public func view(_ values: [String: String] = [:]) -> FormView {
        FormView(fields: fields, values: values.mapValues { [$0] }, errors: [], warnings: [])
    }
}
