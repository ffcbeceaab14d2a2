import Basics
import CPango
import Synchronization

/// Pango with its fonts.
///
/// Loading them takes about 90 ms and some megabytes, so a process has one, behind a lock.
final class Typesetter {
    static let shared = Mutex(Typesetter())

    private let context: OpaquePointer

    init() {
        let fonts = pango_cairo_font_map_new()
        context = pango_font_map_create_context(fonts)
        pango_cairo_context_set_resolution(context, 72)
        pango_context_set_round_glyph_positions(context, 0)
        // Without it 直 and 骨 may come in their Chinese forms.
        pango_context_set_language(context, pango_language_from_string("ja"))
        ichi_release(fonts)
    }

    deinit { ichi_release(UnsafeMutableRawPointer(context)) }

    /// Text set into lines no wider than `width` points.
    func set(_ text: String, _ style: TextStyle, width: Double) -> SetText {
        let layout: OpaquePointer = pango_layout_new(context)
        let font = pango_font_description_new()
        pango_font_description_set_family(font, "Noto Sans CJK JP")
        pango_font_description_set_weight(
            font,
            style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL
        )
        pango_font_description_set_absolute_size(font, style.size * Double(PANGO_SCALE))
        pango_layout_set_font_description(layout, font)
        pango_font_description_free(font)
        spread(layout, by: style.spacing)
        pango_layout_set_auto_dir(layout, 0)
        pango_layout_set_text(layout, text.printable, -1)
        pango_layout_set_width(layout, Int32(width * Double(PANGO_SCALE)))
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        pango_layout_set_alignment(layout, style.alignment.pango)
        return SetText(layout: layout, style: style)
    }

    private func spread(_ layout: OpaquePointer, by points: Double) {
        guard points > 0 else { return }
        let attributes = pango_attr_list_new()
        let spacing = Int32(points * Double(PANGO_SCALE))
        pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(spacing))
        pango_layout_set_attributes(layout, attributes)
        pango_attr_list_unref(attributes)
    }
}

/// Text that has its lines and its height.
final class SetText {
    let layout: OpaquePointer
    let style: TextStyle

    init(layout: OpaquePointer, style: TextStyle) {
        self.layout = layout
        self.style = style
    }

    deinit { ichi_release(UnsafeMutableRawPointer(layout)) }

    var lineHeight: Double { style.size * style.lineHeight }
    var height: Double { Double(pango_layout_get_line_count(layout)) * lineHeight }
}

extension TextStyle.Alignment {
    fileprivate var pango: PangoAlignment {
        switch self {
        case .leading: PANGO_ALIGN_LEFT
        case .centre: PANGO_ALIGN_CENTER
        case .trailing: PANGO_ALIGN_RIGHT
        }
    }
}
