//! The part of the table of limits that is about customers (客户联系).

/// Text of a mass message or welcome message to customers (path/92135, 92137).
pub const CUSTOMER_TEXT_BYTES: usize = 4000;

/// Attachments of such a message (path/92135, 92137).
pub const CUSTOMER_ATTACHMENTS_COUNT: usize = 9;

/// Title of a link in such a message (path/92135).
pub const LINK_TITLE_BYTES: usize = 128;

/// A link and its picture (path/92135).
pub const LINK_URL_BYTES: usize = 2048;

/// Description of a link (path/92135).
pub const LINK_DESC_BYTES: usize = 512;

/// Title of a mini program in such a message (path/92135).
pub const MINI_PROGRAM_TITLE_BYTES: usize = 64;

/// Rows of one page of `get_groupmsg_list_v2` (path/93338).
pub const GROUPMSG_LIST_COUNT: usize = 100;

/// Longest span of `get_groupmsg_list_v2`: a month, read as 31 days (path/93338).
pub const GROUPMSG_SPAN_S: i64 = 31 * 24 * 3600;

/// Rows of one page of `get_groupmsg_task` and `get_groupmsg_send_result` (path/93338).
pub const GROUPMSG_RESULT_COUNT: usize = 1000;

/// `remark` of a contact way (path/92228).
pub const CONTACT_WAY_REMARK_CHARS: usize = 30;

/// `state` of a contact way (path/92228).
pub const CONTACT_WAY_STATE_CHARS: usize = 30;

/// Members of a contact way of several (path/92228).
pub const CONTACT_WAY_USERS_COUNT: usize = 100;

/// Rows of one page of `list_contact_way` (path/92228).
pub const CONTACT_WAYS_COUNT: usize = 1000;

/// Members of one `batch/get_by_user` (path/92994).
pub const BY_USER_USERIDS_COUNT: usize = 100;

/// Rows of one page of `batch/get_by_user` (path/92994).
pub const BY_USER_COUNT: usize = 100;

/// `link_name` of an acquisition link (path/97297).
pub const ACQUISITION_NAME_CHARS: usize = 30;

/// People behind an acquisition link, those of departments among them (path/97297).
pub const ACQUISITION_RANGE_COUNT: usize = 500;

/// Rows of one page of `customer_acquisition/list_link` (path/97297).
pub const ACQUISITION_LINKS_COUNT: usize = 100;

/// Rows of one page of `customer_acquisition/customer` (path/97298).
pub const ACQUISITION_CUSTOMERS_COUNT: usize = 1000;

/// `customer_channel` of an acquisition link; longer ones are cut without notice (path/97297).
pub const CUSTOMER_CHANNEL_BYTES: usize = 64;

/// `remark` and `remark_company` of a customer (path/92115).
pub const REMARK_CHARS: usize = 20;

/// `description` of a customer (path/92115).
pub const REMARK_DESCRIPTION_CHARS: usize = 150;

/// The name of a company's tag and of a group of them; the help of error 40072 says 32: the page's 30 are stricter
/// (path/92117, 90313).
pub const CORP_TAG_NAME_CHARS: usize = 30;

/// Tags of a company (path/92117).
pub const CORP_TAGS_COUNT: usize = 10_000;

/// Ids of one `convert_tmp_external_userid` (path/98729).
pub const TMP_EXTERNAL_USERIDS_COUNT: usize = 100;
