public import Confinement

extension WitnessFolder {
    /// What a witness keeps: these folders, and the ports at which it is asked; it goes nowhere.
    public func confinement(listens: Set<Int>) -> Confinement {
        var kept = Confinement("witness")
        kept.holdsKeys = true
        kept.writes = [data, keys] + [standIn].compactMap(\.self)
        kept.bindsSockets = true
        kept.listens = listens
        if !listens.isEmpty { kept.reads += Confinement.certificates }
        return kept
    }
}
