//! The key stream of ChaCha20 (RFC 8439, section 2.4), four blocks at a time.
//!
//! The library that we use for everything around it, Poly1305 and their composition included, has vector
//! instructions for processors and none for WebAssembly: there it takes half of the time that a file needs. This takes
//! its place in the browser. Elsewhere it is compiled for its tests only, which hold it against the library.

use chacha20poly1305::ChaChaPoly1305;
use chacha20poly1305::aead::generic_array::GenericArray;
use cipher::consts::{U4, U12, U32, U64};
use cipher::inout::InOutBuf;
use cipher::{
    BlockSizeUser, Iv, IvSizeUser, Key, KeyIvInit, KeySizeUser, ParBlocks, ParBlocksSizeUser, StreamBackend,
    StreamCipherCore, StreamCipherCoreWrapper, StreamCipherSeekCore, StreamClosure,
};
use zeroize::Zeroizing;

/// ChaCha20-Poly1305 over vectors `V`.
pub(super) type Aead<V> = ChaChaPoly1305<StreamCipherCoreWrapper<KeyStream<V>>>;

type Block = GenericArray<u8, U64>;

/// "expand 32-byte k"
const CONSTANTS: [u32; 4] = [0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574];
/// Where the number of the block stands in the state.
const COUNTER: usize = 12;
const DOUBLE_ROUNDS: usize = 10;
const BLOCKS: usize = 4;

/// Four words: the same word of four blocks.
pub(super) trait Vector: Copy {
    fn of(words: [u32; BLOCKS]) -> Self;
    fn plus(self, other: Self) -> Self;
    /// The exclusive or, rotated to the left.
    fn mixed<const BITS: u32>(self, other: Self) -> Self;
    /// From four words of all blocks, four words of each block.
    fn transposed(words: [Self; 4]) -> [Self; BLOCKS];
    /// Little-endian, 16 bytes.
    fn write(self, place: &mut [u8]);
    /// The exclusive or with 16 bytes.
    fn mix(self, bytes: &[u8], place: &mut [u8]);
}

/// A key, a nonce, and the number of the next block.
pub(super) struct KeyStream<V> {
    state: Zeroizing<[u32; 16]>,
    vector: std::marker::PhantomData<V>,
}

impl<V: Vector> KeyStream<V> {
    /// The next four blocks.
    fn blocks(&self) -> [[V; BLOCKS]; 4] {
        let counter = self.state[COUNTER];
        let mut first = self.state.map(|word| V::of([word; BLOCKS]));
        first[COUNTER] = V::of([0, 1, 2, 3].map(|block| counter.wrapping_add(block)));
        let mut words = first;
        for _ in 0..DOUBLE_ROUNDS {
            for column in 0..4 {
                quarter_round(&mut words, [column, column + 4, column + 8, column + 12]);
            }
            for column in 0..4 {
                let diagonal = |row: usize| 4 * row + (column + row) % 4;
                quarter_round(&mut words, [0, 1, 2, 3].map(diagonal));
            }
        }
        for (word, first) in words.iter_mut().zip(first) {
            *word = word.plus(first);
        }
        [0, 4, 8, 12].map(|row| V::transposed([words[row], words[row + 1], words[row + 2], words[row + 3]]))
    }

    fn write(&mut self, blocks: &mut [Block]) {
        for (row, words) in self.blocks().into_iter().enumerate() {
            for (block, words) in blocks.iter_mut().zip(words) {
                words.write(&mut block[16 * row..16 * row + 16]);
            }
        }
        self.advance(blocks.len());
    }

    /// Goes on by at most four blocks; `remaining_blocks` says where they end.
    fn advance(&mut self, blocks: usize) {
        self.state[COUNTER] = self.state[COUNTER].wrapping_add(blocks as u32);
    }
}

#[inline(always)]
fn quarter_round<V: Vector>(words: &mut [V; 16], [a, b, c, d]: [usize; 4]) {
    words[a] = words[a].plus(words[b]);
    words[d] = words[d].mixed::<16>(words[a]);
    words[c] = words[c].plus(words[d]);
    words[b] = words[b].mixed::<12>(words[c]);
    words[a] = words[a].plus(words[b]);
    words[d] = words[d].mixed::<8>(words[a]);
    words[c] = words[c].plus(words[d]);
    words[b] = words[b].mixed::<7>(words[c]);
}

