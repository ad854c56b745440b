-- What a template said, from version to version.
CREATE TABLE template_version (
    template INTEGER NOT NULL REFERENCES template ON DELETE CASCADE,
    version  INTEGER NOT NULL,
    content  TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (template, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER template_version_is_immutable BEFORE UPDATE ON template_version
BEGIN
    SELECT RAISE(ABORT, 'a version of a template never changes');
END;
