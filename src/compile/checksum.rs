//! CRC-32C, the checksum that ends an `fst` map.

/// Bytes that are taken at once.
const STRIDE: usize = 16;

/// `TABLES[n][b]`: what byte `b` does to the checksum when `n` bytes follow it.
static TABLES: [[u32; 256]; STRIDE] = tables();

#[expect(clippy::indexing_slicing, reason = "evaluated when compiling, where an index outside is an error")]
const fn tables() -> [[u32; 256]; STRIDE] {
    let mut tables = [[0; 256]; STRIDE];
    let mut byte = 0;
    let mut number: u32 = 0;
    while byte < 256 {
        let mut sum = number;
        let mut bit = 0;
        while bit < 8 {
            sum = sum >> 1 ^ if sum & 1 != 0 { 0x82F6_3B78 } else { 0 };
            bit += 1;
        }
        tables[0][byte] = sum;
        byte += 1;
        number += 1;
    }
    let mut after = 1;
    while after < STRIDE {
        byte = 0;
        while byte < 256 {
            let before = tables[after - 1][byte];
            tables[after][byte] = before >> 8 ^ tables[0][(before & 0xFF) as usize];
            byte += 1;
        }
        after += 1;
    }
    tables
}

/// The CRC-32C of `bytes`.
pub(super) fn crc32c(bytes: &[u8]) -> u32 {
    let chunks = bytes.chunks_exact(STRIDE);
    let rest = chunks.remainder();
    let table = |after: usize, byte: u8| {
        TABLES.get(after).and_then(|table| table.get(usize::from(byte))).copied().unwrap_or(0)
    };
    let sum = chunks.fold(u32::MAX, |sum, chunk| {
        let before = sum.to_le_bytes().into_iter().chain([0; STRIDE - 4]);
        let mixed = chunk.iter().zip(before).map(|(&byte, before)| byte ^ before);
        mixed.zip((0..STRIDE).rev()).fold(0, |sum, (byte, after)| sum ^ table(after, byte))
    });
    !rest.iter().fold(sum, |sum, &byte| {
        let [low, ..] = sum.to_le_bytes();
        sum >> 8 ^ table(0, low ^ byte)
    })
}

#[cfg(test)]
mod tests {
    use super::crc32c;

    /// The check value of the catalogue of checksums, and stretches around a stride.
    #[test]
    fn known_sums() {
        assert_eq!(crc32c(b"123456789"), 0xE306_9283);
        assert_eq!(crc32c(b""), 0);
        // RFC 3720, B.4.
        assert_eq!(crc32c(&[0; 32]), 0x8A91_36AA);
        assert_eq!(crc32c(&[0xFF; 32]), 0x62A8_AB43);
        let ascending: Vec<u8> = (0..32).collect();
        assert_eq!(crc32c(&ascending), 0x46DD_794E);
    }
}
