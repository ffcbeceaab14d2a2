import Basics
import Synchronization
import WitnessAPI

/// Challenges that keys are answering just now, and sessions at the page: in memory alone, so that they
/// end with the process.
final class Ceremonies: Sendable {
    static let minutes = 5
    static let sessionMinutes = 30
    private static let (most, mostSessions) = (512, 64)

    /// What a touch is for.
    enum Purpose: Sendable, Equatable {
        case look
        case judge(officer: Int, statement: [UInt8], Verdict)
        /// By the hash of an invitation's code.
        case make(code: [UInt8])
    }

    private struct Waiting: Sendable {
        var number: [UInt8]
        var purpose: Purpose
        var ends: Moment
    }
    private struct Session: Sendable {
        var officer: Int
        var ends: Moment
    }
    private struct State: Sendable {
        var waiting: [Waiting] = []
        var sessions: [String: Session] = [:]
        var counts: [[UInt8]: UInt32] = [:]
    }
    private let state = Mutex(State())

    /// Begins one; its number.
    func begin(_ purpose: Purpose, at now: Moment) -> [UInt8] {
        let number = randomBytes(32)
        state.withLock { state in
            state.waiting.removeAll { $0.ends <= now }
            // Who floods the page pushes out other strangers first.
            if state.waiting.count >= Ceremonies.most {
                state.waiting.remove(at: state.waiting.firstIndex { $0.purpose == .look } ?? 0)
            }
            let ends = now.adding(minutes: Ceremonies.minutes)
            state.waiting.append(Waiting(number: number, purpose: purpose, ends: ends))
        }
        return number
    }

    /// Takes one for its only use.
    ///
    /// - Throws: ``WitnessRefusal/expired``.
    func take(_ number: [UInt8], at now: Moment) throws(WitnessRefusal) -> Purpose {
        let waiting = state.withLock { state in
            state.waiting.firstIndex { $0.number == number }.map { state.waiting.remove(at: $0) }
        }
        guard let waiting, now < waiting.ends else { throw .expired }
        return waiting.purpose
    }

    /// Opens an officer's session.
    func enter(_ officer: Int, at now: Moment) -> OfficerSession {
        let text = Handle<OfficerSession>.mint().text
        state.withLock { state in
            state.sessions = state.sessions.filter { $0.value.ends > now }
            if state.sessions.count >= Ceremonies.mostSessions,
                let oldest = state.sessions.min(by: { $0.value.ends < $1.value.ends })
            {
                state.sessions[oldest.key] = nil
            }
            let ends = now.adding(minutes: Ceremonies.sessionMinutes)
            state.sessions[text] = Session(officer: officer, ends: ends)
        }
        return OfficerSession(Secret(text))
    }

    /// Whose session it is.
    ///
    /// - Throws: ``WitnessRefusal/expired``.
    func officer(of session: OfficerSession, at now: Moment) throws(WitnessRefusal) -> Int {
        let kept = state.withLock { $0.sessions[session.text.revealed] }
        guard let kept, now < kept.ends else { throw .expired }
        return kept.officer
    }

    func end(_ session: OfficerSession) {
        state.withLock { $0.sessions[session.text.revealed] = nil }
    }

    /// What keys have counted to by looking, which no book tells of.
    var counts: [[UInt8]: UInt32] { state.withLock { $0.counts } }

    func note(_ count: UInt32, of key: [UInt8]) { state.withLock { $0.counts[key] = count } }
}
