use domain::api::{Ticket, TicketRequest};
use domain::{ConversationId, ErrorCode, limits};

use crate::{Office, Result};

impl Office {
    /// Hands out the right to open one conversation at a department that can be written to.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is no such department it has no key yet, or it is closed.
    pub async fn issue_ticket(&self, request: TicketRequest) -> Result<Ticket> {
        let department = self.store.department(request.department).await?;
        department
            .filter(|record| record.newest_epoch > 0 && !record.is_closed)
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
