public import VaultAPI

/// The ledger's words in plain Japanese, as *who looked at my data* tells them.
public enum DisclosureWords {
    /// `お客さまご自身が、ご注文の確認のため、お名前とご住所を使いました`.
    public static func sentence(_ line: History.Line, shop: (Int) -> String?) -> String {
        let inquiry = line.caseNumber.map { "(受付番号 \($0))" } ?? ""
        let joint = Purpose.inquiries.contains(line.purpose) ? "の" : ""
        let cause = purpose(line.purpose) + inquiry + joint + "ため"
        return "\(actor(line.actor, shop: shop))が、\(cause)、\(things(line.fields))を\(verb(line))"
    }

    private static func verb(_ line: History.Line) -> String {
        if line.isComparison { return "お電話の方のお話と照らし合わせました(画面には表示していません)" }
        if case .staff = line.actor { return "見ました" }
        return "使いました"
    }

    static func actor(_ actor: History.Actor, shop: (Int) -> String?) -> String {
        switch actor {
        case .yourself: "お客さまご自身"
        case .courier: "お便りの係(自動)"
        case .shop(let number): shop(number) ?? "加盟店"
        case .staff(let role): staff(role)
        }
    }

    private static func staff(_ role: StaffRole) -> String {
        switch role {
        case .clerk: "お客様センターの担当者"
        case .shop: "加盟店の担当者"
        case .city: "市の担当者"
        case .security: "情報の安全を守る担当者"
        case .inspector: "検査の担当者"
        case .auditor: "監査の担当者"
        }
    }

    static func purpose(_ purpose: Purpose) -> String {
        switch purpose {
        case .confirmation: "ご注文内容を確かめる"
        case .orderView: "ご注文を見る"
        case .correction: "内容を直す"
        case .account: "マイページを見る"
        case .download: "ご自分の情報を受け取る"
        case .invoice: "領収書を作る"
        case .correspondence: "メールやお手紙をお送りする"
        case .orderInquiry: "ご注文のお問い合わせ"
        case .deliveryInquiry: "お届けのお問い合わせ"
        case .accountInquiry: "ご登録内容のお問い合わせ"
        case .otherInquiry: "お問い合わせ"
        case .labels: "送り状を作る"
        }
    }

    /// `お名前、ご住所`: each thing once, in a fixed order.
    public static func things(_ fields: [PersonalField]) -> String {
        var names: [String] = []
        for field in PersonalField.allCases where fields.contains(field) {
            let name = thing(field)
            if !names.contains(name) { names.append(name) }
        }
        return names.joined(separator: "、")
    }

    /// What people call a field.
    public static func thing(_ field: PersonalField) -> String {
        switch field {
        case .familyName, .givenName: "お名前"
        case .familyKana, .givenKana: "ふりがな"
        case .company: "会社名"
        case .postcode, .prefecture, .city, .street, .building: "ご住所"
        case .phone: "電話番号"
        case .email, .emailKeeper: "メールアドレス"
        case .note: "備考"
        case .senderFamilyName, .senderGivenName, .senderPostcode, .senderPrefecture, .senderCity,
            .senderStreet, .senderBuilding, .senderPhone:
            "ご依頼主"
        case .giftName: "のしのお名前"
        case .giftMessage: "カードの文"
        case .invoiceName: "領収書の宛名"
        case .label: "呼び名"
        case .sex: "性別"
        case .birthDate: "生年月日"
        }
    }
}
