/// The oldest letters come from before parcels had days of their own.
extension OrderFacts.Seller: Decodable {
    private enum CodingKeys: CodingKey { case name, phone, lines, parcels }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try container.decode(String.self, forKey: .name),
            phone: try container.decode(String.self, forKey: .phone),
            lines: try container.decode([OrderFacts.Line].self, forKey: .lines),
            parcels: try container.decodeIfPresent([OrderFacts.Parcel].self, forKey: .parcels) ?? []
        )
    }
}
