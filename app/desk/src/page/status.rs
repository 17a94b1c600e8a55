use domain::ConversationId;
use domain::api::{MessageReceived, Status};
use domain::audit::Action;
use leptos::prelude::*;
use staff::Trouble;
use vault::messages::Act;

use super::desk::Desk;
use super::stating::read;

/// Closing or reopening the open conversation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Change {
    /// Nobody wants to.
    Idle,
    /// The reader is asked whether they mean it.
    Asking,
    /// It is being done.
    Working,
    /// It did not work.
    Failed(Trouble),
}

impl Desk {
    /// Closes or reopens a conversation with a signed message that the citizen sees.
    pub(crate) fn set_status(
        self,
        conversation: ConversationId,
        status: Status,
        change: ArcRwSignal<Change>,
    ) {
        if change.with_untracked(|change| *change == Change::Working) {
            return;
        }
        change.set(Change::Working);
        let era = self.era();
        browser::spawn(async move {
            match self.try_set_status(era, conversation, status).await {
                Ok(()) => {
                    self.refresh_reading().await;
                    change.set(Change::Idle);
                    let texts = self.texts();
                    self.announce(match status {
                        Status::Open => texts.reopened,
                        Status::Closed => texts.closed,
                    });
                    browser::focus("change-status");
                }
                Err(trouble) => change.set(match self.note(era, trouble) {
                    Trouble::Left => Change::Idle,
                    trouble => Change::Failed(trouble),
                }),
            }
        });
    }

    async fn try_set_status(
        self,
        era: u32,
        conversation: ConversationId,
        status: Status,
    ) -> Result<(), Trouble> {
        let inner = self.inner();
        let change = {
            let mut turn = inner.turns.take().await;
            if !self.is_still(era) {
                return Err(Trouble::Left);
            }
            self.bring_up(&mut turn, conversation).await?;
            turn.set_status(status).await?
        };
        let path = format!("/conversations/{conversation}/status");
        let act = Act::on(Action::SetStatus, conversation, Some(status));
        let answer = self.send_stated("PUT", path, act, change).await?;
        read::<MessageReceived>(&answer).map(drop)
    }
}
