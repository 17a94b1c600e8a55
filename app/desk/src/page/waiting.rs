use domain::api::WaitingGrant;
use domain::audit::{Action, Subject};
use domain::{DepartmentId, MemberId};
use leptos::prelude::*;
use staff::{Trouble, unexpected};
use vault::messages::{Act, DeskAnswer, EpochMember, StaffAsk};

use super::desk::{Desk, HEADING};

/// The keys of one department that one colleague lacks and this member has.
#[derive(Clone)]
pub(crate) struct Handover {
    pub(crate) member: MemberId,
    pub(crate) name: String,
    pub(crate) department: DepartmentId,
    /// That they are being handed over, or why that did not work.
    pub(crate) said: RwSignal<Option<String>>,
    grants: Vec<WaitingGrant>,
}

impl Handover {
    /// Tells handovers apart.
    pub(crate) fn key(&self) -> u128 {
        self.member.0.as_u128() ^ self.department.0.as_u128()
    }

    /// The id of the button that does it.
    pub(crate) fn button(&self) -> String {
        format!("hand-over-{}-now", self.key())
    }
}

impl Desk {
    /// Asks who lacks keys that this member has. What cannot be fetched is asked for again with the next change.
    pub(super) async fn look_for_waiting(self) {
        if !untrack(|| self.is_confirmed()) {
            return;
        }
        let era = self.era();
        let outcome = self.api().get::<Vec<WaitingGrant>>("/staff/waiting").await;
        match outcome {
            Ok(grants) if self.is_still(era) => self.waiting.set(gathered(grants)),
            Ok(_) => {}
            Err(error) => drop(self.note(era, error)),
        }
    }

    /// Hands the keys over.
    pub(crate) fn hand_over(self, handover: Handover) {
        let texts = self.texts();
        let said = handover.said;
        if said.with_untracked(|said| said.as_deref() == Some(texts.changing)) {
            return;
        }
        said.set(Some(texts.changing.to_owned()));
        let era = self.era();
        browser::spawn(async move {
            match self.try_hand_over(&handover).await {
                Ok(()) => {
                    self.announce((texts.handed_over)(&handover.name));
                    self.look_for_waiting().await;
                    let next = self
                        .waiting
                        .with_untracked(|waiting| waiting.first().map(Handover::button));
                    browser::refocus(next.unwrap_or_else(|| HEADING.to_owned()));
                }
                Err(trouble) => {
                    let words = self.note(era, trouble).words(self.locale.get_untracked());
                    said.set(Some(words));
                }
            }
        });
    }

    async fn try_hand_over(self, handover: &Handover) -> Result<(), Trouble> {
        for grant in &handover.grants {
            let (department, epoch) = (grant.department, grant.epoch);
            let request = StaffAsk::GrantEpoch {
                department,
                epoch,
                members: vec![EpochMember {
                    member: grant.member.id,
                    recipient: grant.member.recipient.clone(),
                    chain: grant.member.chain.clone(),
                }],
                now: browser::now(),
            };
            let DeskAnswer::EpochGrants(request) = self.keys().ask(request).await? else {
                return Err(unexpected());
            };
            let path = format!("/departments/{department}/epochs/{epoch}/grants");
            let members = vec![grant.member.id];
            let act = Act::new(Action::GrantEpoch, Subject::epoch(department, epoch, members));
            self.acting(act).await?.post::<_, ()>(&path, &request).await?;
        }
        Ok(())
    }
}

/// One handover for each colleague and department, in the order in which the server has them.
fn gathered(grants: Vec<WaitingGrant>) -> Vec<Handover> {
    let mut handovers: Vec<Handover> = Vec::new();
    for grant in grants {
        let known = handovers
            .iter_mut()
            .find(|handover| handover.member == grant.member.id && handover.department == grant.department);
        match known {
            Some(handover) => handover.grants.push(grant),
            None => handovers.push(Handover {
                member: grant.member.id,
                name: grant.member.name.clone(),
                department: grant.department,
                said: RwSignal::new(None),
                grants: vec![grant],
            }),
        }
    }
    handovers
}