impl<V> KeySizeUser for KeyStream<V> {
    type KeySize = U32;
}

impl<V> IvSizeUser for KeyStream<V> {
    type IvSize = U12;
}

impl<V> BlockSizeUser for KeyStream<V> {
    type BlockSize = U64;
}

impl<V> ParBlocksSizeUser for KeyStream<V> {
    type ParBlocksSize = U4;
}

impl<V> KeyIvInit for KeyStream<V> {
    fn new(key: &Key<Self>, nonce: &Iv<Self>) -> Self {
        let mut state = Zeroizing::new([0; 16]);
        state[..4].copy_from_slice(&CONSTANTS);
        let words = key
            .chunks_exact(4)
            .zip(4..)
            .chain(nonce.chunks_exact(4).zip(13..));
        for (bytes, at) in words {
            state[at] = bytes
                .iter()
                .rev()
                .fold(0, |word, byte| word << 8 | u32::from(*byte));
        }
        Self {
            state,
            vector: std::marker::PhantomData,
        }
    }
}

impl<V: Vector> StreamBackend for KeyStream<V> {
    fn gen_ks_block(&mut self, block: &mut Block) {
        self.write(std::slice::from_mut(block));
    }

    fn gen_par_ks_blocks(&mut self, blocks: &mut ParBlocks<Self>) {
        self.write(blocks);
    }

    fn gen_tail_blocks(&mut self, blocks: &mut [Block]) {
        self.write(blocks);
    }
}

impl<V: Vector> StreamCipherCore for KeyStream<V> {
    fn remaining_blocks(&self) -> Option<usize> {
        (u32::MAX - self.state[COUNTER]).try_into().ok()
    }

    fn process_with_backend(&mut self, closure: impl StreamClosure<BlockSize = U64>) {
        closure.call(self);
    }

    // What the library does by itself, without writing the key stream down in between.
    fn apply_keystream_blocks_inout(&mut self, blocks: InOutBuf<'_, '_, Block>) {
        let (groups, rest) = blocks.into_chunks::<U4>();
        for mut group in groups {
            for (row, words) in self.blocks().into_iter().enumerate() {
                for (block, words) in words.into_iter().enumerate() {
                    let place = 16 * row..16 * row + 16;
                    let mut bytes = [0; 16];
                    bytes.copy_from_slice(&group.get_in()[block][place.clone()]);
                    words.mix(&bytes, &mut group.get_out()[block][place]);
                }
            }
            self.advance(BLOCKS);
        }
        let mut stream = [Block::default(); BLOCKS];
        let count = rest.len();
        self.write(&mut stream[..count]);
        for (mut block, stream) in rest.into_iter().zip(&stream) {
            block.xor_in2out(stream);
        }
    }
}

impl<V: Vector> StreamCipherSeekCore for KeyStream<V> {
    type Counter = u32;

    fn get_block_pos(&self) -> u32 {
        self.state[COUNTER]
    }

    fn set_block_pos(&mut self, position: u32) {
        self.state[COUNTER] = position;
    }
}

/// WebAssembly's vectors.
#[cfg(target_arch = "wasm32")]
mod wasm {
    use std::arch::wasm32::{
        i8x16_shuffle, u32x4, u32x4_add, u32x4_shl, u32x4_shr, u32x4_shuffle, u64x2, u64x2_extract_lane,
        u64x2_shuffle, v128, v128_or, v128_xor,
    };

    use super::{BLOCKS, Vector};

    impl Vector for v128 {
        fn of([a, b, c, d]: [u32; BLOCKS]) -> Self {
            u32x4(a, b, c, d)
        }

        #[inline(always)]
        fn plus(self, other: Self) -> Self {
            u32x4_add(self, other)
        }

        #[inline(always)]
        fn mixed<const BITS: u32>(self, other: Self) -> Self {
            let mixed = v128_xor(self, other);
            match BITS {
                // Whole bytes move in one instruction.
                16 => i8x16_shuffle::<2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13>(mixed, mixed),
                8 => i8x16_shuffle::<3, 0, 1, 2, 7, 4, 5, 6, 11, 8, 9, 10, 15, 12, 13, 14>(mixed, mixed),
                _ => v128_or(u32x4_shl(mixed, BITS), u32x4_shr(mixed, 32 - BITS)),
            }
        }

