import ArgumentParser
import Basics
import DemoCity
import Foundation
import ShopHost
import Storage

/// `ichi demo`.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "The demonstration city: invented shops, goods and people.",
        subcommands: [Make.self, People.self]
    )
}

/// What long work tells a terminal: one line that changes.
enum Progress {
    static func tell(_ words: String, _ share: Double) {
        let percent = Int(share * 100)
        let end = share < 1 ? "" : "\n"
        let line = "\r\u{1B}[K\(words) … \(percent) %\(end)"
        FileHandle.standardError.write(Data(line.utf8))
    }
}
