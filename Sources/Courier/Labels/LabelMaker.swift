import Age
import Basics
import Logging
import Paper
import VaultAPI

/// Makes a shop's labels one by one and seals them to the shop's key; nothing of them stays here.
struct LabelMaker {
    /// Parts of the sealed file are handed in when so much has come together.
    private static let partCount = 128 * 1024

    private let queue: LabelQueue
    private let logger: Logger
    private var pause = Pause(shortest: .seconds(1))
    private var quietUntil: ContinuousClock.Instant?

    init(queue: LabelQueue, logger: Logger) {
        self.queue = queue
        self.logger = logger
    }

    /// The run begins again without somebody who was erased meanwhile, or has ended.
    private struct Changed: Error {}

    /// Makes the next run; false where there is nothing to do now.
    ///
    /// What fails is handed out again by the vault; mails must not wait for it.
    mutating func makeOne() async -> Bool {
        if let quietUntil, ContinuousClock.now < quietUntil { return false }
        do {
            guard let work = try await queue.next() else { return false }
            killPoint("courier.labels-taken")
            try await make(work)
            logger.info("Labels", metadata: ["labels": "\(work.labels)"])
        } catch is Changed {
            logger.info("Labels begin again")
        } catch {
            let cause = (error as? VaultRefusal)?.rawValue ?? "\(type(of: error))"
            logger.warning("Labels wait", metadata: ["cause": "\(cause)"])
            quietUntil = ContinuousClock.now + pause.longer()
            return false
        }
        pause.end()
        quietUntil = nil
        return true
    }

    private func make(_ work: NextLabels.Work) async throws {
        let sealed = Sealed()
        var sealer = try AgeSealer(to: [ReceiverKey(work.receiver)]) { sealed.bytes += $0 }
        var part = 0
        let head = LabelBundle.Head(
            bundle: work.run.text,
            shop: work.shopName,
            made: work.made,
            labels: work.labels
        )
        try sealer.write(LabelBundle.line(head))
        for place in 0..<work.labels {
            guard
                case .label(let parcel, let recipient, let sender) =
                    try await queue.label(work.run, place)
            else { throw Changed() }
            try sealer.write(LabelBundle.line(Label(parcel, recipient, sender)))
            guard sealed.bytes.count >= LabelMaker.partCount else { continue }
            try await queue.keep(sealed.part(part, of: work.run, isLast: false))
            part += 1
        }
        try sealer.finish()
        killPoint("courier.labels-sealed")
        try await queue.keep(sealed.part(part, of: work.run, isLast: true))
    }

    /// What has been sealed and not been handed in.
    private final class Sealed {
        var bytes: [UInt8] = []

        func part(_ number: Int, of run: Handle<LabelRun>, isLast: Bool) -> KeepLabels {
            defer { bytes = [] }
            return KeepLabels(run: run, part: number, bytes: bytes, isLast: isLast)
        }
    }
}
