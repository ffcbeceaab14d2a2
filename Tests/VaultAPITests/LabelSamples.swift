import Basics
import VaultAPI

extension Sample {
    private static let name = LabelParcel.Name(order: order, position: 2)
    private static let run = Handle<LabelRun>("rrrrrrrrrrrrrrrrrrrrrrrrrr") ?? .mint()
    private static let parcels = [
        LabelParcel(name: name, recipient: subject("r"), number: "2612-0830-5517-2", goods: []),
        LabelParcel(
            name: name,
            recipient: subject("r"),
            number: "2612-0830-5517-2",
            goods: ["二十世紀梨 ×2", "らっきょう ×1"],
            cooling: "冷蔵",
            day: Day(number: 20_807),
            window: "午前中",
            noshi: "御歳暮(紅白蝶結び)・外のし",
            hasCard: true,
            hasOwnSender: true
        ),
    ]
    private static let work = NextLabels.Work(
        run: run,
        shopName: "髙橋果樹園",
        made: Day(number: 20_795),
        receiver: "age1",
        labels: 2
    )

    static let labels: [Specimen] =
        LabelState.Stage.allCases.map { stage in
            Specimen(
                answerTo: LabelState.self,
                .init(
                    receiver: stage == .ready ? "05531 70915" : nil,
                    leftToday: stage == .ready ? 8 : nil,
                    open: [name],
                    runs: [
                        .init(run: run, begun: Moment(milliseconds: 9), labels: 2, state: stage)
                    ]
                )
            )
        } + [
            Specimen(LabelState(token: token, parcels: [name], source: "192.0.2.1")),
            Specimen(
                LabelsBegin(
                    token: token,
                    shopName: "髙橋果樹園",
                    parcels: parcels,
                    source: "192.0.2.1"
                )
            ),
            labelsFinish,
            Specimen(LabelsFetch(token: token, run: run, part: 3, source: "192.0.2.1")),
            Specimen(answerTo: LabelsFetch.self, .init(bytes: [0, 255, 7], isLast: true)),
            Specimen(Dispatched(parcel: name)), Specimen(NextLabels()),
            Specimen(answerTo: NextLabels.self, .init(work: nil)),
            Specimen(answerTo: NextLabels.self, .init(work: work)),
            Specimen(NextLabel(run: run, place: 1)),
            Specimen(answerTo: NextLabel.self, .changed),
            Specimen(
                answerTo: NextLabel.self,
                .label(parcels[1], recipient: everyField, sender: [:])
            ),
            Specimen(KeepLabels(run: run, part: 0, bytes: [1, 2], isLast: false)),
        ]
}
