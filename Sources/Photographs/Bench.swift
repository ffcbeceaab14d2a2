import Basics
import Crypto
import Foundation

/// The folder in which one photograph is made, and the tools that work in it.
struct Bench {
    let folder: URL
    let tools: String

    /// Our own picture, upright, of eight bits and without metadata.
    struct Upright {
        let file: String
        let width: Int
        let height: Int
    }

    func lay(_ bytes: Data, _ name: String) throws(PhotographFault) {
        do {
            try bytes.write(to: folder.appending(path: name))
        } catch {
            throw .diskFull
        }
    }

    /// What the header says, before a pixel is unpacked.
    func size(of name: String) throws(PhotographFault) -> (width: Int, height: Int) {
        try run("vipsheader", [name], orElse: .damaged)
        // `source: 3000x2000 uchar, 3 bands, srgb, jpegload`
        let words = content("answer").map { String(decoding: $0.prefix(200), as: UTF8.self) } ?? ""
        guard let found = words.firstMatch(of: #/: (\d{1,9})x(\d{1,9}) /#),
            let width = Int(found.1), let height = Int(found.2)
        else { throw .damaged }
        return (width, height)
    }

    /// Reads what was brought: the only time that its pixels are unpacked.
    func upright() throws(PhotographFault) -> Upright {
        let made = "upright.png"
        try run(
            "vips",
            [
                "thumbnail", "source", "\(made)[strip,compression=1]",
                "\(PhotographName.widest)", "--height", "100000", "--size", "down",
                "--fail-on", "truncated", "--export-profile", "srgb",
            ],
            orElse: .damaged
        )
        guard let header = PNGHeader(content(made)?.prefix(PNGHeader.length)) else {
            throw .damaged
        }
        guard header.hasAlpha else {
            return Upright(file: made, width: header.width, height: header.height)
        }
        let flat = "flat.png"
        try run(
            "vips",
            ["flatten", made, "\(flat)[strip,compression=1]", "--background", "255"],
            orElse: .damaged
        )
        return Upright(file: flat, width: header.width, height: header.height)
    }

    /// Every width in every format, named by the digest of them all.
    func sizes(of upright: Upright) throws(PhotographFault) -> PhotographName {
        let unnamed = PhotographName(width: upright.width, height: upright.height, digest: "")
        var hash = SHA256()
        for format in PhotographName.Format.allCases {
            for width in unnamed.widths {
                let file = unnamed.file(width, format)
                hash.update(data: try make(file, width, format, of: upright))
            }
        }
        let digest = hash.finalize().prefix(8)
            .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let name = PhotographName(width: upright.width, height: upright.height, digest: digest)
        for (made, named) in zip(unnamed.files, name.files) { try rename(made, named) }
        return name
    }

    private func make(
        _ file: String,
        _ width: Int,
        _ format: PhotographName.Format,
        of upright: Upright
    ) throws(PhotographFault) -> Data {
        try run(
            "vips",
            [
                "thumbnail", upright.file, "\(file)[strip,\(format.options)]", "\(width)",
                "--height", "100000", "--size", "down",
            ],
            orElse: .noEncoder(format.words)
        )
        guard let bytes = content(file), !bytes.isEmpty else { throw .noEncoder(format.words) }
        guard format == .webp else { return bytes }
        guard let plain = PlainWebP.plain(bytes) else { throw .noEncoder(format.words) }
        try lay(plain, file)
        return plain
    }

    private func run(
        _ tool: String,
        _ arguments: [String],
        orElse fault: PhotographFault
    ) throws(PhotographFault) {
        let program = ConfinedProgram(path: "\(tools)/\(tool)", folder: path)
        let ending = try program.run(arguments)
        guard ending != .done else { return }
        guard hasRoom else { throw .diskFull }
        throw ending == .ended ? .tooHard : fault
    }

    private var path: String { folder.path(percentEncoded: false) }

    /// Less than a photograph's files take is none.
    private var hasRoom: Bool {
        let values = try? FileManager.default.attributesOfFileSystem(forPath: path)
        return (values?[.systemFreeSize] as? Int64 ?? .max) > 2 << 20
    }

    private func content(_ name: String) -> Data? {
        FileManager.default.contents(atPath: folder.appending(path: name).path)
    }

    private func rename(_ made: String, _ named: String) throws(PhotographFault) {
        do {
            try FileManager.default.moveItem(
                at: folder.appending(path: made),
                to: folder.appending(path: named)
            )
        } catch {
            throw .diskFull
        }
    }
}

extension PhotographName.Format {
    /// What libvips is told of it; the qualities look alike to the eye.
    fileprivate var options: String {
        switch self {
        case .avif: "compression=av1,bitdepth=8,Q=55,effort=5"
        case .webp: "Q=78,effort=5"
        case .jpeg: "Q=80,optimize_coding,interlace"
        }
    }

    fileprivate var words: String {
        switch self {
        case .avif: "AVIF"
        case .webp: "WebP"
        case .jpeg: "JPEG"
        }
    }
}
