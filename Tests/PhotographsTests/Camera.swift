import Foundation
import Testing

/// Takes photographs for tests, with the same libvips that reads them.
struct Camera {
    /// What a telephone writes beside the picture: turned by 90°, and where it was taken.
    static let secret = "35.5394N-134.2333E"

    let folder: URL

    static func with<T>(_ test: (Camera) throws -> T) throws -> T {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "camera-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try test(Camera(folder: folder))
    }

    /// An empty folder to make sizes in.
    func bench() throws -> URL {
        let bench = folder.appending(path: "bench-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: bench, withIntermediateDirectories: true)
        return bench
    }

    /// A picture that goes from black to white, from left to right.
    func take(_ width: Int, _ height: Int, as ending: String) throws -> Data {
        let half = "half.png"
        try vips("grey", half, "\(width)", "\(height)", "--uchar")
        try vips("bandjoin", "\(half) \(half) \(half)", "rgb.png")
        try vips("copy", "rgb.png", "photo.\(ending)", "--interpretation", "srgb")
        return try Data(contentsOf: folder.appending(path: "photo.\(ending)"))
    }

    func vips(_ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/vips")
        process.arguments = arguments
        process.currentDirectoryURL = folder
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "vips \(arguments)")
    }

    /// A JPEG as a telephone held upright writes it: EXIF with orientation 6, and a place.
    static func held(upright jpeg: Data) -> Data {
        var tiff: [UInt8] = Array("II*\0".utf8) + [8, 0, 0, 0]
        tiff += [2, 0]
        tiff += [0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]
        tiff += [0x0E, 0x01, 2, 0, UInt8(secret.utf8.count + 1), 0, 0, 0, 38, 0, 0, 0]
        tiff += [0, 0, 0, 0] + Array(secret.utf8) + [0]
        let segment = Array("Exif\0\0".utf8) + tiff
        let length = segment.count + 2
        let marker: [UInt8] = [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 255)]
        return Data(jpeg.prefix(2)) + Data(marker + segment) + jpeg.dropFirst(2)
    }
}
