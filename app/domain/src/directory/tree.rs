use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::{Area, Contact, DepartmentContact, Directory, Service};
use crate::{AuthorityId, DepartmentId};

/// A SHA-256.
pub type Hash = [u8; 32];

/// The version of the leaves' form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Version;

impl Serialize for Version {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(1)
    }
}

/// A leaf of a directory's tree: a JSON text that is hashed as it stands.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Leaf<'a> {
    Authority {
        version: Version,
        authority: AuthorityId,
        contact: &'a Contact,
        #[serde(skip_serializing_if = "Option::is_none")]
        fallback: Option<DepartmentId>,
    },
    Lists {
        version: Version,
        authority: AuthorityId,
        departments: &'a [DepartmentContact],
        areas: &'a [Area],
    },
    Service {
        version: Version,
        authority: AuthorityId,
        service: &'a Service,
    },
}

/// The texts of a sorted directory's leaves: the authority with its fallback, then departments and areas, then each service
/// with its routes.
pub fn leaves(authority: AuthorityId, directory: &Directory) -> impl Iterator<Item = String> {
    let version = Version;
    let first = [
        Leaf::Authority {
            version,
            authority,
            contact: &directory.contact,
            fallback: directory.fallback,
        },
        Leaf::Lists {
            version,
            authority,
            departments: &directory.departments,
            areas: &directory.areas,
        },
    ];
    let services = directory.services.iter().map(move |service| Leaf::Service {
        version,
        authority,
        service,
    });
    first.into_iter().chain(services).map(|leaf| {
        // Plain fields always serialise; an empty text is a leaf that nobody believes.
        serde_json::to_string(&leaf).unwrap_or_default()
    })
}

/// A Merkle tree (RFC 6962, section 2.1, with SHA-256): one signature over its root vouches for each leaf, and a leaf needs a
/// few hashes to show that it belongs to it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tree {
    leaves: Vec<Hash>,
}

impl Tree {
    /// The tree of a sorted directory.
    pub fn of(authority: AuthorityId, directory: &Directory) -> Self {
        Self::of_hashes(
            leaves(authority, directory)
                .map(|leaf| hash_leaf(leaf.as_bytes()))
                .collect(),
        )
    }

    /// The tree of leaves that were hashed before.
    pub fn of_hashes(leaves: Vec<Hash>) -> Self {
        Self { leaves }
    }

    /// The leaves' hashes.
    pub fn hashes(&self) -> &[Hash] {
        &self.leaves
    }

    /// What is signed.
    pub fn root(&self) -> Hash {
        root(&self.leaves)
    }

    /// The hashes that lead from the leaf at `index` to the root, the nearest first; none for a leaf that there is not.
    pub fn path(&self, index: usize) -> Vec<Hash> {
        let mut path = Vec::new();
        collect_path(&self.leaves, index, &mut path);
        path
    }
}

fn hash_leaf(leaf: &[u8]) -> Hash {
    Sha256::new()
        .chain_update([0])
        .chain_update(leaf)
        .finalize()
        .into()
}

fn hash_node(left: &Hash, right: &Hash) -> Hash {
    Sha256::new()
        .chain_update([1])
        .chain_update(left)
        .chain_update(right)
        .finalize()
        .into()
}

/// Where a tree of more than one leaf splits: the largest power of two below their number.
fn split(leaves: usize) -> usize {
    leaves.next_power_of_two() / 2
}

fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Sha256::digest([]).into(),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            hash_node(&root(left), &root(right))
        }
    }
}

fn collect_path(leaves: &[Hash], index: usize, path: &mut Vec<Hash>) {
    if leaves.len() < 2 || index >= leaves.len() {
        return;
    }
    let (left, right) = leaves.split_at(split(leaves.len()));
    if index < left.len() {
        collect_path(left, index, path);
        path.push(root(right));
    } else {
        collect_path(right, index - left.len(), path);
        path.push(root(left));
    }
}

/// Whether the text is the leaf at `index` of the tree of `size` leaves with this root.
pub fn includes(expected: &Hash, leaf: &str, index: usize, size: usize, path: &[Hash]) -> bool {
    climb(hash_leaf(leaf.as_bytes()), index, size, path).is_some_and(|root| root == *expected)
}

