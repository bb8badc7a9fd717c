// Second migration: mails keep the address that answers go to.
export const migration0002 = "ALTER TABLE mails ADD COLUMN reply_to TEXT";
