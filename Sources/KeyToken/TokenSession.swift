import Basics
import CP11Kit

/// One session with a token, logged in, with the wrapping key found in it.
final class TokenSession {
    private let module: UnsafeMutablePointer<CK_FUNCTION_LIST>
    private let calls: CK_FUNCTION_LIST
    private var session: CK_SESSION_HANDLE = 0
    private var key: CK_OBJECT_HANDLE = 0

    /// Opens one; where `isMaking`, the wrapping key is made where the token has none.
    ///
    /// - Throws: ``TokenFault``.
    init(_ address: TokenAddress, isMaking: Bool) throws(TokenFault) {
        guard let module = p11_kit_module_load(address.module, 0) else {
            throw .noModule(address.module)
        }
        guard p11_kit_module_initialize(module) == CKR_OK else {
            p11_kit_module_release(module)
            throw .noModule(address.module)
        }
        self.module = module
        calls = module.pointee
        // Where this throws, all of it is there already, and goes with this object.
        try begin(address, isMaking: isMaking)
    }

    deinit {
        if session != 0 { _ = calls.C_CloseSession?(session) }
        p11_kit_module_finalize(module)
        p11_kit_module_release(module)
    }

    /// Ends the session at the token, and keeps its number: for tests.
    func close() { _ = calls.C_CloseSession?(session) }

    private func begin(_ address: TokenAddress, isMaking: Bool) throws(TokenFault) {
        let slot = try slot(address)
        let flags = CK_FLAGS(CKF_SERIAL_SESSION | CKF_RW_SESSION)
        try check("C_OpenSession", calls.C_OpenSession?(slot, flags, nil, nil, &session))
        var pin = Array(try address.pin().revealed.utf8)
        defer { for place in pin.indices { pin[place] = 0 } }
        let login = calls.C_Login?(session, CK_USER_TYPE(CKU_USER), &pin, CK_ULONG(pin.count))
        // Another session of this process is logged in already.
        if login != CK_RV(CKR_USER_ALREADY_LOGGED_IN) { try check("C_Login", login) }
        if let found = try find(address.key) {
            key = found
        } else {
            guard isMaking else { throw .noKey(address.key) }
            key = try make(address.key)
        }
        guard try isFit(key) else { throw .unfitKey(address.key) }
    }

    private func slot(_ address: TokenAddress) throws(TokenFault) -> CK_SLOT_ID {
        var count: CK_ULONG = 0
        try check("C_GetSlotList", calls.C_GetSlotList?(1, nil, &count))
        var slots = [CK_SLOT_ID](repeating: 0, count: Int(count))
        try check("C_GetSlotList", calls.C_GetSlotList?(1, &slots, &count))
        for slot in slots.prefix(Int(count)) {
            var info = CK_TOKEN_INFO()
            guard calls.C_GetTokenInfo?(slot, &info) == CK_RV(CKR_OK) else { continue }
            if address.fits(&info) { return slot }
        }
        throw .noToken
    }

    private func find(_ label: String) throws(TokenFault) -> CK_OBJECT_HANDLE? {
        var template = TokenTemplate()
        template.add(CKA_CLASS, CK_ULONG(CKO_SECRET_KEY))
        template.add(CKA_KEY_TYPE, CK_ULONG(CKK_AES))
        template.add(CKA_LABEL, Array(label.utf8))
        try template.use { attributes, count throws(TokenFault) in
            try check("C_FindObjectsInit", calls.C_FindObjectsInit?(session, attributes, count))
        }
        var found = [CK_OBJECT_HANDLE](repeating: 0, count: 2)
        var count: CK_ULONG = 0
        let result = calls.C_FindObjects?(session, &found, 2, &count)
        _ = calls.C_FindObjectsFinal?(session)
        try check("C_FindObjects", result)
        guard count < 2 else { throw .unfitKey(label) }
        return count == 1 ? found[0] : nil
    }

    /// A key that stays in the token for ever, and never leaves it.
    private func make(_ label: String) throws(TokenFault) -> CK_OBJECT_HANDLE {
        var template = TokenTemplate()
        for (kind, value) in [
            (CKA_TOKEN, true), (CKA_PRIVATE, true), (CKA_SENSITIVE, true),
            (CKA_EXTRACTABLE, false), (CKA_ENCRYPT, true), (CKA_DECRYPT, true),
        ] { template.add(kind, [value ? 1 : 0]) }
        template.add(CKA_VALUE_LEN, CK_ULONG(32))
        template.add(CKA_LABEL, Array(label.utf8))
        var mechanism = CK_MECHANISM(
            mechanism: CK_MECHANISM_TYPE(CKM_AES_KEY_GEN),
            pParameter: nil,
            ulParameterLen: 0
        )
        var made: CK_OBJECT_HANDLE = 0
        try template.use { attributes, count throws(TokenFault) in
            try check(
                "C_GenerateKey",
                calls.C_GenerateKey?(session, &mechanism, attributes, count, &made)
            )
        }
        return made
    }

    private func isFit(_ key: CK_OBJECT_HANDLE) throws(TokenFault) -> Bool {
        var template = TokenTemplate()
        template.add(CKA_SENSITIVE, [0])
        template.add(CKA_EXTRACTABLE, [1])
        var values: [[UInt8]] = []
        try template.use { attributes, count throws(TokenFault) in
            try check(
                "C_GetAttributeValue",
                calls.C_GetAttributeValue?(session, key, attributes, count)
            )
            values = (0..<Int(count)).map { place in
                let attribute = attributes[place]
                return Array(UnsafeRawBufferPointer(start: attribute.pValue, count: 1))
            }
        }
        return values == [[1], [0]]
    }

