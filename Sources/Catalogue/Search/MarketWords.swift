/// Words of the market that some write in kanji and others in kana, whatever goods are read as.
enum MarketWords {
    /// Other spellings of a folded word, the word itself not among them.
    static func others(of word: String) -> [String] {
        var found: [String] = []
        for group in groups {
            for spelling in group where applies(spelling, to: word) {
                for other in group where other != spelling {
                    let spelled = replacing(spelling, by: other, in: word)
                    if spelled != word && !found.contains(spelled) { found.append(spelled) }
                }
            }
        }
        return found
    }

    // Two kana lie in many a word by chance; a kanji or three kana do not.
    private static func applies(_ spelling: String, to word: String) -> Bool {
        let letters = spelling.unicodeScalars
        guard letters.count >= 3 || letters.contains(where: Okurigana.isKanji) else {
            return word == spelling
        }
        return word.firstRange(of: spelling) != nil
    }

    private static func replacing(_ old: String, by new: String, in word: String) -> String {
        guard let range = word.firstRange(of: old) else { return word }
        return word.replacingCharacters(in: range, with: new)
    }

    private static let groups = [
        "なし 梨", "かに がに 蟹", "かき 柿", "かき がき 牡蠣", "もも 桃", "ぶどう 葡萄", "りんご 林檎",
        "すいか 西瓜", "いちご 苺", "いちじく 無花果", "くり 栗", "えび 海老 蝦", "いか 烏賊", "たい 鯛",
        "さば 鯖", "あじ 鯵 鰺", "さけ 鮭", "さけ 酒", "ぶり 鰤", "かれい 鰈", "あわび 鮑", "さざえ 栄螺",
        "ひもの 干物", "わかめ 若布", "こんぶ 昆布", "ちくわ 竹輪", "かまぼこ 蒲鉾", "そば 蕎麦",
        "うどん 饂飩", "もち 餅", "こめ 米", "しいたけ 椎茸", "ながいも 長芋 長いも", "らっきょう 辣韭",
        "ねぎ 葱", "みそ 味噌", "しょうゆ 醤油", "つけもの 漬物", "うめぼし 梅干", "ほしがき 干柿",
        "ぎゅうにく 牛肉", "わぎゅう 和牛", "ぶたにく 豚肉", "とりにく 鶏肉", "たまご 卵 玉子",
        "ぎゅうにゅう 牛乳", "はちみつ 蜂蜜", "おちゃ お茶", "まんじゅう 饅頭", "せんべい 煎餅",
        "ようかん 羊羹", "つめあわせ 詰合", "おくりもの 贈物", "おせいぼ お歳暮", "おちゅうげん お中元",
        "わし 和紙", "びんせん 便箋", "うつわ 器", "にんぎょう 人形", "とうふ 豆腐", "さしみ 刺身",
    ].map { $0.split(separator: " ").flatMap { SearchSpelling.words(String($0)) } }
}

extension String {
    fileprivate func firstRange(of part: String) -> Range<String.Index>? {
        firstRange(of: part[...])
    }

    fileprivate func firstRange(of part: Substring) -> Range<String.Index>? {
        var start = unicodeScalars.startIndex
        while start < unicodeScalars.endIndex {
            let rest = self[start...]
            if rest.unicodeScalars.starts(with: part.unicodeScalars) {
                return start..<unicodeScalars.index(start, offsetBy: part.unicodeScalars.count)
            }
            start = unicodeScalars.index(after: start)
        }
        return nil
    }

    fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String
    {
        String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
    }
}
