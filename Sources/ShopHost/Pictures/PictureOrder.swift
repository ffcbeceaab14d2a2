import Catalogue

/// The pictures of one thing, in the order in which its page shows them.
struct PictureOrder {
    private(set) var pictures: [Picture]
    /// More of one thing nobody looks at; of a feature there is always one.
    let most: Int

    /// Where a picture goes, counted from 0; without a place behind the last.
    func index(_ place: Int?) throws(PictureFault) -> Int {
        if most == 1, place == nil { return 0 }
        let place = place ?? pictures.count + 1
        guard (1...pictures.count + 1).contains(place) else {
            throw .noPlace(place, of: pictures.count)
        }
        guard place <= most else { throw .tooMany(most: most) }
        return place - 1
    }

    /// Puts a picture in, once; answers where it is now, and with the file whose place it took.
    mutating func put(
        _ file: String,
        at place: Int?,
        words: String?,
        name: String
    ) throws(PictureFault) -> (index: Int, gone: String?) {
        let there = pictures.firstIndex { $0.file == file }
        if let there, place == nil || place == there + 1 {
            if let words { pictures[there].alt = words }
            return (there, nil)
        }
        let before = there.map { pictures.remove(at: $0) }
        let index = try index(place)
        let picture = Picture(file: file, alt: words ?? before?.alt ?? name)
        guard index < pictures.count else {
            pictures.append(picture)
            return (index, nil)
        }
        let gone = pictures[index].file
        pictures[index] = picture
        return (index, gone)
    }

    /// Takes the picture of a place out, counted from 1.
    mutating func remove(_ place: Int) throws(PictureFault) -> Picture {
        guard most > 1 else { throw .onlyOne }
        guard pictures.indices.contains(place - 1) else {
            throw .noPlace(place, of: pictures.count)
        }
        return pictures.remove(at: place - 1)
    }
}
