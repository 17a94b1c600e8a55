use domain::api::{
    Authority, ConversationView, DepartmentKey, HandOver, LoginChallenge, MarkRead, MessagePage,
    MessageReceived, NewMessage, NoticeRequest, OpenConversation, OpenSession, Opened, OpenedSession, Ticket,
    TicketRequest,
};
use domain::{DepartmentId, EmailAddress, Locale, Timestamp};
use rand_core::CryptoRngCore;
use reqwest::Method;
use vault::CitizenVault;
use vault::messages::{Attachment, CitizenAnswer, CitizenRequest, HandoverDraft, OpenDraft, ReadMessage};

use crate::attachments::{SealedFile, download, upload};
use crate::{Client, Error, PlainFile};

const CONVERSATION: &str = "/citizen/conversation";

/// What a citizen writes to begin with.
#[derive(Clone, Debug, Default)]
pub struct Letter {
    /// Subject.
    pub subject: String,
    /// Text.
    pub text: String,
    /// The citizen's name, if they give it.
    pub name: Option<String>,
    /// How else to reach them, if they say.
    pub contact: Option<String>,
    /// Where to send notices of answers, if they want any.
    pub notice: Option<EmailAddress>,
    /// The citizen's language.
    pub locale: Locale,
    /// Files that go with it.
    pub files: Vec<PlainFile>,
}

/// A sealed first message that waits to be sent. Sending it twice opens one conversation.
pub struct Opening {
    /// The request's body.
    pub request: OpenConversation,
    /// The receipt code.
    pub receipt: String,
    vault: CitizenVault,
    files: Vec<SealedFile>,
}

/// A person with a receipt code and the vault that holds its keys.
pub struct Citizen {
    client: Client,
    vault: CitizenVault,
    receipt: String,
}

impl Citizen {
    /// Gets a ticket and the department's key, and seals `letter` for `department` of `authority`.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code; `Refused` if the letter is too long or the key is not the authority's.
    pub async fn prepare(
        client: &Client,
        authority: &Authority,
        department: DepartmentId,
        letter: &Letter,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Opening, Error> {
        let ticket: Ticket = client.post("/tickets", &TicketRequest { department }).await?;
        let key: DepartmentKey = client.get(&format!("/departments/{department}/key")).await?;
        let mut vault = CitizenVault::default();
        let files = seal_files(&mut vault, &letter.files, rng)?;
        let draft = OpenDraft {
            conversation: ticket.conversation,
            ticket: ticket.ticket,
            authority: authority.id,
            root: authority.root.clone(),
            pin: None,
            department: key,
            subject: letter.subject.clone(),
            text: letter.text.clone(),
            name: letter.name.clone(),
            contact: letter.contact.clone(),
            notice: letter.notice.clone(),
            locale: letter.locale,
            now,
        };
        match ask(&mut vault, CitizenRequest::Open(Box::new(draft)), None, rng)?.0 {
            CitizenAnswer::Opening { request, receipt } => Ok(Opening {
                request: *request,
                receipt,
                vault,
                files,
            }),
            _ => Err(Error::OtherAnswer),
        }
    }

    /// Sends a prepared opening, signs in with its receipt and uploads its files.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn send(
        client: &Client,
        opening: Opening,
        rng: &mut impl CryptoRngCore,
    ) -> Result<(Self, Opened), Error> {
        let opened = client.post("/conversations", &opening.request).await?;
        let mut citizen = Self {
            client: client.anonymous(),
            vault: opening.vault,
            receipt: opening.receipt,
        };
        citizen.sign_in(rng).await?;
        for file in &opening.files {
            upload(&citizen.client, CONVERSATION, file).await?;
        }
        Ok((citizen, opened))
    }

