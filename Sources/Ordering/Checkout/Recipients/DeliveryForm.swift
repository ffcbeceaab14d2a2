import Basics
import Templates
import Web

/// The fields of day and time window, parcel by parcel, with only what is possible in them.
struct DeliveryForm: Sendable {
    let parcels: [ParcelChoices]
    /// Days that were promised once and stay possible, whatever could be promised today.
    var promised: [ParcelKind: Day] = [:]
    private(set) var asked: Set<ParcelKind> = []

    init(_ parcels: [ParcelChoices], promised: [ParcelKind: Day] = [:]) {
        self.parcels = parcels
        self.promised = promised
    }

    static func day(_ kind: ParcelKind) -> String { "day-\(kind)" }
    static func window(_ kind: ParcelKind) -> String { "window-\(kind)" }
    static func season(_ kind: ParcelKind) -> String { "season-\(kind)" }

    var fields: [FormField] {
        parcels.flatMap { parcel in
            [
                dayField(parcel),
                .select(
                    DeliveryForm.window(parcel.kind),
                    "お届けの時間帯",
                    parcel.windows.map { FormOption($0.rawValue, $0.japanese) }
                ).optional(),
                .check(DeliveryForm.season(parcel.kind), "このままのお届けでかまいません").optional(),
            ]
        }
    }

    private func days(_ parcel: ParcelChoices) -> [Day] {
        Set(parcel.days + [promised[parcel.kind]].compactMap(\.self)).sorted()
    }

    private func dayField(_ parcel: ParcelChoices) -> FormField {
        let days = days(parcel)
        var field = FormField(DeliveryForm.day(parcel.kind), "お届け日", .select, length: 1...20)
        field.options = days.map { FormOption($0.description, $0.japanese) }
        return field.optional().hinted("選ばないときは、準備ができしだいお届けします。").checked(
            FormCheck { text in
                if let day = Day(text), days.contains(day) { return nil }
                guard let first = days.first else { return "この商品はお届け日をお選びいただけません。" }
                return "この商品のお届けは\(first.japanese)からです。"
            }
        )
    }

    /// What the form shows at first.
    func values(_ deliveries: [ParcelKind: DeliveryChoice]) -> [String: String] {
        parcels.reduce(into: [:]) { values, parcel in
            let delivery = deliveries[parcel.kind] ?? .open
            values[DeliveryForm.day(parcel.kind)] = delivery.day?.description
            values[DeliveryForm.window(parcel.kind)] = delivery.window?.rawValue
            values[DeliveryForm.season(parcel.kind)] = delivery.acceptsSeason ? "yes" : nil
        }
    }

    /// What was chosen for each parcel; おまかせ is nothing to keep.
    func chosen(_ answers: Answers) -> [ParcelKind: DeliveryChoice] {
        parcels.reduce(into: [:]) { chosen, parcel in
            let delivery = DeliveryChoice(
                day: answers.day(DeliveryForm.day(parcel.kind)),
                window: TimeWindow(rawValue: answers[DeliveryForm.window(parcel.kind)])
            )
            chosen[parcel.kind] = delivery == .open ? nil : delivery
        }
    }

    /// Asks, for each parcel that would come out of its gift's season, whether that is meant.
    mutating func askSeason(
        _ answers: inout Answers,
        _ gift: GiftChoice,
        _ chosen: inout [ParcelKind: DeliveryChoice],
        ordered: Day,
        except settled: Set<ParcelKind> = []
    ) {
        for parcel in parcels where !settled.contains(parcel.kind) {
            var delivery = chosen[parcel.kind] ?? .open
            guard let question = parcel.question(gift, delivery, ordered: ordered) else { continue }
            let name = DeliveryForm.season(parcel.kind)
            asked.insert(parcel.kind)
            delivery.acceptsSeason = answers.isTicked(name)
            chosen[parcel.kind] = delivery
            if !delivery.acceptsSeason { answers.complain(question.japanese, at: name) }
        }
    }

    /// Shows the question again where it was answered before.
    mutating func recall(_ deliveries: [ParcelKind: DeliveryChoice]) {
        asked.formUnion(deliveries.filter { $0.value.acceptsSeason }.keys)
    }

    /// A part of the page for each parcel; one alone needs no name.
    func parts(_ view: FormView, _ terms: [ShopID: SellerTerms]) -> [DeliveryPart] {
        parcels.map { parcel in
            DeliveryPart(
                isAlone: parcels.count == 1,
                name: parcel.kind.words(terms),
                goods: parcel.lines.map { "\($0.offer.title) ×\($0.count)" },
                earliest: parcel.earliest.japanese,
                day: days(parcel).isEmpty ? nil : view[DeliveryForm.day(parcel.kind)],
                window: parcel.windows.isEmpty ? nil : view[DeliveryForm.window(parcel.kind)],
                season: asked.contains(parcel.kind)
                    ? view[DeliveryForm.season(parcel.kind)] : nil
            )
        }
    }
}

/// The day and the window of one parcel, as a page asks for them.
struct DeliveryPart: Sendable, TemplateObject {
    var isAlone: Bool
    var name: String
    var goods: [String]
    var earliest: String
    /// Nil where the parcel takes no 日付指定.
    var day: FieldView?
    /// Nil where ferries do not keep hours.
    var window: FieldView?
    /// Nil where nothing is out of season.
    var season: FieldView?

    func value(named name: String) -> TemplateValue? {
        switch name {
        case "isAlone": .truth(isAlone)
        case "name": .text(self.name)
        case "goods": .texts(goods)
        case "earliest": .text(earliest)
        case "day": day.map(TemplateValue.object) ?? .absent
        case "window": window.map(TemplateValue.object) ?? .absent
        case "season": season.map(TemplateValue.object) ?? .absent
        default: nil
        }
    }
}

extension ParcelKind {
    /// `大山牧場(冷蔵便)`.
    func words(_ terms: [ShopID: SellerTerms]) -> String {
        "\(terms[shop]?.name ?? "")(\(temperature.japanese)便)"
    }
}
