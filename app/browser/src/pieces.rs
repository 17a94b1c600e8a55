use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// Bytes of a file in the pieces in which the vault gave them: a large file is not moved together only to be cut into
/// other pieces again.
#[derive(Clone, Debug)]
pub struct Pieces(Vec<Uint8Array>);

impl Pieces {
    /// Reads an array of them; `None` if it is something else.
    pub(crate) fn read(value: &JsValue) -> Option<Self> {
        let pieces = value.dyn_ref::<Array>()?;
        pieces
            .iter()
            .map(|piece| piece.dyn_into().ok())
            .collect::<Option<_>>()
            .map(Self)
    }

    /// How many bytes there are.
    pub fn length(&self) -> u32 {
        self.0.iter().map(Uint8Array::length).sum()
    }

    /// The bytes from `begin` to before `end`, copied only where they stand in several pieces.
    pub fn part(&self, begin: u32, end: u32) -> Uint8Array {
        let mut offset = 0;
        let mut within = Vec::new();
        for piece in &self.0 {
            let length = piece.length();
            let [from, until] = [begin, end].map(|at| at.clamp(offset, offset + length) - offset);
            if from < until {
                within.push(piece.subarray(from, until));
            }
            offset += length;
        }
        match &within[..] {
            [one] => one.clone(),
            several => {
                let part = Uint8Array::new_with_length(several.iter().map(Uint8Array::length).sum());
                let mut at = 0;
                for piece in several {
                    part.set(piece, at);
                    at += piece.length();
                }
                part
            }
        }
    }

    /// All bytes.
    pub fn whole(&self) -> Uint8Array {
        self.part(0, self.length())
    }
}
