use domain::api::{
    Authority, ConversationView, InboxPage, InboxRow, LetterTicketRequest, LoginFinish, LoginStart,
    LoginStarted, MarkRead, MessagePage, MessageReceived, NewMessage, OpenLetter, Opened, PassOn, Propose,
    SetStatus, StaffSession, Status,
};
use domain::audit::{Action, Finding, Subject};
use domain::{ConversationId, DepartmentId, EmailAddress, Locale, Timestamp};
use rand_core::CryptoRngCore;
use reqwest::Method;
use serde::Serialize;
use vault::messages::{
    Act, Attachment, DeskRequest, LetterDraft, OfficeRequest, ReadEntry, ReadMessage, StaffAnswer,
    StaffRequest, Summary,
};
use vault::{Answered, StaffVault};

use crate::attachments::{SealedFile, download, upload};
use crate::{Body, Client, Error, Events, PlainFile};

/// A caseworker or administrator who is signed in, with the vault that holds their keys.
pub struct Member {
    pub(crate) client: Client,
    pub(crate) vault: StaffVault,
    session: StaffSession,
}

impl Member {
    /// Signs in and unlocks the vault.
    ///
    /// # Errors
    ///
    /// `Refused(Login)` or `login_refused` for a wrong password or an unknown account; every other error of the portal
    /// by its code.
    pub async fn login(
        client: &Client,
        email: &EmailAddress,
        password: &str,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Self, Error> {
        Self::login_with(StaffVault::default(), client, email, password, now, rng).await
    }

    /// Signs in with a vault that already holds something, such as an authority's root.
    ///
    /// # Errors
    ///
    /// As `login`.
    pub async fn login_with(
        mut vault: StaffVault,
        client: &Client,
        email: &EmailAddress,
        password: &str,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Self, Error> {
        let password = password.to_owned();
        let start = LoginStart {
            email: email.clone(),
            request: opaque(ask(&mut vault, StaffRequest::StartLogin { password }, None, rng)?.0)?,
        };
        let started: LoginStarted = client.post("/staff/logins", &start).await?;
        let response = started.response;
        let finish = LoginFinish {
            login: started.login,
            finalization: opaque(ask(&mut vault, StaffRequest::FinishLogin { response }, None, rng)?.0)?,
        };
        Self::begin(vault, client, "/staff/sessions", &finish, now, rng).await
    }

    /// Begins a session by what proves who it is, and unlocks the vault.
    pub(crate) async fn begin(
        vault: StaffVault,
        client: &Client,
        path: &str,
        finish: &impl Serialize,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Self, Error> {
        let answer = client.api(Method::POST, path, Some(Body::json(finish))).await?;
        let cookie = answer.cookie().ok_or(Error::OtherAnswer)?;
        let mut member = Self {
            client: client.with_cookie(&cookie),
            vault,
            session: answer.json()?,
        };
        member.unlock(now, rng)?;
        let client = member.stating(Act::new(Action::Unlock, Subject::default()), now, rng)?;
        client.api(Method::POST, "/staff/unlocks", None).await?;
        Ok(member)
    }

    /// The member, where they work, and their wrapped keys.
    pub fn session(&self) -> &StaffSession {
        &self.session
    }

    /// The connection with the member's session.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Fetches the session anew and unlocks what was granted since.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code; `Refused` if the own certificates are not believed.
    pub async fn refresh(&mut self, now: Timestamp, rng: &mut impl CryptoRngCore) -> Result<(), Error> {
        self.session = self.client.get("/staff/session").await?;
        self.unlock(now, rng)
    }

    /// A page of the inbox; `query` is empty or such as `status=open&before=17`.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn inbox(&self, query: &str) -> Result<InboxPage, Error> {
        self.client.get(&format!("/inbox?{query}")).await
    }

    /// Opens subject and sender of inbox rows.
    ///
    /// # Errors
    ///
    /// `Refused` if the vault is locked; a row that is not believed says so itself.
    pub fn summarise(
        &mut self,
        rows: &[InboxRow],
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Vec<Summary>, Error> {
        let rows = rows.to_vec();
        match ask(&mut self.vault, DeskRequest::Summarise { rows, now }, None, rng)?.0 {
            StaffAnswer::Summaries(summaries) => Ok(summaries),
            _ => Err(Error::OtherAnswer),
        }
    }

    /// Fetches, opens and verifies a whole conversation; it becomes the current one.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code; `Refused` if no grant opens it.
    pub async fn read(
        &mut self,
        conversation: ConversationId,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<(ConversationView, Vec<ReadMessage>), Error> {
        let path = path(conversation);
        let act = Act::on(Action::OpenConversation, conversation, None);
        let view: ConversationView = self.stating(act, now, rng)?.get(&path).await?;
        let mut next = view.messages.next;
        let mut messages = self.open(&view, now, rng)?;
        while let Some(after) = next {
            let page: MessagePage = self.client.get(&format!("{path}/messages?after={after}")).await?;
            next = page.next;
            let request = DeskRequest::ReadMore {
                page,
                incomplete: true,
                now,
            };
            messages.extend(read_answer(ask(&mut self.vault, request, None, rng)?.0)?);
        }
        Ok((view, messages))
    }

    /// Opens and verifies a first page that somebody fetched; the conversation becomes the current one.
    ///
    /// # Errors
    ///
    /// `Refused` if no grant opens it.
    pub fn open(
        &mut self,
        view: &ConversationView,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Vec<ReadMessage>, Error> {
        let request = DeskRequest::Read {
            view: Box::new(view.clone()),
            incomplete: true,
            now,
        };
        read_answer(ask(&mut self.vault, request, None, rng)?.0)
    }

    /// Seals an answer in the current conversation without sending it.
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
        self.sealed(DeskRequest::Write { text, now }, rng)
    }

    /// What the vault seals for the current conversation.
    pub(crate) fn sealed(
        &mut self,
        request: DeskRequest,
        rng: &mut impl CryptoRngCore,
    ) -> Result<NewMessage, Error> {
        match ask(&mut self.vault, request, None, rng)?.0 {
            StaffAnswer::Message(message) => Ok(message),
            _ => Err(Error::OtherAnswer),
        }
    }

    /// Answers in `conversation` with files; it was read before and is the current one.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code; `Refused` as in `seal`.
    pub async fn write(
        &mut self,
        conversation: ConversationId,
        text: &str,
        files: &[PlainFile],
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<MessageReceived, Error> {
        let files = self.seal_files(files, rng)?;
        let message = self.seal(text, now, rng)?;
        let received = self.send_message(conversation, &message).await?;
        for file in &files {
            upload(&self.client, &path(conversation), file).await?;
        }
        Ok(received)
    }

    /// Sends a sealed answer; twice is once.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn send_message(
        &self,
        conversation: ConversationId,
        message: &NewMessage,
    ) -> Result<MessageReceived, Error> {
        self.client
            .post(&format!("{}/messages", path(conversation)), message)
            .await
    }

    /// Closes or reopens `conversation`; it was read before and is the current one.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code; `Refused` if nothing was read before.
    pub async fn set_status(
        &mut self,
        conversation: ConversationId,
        status: Status,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<MessageReceived, Error> {
        let request = DeskRequest::SetStatus { status, now };
        let change: SetStatus = match ask(&mut self.vault, request, None, rng)?.0 {
            StaffAnswer::Status(change) => change,
            _ => return Err(Error::OtherAnswer),
        };
        let path = format!("{}/status", path(conversation));
        let act = Act::on(Action::SetStatus, conversation, Some(status));
        self.stating(act, now, rng)?
            .api(Method::PUT, &path, Some(Body::json(&change)))
            .await?
            .json()
    }

    /// Seals what passes the current conversation on to another department, without sending it.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code; `Refused` if the department's key is not believed or nothing was read before.
    pub async fn seal_transfer(
        &mut self,
        to: DepartmentId,
        text: &str,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<PassOn, Error> {
        self.seal_passing(to, text, false, now, rng).await
    }

    /// As `seal_transfer`, with or without the internal notes, which were read before.
    ///
    /// # Errors
    ///
    /// Those of `seal_transfer`; `Refused` if the own department has a notes seed that this member lacks.
    pub async fn seal_passing(
        &mut self,
        to: DepartmentId,
        text: &str,
        notes: bool,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<PassOn, Error> {
        let request = DeskRequest::PassOn {
            to: self.client.get(&format!("/departments/{to}/key")).await?,
            text: text.to_owned(),
            notes,
            now,
        };
        match ask(&mut self.vault, request, None, rng)?.0 {
            StaffAnswer::PassOn(request) => Ok(*request),
            _ => Err(Error::OtherAnswer),
        }
    }

    /// Sends what was sealed to pass `conversation` on; twice is once.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn send_transfer(
        &mut self,
        conversation: ConversationId,
        request: &PassOn,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<MessageReceived, Error> {
        let act = Act::passing(conversation, request.from, request.to);
        let path = format!("{}/transfers", path(conversation));
        self.stating(act, now, rng)?.post(&path, request).await
    }

    /// Passes `conversation` on to another department; it was read before and is the current one.
    ///
    /// # Errors
    ///
    /// Those of `seal_transfer` and `send_transfer`.
    pub async fn pass_on(
        &mut self,
        conversation: ConversationId,
        to: DepartmentId,
        text: &str,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<MessageReceived, Error> {
        let request = self.seal_transfer(to, text, now, rng).await?;
        self.send_transfer(conversation, &request, now, rng).await
    }

    /// Seals a proposal to hand the current conversation over to a department of another authority, without sending it.
    ///
    /// # Errors
    ///
    /// `Refused` if nothing was read before.
    pub fn seal_proposal(
        &mut self,
        authority: &Authority,
        to: DepartmentId,
        text: &str,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Propose, Error> {
        let request = DeskRequest::Propose {
            authority: authority.id,
            root: authority.root.clone(),
            to,
            text: text.to_owned(),
            now,
        };
        match ask(&mut self.vault, request, None, rng)?.0 {
            StaffAnswer::Propose(request) => Ok(*request),
            _ => Err(Error::OtherAnswer),
        }
    }

    /// Sends a sealed proposal; twice is once.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn send_proposal(
        &mut self,
        conversation: ConversationId,
        request: &Propose,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<MessageReceived, Error> {
        let act = Act::proposing(conversation, request.from, (request.authority, request.to));
        let path = format!("{}/proposals", path(conversation));
        self.stating(act, now, rng)?.post(&path, request).await
    }

    /// Withdraws the proposal; `conversation` was read before and is the current one.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code; `Refused` if no proposal is open.
    pub async fn withdraw(
        &mut self,
        conversation: ConversationId,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<MessageReceived, Error> {
        let request = match ask(&mut self.vault, DeskRequest::Withdraw { now }, None, rng)?.0 {
            StaffAnswer::Withdraw(request) => request,
            _ => return Err(Error::OtherAnswer),
        };
        let act = Act::on(Action::WithdrawProposal, conversation, None);
        let path = format!("{}/withdrawals", path(conversation));
        self.stating(act, now, rng)?.post(&path, &request).await
    }

    /// Seals a letter from one of the member's departments to a department of another authority, without sending it.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code; `Refused` if a key is not believed.
    pub async fn seal_letter(
        &mut self,
        (from, to): (DepartmentId, DepartmentId),
        (subject, text): (&str, &str),
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<OpenLetter, Error> {
        let request = LetterTicketRequest { from, to };
        let draft = LetterDraft {
            ticket: self.client.post("/letters/tickets", &request).await?,
            subject: subject.to_owned(),
            text: text.to_owned(),
            locale: Locale::De,
            now,
        };
        let request = DeskRequest::WriteLetter(Box::new(draft));
        match ask(&mut self.vault, request, None, rng)?.0 {
            StaffAnswer::Letter(letter) => Ok(*letter),
            _ => Err(Error::OtherAnswer),
        }
    }

    /// Sends a letter; twice is once.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn send_letter(
        &mut self,
        letter: &OpenLetter,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Opened, Error> {
        let act = Act::letter(letter.conversation, letter.from, (letter.authority, letter.to));
        self.stating(act, now, rng)?.post("/letters", letter).await
    }

    /// Downloads, verifies and opens a file of a message that was read in the current conversation.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code; `Refused` if the file is not the one that was signed.
    pub async fn fetch(
        &mut self,
        conversation: ConversationId,
        attachment: &Attachment,
        rng: &mut impl CryptoRngCore,
    ) -> Result<PlainFile, Error> {
        let id = attachment.id;
        let sealed = download(&self.client, &path(conversation), id, attachment.sealed_size).await?;
        match ask(
            &mut self.vault,
            DeskRequest::OpenAttachment { id },
            Some(sealed),
            rng,
        )? {
            (StaffAnswer::File { name, media_type }, Some(bytes)) => Ok(PlainFile {
                name,
                media_type,
                bytes,
            }),
            _ => Err(Error::OtherAnswer),
        }
    }

    /// Says up to where the department has read.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn mark_read(&self, conversation: ConversationId, position: i64) -> Result<(), Error> {
        self.client
            .put(&format!("{}/read", path(conversation)), &MarkRead { position })
            .await
    }

    /// Listens to the changes of the member's inbox.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn events(&self) -> Result<Events, Error> {
        Events::listen(&self.client).await
    }

    /// Ends the session and wipes the vault.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code; the vault is wiped all the same.
    pub async fn logout(mut self, rng: &mut impl CryptoRngCore) -> Result<(), Error> {
        ask(&mut self.vault, StaffRequest::Lock, None, rng)?;
        self.client.delete("/staff/session").await
    }

    /// The connection with a signed statement about what the next request does.
    ///
    /// # Errors
    ///
    /// `Refused` if the vault is locked.
    pub fn stating(
        &mut self,
        act: Act,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Client, Error> {
        let act = Box::new(act);
        match ask(&mut self.vault, StaffRequest::State { act, now }, None, rng)?.0 {
            StaffAnswer::Statement(header) => Ok(self.client.with_statement(header)),
            _ => Err(Error::OtherAnswer),
        }
    }

    /// Fetches the whole audit log, verifies it, and answers its entries and what is wrong with it.
    ///
    /// # Errors
    ///
    /// `forbidden` for whoever is neither administrator nor auditor; every other error of the portal by its code.
    pub async fn audit(
        &mut self,
        rng: &mut impl CryptoRngCore,
    ) -> Result<(Vec<ReadEntry>, Vec<Finding>), Error> {
        let begin = OfficeRequest::BeginAudit { remembered: None };
        ask(&mut self.vault, begin, None, rng)?;
        let (mut all, mut wrong) = (Vec::new(), Vec::new());
        let mut after = 0;
        loop {
            let page = self.client.get(&format!("/audit?after={after}")).await?;
            match ask(&mut self.vault, OfficeRequest::ReadAudit { page }, None, rng)?.0 {
                StaffAnswer::Audit {
                    entries,
                    findings,
                    head,
                    is_last,
                } => {
                    all.extend(entries);
                    wrong.extend(findings);
                    after = head.number;
                    if is_last {
                        return Ok((all, wrong));
                    }
                }
                _ => return Err(Error::OtherAnswer),
            }
        }
    }

    fn unlock(&mut self, now: Timestamp, rng: &mut impl CryptoRngCore) -> Result<(), Error> {
        let session = Box::new(self.session.clone());
        ask(&mut self.vault, StaffRequest::Unlock { session, now }, None, rng).map(drop)
    }

    fn seal_files(
        &mut self,
        files: &[PlainFile],
        rng: &mut impl CryptoRngCore,
    ) -> Result<Vec<SealedFile>, Error> {
        let seal = |file: &PlainFile| {
            let request = DeskRequest::SealAttachment {
                name: file.name.clone(),
                media_type: file.media_type.clone(),
            };
            match ask(&mut self.vault, request, Some(file.bytes.clone()), rng)? {
                (StaffAnswer::Attachment(declared), Some(bytes)) => Ok(SealedFile { declared, bytes }),
                _ => Err(Error::OtherAnswer),
            }
        };
        files.iter().map(seal).collect()
    }
}

pub(crate) fn path(conversation: ConversationId) -> String {
    format!("/conversations/{conversation}")
}

pub(crate) fn read_answer(answer: StaffAnswer) -> Result<Vec<ReadMessage>, Error> {
    match answer {
        StaffAnswer::Messages(messages) => Ok(messages),
        _ => Err(Error::OtherAnswer),
    }
}

pub(crate) fn opaque(answer: StaffAnswer) -> Result<domain::Bytes, Error> {
    match answer {
        StaffAnswer::Opaque(message) => Ok(message),
        _ => Err(Error::OtherAnswer),
    }
}

pub(crate) fn ask(
    vault: &mut StaffVault,
    request: impl Answered,
    bytes: Option<Vec<u8>>,
    rng: &mut impl CryptoRngCore,
) -> Result<(StaffAnswer, Option<Vec<u8>>), Error> {
    match vault.handle(request, bytes, rng, &mut |_| ()) {
        (StaffAnswer::Refused(refusal), _) => Err(Error::Refused(refusal)),
        answer => Ok(answer),
    }
}
