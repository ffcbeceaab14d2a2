public import Confinement
import Glibc

extension WitnessFolder {
    /// What a witness keeps: these folders, and the ports at which it is asked; it goes nowhere.
    public func confinement(listens: Set<Int>) -> Confinement {
        var kept = Confinement("witness")
        kept.holdsKeys = true
        kept.writes = [data, keys]
        if let standIn, access(standIn, F_OK) == 0 {
            kept.writes.append(standIn)
            kept.clears.append(standIn + "/..")
        }
        kept.bindsSockets = true
        kept.listens = listens
        if !listens.isEmpty { kept.reads += Confinement.certificates }
        return kept
    }
}
