import OficioBasics
internal import CSodium

/// A private key for Ed25519 signatures (RFC 8032), from libsodium.
package struct SigningKey: Sendable {
    private let secret: [UInt8]
    /// The public key that checks the signatures, as 64 hexadecimal digits.
    package let publicKey: String

    /// Returns a new key from the system's random numbers.
    package static func random() -> SigningKey {
        var seed = [UInt8](repeating: 0, count: Int(crypto_sign_SEEDBYTES))
        randombytes_buf(&seed, seed.count)
        return SigningKey(seed: seed)
    }

    /// Reads the seed of a key from 64 hexadecimal digits, ignoring white space; the result is `nil` for any other
    /// text.
    package init?(_ text: String) {
        let digits = text.filter { !$0.isWhitespace }
        guard let seed = [UInt8](hexadecimal: digits), seed.count == Int(crypto_sign_SEEDBYTES) else { return nil }
        self.init(seed: seed)
    }

    private init(seed: [UInt8]) {
        var open = [UInt8](repeating: 0, count: Int(crypto_sign_PUBLICKEYBYTES))
        var secret = [UInt8](repeating: 0, count: Int(crypto_sign_SECRETKEYBYTES))
        crypto_sign_seed_keypair(&open, &secret, seed)
        self.secret = secret
        publicKey = open.hexadecimal
    }

    /// The seed of the key as 64 hexadecimal digits, for the file that keeps the key secret.
    package var text: String { Array(secret.prefix(Int(crypto_sign_SEEDBYTES))).hexadecimal }

    /// Returns the signature of a message as 128 hexadecimal digits.
    package func signature(of message: [UInt8]) -> String {
        var signature = [UInt8](repeating: 0, count: Int(crypto_sign_BYTES))
        crypto_sign_detached(&signature, nil, message, UInt64(message.count), secret)
        return signature.hexadecimal
    }

    /// Whether a signature was made over a message with the private key of `publicKey`; false if the signature or the
    /// key has upper-case digits.
    package static func isValid(_ signature: String, of message: [UInt8], by publicKey: String) -> Bool {
        let hasCapitals = (signature + publicKey).utf8.contains { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "F") }
        guard !hasCapitals, let bytes = [UInt8](hexadecimal: signature), bytes.count == Int(crypto_sign_BYTES),
            let key = [UInt8](hexadecimal: publicKey),
            key.count == Int(crypto_sign_PUBLICKEYBYTES)
        else { return false }
        return crypto_sign_verify_detached(bytes, message, UInt64(message.count), key) == 0
    }
}
