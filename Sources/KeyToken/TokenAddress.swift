import Basics
import CP11Kit
import Foundation
import Glibc

/// Which token, and which key in it: a PKCS#11 URI (RFC 7512) with `module-path`, `pin-source` and
/// `object`.
///
/// `pkcs11:token=ichi;object=vault?module-path=/usr/lib/softhsm/libsofthsm2.so&pin-source=file:/etc/ichi/pin`
public struct TokenAddress: Sendable, Equatable {
    let uri: String
    /// The shared object that speaks to the token.
    public let module: String
    let pinFile: String
    /// The label of the wrapping key.
    let key: String

    /// - Throws: ``TokenFault/badAddress(_:)``.
    public init(_ text: String) throws(TokenFault) {
        guard let uri = p11_kit_uri_new() else { throw .badAddress("out of memory") }
        defer { p11_kit_uri_free(uri) }
        let any = P11KitUriType(rawValue: 0xFFFF)
        guard p11_kit_uri_parse(text, any, uri) == P11_KIT_URI_OK.rawValue,
            p11_kit_uri_any_unrecognized(uri) == 0
        else { throw .badAddress("it is no pkcs11: URI (RFC 7512)") }
        guard p11_kit_uri_get_pin_value(uri) == nil else {
            throw .badAddress("a PIN in it could be read by others: use pin-source=file:/PATH")
        }
        guard let module = p11_kit_uri_get_module_path(uri) else {
            throw .badAddress("module-path is missing")
        }
        guard let source = p11_kit_uri_get_pin_source(uri).map({ String(cString: $0) }),
            let file = TokenAddress.file(source)
        else { throw .badAddress("pin-source=file:/PATH is missing") }
        guard let label = p11_kit_uri_get_attribute(uri, CK_ATTRIBUTE_TYPE(CKA_LABEL)),
            let bytes = label.pointee.pValue
        else { throw .badAddress("object, the key's name, is missing") }
        let name = UnsafeRawBufferPointer(start: bytes, count: Int(label.pointee.ulValueLen))
        self.uri = text
        self.module = String(cString: module)
        pinFile = file
        key = String(decoding: name, as: UTF8.self)
    }

    private static func file(_ source: String) -> String? {
        let path = source.hasPrefix("file:") ? String(source.dropFirst("file:".count)) : source
        let plain = path.hasPrefix("//") ? String(path.drop { $0 == "/" }) : path
        return plain.hasPrefix("/") ? plain : path.hasPrefix("//") ? "/" + plain : nil
    }

    /// The PIN as it stands in its file, without the line's end.
    ///
    /// - Throws: ``TokenFault/noPIN(_:)``.
    func pin() throws(TokenFault) -> Secret<String> {
        let attributes = try? FileManager.default.attributesOfItem(atPath: pinFile)
        guard let mode = attributes?[.posixPermissions] as? Int, mode & 0o077 == 0,
            let bytes = FileManager.default.contents(atPath: pinFile)
        else { throw .noPIN(pinFile) }
        let pin = String(decoding: bytes, as: UTF8.self).prefix { !$0.isNewline }
        guard !pin.isEmpty else { throw .noPIN(pinFile) }
        return Secret(String(pin))
    }

    /// What is read again whenever a session is opened.
    public var files: [String] { [module, pinFile] }

    /// Loads the module into this process, for good.
    ///
    /// - Throws: ``TokenFault/noModule(_:)``.
    public func load() throws(TokenFault) {
        guard dlopen(module, RTLD_NOW | RTLD_LOCAL) != nil else { throw .noModule(module) }
    }

    /// Whether a slot's token is the one that is meant.
    func fits(_ info: inout CK_TOKEN_INFO) -> Bool {
        guard let parsed = p11_kit_uri_new() else { return false }
        defer { p11_kit_uri_free(parsed) }
        guard
            p11_kit_uri_parse(uri, P11KitUriType(rawValue: 0xFFFF), parsed)
                == P11_KIT_URI_OK.rawValue
        else { return false }
        return p11_kit_uri_match_token_info(parsed, &info) == 1
    }
}
