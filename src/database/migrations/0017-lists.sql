-- The colour thirty days before as_of, null where it was not known: who changed since is told without the history. The
-- next run over the book writes it.
alter table judgement add column colour_month smallint;
