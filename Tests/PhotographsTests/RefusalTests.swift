import Foundation
import Testing

@testable import Photographs

@Suite("What is no photograph")
struct RefusalTests {
    private func refusal(
        tools: String = "/usr/bin",
        _ take: (Camera) throws -> Data
    ) throws -> PhotographFault? {
        try Camera.with { camera in
            let bytes = try take(camera)
            let bench = try camera.bench()
            do throws(PhotographFault) {
                _ = try PhotographMaker(tools: tools).make(of: bytes, in: bench)
                return nil
            } catch {
                return error
            }
        }
    }

    @Test("is refused in words")
    func words() throws {
        #expect(try refusal { _ in Data() } == .empty)
        #expect(try refusal { _ in Data("GIF89a, a picture that moves".utf8) } == .unknownKind)
        #expect(
            try refusal { _ in Data("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8) } == .drawing
        )
        #expect(try refusal { _ in Data("<?xml version='1.0'?><svg/>".utf8) } == .drawing)
        #expect(try refusal { _ in Data(count: 25_000_001) } == .tooManyBytes)
    }

    @Test("is damaged where it ends early", arguments: ["jpg", "png", "webp", "heic"])
    func truncated(ending: String) throws {
        let found = try refusal { camera in
            let whole = try camera.take(1200, 900, as: ending)
            return whole.prefix(whole.count * 6 / 10)
        }
        #expect(found == .damaged)
    }

    @Test("is damaged where only its first bytes are a photograph's")
    func onlyFirstBytes() throws {
        let found = try refusal { _ in Data([0xFF, 0xD8, 0xFF, 0xE0]) + Data(count: 5000) }
        #expect(found == .damaged)
    }

    @Test("never unpacks 400 megapixels that lie in a small file")
    func bomb() throws {
        let began = ContinuousClock.now
        var size = 0
        let found = try refusal { camera in
            try camera.vips("black", "bomb.png", "20000", "20000")
            let bomb = try Data(contentsOf: camera.folder.appending(path: "bomb.png"))
            size = bomb.count
            return bomb
        }
        #expect(size < 1_000_000)
        #expect(found == .tooManyPixels(width: 20000, height: 20000))
        #expect(ContinuousClock.now - began < .seconds(30))
    }

    @Test("may be neither a stamp nor a strip")
    func shapes() throws {
        #expect(
            try refusal { try $0.take(199, 400, as: "png") } == .tooSmall(width: 199, height: 400)
        )
        #expect(
            try refusal { try $0.take(1201, 300, as: "png") } == .tooLong(width: 1201, height: 300)
        )
        #expect(throws: Never.self) { try PhotographMaker.check(8000, 6000) }
        #expect(throws: PhotographFault.tooManyPixels(width: 8001, height: 6250)) {
            try PhotographMaker.check(8001, 6250)
        }
    }

    @Test("says which package is missing")
    func tool() throws {
        let found = try refusal(tools: "/nowhere") { try $0.take(400, 300, as: "jpg") }
        #expect(found == .toolMissing("/nowhere/vipsheader"))
        #expect("\(found.map { "\($0)" } ?? "")".contains("apt-get install libvips-tools"))
    }
}

@Suite("A confined program")
struct ConfinementTests {
    /// What a shell of the system's may do in there.
    private func ending(_ script: String) throws -> ConfinedProgram.Ending {
        try Camera.with { camera in
            let bench = try camera.bench().path(percentEncoded: false)
            return try ConfinedProgram(path: "/usr/bin/python3", folder: bench).run(["-c", script])
        }
    }

    @Test("works in its folder")
    func folder() throws {
        #expect(try ending("open('made', 'w').write('x'); print(open('made').read())") == .done)
    }

    @Test(
        "can do nothing else",
        arguments: [
            "open('/etc/passwd')", "import os; os.listdir('/tmp')", "open('../other', 'w')",
            "import os; os.listdir('..')", "import socket; socket.socket()",
            "import socket; socket.socketpair()", "import os; os.fork()",
            "import os; os.kill(os.getppid(), 0)", "import os; os.chmod('/tmp', 0o777)",
            "import os; os.posix_spawn('/usr/bin/true', ['true'], {})",
            """
            import os
            open('own', 'wb').write(open('/usr/bin/true', 'rb').read())
            os.fchmod(os.open('own', os.O_RDWR), 0o700)
            os.execv('own', ['own'])
            """,
            "import os; assert 'HOME' in os.environ or 'DATABASE_URL' in os.environ",
            "open('large', 'wb').truncate(600 << 20)",
        ]
    )
    func nothingElse(script: String) throws {
        #expect(try ending(script) != .done)
    }

    @Test("is ended when it takes too much memory")
    func memory() throws {
        #expect(try ending("x = bytearray(3 << 30)") != .done)
    }
}
