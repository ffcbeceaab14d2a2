public import Web

/// The room's templates: the parts that its desks share.
public enum CounterTemplates {
    public static var folder: TemplateFolder { TemplateFolder("counter", in: .module) }
}
