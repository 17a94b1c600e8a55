//! The authority's directory: who is in charge of what and where.

use domain::api::{DirectoryCheck, PublishDirectory, PublishedDirectory, RouteAnswer};
use domain::audit::{Action, Subject};
use domain::directory::{Directory, Tree};
use domain::{AreaKey, Bytes, ServiceKey, Timestamp};
use rand_core::CryptoRngCore;
use reqwest::Method;
use vault::messages::Act;

use crate::{Body, Client, Error, Member};

impl Client {
    /// Who is in charge of a service in a place.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn route(&self, service: &ServiceKey, area: &AreaKey) -> Result<RouteAnswer, Error> {
        self.get(&format!("/routes?service={service}&area={area}")).await
    }
}

/// What administrators do.
impl Member {
    /// The authority's directory.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn directory(&self) -> Result<PublishedDirectory, Error> {
        self.client.get("/administration/directory").await
    }

    /// What would become of it if a file of comma-separated values were published.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn check_directory(&self, csv: Vec<u8>) -> Result<DirectoryCheck, Error> {
        self.check_directory_file(Body::csv(csv)).await
    }

    /// The same of a file of any form.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn check_directory_file(&self, file: Body) -> Result<DirectoryCheck, Error> {
        let path = "/administration/directory/checks";
        self.client.api(Method::POST, path, Some(file)).await?.json()
    }

    /// Signs a directory and puts it in the place of the one whose root is `replaces`.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn publish_directory(
        &mut self,
        mut directory: Directory,
        replaces: Option<Bytes>,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<(), Error> {
        directory.sort();
        let request = PublishDirectory {
            replaces,
            directory,
            texts: Vec::new(),
        };
        self.publish_with_texts(&request, now, rng).await
    }

    /// The same of a sorted directory with departments' own texts, as a check answers them.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn publish_with_texts(
        &mut self,
        request: &PublishDirectory,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<(), Error> {
        let tree = Tree::of(self.session().member.authority, &request.directory);
        let subject = Subject::publishing(Bytes(tree.root().to_vec()), &request.texts);
        let client = self.stating(Act::new(Action::PublishDirectory, subject), now, rng)?;
        client.put("/administration/directory", request).await
    }
}