        #[inline(always)]
        fn transposed([a, b, c, d]: [Self; 4]) -> [Self; BLOCKS] {
            let (low_ab, high_ab) = (
                u32x4_shuffle::<0, 4, 1, 5>(a, b),
                u32x4_shuffle::<2, 6, 3, 7>(a, b),
            );
            let (low_cd, high_cd) = (
                u32x4_shuffle::<0, 4, 1, 5>(c, d),
                u32x4_shuffle::<2, 6, 3, 7>(c, d),
            );
            [
                u64x2_shuffle::<0, 2>(low_ab, low_cd),
                u64x2_shuffle::<1, 3>(low_ab, low_cd),
                u64x2_shuffle::<0, 2>(high_ab, high_cd),
                u64x2_shuffle::<1, 3>(high_ab, high_cd),
            ]
        }

        #[inline(always)]
        fn write(self, place: &mut [u8]) {
            place[..8].copy_from_slice(&u64x2_extract_lane::<0>(self).to_le_bytes());
            place[8..].copy_from_slice(&u64x2_extract_lane::<1>(self).to_le_bytes());
        }

        #[inline(always)]
        fn mix(self, bytes: &[u8], place: &mut [u8]) {
            let word = |at: usize| {
                bytes[at..at + 8]
                    .iter()
                    .rev()
                    .fold(0, |word, byte| word << 8 | u64::from(*byte))
            };
            v128_xor(self, u64x2(word(0), word(8))).write(place);
        }
    }
}

#[cfg(test)]
mod tests {
    use chacha20poly1305::aead::{AeadInPlace, KeyInit};
    use chacha20poly1305::{ChaCha20Poly1305, Nonce};
    use proptest::prelude::*;

    use super::*;

    impl Vector for [u32; BLOCKS] {
        fn of(words: [u32; BLOCKS]) -> Self {
            words
        }

        fn plus(self, other: Self) -> Self {
            std::array::from_fn(|at| self[at].wrapping_add(other[at]))
        }

        fn mixed<const BITS: u32>(self, other: Self) -> Self {
            std::array::from_fn(|at| (self[at] ^ other[at]).rotate_left(BITS))
        }

        fn transposed(words: [Self; 4]) -> [Self; BLOCKS] {
            std::array::from_fn(|block| words.map(|word| word[block]))
        }

        fn write(self, place: &mut [u8]) {
            for (place, word) in place.chunks_exact_mut(4).zip(self) {
                place.copy_from_slice(&word.to_le_bytes());
            }
        }

        fn mix(self, bytes: &[u8], place: &mut [u8]) {
            self.write(place);
            for (place, byte) in place.iter_mut().zip(bytes) {
                *place ^= byte;
            }
        }
    }

    fn sealed<C: KeyInit + AeadInPlace<NonceSize = U12>>(
        key: [u8; 32],
        nonce: [u8; 12],
        plain: &[u8],
    ) -> Vec<u8> {
        let mut sealed = plain.to_vec();
        let tag = C::new_from_slice(&key)
            .unwrap()
            .encrypt_in_place_detached(Nonce::from_slice(&nonce), &[], &mut sealed)
            .unwrap();
        sealed.extend_from_slice(&tag);
        sealed
    }

    #[test]
    fn the_rfcs_example_comes_out() {
        // RFC 8439, section 2.4.2.
        let key: [u8; 32] = std::array::from_fn(|at| at as u8);
        let nonce = [0, 0, 0, 0, 0, 0, 0, 0x4a, 0, 0, 0, 0];
        let mut stream = KeyStream::<[u32; BLOCKS]>::new(&key.into(), &nonce.into());
        stream.set_block_pos(1);
        let mut block = Block::default();
        stream.gen_ks_block(&mut block);
        let expected = "224f51f3401bd9e12fde276fb8631ded8c131f823d2c06e27e4fcaec9ef3cf78\
                        8a3b0aa372600a92b57974cded2b9334794cba40c63e34cdea212c4cf07d41b7";
        assert_eq!(hex::encode(block), expected);
    }

    proptest! {
        #[test]
        fn it_seals_as_the_library_does(key: [u8; 32], nonce: [u8; 12], length in 0_usize..1200) {
            let plain: Vec<_> = (0..length).map(|at| (at * 7) as u8).collect();
            prop_assert_eq!(
                sealed::<Aead<[u32; BLOCKS]>>(key, nonce, &plain),
                sealed::<ChaCha20Poly1305>(key, nonce, &plain)
            );
        }
    }
}
