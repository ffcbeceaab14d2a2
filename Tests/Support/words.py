"""What people in journeys type. Nobody of them lives, and nothing of it may be readable afterwards."""

TYPED = {
    "鹿野丸", "志津乃", "しかのまる", "シカノマル", "湖山ヶ丘", "曳田沢", "気多浜", "吉岡谷", "青谷崎",
    "髙﨑屋敷", "とねりこ荘", "09070000118", "0857990118", "shizuno", "tsuruhime", "kazoku-no",
    "いつもお世話になっております花音より", "玄関は裏手の柿の木の側です", "花音堂",
    "ichi-no-himitsu-118-kotoba",
}

ORDERER = dict(
    familyName="鹿野丸", givenName="志津乃", familyKana="しかのまる", givenKana="しづの",
    postcode="680-0001", prefecture="鳥取県", city="鳥取市", street="湖山ヶ丘118番地",
    building="とねりこ荘201", phone="090-7000-0118",
)

RECIPIENTS = [
    dict(familyName="曳田沢", givenName="一郎", postcode="100-0005", prefecture="東京都",
         city="千代田区", street="丸の内9丁目9", phone="03-0000-0001"),
    dict(familyName="気多浜", givenName="二葉", postcode="060-0001", prefecture="北海道",
         city="札幌市中央区", street="北一条西99丁目", phone="011-000-0002"),
    dict(familyName="吉岡谷", givenName="三津子", postcode="900-0001", prefecture="沖縄県",
         city="那覇市", street="港町9丁目99", phone="098-000-0003"),
]

SENDER = dict(
    senderFamilyName="青谷崎", senderGivenName="五月", senderPostcode="6800001",
    senderPrefecture="鳥取県", senderCity="鳥取市", senderStreet="髙﨑屋敷5番地",
    senderPhone="0857-99-0118",
)

CARD = "いつもお世話になっております花音より"
NOTE = "玄関は裏手の柿の木の側です"
NOSHI_NAME = "花音堂"
PASSWORD = "ichi-no-himitsu-118-kotoba"


def without_address(person):
    """For whoever lets the postcode fill in the rest."""
    return {name: value for name, value in person.items() if name not in ("prefecture", "city")}