    /// Opens a conversation: `prepare` and `send`.
    ///
    /// # Errors
    ///
    /// As these two.
    pub async fn open(
        client: &Client,
        authority: &Authority,
        department: DepartmentId,
        letter: &Letter,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<(Self, Opened), Error> {
        let opening = Self::prepare(client, authority, department, letter, now, rng).await?;
        Self::send(client, opening, rng).await
    }

    /// Comes back with a receipt code as it was typed.
    ///
    /// # Errors
    ///
    /// `Refused` for a mistyped code, before any request; `receipt_refused` for one that belongs to no conversation.
    pub async fn login(client: &Client, receipt: &str, rng: &mut impl CryptoRngCore) -> Result<Self, Error> {
        let mut vault = CitizenVault::default();
        let code = receipt.to_owned();
        ask(&mut vault, CitizenRequest::Unlock { code }, None, rng)?;
        let mut citizen = Self {
            client: client.anonymous(),
            vault,
            receipt: receipt.to_owned(),
        };
        citizen.sign_in(rng).await?;
        Ok(citizen)
    }

    /// The receipt code.
    pub fn receipt(&self) -> &str {
        &self.receipt
    }

    /// The connection with the citizen's token.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Fetches, opens and verifies the whole conversation.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code; `Refused` if no grant opens it.
    pub async fn read(
        &mut self,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<(ConversationView, Vec<ReadMessage>), Error> {
        let view: ConversationView = self.client.get(CONVERSATION).await?;
        let mut next = view.messages.next;
        let request = CitizenRequest::Read {
            view: Box::new(view.clone()),
            now,
        };
        let mut messages = read_answer(ask(&mut self.vault, request, None, rng)?.0)?;
        while let Some(after) = next {
            let page: MessagePage = self
                .client
                .get(&format!("{CONVERSATION}/messages?after={after}"))
                .await?;
            next = page.next;
            let request = CitizenRequest::ReadMore { page, now };
            messages.extend(read_answer(ask(&mut self.vault, request, None, rng)?.0)?);
        }
        Ok((view, messages))
    }

    /// Seals a further message without sending it; `read` comes first.
    ///
    /// # Errors
    ///
    /// `Refused` if it is too long, or nothing was read before.
    pub fn seal(
        &mut self,
        text: &str,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<NewMessage, Error> {
        let text = text.to_owned();
        match ask(&mut self.vault, CitizenRequest::Write { text, now }, None, rng)?.0 {
            CitizenAnswer::Message(message) => Ok(message),
            _ => Err(Error::OtherAnswer),
        }
    }

    /// Writes a further message with files; `read` comes first.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code; `Refused` as in `seal`.
    pub async fn write(
        &mut self,
        text: &str,
        files: &[PlainFile],
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<MessageReceived, Error> {
        let files = seal_files(&mut self.vault, files, rng)?;
        let message = self.seal(text, now, rng)?;
        let received = self.send_message(&message).await?;
        for file in &files {
            upload(&self.client, CONVERSATION, file).await?;
        }
        Ok(received)
    }

    /// Sends a sealed message; twice is once.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn send_message(&self, message: &NewMessage) -> Result<MessageReceived, Error> {
        self.client
            .post(&format!("{CONVERSATION}/messages"), message)
            .await
    }

    /// Seals what hands the conversation over as it was proposed, without sending it; `read` comes first.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code; `Refused` if no proposal is open or the department's key is not believed.
    pub async fn seal_handover(
        &mut self,
        to: DepartmentId,
        history: bool,
        letter: &Letter,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<HandOver, Error> {
        let draft = HandoverDraft {
            department: self.client.get(&format!("/departments/{to}/key")).await?,
            history,
            subject: letter.subject.clone(),
            text: letter.text.clone(),
            name: letter.name.clone(),
            contact: letter.contact.clone(),
            locale: letter.locale,
            now,
        };
        let request = CitizenRequest::HandOver(Box::new(draft));
        match ask(&mut self.vault, request, None, rng)?.0 {
            CitizenAnswer::HandOver(request) => Ok(*request),
            _ => Err(Error::OtherAnswer),
        }
    }

    /// Sends a sealed handover; twice is once.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn send_handover(&self, request: &HandOver) -> Result<MessageReceived, Error> {
        self.client
            .post(&format!("{CONVERSATION}/handovers"), request)
            .await
    }

    /// Declines the proposal; `read` comes first.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code; `Refused` if no proposal is open.
    pub async fn decline(
        &mut self,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<MessageReceived, Error> {
        let request = match ask(&mut self.vault, CitizenRequest::Decline { now }, None, rng)?.0 {
            CitizenAnswer::Decline(request) => request,
            _ => return Err(Error::OtherAnswer),
        };
        self.client
            .post(&format!("{CONVERSATION}/declines"), &request)
            .await
    }

    /// Downloads, verifies and opens a file of a message that was read.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code; `Refused` if the file is not the one that was signed.
    pub async fn fetch(
        &mut self,
        attachment: &Attachment,
        rng: &mut impl CryptoRngCore,
    ) -> Result<PlainFile, Error> {
        let id = attachment.id;
        let sealed = download(&self.client, CONVERSATION, id, attachment.sealed_size).await?;
        match ask(
            &mut self.vault,
            CitizenRequest::OpenAttachment { id },
            Some(sealed),
            rng,
        )? {
            (CitizenAnswer::File { name, media_type }, Some(bytes)) => Ok(PlainFile {
                name,
                media_type,
                bytes,
            }),
            _ => Err(Error::OtherAnswer),
        }
    }

    /// Says up to where this side has read.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn mark_read(&self, position: i64) -> Result<(), Error> {
        self.client
            .put(&format!("{CONVERSATION}/read"), &MarkRead { position })
            .await
    }

    /// Opts in to notices of answers, or out of them.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn notice(&self, notice: Option<NoticeRequest>) -> Result<(), Error> {
        let path = format!("{CONVERSATION}/notice");
        match notice {
            Some(notice) => self.client.put(&path, &notice).await,
            None => self.client.delete(&path).await,
        }
    }

    /// Ends the session and wipes the vault.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code; the vault is wiped all the same.
    pub async fn logout(mut self, rng: &mut impl CryptoRngCore) -> Result<(), Error> {
        ask(&mut self.vault, CitizenRequest::Forget, None, rng)?;
        self.client.delete("/citizen/sessions/current").await
    }

    async fn sign_in(&mut self, rng: &mut impl CryptoRngCore) -> Result<(), Error> {
        let request = sign_challenge(&self.client, &mut self.vault, rng).await?;
        let session: OpenedSession = self.client.post("/citizen/sessions", &request).await?;
        self.client = self.client.with_token(&session.token);
        Ok(())
    }
}

/// Fetches a challenge and signs it with the unlocked receipt.
async fn sign_challenge(
    client: &Client,
    vault: &mut CitizenVault,
    rng: &mut impl CryptoRngCore,
) -> Result<OpenSession, Error> {
    let challenge: LoginChallenge = client
        .api(Method::POST, "/citizen/challenges", None)
        .await?
        .json()?;
    let request = CitizenRequest::SignLogin {
        origin: client.portal().to_owned(),
        nonce: challenge.nonce,
    };
    match ask(vault, request, None, rng)?.0 {
        CitizenAnswer::Login(login) => Ok(login),
        _ => Err(Error::OtherAnswer),
    }
}

fn seal_files(
    vault: &mut CitizenVault,
    files: &[PlainFile],
    rng: &mut impl CryptoRngCore,
) -> Result<Vec<SealedFile>, Error> {
    let seal = |file: &PlainFile| {
        let request = CitizenRequest::SealAttachment {
            name: file.name.clone(),
            media_type: file.media_type.clone(),
        };
        match ask(vault, request, Some(file.bytes.clone()), rng)? {
            (CitizenAnswer::Attachment(declared), Some(bytes)) => Ok(SealedFile { declared, bytes }),
            _ => Err(Error::OtherAnswer),
        }
    };
    files.iter().map(seal).collect()
}

fn read_answer(answer: CitizenAnswer) -> Result<Vec<ReadMessage>, Error> {
    match answer {
        CitizenAnswer::Messages { messages, .. } => Ok(messages),
        _ => Err(Error::OtherAnswer),
    }
}

fn ask(
    vault: &mut CitizenVault,
    request: CitizenRequest,
    bytes: Option<Vec<u8>>,
    rng: &mut impl CryptoRngCore,
) -> Result<(CitizenAnswer, Option<Vec<u8>>), Error> {
    match vault.handle(request, bytes, rng, &mut |_| ()) {
        (CitizenAnswer::Refused(refusal), _) => Err(Error::Refused(refusal)),
        answer => Ok(answer),
    }
}
