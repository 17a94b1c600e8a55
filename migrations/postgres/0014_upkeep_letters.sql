-- Which errands there are the program says: with each new kind the queue would have to be built anew.
ALTER TABLE outbox DROP CONSTRAINT outbox_kind_check;
