import ArgumentParser
import Catalogue
import Photographs
import ShopHost

/// `ichi pictures`: what an office will do later.
struct Pictures: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pictures",
        abstract: "Take, list and remove photographs, until the office exists.",
        discussion: """
            EXAMPLES
              ichi pictures take pear.heic --goods 17 --alt 箱に並んだ梨
              ichi pictures list --goods 17
              ichi pictures remove 2 --goods 17
            """,
        subcommands: [Take.self, List.self, Remove.self]
    )
}

/// Whose pictures.
struct SubjectOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("The goods' number, as it stands in their address.", valueName: "N")
    )
    var goods: Int?

    @Option(
        name: .long,
        help: ArgumentHelp("The shop's name in its address.", valueName: "NAME")
    )
    var shop: String?

    @Option(
        name: .long,
        help: ArgumentHelp("The feature's name in its address.", valueName: "NAME")
    )
    var feature: String?

    @OptionGroup var city: DataOptions

    func validate() throws {
        guard named.count == 1 else {
            throw ValidationError("give one of --goods N, --shop NAME, --feature NAME")
        }
    }

    private var named: [PictureSubject] {
        [
            goods.map(PictureSubject.goods), shop.map(PictureSubject.shop),
            feature.map(PictureSubject.feature),
        ].compactMap { $0 }
    }

    /// Does something at the desk for these pictures.
    func atDesk<Value: Sendable>(
        _ work: @escaping @Sendable (PictureDesk, PictureSubject) async throws -> Value
    ) async throws -> Value {
        guard let subject = named.first else { throw ExitCode.validationFailure }
        return try await ShopStores.pictures(city.settings) { try await work($0, subject) }
    }
}

extension Pictures {
    /// `ichi pictures take`.
    struct Take: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a photograph of goods, of a shop, or for a feature.",
            discussion: """
                JPEG, PNG, WebP or HEIC, up to \(PhotographBounds.megabytes) MB and \
                \(PhotographBounds.megapixels) megapixels. It is turned upright, and nothing of what the \
                camera wrote beside it (place, time, owner) is kept. Widths of 320, 640, 960 and 1280 \
                pixels are made of it, never more than it has, as AVIF, WebP and JPEG; a visitor's \
                browser takes what it needs. Pages show it as soon as this ends. The file itself is not \
                kept by Ichi: keep it.

                It is read by Debian's libvips (sudo apt-get install libvips-tools) in a process that \
                sees nothing else of the machine. Run again with the same file it changes nothing.

                EXAMPLES
                  ichi pictures take pear.heic --goods 17 --alt 箱に並んだ梨
                  ichi pictures take cut.jpg --goods 17 --place 1    instead of the first
                  ichi pictures take front.jpg --shop yamamoto
                  ichi pictures take crab.jpg --feature winter
                """
        )

        @Argument(help: ArgumentHelp("The photograph.", valueName: "FILE"))
        var file: String

        @OptionGroup var subject: SubjectOptions

        @Option(
            name: .long,
            help: ArgumentHelp(
                "What it shows, for who does not see it; without it the name.",
                valueName: "WORDS"
            )
        )
        var alt: String?

        @Option(
            name: .long,
            help: ArgumentHelp(
                "Instead of the Nth picture; without it behind the last.",
                valueName: "N"
            )
        )
        var place: Int?

        func run() async throws {
            let (file, place, alt) = (file, place, alt)
            let taken = try await subject.atDesk { desk, subject in
                let bytes = try PhotographFile.read(file)
                return try await desk.take(bytes, of: subject, place: place, words: alt)
            }
            let state = taken.isNew ? "登録しました" : "登録済みです。何も変えていません"
            print("\(state): \(taken.place)枚目 \(taken.picture.line)")
        }
    }

    /// `ichi pictures list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The pictures in their order; the first is the one that lists show.",
            discussion: """
                EXAMPLES
                  ichi pictures list --goods 17
                  ichi pictures list --shop yamamoto
                """
        )

        @OptionGroup var subject: SubjectOptions

        func run() async throws {
            let pictures = try await subject.atDesk { try await $0.pictures(of: $1) }
            for (index, picture) in pictures.enumerated() {
                print("\(index + 1)枚目 \(picture.line)")
            }
        }
    }

    /// `ichi pictures remove`.
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a picture off its pages, and delete the photograph's files.",
            discussion: """
                A market that shows it lately may hold its bytes until it is started again, under \
                addresses that no page names.

                EXAMPLES
                  ichi pictures remove 2 --goods 17
                """
        )

        @Argument(help: ArgumentHelp("Which of them, counted from 1.", valueName: "PLACE"))
        var place: Int

        @OptionGroup var subject: SubjectOptions

        func run() async throws {
            let place = place
            let gone = try await subject.atDesk { try await $0.remove(place, of: $1) }
            print("外しました: \(gone.line)")
        }
    }
}

extension Picture {
    fileprivate var line: String { "\(file) 「\(alt)」" }
}
