public import Basics
import Crypto
public import WitnessAPI

extension LabelJob {
    /// A label shows who gets the parcel and who sends it.
    private static let personsPerLabel = 2

    /// What two officers are asked to agree to: the rule of this job in words, in one way only.
    public static func terms(shop: Int, dailyCap: Int, from: Day, until: Day) -> JobTerms {
        JobTerms(
            title: "加盟店\(shop)の送り状",
            template: Array(SHA256.hash(data: Array("ichi-labels-1".utf8))),
            audience: "加盟店\(shop)が確認し、まだ発送していないお荷物の、お届け先とご依頼主(一度だけ)",
            sink: "加盟店\(shop)の登録された鍵で封をしたファイル",
            dailyCap: dailyCap * personsPerLabel,
            from: from,
            until: until
        )
    }

    /// The job that officers have agreed to, by the statement of a hash; nil for terms that are not written
    /// as ours are.
    init?(_ terms: JobTerms, by: String, agreed: Int, statement: [UInt8], since: Moment) {
        guard let match = terms.title.wholeMatch(of: /加盟店([1-9][0-9]{0,6})の送り状/),
            let shop = Int(match.output.1)
        else { return nil }
        self.init(
            shop: shop,
            dailyCap: terms.dailyCap / LabelJob.personsPerLabel,
            from: terms.from,
            until: terms.until,
            by: by,
            agreed: agreed,
            statement: statement,
            since: since
        )
        guard LabelJob.terms(shop: shop, dailyCap: dailyCap, from: from, until: until) == terms
        else { return nil }
    }
}

extension Desk {
    /// Does what two officers agreed to; false where nothing was to be done any more.
    func allow(_ terms: JobTerms, _ officers: [Int], statement: [UInt8]) throws -> Bool {
        let names = officers.map { String($0) }.joined(separator: ", ")
        guard
            let job = LabelJob(
                terms,
                by: "officers \(names)",
                agreed: officers.count,
                statement: statement,
                since: now
            )
        else { return false }
        let before = try store.standingLabelJobs(of: job.shop, vault.keys)
        for old in before { try store.end(old, vault.keys, at: now) }
        try store.keep(job, vault.keys)
        return true
    }
}
