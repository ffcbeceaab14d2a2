import Age
import ArgumentParser
import Basics
import Foundation
import KeyFiles

/// Where the shop's key lies.
struct KeysOption: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("鍵のフォルダー。", valueName: "DIR"))
    var keys = FileManager.default.homeDirectoryForCurrentUser.path + "/.ichi-labels"

    var shopKey: ShopKey { ShopKey(folder: keys) }
}

/// The shop's key in its folder, in the form of age's identity files.
struct ShopKey {
    private static let file = "labels.identity"

    let folder: String

    var path: String { folder + "/" + ShopKey.file }

    /// Nil where none was made yet.
    func read() throws -> ReceiverSecret? {
        guard var bytes = try KeyFile.read(directory: folder, file: ShopKey.file) else {
            return nil
        }
        defer { for place in bytes.indices { bytes[place] = 0 } }
        return try ReceiverSecret(file: Secret(String(decoding: bytes, as: UTF8.self)))
    }

    func make() throws -> ReceiverSecret {
        let secret = ReceiverSecret()
        var bytes = Array(secret.file.revealed.utf8)
        defer { for place in bytes.indices { bytes[place] = 0 } }
        try KeyFile.keep(bytes, directory: folder, file: ShopKey.file)
        return secret
    }
}