/// The root that a leaf's hash and its path lead to; `None` if the path is not of that length.
fn climb(leaf: Hash, index: usize, size: usize, path: &[Hash]) -> Option<Hash> {
    if index >= size {
        return None;
    }
    let Some((last, nearer)) = path.split_last() else {
        return (size == 1).then_some(leaf);
    };
    if size == 1 {
        return None;
    }
    let left = split(size);
    if index < left {
        Some(hash_node(&climb(leaf, index, left, nearer)?, last))
    } else {
        Some(hash_node(last, &climb(leaf, index - left, size - left, nearer)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The inputs and roots with which Certificate Transparency's own programs are tested.
    const INPUTS: [&[u8]; 8] = [
        &[],
        &[0x00],
        &[0x10],
        &[0x20, 0x21],
        &[0x30, 0x31],
        &[0x40, 0x41, 0x42, 0x43],
        &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
        &[
            0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f,
        ],
    ];
    const ROOTS: [&str; 8] = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    fn hex(hash: Hash) -> String {
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn hashes(count: usize) -> Vec<Hash> {
        INPUTS[..count].iter().map(|input| hash_leaf(input)).collect()
    }

    #[test]
    fn roots_are_those_of_certificate_transparency() {
        assert_eq!(
            hex(Tree::of_hashes(Vec::new()).root()),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
        for (count, root) in (1..).zip(ROOTS) {
            assert_eq!(hex(Tree::of_hashes(hashes(count)).root()), root);
        }
    }

    #[test]
    fn every_leaf_leads_to_the_root_and_no_other_does() {
        let texts: Vec<String> = (0..40).map(|number| format!("leaf {number}")).collect();
        for size in 1..texts.len() {
            let leaves: Vec<Hash> = texts[..size]
                .iter()
                .map(|text| hash_leaf(text.as_bytes()))
                .collect();
            let tree = Tree::of_hashes(leaves);
            let root = tree.root();
            for index in 0..size {
                let path = tree.path(index);
                assert!(includes(&root, &texts[index], index, size, &path));
                assert!(!includes(&root, "another", index, size, &path));
                assert!(!includes(&root, &texts[index], size, size, &path));
                assert!(!includes(
                    &root,
                    &texts[(index + 1) % texts.len()],
                    index,
                    size,
                    &path
                ));
                if !path.is_empty() {
                    assert!(!includes(&root, &texts[index], index, size, &path[1..]));
                }
                let longer = [path.as_slice(), &[root]].concat();
                assert!(!includes(&root, &texts[index], index, size, &longer));
            }
            assert_eq!(tree.path(size), Vec::<Hash>::new());
        }
    }

    #[test]
    fn the_text_of_a_leaf_stays_as_it_was_signed() {
        let id = |number| uuid::Uuid::from_u128(number);
        let directory: Directory = serde_json::from_value(serde_json::json!({
            "contact": { "telephone": "115" },
            "fallback": id(2),
            "departments": [{ "department": id(3), "contact": { "hours": { "de": "Mo" } } }],
            "areas": [{ "key": "05162024", "name": "Neuss", "district": "Rhein-Kreis Neuss" }],
            "services": [{
                "key": "sperrmuell",
                "name": { "de": "Sperrmüll", "en": "Bulky waste" },
                "synonyms": { "de": ["Müll"], "en": [] },
                "description": { "de": "" },
                "routes": [{ "area": "05162024", "department": id(3) }],
            }],
        }))
        .unwrap();
        let texts: Vec<String> = leaves(AuthorityId(id(1)), &directory).collect();
        assert_eq!(
            texts,
            [
                r#"{"kind":"authority","version":1,"authority":"00000000-0000-0000-0000-000000000001","contact":{"telephone":"115"},"fallback":"00000000-0000-0000-0000-000000000002"}"#,
                r#"{"kind":"lists","version":1,"authority":"00000000-0000-0000-0000-000000000001","departments":[{"department":"00000000-0000-0000-0000-000000000003","contact":{"hours":{"de":"Mo"}}}],"areas":[{"key":"05162024","name":"Neuss","district":"Rhein-Kreis Neuss"}]}"#,
                r#"{"kind":"service","version":1,"authority":"00000000-0000-0000-0000-000000000001","service":{"key":"sperrmuell","name":{"de":"Sperrmüll","en":"Bulky waste"},"synonyms":{"de":["Müll"],"en":[]},"description":{"de":""},"routes":[{"area":"05162024","department":"00000000-0000-0000-0000-000000000003"}]}}"#,
            ]
        );
    }
}
