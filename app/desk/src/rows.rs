//! The inbox's rows, and how fresh ones go into a list that somebody is reading.

use domain::api::{Author, Letter, Status};
use domain::{CaseNumber, ConversationId, DepartmentId, Timestamp};
use serde::Deserialize;

use crate::letters::is_from_outside;

/// What the list reads of a [`domain::api::InboxRow`]; its sealed parts are for the vault.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct Row {
    /// The conversation.
    pub conversation: ConversationId,
    /// To name on the telephone.
    pub case_number: CaseNumber,
    /// The department in charge.
    pub department: DepartmentId,
    /// Who writes to whom, if no citizen does.
    #[serde(default)]
    pub letter: Option<Letter>,
    /// Whether it goes on.
    pub status: Status,
    /// Whether the other side has written something that nobody in the department has opened.
    pub unread: bool,
    /// Position of its newest message.
    pub last_position: i64,
    /// Who wrote that one.
    pub last_author: Author,
    /// When that one came.
    pub last_message_at: Timestamp,
}

impl Row {
    /// Whether the other side wrote last.
    pub fn is_from_outside(&self) -> bool {
        is_from_outside(self.letter.as_ref(), self.last_author)
    }
}

/// A list of rows, the one that was written to last first.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
pub struct Rows {
    /// The rows.
    pub rows: Vec<Row>,
    /// Where older ones go on; absent at the end.
    #[serde(default)]
    pub next: Option<i64>,
}

impl Rows {
    /// Puts an older page below.
    pub fn append(&mut self, older: Self) {
        for row in older.rows {
            if !self.contains(row.conversation) {
                self.rows.push(row);
            }
        }
        self.next = older.next;
    }

    /// Puts a fresh first page on top and keeps the older rows below it. Answers how many of its rows carry a
    /// message of the other side that is newer than everything here was; `open` is being read and tells its own news.
    pub fn refresh(&mut self, fresh: Self, open: Option<ConversationId>) -> usize {
        let newest = self.newest();
        let news = fresh
            .rows
            .iter()
            .filter(|row| Some(row.conversation) != open)
            .filter(|row| row.unread && row.is_from_outside() && row.last_position > newest)
            .count();
        let Some(floor) = fresh.next else {
            *self = fresh;
            return news;
        };
        let oldest = fresh.rows.last().map_or(floor, |row| row.last_position);
        let next = self.next;
        let mut tail = std::mem::replace(self, fresh).rows;
        // Between a page that ends above everything known and what is known, rows could be missing.
        if oldest <= newest {
            tail.retain(|row| row.last_position < oldest && !self.contains(row.conversation));
            if !tail.is_empty() {
                self.rows.append(&mut tail);
                self.next = next;
            }
        }
        news
    }

    /// Takes a row out that moved up or no longer belongs here; a refresh brings it back if it does.
    pub fn forget_older(&mut self, conversation: ConversationId, position: i64) {
        self.rows
            .retain(|row| row.conversation != conversation || row.last_position >= position);
    }

    /// The conversation has been read.
    pub fn mark_read(&mut self, conversation: ConversationId) {
        for row in &mut self.rows {
            if row.conversation == conversation {
                row.unread = false;
            }
        }
    }

    /// How many rows are unread.
    pub fn unread(&self) -> usize {
        self.rows.iter().filter(|row| row.unread).count()
    }

    fn contains(&self, conversation: ConversationId) -> bool {
        self.rows.iter().any(|row| row.conversation == conversation)
    }

    fn newest(&self) -> i64 {
        self.rows.first().map_or(0, |row| row.last_position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn conversation(number: u8) -> ConversationId {
        format!("00000000-0000-4000-8000-0000000000{number:02}")
            .parse()
            .unwrap()
    }

    fn row(number: u8, last_position: i64) -> Row {
        Row {
            conversation: conversation(number),
            case_number: CaseNumber::try_from("1234-5678".to_owned()).unwrap(),
            department: "00000000-0000-4000-8000-000000000000".parse().unwrap(),
            letter: None,
            status: Status::Open,
            unread: true,
            last_position,
            last_author: Author::Citizen,
            last_message_at: Timestamp(0),
        }
    }

    fn rows(list: &[(u8, i64)], next: Option<i64>) -> Rows {
        Rows {
            rows: list
                .iter()
                .map(|&(number, position)| row(number, position))
                .collect(),
            next,
        }
    }

    #[test]
    fn a_fresh_page_moves_a_row_up_and_keeps_the_older_ones() {
        let mut list = rows(&[(1, 40), (2, 30), (3, 20), (4, 10)], Some(10));
        let news = list.refresh(rows(&[(3, 50), (1, 40), (2, 30)], Some(30)), None);
        assert_eq!(list, rows(&[(3, 50), (1, 40), (2, 30), (4, 10)], Some(10)));
        assert_eq!(news, 1);
    }

    #[test]
    fn a_page_without_more_is_the_whole_list() {
        let mut list = rows(&[(1, 40), (2, 30)], Some(30));
        let news = list.refresh(rows(&[(2, 30)], None), None);
        assert_eq!(list, rows(&[(2, 30)], None));
        assert_eq!(news, 0);
    }

    #[test]
    fn a_page_that_does_not_reach_what_is_known_replaces_it() {
        let mut list = rows(&[(1, 40), (2, 30)], Some(30));
        list.refresh(rows(&[(5, 90), (6, 80)], Some(80)), None);
        assert_eq!(list, rows(&[(5, 90), (6, 80)], Some(80)));
    }

    #[test]
    fn a_row_that_left_the_filter_does_not_stay_below() {
        let mut list = rows(&[(1, 40), (2, 30), (3, 20), (4, 10)], None);
        list.forget_older(conversation(4), 55);
        list.refresh(rows(&[(1, 40), (2, 30)], Some(30)), None);
        assert_eq!(list, rows(&[(1, 40), (2, 30), (3, 20)], None));
    }

    #[test]
    fn an_older_page_is_appended_without_repeating_a_row() {
        let mut list = rows(&[(1, 40), (2, 30)], Some(30));
        list.append(rows(&[(2, 30), (3, 20)], None));
        assert_eq!(list, rows(&[(1, 40), (2, 30), (3, 20)], None));
    }

    #[test]
    fn only_a_citizens_unread_message_is_news() {
        let mut list = rows(&[(1, 40)], None);
        let mut fresh = rows(&[(1, 60), (2, 50)], None);
        fresh.rows[0].last_author = Author::Department;
        fresh.rows[1].unread = false;
        assert_eq!(list.refresh(fresh, None), 0);
        assert_eq!(list.unread(), 1);
        let mut letters = rows(&[(1, 40)], None);
        let mut fresh = rows(&[(1, 60), (2, 50)], None);
        for row in &mut fresh.rows {
            row.letter = Some(crate::letters::tests::letter(true));
        }
        fresh.rows[0].last_author = Author::Department;
        assert_eq!(letters.refresh(fresh, None), 1, "an answer to a letter is");
        list.mark_read(conversation(1));
        assert_eq!(list.unread(), 0);
        assert_eq!(
            list.refresh(rows(&[(1, 70), (2, 65)], None), Some(conversation(1))),
            1
        );
    }
}
