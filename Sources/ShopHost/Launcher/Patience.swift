/// When a process that has ended is started again.
///
/// At once the first times, so that one crash is hardly seen; then later and later, so that one that
/// cannot run does not keep the machine busy.
struct Patience: Sendable {
    static let atOnce = 3
    /// A process that has run this long begins anew.
    static let forgottenAfter: Duration = .seconds(60)
    private static let longest: Duration = .seconds(10)

    private(set) var endings = 0

    /// How long to wait, after one more ending.
    mutating func delay(afterRunning time: Duration) -> Duration {
        if time >= Patience.forgottenAfter { endings = 0 }
        endings += 1
        guard endings > Patience.atOnce else { return .zero }
        let doublings = min(endings - Patience.atOnce - 1, 6)
        return min(.milliseconds(200) * (1 << doublings), Patience.longest)
    }
}
