import Basics
import Ordering
import Testing

struct DeliveryDateTests {
    @Test(
        "cut-off, lead days and the way add up",
        arguments: [(11, "2026-12-04"), (12, "2026-12-05"), (23, "2026-12-05")]
    )
    func cutOff(hour: Int, earliest: String) {
        let now = Sample.moment("2026-12-01", hour: hour)
        let dates = DeliveryDates([Sample.pear], to: Sample.tottori, at: now)
        #expect(dates.earliest == Sample.day(earliest))
    }

    @Test("goods of one parcel wait for the latest of them")
    func latestDecides() {
        var late = Sample.crab
        late.dispatch.earliest = Sample.day("2026-12-20")
        let now = Sample.moment("2026-12-01", hour: 9)
        let dates = DeliveryDates([Sample.pear, late], to: Sample.tokyo, at: now)
        #expect(dates.earliest == Sample.day("2026-12-22"))
        #expect(!dates.allow(Sample.day("2026-12-21")))
        #expect(dates.allow(Sample.day("2026-12-22")))
        #expect(!dates.allow(Sample.day("2027-01-21")))
        #expect(dates.allow(nil))
    }

    @Test("after the last order of the year nothing is offered before the new one")
    func yearEnd() {
        let onTime = Sample.moment("2026-12-22", hour: 9)
        let late = Sample.moment("2026-12-23", hour: 9)
        #expect(
            DeliveryDates([Sample.crab], to: Sample.tottori, at: onTime).earliest
                == Sample.day("2026-12-24")
        )
        #expect(
            DeliveryDates([Sample.crab], to: Sample.tottori, at: late).earliest
                == Sample.day("2027-01-06")
        )
    }

    @Test("where one of the goods takes no day, none is offered")
    func noDay() {
        var fresh = Sample.crab
        fresh.dispatch.acceptsDay = false
        let now = Sample.moment("2026-12-01", hour: 9)
        let dates = DeliveryDates([Sample.pear, fresh], to: Sample.tokyo, at: now)
        #expect(dates.days.isEmpty)
        #expect(!dates.allow(dates.earliest))
        #expect(dates.allow(nil))
    }

    @Test("the last order for the year counts for its own parcel alone")
    func yearEndByParcel() {
        let late = Sample.moment("2026-12-23", hour: 9)
        let lines = [Sample.line(Sample.crab), Sample.line(Sample.butter)]
        let choices = RecipientChoices(lines, to: Sample.tottori, at: late)
        #expect(choices.parcels.map(\.kind.shop) == [11, 12])
        #expect(choices.parcels[0].days.first == Sample.day("2027-01-06"))
        #expect(choices.parcels[1].days.first == Sample.day("2026-12-25"))
    }

    @Test(
        "a gift of the season out of season is asked about",
        arguments: [
            (NoshiOccasion.yearEnd, "2026-12-31", nil),
            (.yearEnd, "2027-01-01", SeasonQuestion.yearEndTooLate),
            (.newYear, "2026-12-31", .newYearTooEarly), (.newYear, "2027-01-01", nil),
            (.thanks, "2027-01-01", nil),
        ]
    )
    func season(occasion: NoshiOccasion, arrival: String, question: SeasonQuestion?) {
        let asked = SeasonQuestion(
            occasion,
            arrival: Sample.day(arrival),
            ordered: Sample.day("2026-12-08")
        )
        #expect(asked == question)
    }
}

struct GiftTests {
    @Test("every 表書き has its own words and the right cord")
    func mizuhiki() {
        let words = NoshiOccasion.allCases.map(\.japanese)
        #expect(Set(words).count == words.count)
        #expect(NoshiOccasion.yearEnd.choice == "御歳暮(紅白蝶結び)")
        #expect(NoshiOccasion.recovery.mizuhiki == .redWhiteKnot)
        #expect(NoshiOccasion.memorial.mizuhiki == .blackWhiteKnot)
        #expect(NoshiOccasion.memorialReturn.mizuhiki == .yellowWhiteKnot)
    }

    @Test("a のし is offered only as the shops of some of the goods do it")
    func offered() {
        let crab = GiftService.any(of: [Sample.crab, Sample.sake])
        #expect(crab.noshi == [.outer])
        #expect(!crab.card)
        let outer = GiftChoice(noshi: .init(occasion: .yearEnd, place: .outer))
        let inner = GiftChoice(noshi: .init(occasion: .yearEnd, place: .inner))
        #expect(crab.allows(outer))
        #expect(!crab.allows(inner))
        #expect(!crab.allows(GiftChoice(hasCard: true)))
        #expect(GiftService.any(of: [Sample.crab, Sample.pear]).allows(inner))
        #expect(GiftService().allows(.plain))
    }
}

struct OrderNumberTests {
    @Test("a number is read in any width and with any hyphen")
    func reading() {
        for text in ["2612-0830-5517", "261208305517", "2612-0830-5517", "2612ー0830ー5517"] {
            #expect(OrderNumber(text)?.description == "2612-0830-5517")
        }
        for text in ["", "2612-0830-551", "2612-0830-55170", "abcd-0830-5517", "2612'0830-5517"] {
            #expect(OrderNumber(text) == nil)
        }
        #expect(OrderNumber(String(repeating: "1", count: 1_000_000)) == nil)
    }

    @Test("numbers do not follow one another")
    func random() {
        let numbers = Set((0..<2_000).map { _ in OrderNumber.mint() })
        #expect(numbers.count == 2_000)
    }
}

struct OrderStateTests {
    @Test("the customer corrects and cancels until the shop accepts, and no longer")
    func customer() {
        for state in OrderState.allCases {
            let may = state == .received
            #expect(state.allows(.cancel, by: .customer, paying: .bankTransfer) == may)
            #expect(state.allows(.correct, by: .customer, paying: .bankTransfer) == may)
        }
    }

    @Test("the customer takes none of the shop's steps")
    func shopOnly() {
        for state in OrderState.allCases {
            for step: OrderState.Step in [
                .accept, .recordPayment, .dispatchSome, .dispatchLast, .complete,
            ] {
                #expect(!state.allows(step, by: .customer, paying: .cashOnDelivery))
            }
        }
    }

    @Test("nothing is sent before it is paid, but for cash on delivery")
    func paidFirst() {
        let accepted = OrderState.accepted
        #expect(!accepted.allows(.dispatchLast, by: .shop, paying: .bankTransfer))
        #expect(accepted.allows(.dispatchLast, by: .shop, paying: .cashOnDelivery))
        #expect(!accepted.allows(.recordPayment, by: .shop, paying: .cashOnDelivery))
        #expect(
            OrderState.paid.after(.dispatchSome, by: .shop, paying: .bankTransfer)
                == .partlyDispatched
        )
    }

    @Test("what is sent or ended is not cancelled")
    func noCancelAfterDispatch() {
        for state: OrderState in [.partlyDispatched, .dispatched, .completed, .cancelled] {
            #expect(!state.allows(.cancel, by: .shop, paying: .cashOnDelivery))
        }
    }
}
