import Basics
import Counter
import Hummingbird
import VaultAPI
import Web

/// A request within a checkout, by somebody who may be there.
struct CheckoutVisit: Sendable {
    let checkout: Checkout
    /// The guest's or the member's session; none before the orderer is known.
    let session: Session?
    /// Who was entered here before, where the answer that carried their token was lost on its way.
    var lost: Handle<Subject>?

    /// The token of the checkout's people.
    ///
    /// - Throws: ``Problem/expired`` before the orderer is known.
    var token: Token {
        get throws(Problem) {
            guard let session, checkout.orderer != nil else { throw .expired }
            return session.token
        }
    }

    func path(_ page: String) -> String { OrderingPath.checkout(checkout.id, page) }

    /// 409: the press that places the order has fixed its people already.
    var peopleFixed: Problem {
        Problem(
            .conflict,
            title: "お客さまとお届け先は、もう変えられません",
            words: "「この内容で注文する」が一度押されたため、お名前とご住所を確定しています。",
            "ご確認の画面からご注文を続けるか、買い物かごからやり直してください。"
        ).offering(Problem.Way("ご確認の画面へ", path("confirmation")))
    }
}

extension OrderingDesk {
    /// Serves a page of a checkout that is under way.
    ///
    /// One that was placed shows its thanks, whichever of its pages a stale tab asks for. A
    /// checkout that is over, somebody else's and one that never was are told alike.
    func serve(
        _ request: Request,
        _ context: CounterContext,
        changingPeople: Bool = false,
        _ body: (CheckoutVisit) async throws -> Response
    ) async throws -> Response {
        let visit = try await visit(request, context)
        if visit.checkout.state == .placed { return .redirect(to: visit.path("thanks")) }
        guard !visit.checkout.isOver(at: clock.now()) else { throw gone }
        if changingPeople, visit.checkout.arePeopleFixed {
            throw visit.peopleFixed
        }
        return try await telling { try await body(visit) }
    }

    /// The checkout of a request, whatever its state.
    func visit(_ request: Request, _ context: CounterContext) async throws -> CheckoutVisit {
        guard let id = context.parameters.get("id").flatMap({ Handle<Checkout>($0) }),
            let checkout = try await checkouts.find(id)
        else { throw gone }
        guard let orderer = checkout.orderer else {
            return CheckoutVisit(checkout: checkout, session: nil)
        }
        if let member = checkout.member {
            let session = try await self.member(request)
            guard let session, session.claims.principal == member else { throw signInAgain }
            return CheckoutVisit(checkout: checkout, session: session)
        }
        let session = try await session(.checkout, of: request)
        guard let session, session.claims.principal == orderer.subject else {
            return try again(checkout, context)
        }
        return CheckoutVisit(checkout: checkout, session: session)
    }

    /// The browser that said who orders and never heard the answer says it again.
    ///
    /// Only before there are others: those are in the reach of the token that was lost.
    private func again(
        _ checkout: Checkout,
        _ context: CounterContext
    ) throws(Problem) -> CheckoutVisit {
        guard checkout.state == .open, checkout.hasOrdererAlone,
            let mark = BrowserMark(context, in: checkout.id), mark == checkout.browser
        else { throw gone }
        var unheard = checkout
        unheard.orderer = nil
        unheard.recipients = []
        return CheckoutVisit(checkout: unheard, session: nil, lost: checkout.orderer?.subject)
    }

    private var signInAgain: Problem {
        .expired.offering(
            Problem.Way("サインインして続ける", "/sign-in?for=checkout"),
            Problem.Way("買い物かごに戻る", pages.site.market.address(OrderingPath.basket))
        )
    }

    var gone: Problem {
        .expired.offering(
            Problem.Way("買い物かごに戻る", pages.site.market.address(OrderingPath.basket))
        )
    }
}

extension Form {
    /// A form as it is, with one more field for each of the others.
    func with(_ more: FormField...) -> Form { Form(fields + more) }
}
