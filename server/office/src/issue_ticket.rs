use domain::api::{Ticket, TicketRequest};
use domain::{ConversationId, ErrorCode, limits};

use crate::{Office, Result};

impl Office {
    /// Hands out the right to open one conversation at a department that can be written to.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is no such department or it has no key yet.
    pub async fn issue_ticket(&self, request: TicketRequest) -> Result<Ticket> {
        let department = self.store.department(request.department).await?;
        department
            .filter(|record| record.newest_epoch > 0)
            .ok_or(ErrorCode::NotFound)?;
        let conversation = self.draw(ConversationId::random);
        let expires_at = self.now().plus(limits::TICKET_SECONDS);
        let ticket = self.macs.ticket(conversation, request.department, expires_at);
        Ok(Ticket {
            conversation,
            ticket,
            expires_at,
        })
    }
}
