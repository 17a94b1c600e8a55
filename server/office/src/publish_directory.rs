use domain::api::{DirectoryCheck, PublishDirectory, PublishedDirectory};
use domain::audit::{Action, Subject};
use domain::directory::{Change, ChangeKind, DepartmentState, Departments, Tree, changes, faults};
use domain::{AuthorityId, Bytes, ErrorCode, limits};
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
        let names = self.department_names(staff.member().authority).await?;
        Ok(directory_file::write(form, &published.directory, &names))
    }

    /// Finds out what would become of the directory if a file were published: what is wrong with it, entry by entry, and what
    /// would change. Nothing does.
    ///
    /// # Errors
    ///
    /// `Forbidden`.
    pub async fn check_directory(&self, staff: &Staff, file: File<'_>) -> Result<DirectoryCheck> {
        let current = self.read_directory(staff).await?;
        let authority = staff.member().authority;
        let names = self.department_names(authority).await?;
        let departments = self.department_states(authority).await?;
        let mut read = directory_file::read(file, &names);
        let mut found = std::mem::take(&mut read.faults);
        if let Some(directory) = &read.directory {
            let faults = faults(directory, &departments);
            found.extend(faults.into_iter().map(|fault| read.placed(fault)));
        }
        found.sort_by_key(|fault| fault.row);
        let directory = read.directory.filter(|_| found.is_empty());
        let changes = directory
            .as_ref()
            .map(|directory| changes(&current.directory, directory))
            .unwrap_or_default();
        Ok(DirectoryCheck {
            fault_count: count(found.len()),
            faults: first(found),
            added: count_of(&changes, ChangeKind::Added),
            changed: count_of(&changes, ChangeKind::Changed),
            removed: count_of(&changes, ChangeKind::Removed),
            changes: first(changes),
            directory,
            replaces: current.root,
        })
    }

    /// Publishes a directory in the place of the authority's own: all or nothing. The administrator's statement about it,
    /// which names the root of its tree, is what makes it verifiable.
    ///
    /// # Errors
    ///
    /// `Forbidden`; `StatementRefused` without a statement, or if it names another directory; `DirectoryRefused` if something
    /// is wrong with it; `DirectoryOutdated` if it was made from another one than the newest.
    pub async fn publish_directory(&self, staff: &Staff, request: PublishDirectory) -> Result<()> {
        let authority = staff.administers()?;
        let mut directory = request.directory;
        directory.sort();
        let departments = self.department_states(authority).await?;
        ensure(
            faults(&directory, &departments).is_empty(),
            ErrorCode::DirectoryRefused,
        )?;
        let tree = Tree::of(authority, &directory);
        let root = Bytes(tree.root().to_vec());
        let subject = Subject::directory(root.clone());
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

    async fn department_names(&self, authority: AuthorityId) -> Result<DepartmentNames> {
        let entries = self.store.departments(authority).await?;
        let names = entries.into_iter().map(|entry| entry.department);
        Ok(names.map(|department| (department.slug, department.id)).collect())
    }

    async fn department_states(&self, authority: AuthorityId) -> Result<Departments> {
        let now = self.now();
        let entries = self.store.departments(authority).await?;
        let state = |closed, has_key| match (closed, has_key) {
            (true, _) => DepartmentState::Closed,
            (false, true) => DepartmentState::Open,
            (false, false) => DepartmentState::WithoutKey,
        };
        Ok(entries
            .into_iter()
            .map(|entry| {
                let has_key = entry.epoch_until.is_some_and(|until| until > now);
                (entry.department.id, state(entry.closed, has_key))
            })
            .collect())
    }
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
