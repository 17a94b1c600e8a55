use domain::api::{Authority, MessageReceived};
use domain::audit::Action;
use domain::{AuthorityId, ConversationId, DepartmentId};
use leptos::prelude::*;
use staff::Trouble;
use vault::messages::Act;

use super::desk::Desk;
use super::stating::{Parties, read};
use super::status::Change;
use super::views::Elsewhere;

impl Desk {
    /// Proposes to the citizen to hand a conversation over to another authority, or withdraws that where `to` is `None`.
    pub(crate) fn propose(
        self,
        conversation: ConversationId,
        to: Option<Elsewhere>,
        words: String,
        change: ArcRwSignal<Change>,
    ) {
        if change.with_untracked(|change| *change == Change::Working) {
            return;
        }
        change.set(Change::Working);
        let era = self.era();
        browser::spawn(async move {
            let proposes = to.is_some();
            match self.try_propose(era, conversation, to, words).await {
                Ok(()) => {
                    self.refresh_reading().await;
                    change.set(Change::Idle);
                    let texts = self.texts();
                    self.announce(if proposes { texts.proposed } else { texts.withdrawn });
                    browser::focus("change-status");
                }
                Err(trouble) => change.set(match self.note(era, trouble) {
                    Trouble::Left => Change::Idle,
                    trouble => Change::Failed(trouble),
                }),
            }
        });
    }

    async fn try_propose(
        self,
        era: u32,
        conversation: ConversationId,
        to: Option<Elsewhere>,
        words: String,
    ) -> Result<(), Trouble> {
        let inner = self.inner();
        let mut turn = inner.turns.take().await;
        if !self.is_still(era) {
            return Err(Trouble::Left);
        }
        self.bring_up(&mut turn, conversation).await?;
        let (shelf, act, request) = if let Some(to) = to {
            let request = turn.propose(to.authority, to.root, to.department, words).await?;
            let parties: Parties = read(request.get())?;
            let authority = parties.authority.unwrap_or(to.authority);
            let act = Act::proposing(conversation, parties.from, (authority, parties.to));
            ("proposals", act, request)
        } else {
            let act = Act::on(Action::WithdrawProposal, conversation, None);
            ("withdrawals", act, turn.withdraw().await?)
        };
        drop(turn);
        let path = format!("/conversations/{conversation}/{shelf}");
        let answer = self.send_stated("POST", path, act, request).await?;
        read::<MessageReceived>(&answer).map(drop)
    }

    /// What a department of another authority is called, with the authority: the server's word.
    pub(crate) async fn name_of(self, authority: AuthorityId, department: DepartmentId) -> Option<String> {
        let path = format!("/authorities?id={authority}");
        let found: Vec<Authority> = self.api().get(&path).await.ok()?;
        let authority = found.into_iter().next()?;
        let mut departments = authority.departments.iter();
        let department = departments.find(|candidate| candidate.id == department)?;
        let name = department.name.text(self.locale.get_untracked());
        Some(format!("{name}, {}", authority.name))
    }
}
