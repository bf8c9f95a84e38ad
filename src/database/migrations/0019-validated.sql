-- What 0007 to 0016 promised of rows yet to come holds for those of before too.
alter table member validate constraint member_role_check;
alter table contact validate constraint contact_successor_id_fkey;
alter table customer_tag validate constraint customer_tag_tag_fkey;
alter table interaction validate constraint interaction_task_fk;
