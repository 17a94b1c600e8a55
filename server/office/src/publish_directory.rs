use domain::api::{DepartmentEntry, DirectoryCheck, PublishDirectory, PublishedDirectory};
use domain::audit::{Action, Subject};
use domain::directory::{
    Change, ChangeKind, DepartmentState, DepartmentTexts, Departments, Tree, changes, faults, text_faults,
};
use domain::{Bytes, ErrorCode, Timestamp, limits};
use store::{NewDirectory, Publication, PublishOutcome};

use crate::check::ensure;
use crate::directory_file::{self, DepartmentNames, File, FileForm};
use crate::{Office, Result, Staff};

impl Office {
    /// The directory of the administrator's authority.
    ///
    /// # Errors
    ///
    /// `Forbidden`.
    pub async fn read_directory(&self, staff: &Staff) -> Result<PublishedDirectory> {
        let authority = staff.administers()?;
        let record = self.store.directory_of(authority).await?;
        let record = record.ok_or(ErrorCode::NotFound)?;
        let (root, published_at) = record
            .publication
            .map(|publication| (publication.root, publication.at))
            .unzip();
        Ok(PublishedDirectory {
            directory: record.directory,
            root,
            published_at,
        })
    }

    /// The same as a file, as [`Office::check_directory`] reads it.
    ///
    /// # Errors
    ///
    /// `Forbidden`.
    pub async fn export_directory(&self, staff: &Staff, form: FileForm) -> Result<String> {
        let published = self.read_directory(staff).await?;
        let entries = self.store.departments(staff.member().authority).await?;
        let departments: Vec<_> = entries.into_iter().map(|entry| entry.department).collect();
        Ok(directory_file::write(form, &published.directory, &departments))
    }

    /// Finds out what would become of the directory if a file were published: what is wrong with it, entry by entry, and what
    /// would change. Nothing does.
    ///
    /// # Errors
    ///
    /// `Forbidden`.
    pub async fn check_directory(&self, staff: &Staff, file: File<'_>) -> Result<DirectoryCheck> {
        let current = self.read_directory(staff).await?;
        let entries = self.store.departments(staff.member().authority).await?;
        let departments = states(&entries, self.now());
        let known = texts(&entries);
        let mut read = directory_file::read(file, &names(&entries));
        let mut found = std::mem::take(&mut read.faults);
        let mut texts = std::mem::take(&mut read.texts);
        texts.retain(|texts| !known.contains(texts));
        texts.sort_by_key(|texts| texts.department);
        if let Some(directory) = &read.directory {
            let mut faults = faults(directory, &departments);
            faults.extend(text_faults(&texts, &departments));
            found.extend(faults.into_iter().map(|fault| read.placed(fault)));
        }
        found.sort_by_key(|fault| fault.row);
        let directory = read.directory.filter(|_| found.is_empty());
        let changes = directory
            .as_ref()
            .map(|directory| {
                let new = with(&known, &texts);
                changes((&current.directory, &known), (directory, &new))
            })
            .unwrap_or_default();
        Ok(DirectoryCheck {
            fault_count: count(found.len()),
            faults: first(found),
            added: count_of(&changes, ChangeKind::Added),
            changed: count_of(&changes, ChangeKind::Changed),
            removed: count_of(&changes, ChangeKind::Removed),
            changes: first(changes),
            texts: directory.as_ref().map(|_| texts).unwrap_or_default(),
            directory,
            replaces: current.root,
        })
    }

    /// Publishes a directory in the place of the authority's own, with departments' own texts: all or nothing. The
    /// administrator's statement about it, which names the root of its tree, is what makes it verifiable.
    ///
    /// # Errors
    ///
    /// `Forbidden`; `StatementRefused` without a statement, or if it names another directory; `DirectoryRefused` if something
    /// is wrong with it; `DirectoryOutdated` if it was made from another one than the newest.
    pub async fn publish_directory(&self, staff: &Staff, request: PublishDirectory) -> Result<()> {
        let authority = staff.administers()?;
        let mut directory = request.directory;
        directory.sort();
        let departments = states(&self.store.departments(authority).await?, self.now());
        let mut faults = faults(&directory, &departments);
        faults.extend(text_faults(&request.texts, &departments));
        ensure(faults.is_empty(), ErrorCode::DirectoryRefused)?;
        let tree = Tree::of(authority, &directory);
        let root = Bytes(tree.root().to_vec());
        let subject = Subject::publishing(root.clone(), &request.texts);
        let stated = staff.stated(Action::PublishDirectory, &subject)?;
        let (statement, signature) = stated.ok_or(ErrorCode::StatementRefused)?.signed();
        let publication = Publication {
            root,
            leaves: tree.hashes().iter().map(|hash| Bytes(hash.to_vec())).collect(),
            statement,
            signature,
            chain: self.store.member_chain(staff.member().id).await?,
            at: self.now(),
        };
        let new = NewDirectory {
            authority,
            replaces: request.replaces,
            directory,
            texts: request.texts,
            publication,
        };
        let store = self.recording(staff, Action::PublishDirectory, subject)?;
        match store.publish_directory(new, self.now()).await? {
            PublishOutcome::Published => {
                self.names_changed().await;
                Ok(())
            }
            PublishOutcome::Outdated => Err(ErrorCode::DirectoryOutdated.into()),
            PublishOutcome::Unroutable(_) => Err(ErrorCode::DirectoryRefused.into()),
        }
    }
}

fn names(entries: &[DepartmentEntry]) -> DepartmentNames {
    let departments = entries.iter().map(|entry| &entry.department);
    departments
        .map(|department| (department.slug.clone(), department.id))
        .collect()
}

fn texts(entries: &[DepartmentEntry]) -> Vec<DepartmentTexts> {
    let departments = entries.iter().map(|entry| &entry.department);
    departments
        .map(|department| DepartmentTexts {
            department: department.id,
            name: department.name.clone(),
            description: department.description.clone(),
        })
        .collect()
}

/// The texts of all departments, once some have changed.
fn with(known: &[DepartmentTexts], changed: &[DepartmentTexts]) -> Vec<DepartmentTexts> {
    let new = |texts: &DepartmentTexts| {
        changed
            .iter()
            .find(|other| other.department == texts.department)
            .cloned()
    };
    known
        .iter()
        .map(|texts| new(texts).unwrap_or_else(|| texts.clone()))
        .collect()
}

fn states(entries: &[DepartmentEntry], now: Timestamp) -> Departments {
    let state = |closed, has_key| match (closed, has_key) {
        (true, _) => DepartmentState::Closed,
        (false, true) => DepartmentState::Open,
        (false, false) => DepartmentState::WithoutKey,
    };
    entries
        .iter()
        .map(|entry| {
            let has_key = entry.epoch_until.is_some_and(|until| until > now);
            (entry.department.id, state(entry.closed, has_key))
        })
        .collect()
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn count_of(changes: &[Change], kind: ChangeKind) -> u32 {
    count(changes.iter().filter(|change| change.kind == kind).count())
}

fn first<T>(mut found: Vec<T>) -> Vec<T> {
    found.truncate(limits::DIRECTORY_FINDINGS);
    found
}
