public import Foundation

/// The pictures by name.
///
/// `pear-3.svg` is the third drawing of a pear, `pear-box-2.svg` the second of a box of them,
/// `scene-sea-1.svg` the first of the sea.
public enum Gallery {
    /// Drawings of each motif.
    static let variants = 10
    /// Drawings of each motif in its box.
    static let boxVariants = 4
    /// Drawings of each landscape.
    static let sceneVariants = 6

    static func name(_ motif: String, _ number: Int) -> String { "\(motif)-\(number).svg" }

    /// The name under which a drawing lies in the folder: it changes with the drawing, so that
    /// browsers may keep it for ever.
    static func file(_ motif: String, _ number: Int) -> String {
        let name = name(motif, number)
        return files[name] ?? name
    }

    /// The file that each drawing is written to, by its name.
    public static let files = Dictionary(
        uniqueKeysWithValues: names.compactMap { name in
            svg(name).map { (name, "\(name.dropLast(4))-\(digest($0)).svg") }
        }
    )

    /// FNV-1a, sixteen digits: it tells drawings apart, and nobody forges one.
    private static func digest(_ text: String) -> String {
        let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    static func sceneWords(_ scene: String) -> String { Scene.words[scene] ?? "いなば市" }

    /// The names of all drawings.
    public static let names: [String] =
        Motifs.all.keys.sorted().flatMap { motif in
            (1...variants).map { name(motif, $0) }
                + (1...boxVariants).map { name("\(motif)-box", $0) }
        }
        + Scene.words.keys.sorted().flatMap { scene in
            (1...sceneVariants).map { name("scene-\(scene)", $0) }
        }

    /// A drawing as SVG, 400 by 300; nil where no drawing has that name.
    public static func svg(_ name: String) -> String? {
        guard name.hasSuffix(".svg"), let dash = name.lastIndex(of: "-"),
            let number = Int(name[name.index(after: dash)...].dropLast(4)), number > 0
        else { return nil }
        let subject = String(name[..<dash])
        if subject.hasPrefix("scene-") {
            return Scene.draw(String(subject.dropFirst(6)), number: number)
        }
        if subject.hasSuffix("-box"), let motif = Motifs.all[String(subject.dropLast(4))] {
            return Stage.box(of: motif, seed: name)
        }
        return Motifs.all[subject].map { Stage.picture(of: $0, seed: name) }
    }

    /// Writes every drawing into a folder, which is made where there is none; about 6 MB.
    public static func write(into folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for name in names {
            guard let svg = svg(name), let file = files[name] else { continue }
            try Data(svg.utf8).write(to: folder.appendingPathComponent(file))
        }
    }
}
