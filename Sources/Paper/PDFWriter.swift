import Basics
import CPango

/// Draws pages of A4 into a PDF in memory.
struct PDFWriter {
    var title: String
    var author: String

    func write(_ pages: [[Mark]]) -> [UInt8] {
        var bytes: [UInt8] = []
        withUnsafeMutablePointer(to: &bytes) { sink in
            let surface = cairo_pdf_surface_create_for_stream(
                appendToSink,
                sink,
                PageFlow.width,
                PageFlow.height
            )
            cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title.printable)
            cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, author.printable)
            let cairo = cairo_create(surface)
            // Cairo 1.16 writes no tags at all unless one of them holds the others.
            cairo_tag_begin(cairo, "Document", nil)
            for (number, page) in pages.enumerated() {
                if number > 0 { cairo_show_page(cairo) }
                for mark in page { draw(mark, on: cairo) }
            }
            cairo_tag_end(cairo, "Document")
            cairo_show_page(cairo)
            cairo_destroy(cairo)
            cairo_surface_finish(surface)
            cairo_surface_destroy(surface)
        }
        return bytes
    }

    private func draw(_ mark: Mark, on cairo: OpaquePointer?) {
        switch mark {
        case .fill(let x, let y, let width, let height, let shade):
            setShade(shade, on: cairo)
            cairo_rectangle(cairo, x, y, width, height)
            cairo_fill(cairo)
        case .text(let text, let x, let y):
            setShade(text.style.shade, on: cairo)
            cairo_tag_begin(cairo, text.style.tag, nil)
            drawLines(of: text, x: x, y: y, on: cairo)
            cairo_tag_end(cairo, text.style.tag)
        }
    }

    private func drawLines(of text: SetText, x: Double, y: Double, on cairo: OpaquePointer?) {
        guard let lines = pango_layout_get_iter(text.layout) else { return }
        defer { pango_layout_iter_free(lines) }
        var baseline = y + text.lineHeight / 2 + text.style.size * 0.36
        repeat {
            var extents = PangoRectangle()
            pango_layout_iter_get_line_extents(lines, nil, &extents)
            cairo_move_to(cairo, x + Double(extents.x) / Double(PANGO_SCALE), baseline)
            pango_cairo_show_layout_line(cairo, pango_layout_iter_get_line_readonly(lines))
            baseline += text.lineHeight
        } while pango_layout_iter_next_line(lines) != 0
    }

    private func setShade(_ shade: Shade, on cairo: OpaquePointer?) {
        cairo_set_source_rgb(cairo, shade.rawValue, shade.rawValue, shade.rawValue)
    }
}

private let appendToSink: cairo_write_func_t = { sink, data, count in
    guard let data else { return CAIRO_STATUS_SUCCESS }
    let chunk = UnsafeBufferPointer(start: data, count: Int(count))
    sink?.assumingMemoryBound(to: [UInt8].self).pointee.append(contentsOf: chunk)
    return CAIRO_STATUS_SUCCESS
}
