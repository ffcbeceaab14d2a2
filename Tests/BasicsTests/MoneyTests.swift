import Basics
import Testing

@Suite("Money and tax")
struct MoneyTests {
    @Test(
        "yen are grouped by thousands",
        arguments: [
            (0, "0円"), (980, "980円"), (12_800, "12,800円"), (1_234_567, "1,234,567円"),
            (-1_500, "-1,500円"),
        ]
    )
    func grouped(yen: Int, text: String) {
        #expect(Money(yen: yen).description == text)
    }

    @Test(
        "the tax contained in a total is rounded down, once",
        arguments: [
            (1_080, TaxRate.reduced, 80), (1_100, .standard, 100), (999, .reduced, 74),
            (0, .standard, 0),
        ]
    )
    func contained(total: Int, rate: TaxRate, tax: Int) {
        #expect(rate.contained(in: Money(yen: total)) == Money(yen: tax))
    }
}
