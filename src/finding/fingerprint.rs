//! Fingerprints: what tells findings apart from one scan to the next.

/// The fingerprint of what some texts name: 16 lower-case hex digits.
pub(crate) fn fingerprint(texts: &[&str]) -> String {
    format!("{:016x}", fnv1a(texts))
}

/// FNV-1a over some texts, each ended by a zero byte. Chosen because it never changes: fingerprints are stored
/// in baselines and in code scanning.
pub(crate) fn fnv1a(texts: &[&str]) -> u64 {
    let bytes = texts.iter().flat_map(|text| text.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
