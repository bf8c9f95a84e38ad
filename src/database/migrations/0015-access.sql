-- Who carried what away and looked at whose number is asked by what was done.
create index audit_entry_action on audit_entry (action, at desc);
