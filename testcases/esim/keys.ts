/** SubjectPublicKeyInfo of the base point of P-256: a key that is well formed, and nobody signs by. */
export const pointOnP256 = Uint8Array.from(
  Buffer.from(
    '3059301306072a8648ce3d020106082a8648ce3d030107034200046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
    'hex',
  ),
)
