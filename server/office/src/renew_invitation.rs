use domain::{MemberId, limits};
use store::{InvitationMail, NewInvitation};

use crate::{Office, Result};

/// An invitation on its way into a mail.
#[derive(Clone)]
pub struct Invitation {
    /// What the mail is made of.
    pub mail: InvitationMail,
    /// Enrols the person, once; only its hash is kept.
    pub token: String,
}

impl Office {
    /// Draws the token for a mail that is about to be sent; an earlier one ends. `None` if no mail is due any more.
    ///
    /// # Errors
    ///
    /// Only the store's.
    pub async fn renew_invitation(&self, member: MemberId) -> Result<Option<Invitation>> {
        let (token, hash) = self.draw_token();
        let expires_at = self.now().plus(limits::INVITATION_SECONDS);
        let mail = self
            .store
            .renew_invitation(
                member,
                NewInvitation {
                    token: hash,
                    expires_at,
                },
            )
            .await?;
        Ok(mail.map(|mail| Invitation { mail, token }))
    }
}
