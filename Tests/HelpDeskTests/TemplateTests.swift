import Basics
import Testing
import VaultAPI
import Web

@testable import HelpDesk

@Suite("Templates of the office")
struct TemplateTests {
    private let number = CaseNumber("4821-0937") ?? .mint()

    private func inquiry(_ topic: Inquiry.Topic, closed: Bool = false) -> Inquiry {
        Inquiry(
            number: number,
            way: .phone,
            topic: topic,
            order: closed ? nil : "2612-0830-5517",
            openedBy: .mint(),
            opened: Moment(milliseconds: 1_796_691_600_000),
            closed: closed ? Moment(milliseconds: 1_796_691_700_000) : nil
        )
    }

    private let order = OrderPort.Order(
        key: .mint(),
        number: "2612-0830-5517",
        placed: Day(number: 20_795),
        state: "発送しました",
        payment: "銀行振込",
        total: Money(yen: 12_800),
        parcels: [
            .init(
                position: 1,
                shop: "湯所果樹園",
                recipient: .mint(),
                isOrderer: false,
                goods: ["二十世紀梨 ×2"],
                arrival: "12月10日(木) 午前中",
                tracking: "いなば運送 123456789012"
            )
        ]
    )

    private let found = TapFinish.Found(
        handle: .mint(),
        kind: .member,
        fields: [.familyName: Secret("髙﨑"), .givenName: Secret("梨花子"), .phone: Secret("0857")]
    )

    private var desks: [DeskPage] {
        let open = DeskPage(inquiry(.order))
        var answered = open
        answered.words = "もう一度お試しください。"
        answered.order = OrderView(order, open.inquiry)
        answered.answer = AnswerView(.one(found), open.inquiry)
        var nobody = open
        nobody.answer = AnswerView(.nobody, open.inquiry)
        var compared = open
        let verdicts: [PersonalField: Bool] = [.familyName: true, .phone: false]
        compared.answer = AnswerView(.compared(verdicts, triesLeft: 2), open.inquiry)
        return [open, answered, nobody, compared, DeskPage(inquiry(.other, closed: true))]
    }

    private var labels: [LabelsPage] {
        let name = LabelParcel.Name(order: .mint(), position: 1)
        let begun = Moment(milliseconds: 1_796_691_600_000)
        let runs = LabelState.Stage.allCases.map {
            LabelState.Run(run: .mint(), begun: begun, labels: 12, state: $0)
        }
        let digits = "05531 70915 00077 12345 67890 11111"
        let some = LabelState.Answer(
            receiver: digits,
            leftToday: 1,
            open: [name, name],
            runs: runs
        )
        let none = LabelState.Answer(receiver: nil, leftToday: nil, open: [], runs: [])
        var wrong = LabelsPage("湯所果樹園", some, keys: 2)
        wrong.words = "もう一度お試しください。"
        return [
            LabelsPage("湯所果樹園", some, keys: 1), LabelsPage("湯所果樹園", none, keys: 2), wrong,
        ]
    }

    @Test("a shop is told why it can have no labels now, and how many it can have")
    func slips() throws {
        let name = LabelParcel.Name(order: .mint(), position: 1)
        func slip(_ receiver: String?, _ left: Int?, _ open: Int) -> String? {
            LabelsPage.slip(
                .init(
                    receiver: receiver,
                    leftToday: left,
                    open: Array(repeating: name, count: open),
                    runs: []
                )
            )
        }
        #expect(slip("1", 5, 3) == nil)
        #expect(slip(nil, 5, 3)?.contains("鍵が、まだ登録されていません") == true)
        #expect(slip("1", nil, 3)?.contains("許可") == true)
        #expect(slip("1", 5, 0)?.contains("いまはありません") == true)
        #expect(slip("1", 0, 3)?.contains("上限") == true)
        let html = try renderer().html(labels[0])
        #expect(html.contains("1個のお荷物が、送り状を待っています") && html.contains("ほかの1個は"))
    }

    private func entry(_ role: StaffRole, _ keys: Int) -> StaffEntry {
        StaffEntry(token: Token("t"), role: role, shop: nil, name: Secret("中村 春香"), keys: keys)
    }

    private var pages: [any Page] {
        let form = InquiryHandlers.form.view()
        let inquiries = [inquiry(.order), inquiry(.other, closed: true)]
        return desks + labels + [
            SignInPage(words: nil), SignInPage(words: "もう一度お試しください。"),
            EnrolmentPage(code: "code"), WelcomePage(entry(.clerk, 1)),
            WelcomePage(entry(.shop, 2)), KeysPage(.clerk, keys: 2), KeysPage(.city, keys: 1),
            InquiriesPage(inquiries, form, keys: 1),
            InquiriesPage([], form, keys: 2),
        ]
    }

    private func renderer() throws -> PageRenderer {
        try PageRenderer(
            site: .sample,
            frame: .office,
            assets: AssetLibrary(folders: [HelpDeskRoom.assets]),
            templates: [HelpDeskRoom.templates]
        )
    }

    @Test("every tag has its property, and every template its page")
    func complete() throws {
        let check = TemplateCheck(try renderer())
        #expect(check.faults(in: pages) == [])
        #expect(try check.templates(of: HelpDeskRoom.templates, notIn: pages) == [])
    }

    @Test(
        "an answer is shown in place, with the cursor on the next call; without one it waits in the box"
    )
    func answer() throws {
        let renderer = try renderer()
        let answered = renderer.html(desks[1])
        #expect(answered.contains("髙﨑 梨花子") && answered.contains("会員"))
        #expect(answered.contains("type=\"submit\" autofocus>次のお電話"))
        #expect(answered.contains("ご住所も見る") && !answered.contains("電話番号も見る"))
        let waiting = renderer.html(desks[0])
        #expect(waiting.contains("spellcheck=\"false\" autofocus>"))
        #expect(!waiting.contains("answer-title"))
        let compared = renderer.html(desks[3])
        #expect(compared.contains("<b>違う</b>") && compared.contains("あと2回"))
    }
}
