/// Every motif by its name, gathered from the files beside this one.
enum Motifs {
    static let all: [String: Motif] = [
        FruitMotifs.all, FieldMotifs.all, SeaMotifs.all, FishMotifs.all, MeatMotifs.all,
        DairyMotifs.all, BottleMotifs.all, JarMotifs.all, BowlMotifs.all, SweetMotifs.all,
        CraftMotifs.all, FolkMotifs.all,
    ].reduce(into: [:]) { $0.merge($1) { first, _ in first } }
}