    /// AES-256-GCM under the wrapping key; the tag follows the ciphertext.
    func encrypt(_ bytes: [UInt8], nonce: [UInt8], bound: [UInt8]) throws(TokenFault) -> [UInt8] {
        try crypt(bytes, nonce, bound, room: bytes.count + TokenSession.tagCount, isSealing: true)
    }

    /// What was encrypted so.
    func decrypt(_ bytes: [UInt8], nonce: [UInt8], bound: [UInt8]) throws(TokenFault) -> [UInt8] {
        try crypt(bytes, nonce, bound, room: bytes.count, isSealing: false)
    }

    private static let tagCount = 16

    private func crypt(
        _ bytes: [UInt8],
        _ nonce: [UInt8],
        _ bound: [UInt8],
        room: Int,
        isSealing: Bool
    ) throws(TokenFault) -> [UInt8] {
        var (bytes, nonce, bound) = (bytes, nonce, bound)
        var result = [UInt8](repeating: 0, count: room)
        var count = CK_ULONG(room)
        let code = nonce.withUnsafeMutableBufferPointer { nonce in
            bound.withUnsafeMutableBufferPointer { bound in
                var parameters = CK_GCM_PARAMS(
                    pIv: nonce.baseAddress,
                    ulIvLen: CK_ULONG(nonce.count),
                    ulIvBits: CK_ULONG(nonce.count * 8),
                    pAAD: bound.baseAddress,
                    ulAADLen: CK_ULONG(bound.count),
                    ulTagBits: CK_ULONG(TokenSession.tagCount * 8)
                )
                return withUnsafeMutableBytes(of: &parameters) { raw in
                    var mechanism = CK_MECHANISM(
                        mechanism: CK_MECHANISM_TYPE(CKM_AES_GCM),
                        pParameter: raw.baseAddress,
                        ulParameterLen: CK_ULONG(raw.count)
                    )
                    let begun =
                        isSealing
                        ? calls.C_EncryptInit?(session, &mechanism, key)
                        : calls.C_DecryptInit?(session, &mechanism, key)
                    guard begun == CK_RV(CKR_OK) else { return begun }
                    let size = CK_ULONG(bytes.count)
                    return isSealing
                        ? calls.C_Encrypt?(session, &bytes, size, &result, &count)
                        : calls.C_Decrypt?(session, &bytes, size, &result, &count)
                }
            }
        }
        try check(isSealing ? "C_Encrypt" : "C_Decrypt", code)
        return Array(result.prefix(Int(count)))
    }

    private func check(_ call: String, _ code: CK_RV?) throws(TokenFault) {
        guard let code else { throw .refused(call, code: UInt(CKR_FUNCTION_NOT_SUPPORTED)) }
        switch code {
        case CKR_OK: return
        case CKR_PIN_INCORRECT, CKR_PIN_INVALID, CKR_PIN_LEN_RANGE: throw .wrongPIN
        case CKR_PIN_LOCKED: throw .locked
        case CKR_TOKEN_NOT_PRESENT, CKR_DEVICE_REMOVED, CKR_DEVICE_ERROR,
            CKR_SESSION_HANDLE_INVALID, CKR_SESSION_CLOSED, CKR_USER_NOT_LOGGED_IN,
            CKR_CRYPTOKI_NOT_INITIALIZED, CKR_OBJECT_HANDLE_INVALID, CKR_KEY_HANDLE_INVALID:
            throw .gone
        default: throw .refused(call, code: UInt(code))
        }
    }
}

/// Attributes for a call, with the bytes that they point to.
private struct TokenTemplate {
    private var kinds: [CK_ATTRIBUTE_TYPE] = []
    private var values: [[UInt8]] = []

    mutating func add(_ kind: some BinaryInteger, _ value: [UInt8]) {
        kinds.append(CK_ATTRIBUTE_TYPE(kind))
        values.append(value)
    }

    mutating func add(_ kind: some BinaryInteger, _ value: CK_ULONG) {
        add(kind, withUnsafeBytes(of: value, Array.init))
    }

    func use(
        _ body: (UnsafeMutablePointer<CK_ATTRIBUTE>, CK_ULONG) throws(TokenFault) -> Void
    ) throws(TokenFault) {
        let buffers = values.map { value in
            let buffer = UnsafeMutableRawBufferPointer.allocate(
                byteCount: value.count,
                alignment: 8
            )
            buffer.copyBytes(from: value)
            return buffer
        }
        defer { for buffer in buffers { buffer.deallocate() } }
        let attributes = UnsafeMutablePointer<CK_ATTRIBUTE>.allocate(capacity: kinds.count)
        defer { attributes.deallocate() }
        for (place, buffer) in buffers.enumerated() {
            (attributes + place).initialize(
                to: CK_ATTRIBUTE(
                    type: kinds[place],
                    pValue: buffer.baseAddress,
                    ulValueLen: CK_ULONG(buffer.count)
                )
            )
        }
        try body(attributes, CK_ULONG(kinds.count))
    }
}
