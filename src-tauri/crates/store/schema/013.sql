-- What WeCom said when it refused an account and so stopped a campaign: the rows held then were never asked about.
ALTER TABLE campaign ADD COLUMN said TEXT;
