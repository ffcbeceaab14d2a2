import Basics
import Counter
import HTTPTypes
import Hummingbird
import Paper
import Storage
import VaultAPI
import Web

/// 領収書: one PDF with a paper for each shop, made out to the name the customer chooses.
struct InvoiceHandlers: Sendable {
    let desk: OrderingDesk

    init(_ desk: OrderingDesk) { self.desk = desk }

    @Sendable func create(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serveOrder(request, context) { visit in
            guard visit.order.isPaid else { throw Problem.notPaid }
            let answers = try await Form(.line("name", "宛名", upTo: 60).optional())
                .read(request, in: context)
            guard answers.isSound else { throw Problem.malformed }
            let addressee = try await addressee(answers, visit)
            let issued = Day(desk.clock.now())
            let wanted = visit.order.sellers.map(\.shop)
            let terms = try await desk.shop.read { [desk] in try desk.sellers.terms($0, wanted) }
            let isReissue = try await desk.placing.noteInvoice(
                visit.order.key,
                at: desk.clock.now()
            )
            let invoices = visit.order.sellers.enumerated().map { index, seller in
                visit.order.invoice(
                    part: index + 1,
                    seller.parcels,
                    terms[seller.shop],
                    to: addressee,
                    issued: issued,
                    isReissue: isReissue
                )
            }
            // The thread it came by serves others too.
            let pdf = await withTaskExecutorPreference(globalConcurrentExecutor) {
                Invoice.pdf(invoices)
            }
            return Response(
                status: .ok,
                headers: [
                    .contentType: "application/pdf", .cacheControl: "no-store",
                    .contentDisposition: "attachment; filename=\"\(visit.order.number).pdf\"",
                ],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: pdf))
            )
        }
    }

    private func addressee(_ answers: Answers, _ visit: OrderVisit) async throws -> Secret<String> {
        if let chosen = answers.text("name") {
            let ends = ["様", "御中", "殿", "先生"].contains { chosen.hasSuffix($0) }
            return Secret(ends ? chosen : chosen + " 様")
        }
        let orderer = try await desk.person(
            visit.order.orderer,
            PersonalField.ofName,
            by: visit.token,
            for: .invoice
        )
        return Secret(orderer.name + " 様")
    }
}

extension Problem {
    /// 409: there is no receipt before the money.
    static let notPaid = Problem(
        .conflict,
        title: "領収書はまだお出しできません",
        words: "お支払いの確認ができたあとに、お受け取りいただけます。"
    )
}

extension Order {
    /// One shop's part as its paper says it.
    func invoice(
        part: Int,
        _ parcels: [Parcel],
        _ terms: SellerTerms?,
        to addressee: Secret<String>,
        issued: Day,
        isReissue: Bool
    ) -> Invoice {
        Invoice(
            orderNumber: number.description,
            part: part,
            issuer: Invoice.Issuer(
                name: terms?.seller ?? parcels.first?.shopName ?? "",
                postcode: terms?.postcode ?? "",
                address: terms?.address ?? "",
                phone: terms?.phone ?? "",
                registration: terms?.invoiceRegistration.flatMap(RegistrationNumber.init)
            ),
            addressee: addressee,
            issued: issued,
            supplied: Day(placed),
            lines: parcels.flatMap(\.lines).map {
                Invoice.Line(goods: $0.title, count: $0.count, price: $0.price, rate: $0.taxRate)
            },
            postage: parcels.map { $0.postage + $0.fee }.sum(),
            payment: payment.japanese,
            deliveries: Arrival.lines(parcels.map { ($0.arrival, $0.goods) }),
            isReissue: isReissue
        )
    }
}
