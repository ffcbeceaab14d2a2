import Foundation
import Paper
import Testing

@Suite("Papers in numbers")
struct SpeedTests {
    @Test("invoices a second are told, and files kept where ICHI_PAPER_DIR says")
    func measure() throws {
        let invoice = Sample.invoice(lines: [Sample.pears, Sample.paper])
        var pdf = invoice.pdf()
        let single = ContinuousClock().measure { for _ in 0..<50 { pdf = invoice.pdf() } }
        #expect(pdf.starts(with: Array("%PDF-".utf8)))
        let many = Array(repeating: invoice, count: 500)
        let together = ContinuousClock().measure { pdf = Invoice.pdf(many) }
        let rate =
            "\(Int(50 / (single / .seconds(1)))) files/s of one page, "
            + "\(Int(500 / (together / .seconds(1)))) pages/s in one file\n"
        try FileHandle.standardError.write(contentsOf: Data(rate.utf8))
        try keep(invoice, name: "invoice")
    }

    private func keep(_ invoice: Invoice, name: String) throws {
        guard let folder = ProcessInfo.processInfo.environment["ICHI_PAPER_DIR"] else { return }
        let folderURL = URL(fileURLWithPath: folder)
        try Data(invoice.pdf()).write(to: folderURL.appending(path: "\(name).pdf"))
        let letter = Sample.letter(parts: LetterTests().parts)
        try Data(letter.pdf()).write(to: folderURL.appending(path: "letter.pdf"))
        let long = Sample.invoice(lines: Array(repeating: Sample.pears, count: 60))
        try Data(long.pdf()).write(to: folderURL.appending(path: "long.pdf"))
    }
}
