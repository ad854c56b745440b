//! What a step of the doctor can find, each with its state, what to change, and where.
//!
//! Never in here: words for people. Those are in the message files, by the code's name.

use serde::{Deserialize, Serialize};

use super::codes::codes;
use super::state::{DoctorFix, DoctorPage, DoctorState, DoctorWho};

codes! {
    /// Not done, because of `depends_on`.
    NotReached: Skipped;

    /// The values look as they should.
    ValuesGood: Pass;
    /// The company id has blanks, full-width or other characters that it cannot have: `characters`.
    CorpIdCharacters: Failure, fix CorpId, at Company;
    /// A secret stands where the company id belongs.
    CorpIdIsSecret: Failure, fix CorpId, at Company;
    /// The company id does not begin with ww or wx.
    CorpIdForm: Warning, fix CorpId, at Company;
    /// A number stands where the company id belongs, as AgentIds are.
    CorpIdIsAgentId: Failure, fix CorpId, at Company;
    /// A group robot's key stands where the company id belongs.
    CorpIdIsWebhookKey: Failure, fix CorpId, at Company;
    /// An id that a service provider gets in the company id's place (`wp…`).
    CorpIdIsProviderId: Failure, fix CorpId, at Company;
    /// `wx…`: an official account's or a mini program's id has the same form as the company ids of older companies.
    CorpIdIsAppId: Failure, fix CorpId, at Company;
    /// Company id and secret stand in each other's place.
    ValuesSwapped: Failure, fix CorpId, at Company;
    /// The agent id is not one of a self-built app, which have seven digits: `agent_id`.
    AgentIdForm: Warning, fix AgentId, at Apps;
    /// The secret has blanks, full-width or other characters that it cannot have: `characters`.
    SecretCharacters: Failure, fix Secret, at Apps;
    /// The company id stands where the secret belongs.
    SecretIsCorpId: Failure, fix Secret, at Apps;
    /// The secret does not have 43 characters: `length`.
    SecretLength: Warning, fix Secret, at Apps;
    /// A group robot's key stands where the secret belongs.
    SecretIsWebhookKey: Failure, fix Secret, at Apps;
    /// A number stands where the secret belongs, as AgentIds are.
    SecretIsAgentId: Failure, fix Secret, at Apps;
    /// A secret of an official account or a mini program: 32 hexadecimal digits.
    SecretIsAppSecret: Failure, fix Secret, at Apps;
    /// An access token, which lasts two hours, stands where the secret belongs.
    SecretIsToken: Failure, fix Secret, at Apps;
    /// The API host cannot be one.
    HostUnusable: Failure, fix ApiHost;
    /// The API host is a page of the administrators' console.
    HostIsConsole: Failure, fix ApiHost;

    /// The keyring can be written and read, and has the secret.
    KeyringGood: Pass;
    /// The secret is in memory, for this session.
    SecretInSession: Pass;
    /// The practice company's secret, made at each start.
    SecretOfPractice: Pass;
    /// No keyring on this desktop.
    KeyringMissing: Failure, fix Keyring;
    /// The keyring is locked or refuses.
    KeyringLocked: Failure, fix Keyring;
    /// The keyring took an entry and gave back another one, or none.
    KeyringForgets: Failure, fix Keyring;
    /// The keyring works and does not have this secret.
    SecretGone: Failure, fix Secret;
    /// The secret was kept for one session.
    SecretNeeded: Failure, fix Secret;

    /// `host` has addresses: `ips`.
    HostFound: Pass;
    /// `host`, the API host, has no address.
    HostUnknown: Failure, fix ApiHost;
    /// `host`, the proxy, has no address.
    ProxyUnknown: Failure, fix Proxy;
    /// WeCom's own host has no address here: the network or its name server.
    DnsFails: Failure, fix Network;
    /// The name server gives `host` the address `ips`, which is nobody's on the internet: a filter.
    DnsFiltered: Failure, fix Network;

    /// There is a connection to `host` at `ip`.
    Connected: Pass;
    /// `host` refuses connections.
    ConnectRefused: Failure, fix ApiHost;
    /// There is no way to `host`.
    ConnectUnreachable: Failure, fix Network;
    /// Nothing comes back from `host`: a firewall.
    ConnectTimeout: Failure, fix Network;
    /// The proxy `host` cannot be connected to.
    ProxyUnreachable: Failure, fix Proxy;
    /// WeCom's own host refuses connections: something on the way does.
    ConnectBlocked: Failure, fix Network;
    /// The proxy's rule (`rule`) sends `host` straight out, and there is no way straight out.
    ProxyBypassed: Failure, fix Proxy, by NetworkIt;
    /// The way straight out fails, and through the system's proxy `proxy` it works.
    ProxyNeeded: Failure, fix Proxy;
    /// The way through the proxy `proxy` fails, and straight out it works.
    ProxyNotNeeded: Failure, fix Proxy;

    /// The proxy `proxy` finds names that this computer does not find: it has to be asked as `socks5h`.
    ProxyFindsNames: Failure, fix Proxy;
    /// The password of the proxy of `account` was kept for one session.
    ProxyPasswordNeeded: Failure, fix Proxy;
    /// The proxy's address cannot be used.
    ProxyUnusable: Failure, fix Proxy;
    /// Straight, without a proxy.
    NoProxy: Pass;
    /// Through the proxy `proxy`.
    ProxyGood: Pass;
    /// The proxy `proxy` wants another user name and password.
    ProxyLogin: Failure, fix Proxy;
    /// The proxy `proxy` lets nobody through to `host`.
    ProxyRefused: Failure, fix Proxy;
    /// The proxy `proxy` takes the connection and says nothing.
    ProxySilent: Failure, fix Proxy;
    /// The proxy `proxy` takes only NTLM or Negotiate (`schemes`), which are not supported.
    ProxyLoginKind: Failure, fix Proxy, by NetworkIt;
    /// The proxy `proxy` answers, takes the login, and forbids `host`.
    ProxyForbids: Failure, fix Proxy, by NetworkIt;
    /// The proxy `proxy` cannot reach `host` itself (`status`).
    ProxyCannotReach: Failure, fix Proxy, by NetworkIt;
    /// What answers at `proxy` is no proxy, or one of another kind.
    ProxyOtherKind: Failure, fix Proxy;
    /// The secure connection to the proxy `proxy` itself fails.
    ProxyTls: Failure, fix Proxy, by NetworkIt;
    /// The system's proxies come out of a script (PAC), which is not run.
    ProxyScript: Failure, fix Proxy;

    /// The certificate of `host` is good.
    TlsGood: Pass;
    /// The practice company, or another server on this computer: plain http.
    TlsNotNeeded: Skipped;
    /// The certificate comes from an authority that this computer does not know.
    TlsUnknownCa: Failure, fix Certificate;
    /// The certificate has ended, or the clock (`now`) is wrong.
    TlsExpired: Failure, fix Clock;
    /// The certificate does not hold yet, or the clock (`now`) is wrong.
    TlsNotYet: Failure, fix Clock;
    /// The certificate is somebody else's than that of `host`.
    TlsWrongName: Failure, fix ApiHost;
    /// `host` does not speak TLS, or not as it should.
    TlsOther: Failure, fix ApiHost;
    /// `host` takes the connection and says nothing.
    TlsSilent: Failure, fix Network;
    /// Something on the way reads along: the certificate of `host` comes from `issuer`.
    TlsInspected: Failure, fix Certificate;
    /// Somebody else answers in place of WeCom's own host, with a certificate for `names`.
    TlsSomebodyElse: Failure, fix Network;
    /// No secure connection to WeCom's own host: something on the way breaks it.
    TlsBroken: Failure, fix Network;
    /// The certificate of `host` can not be used, whatever this computer knows.
    TlsUnusable: Failure, fix Certificate;
    /// The certificate of `host` is valid from `from` until `until`, and this computer's clock is right.
    TlsEnded: Failure, fix Certificate;

    /// WeCom answers.
    WecomAnswers: Pass;
    /// A sign-in page answers.
    Portal: Failure, fix Network;
    /// Somebody answers, but not as WeCom does: HTTP `status`.
    NotWecom: Failure, fix ApiHost;
    /// A gateway before WeCom answers with an error: HTTP `status`.
    GatewayError: Failure, fix Network;
    /// The connection breaks off before the answer.
    AnswerLost: Failure, fix Network;
    /// No answer within the time limit.
    AnswerSilent: Failure, fix Network;
    /// The sign-in of a company answers, at `at`.
    SignInPage: Failure, fix Network;
    /// A filter's page answers, which blocks `host`.
    BlockPage: Failure, fix Network;
    /// Somebody else answers in place of WeCom: HTTP `status`. The API host is right.
    SomebodyElse: Failure, fix Network;
    /// WeCom's answer arrives in another form: something on the way changes it.
    AnswerChanged: Failure, fix Network;
    /// The gateway `host` passes on some calls of WeCom's, and not this one: `call`.
    GateTooNarrow: Failure, fix Network;
    /// The API host has moved to `at`.
    HostMoved: Failure, fix ApiHost;
    /// Something on the way takes the values out of the request: `errcode`.
    QueryStripped: Failure, fix Network;
    /// Something on the way answers with an earlier answer: `age_s`.
    AnswerCached: Warning, fix Network;
    /// Something on the way hands out an earlier token: `errcode`.
    TokenCached: Failure, fix Network;

    /// This computer's clock is right within five minutes.
    ClockGood: Pass;
    /// The answer had no date.
    ClockUnknown: Skipped;
    /// The clock is `minutes` off; the server says `server`.
    ClockOff: Warning, fix Clock;
    /// The clock is `days` off; the server says `server`.
    ClockFarOff: Failure, fix Clock;

    /// The gateway `host` dates its answers by a clock that is off: `server`.
    GateClockOff: Warning, fix Network;

    /// Company id and secret belong together.
    TokenGood: Pass;
    /// 40001, 40091, 41004, 45031: the secret is not this company's.
    SecretWrong: Failure, fix Secret, at Apps;
    /// WeCom refused this very secret before (`errcode`), so it was not asked again.
    SecretRefusedBefore: Failure, fix Secret, at Apps;
    /// 40013, 41002: the company id is wrong.
    CorpIdWrong: Failure, fix CorpId, at Company;
    /// The secret worked until `until`: it was probably reset.
    SecretReset: Failure, fix Secret, at Apps;
    /// The company id may be another company's than the secret: `errcode`.
    CorpIdOfAnother: Failure, fix CorpId, at Company;
    /// The secret is one of the address book's, not an app's.
    SecretOfContacts: Failure, fix Secret, at Apps;
    /// The secret is the one of customer contact, not an app's.
    SecretOfCustomers: Failure, fix Secret, at Apps;
    /// The secret is another app's than the AgentId.
    SecretOfAnotherApp: Failure, fix Secret, at Apps;
    /// 50003, or `agent/get` says stopped.
    AppDisabled: Failure, fix EnableApp, at Apps;
    /// 45009, 45033: too many calls.
    RateLimited: Failure, fix Wait;
    /// -1 and others of its kind: WeCom is busy.
    WecomBusy: Failure, fix Wait;
    /// The app may not do this: `errcode`, `meaning_en`, `meaning_zh`, `advice_en`, `advice_zh`.
    NotAllowed: Failure, by WecomAdmin;
    /// Another errcode: `errcode`, `meaning_en`, `meaning_zh`, `advice_en`, `advice_zh`.
    Refused: Failure;
    /// The connection went away in the middle.
    LostOnTheWay: Failure, fix Network;

    /// The app `app` is enabled and sees `users` members, `departments`, `tags`.
    AppGood: Pass;
    /// 301002: the agent id is another app's; the secret is the app's with `agent_id`.
    AgentIdOfSecret: Failure, fix AgentId, at Apps;
    /// 301002: the agent id is another app's than the secret.
    AgentOfAnotherApp: Failure, fix AgentId, at Apps;
    /// 40056, 41011: there is no such agent id.
    AgentIdWrong: Failure, fix AgentId, at Apps;
    /// Nobody is in the visible range of `app`.
    RangeEmpty: Failure, fix VisibleRange, at Apps;
    /// The visible range of `app` has departments or tags, and no people in them.
    RangeReachesNobody: Failure, fix VisibleRange, at Apps;

    /// WeCom takes calls from here; `ip` where it is known.
    IpTrusted: Pass;
    /// WeCom takes calls from here, although the address is another than last time: `ip`, `before`.
    IpChanged: Pass;
    /// 60020: `ip` as WeCom saw it, may be empty; `before` and `since` when it was another one last time.
    IpNotTrusted: Failure, fix TrustedIp, at Apps;
    /// Calls leave from two addresses in turn (`ips`): both have to be trusted.
    IpsAlternate: Failure, fix TrustedIp, at Apps;
    /// The address is another one than `before`, which was trusted: `ip`.
    IpMoved: Failure, fix TrustedIp, at Apps;

    /// All `count` addresses of WeCom can be connected to.
    ApiIpsReachable: Pass;
    /// `count` addresses; the proxy connects to them.
    ApiIpsByProxy: Pass;
    /// Another server than WeCom's: its addresses mean nothing.
    ApiIpsNotNeeded: Skipped;
    /// `blocked` of `count` addresses cannot be connected to: `ips`.
    ApiIpsBlocked: Warning, fix Network;

    /// The app can read `people` members in `departments`, without phones and e-mails.
    ContactsGood: Pass;
    /// The same with phones or e-mails.
    ContactsPrivate: Pass;
    /// The app may not read the address book: `errcode`.
    ContactsNone: Warning, fix VisibleRange, at Apps;

    /// A tiny file could be uploaded.
    UploadGood: Pass;

    /// `count` of the colleagues whom the app sees can have customers.
    CustomersGood: Pass;
    /// 48002, 84074: the app is not among the callable apps of customer contact: `errcode`.
    CustomersNotCallable: Note, fix CustomerContact, at Console;
    /// Nobody has customer contact, or nobody of them is in the visible range of `app`.
    CustomersNobody: Note, fix CustomerContact, at Console;
    /// 60011, 60030: the colleagues with customer contact are outside the visible range of `app`: `errcode`.
    CustomersNotVisible: Note, fix CustomerContact, at Apps;
    /// `balance` additions are left of the acquisition links.
    AcquisitionGood: Pass;
    /// 48002, 84074: the acquisition assistant was not bought, or the app may not use it: `errcode`. Nobody needs it.
    AcquisitionNone: Skipped;
    /// No addition is left of the acquisition links. Nobody needs them.
    AcquisitionEmpty: Skipped;
    /// The app manages `managed` of `count` accounts of customer service.
    ServiceGood: Pass;
    /// 48002, 84074: the app is not among the callable apps of customer service: `errcode`.
    ServiceNotCallable: Note, fix CustomerService, at Console;
    /// 95017: the API of customer service is switched off.
    ServiceOff: Note, fix CustomerService, at Console;
    /// 60011, 60030: customer service is outside the visible range of `app`: `errcode`.
    ServiceNotVisible: Note, fix CustomerService, at Console;
    /// There is no account of customer service.
    ServiceNone: Note, fix CustomerService, at Console;
    /// There are accounts of customer service, and the app manages none of them; 95011, 95012.
    ServiceUnmanaged: Note, fix CustomerService, at Console;
    /// A way to candidates outside was refused in a way that says nothing about it: with meaning and advice as [`DoctorCode::Refused`].
    OutsideUnclear: Note;
    /// A way to candidates outside was asked about and WeCom gave no answer.
    OutsideUnanswered: Note;
    /// A way to candidates outside was not asked about.
    OutsideNotAsked: Skipped;
    /// The app may make schedules.
    ScheduleGood: Pass;
    /// 48002, 90472: the app is not among the callable apps of schedules: `errcode`.
    ScheduleNotCallable: Note, fix CallableApps, at Console;
    /// The app may make meetings.
    MeetingGood: Pass;
    /// 48002: the app is not among the callable apps of meetings: `errcode`.
    MeetingNotCallable: Note, fix CallableApps, at Console;
    /// The app sees `count` meeting rooms.
    RoomsGood: Pass;
    /// 48002: the app is not among the callable apps of meeting rooms: `errcode`.
    RoomsNotCallable: Note, fix CallableApps, at Console;
    /// The same as [`DoctorCode::OutsideUnclear`] of schedules, meetings or rooms.
    CalendarUnclear: Note;
    /// Schedules, meetings or rooms were asked about and WeCom gave no answer.
    CalendarUnanswered: Note;
    /// Schedules, meetings or rooms were not asked about.
    CalendarNotAsked: Skipped;

    /// This computer belongs to the company's team, as `team_login`.
    TeamGood: Pass;
    /// The account asks the team, and this computer belongs to none.
    TeamNotJoined: Failure, fix Team;
    /// The team is another company's.
    TeamOtherCompany: Failure, fix Team;
    /// The team's server has an address: `team_host`.
    TeamNameGood: Pass;
    /// No such name in the network: `team_host`.
    TeamNameUnknown: Failure, fix Network;
    /// The connection to the team's server is private.
    TeamLinkGood: Pass;
    /// Nothing answers at `team_host`.
    TeamUnreachable: Failure, fix Network;
    /// No answer in time from `team_host`, or the connection ended.
    TeamNoAnswer: Failure, fix Network;
    /// The certificate of the team's server is not to be trusted: `team_host`.
    TeamTlsBad: Failure, fix Team, by NetworkIt;
    /// Another machine is to be asked without TLS: `team_host`.
    TeamPlain: Failure, fix Team, by TeamLead;
    /// The server accepts the login `team_login`.
    TeamLoginGood: Pass;
    /// The password of the team is not here.
    TeamPasswordNeeded: Failure, fix Team;
    /// The server refuses the password of `team_login`.
    TeamLoginRefused: Failure, fix Team, by TeamLead;
    /// The ledger has the version that this program needs.
    TeamLedgerGood: Pass;
    /// The database has no ledger.
    TeamNoLedger: Failure, fix Team, by TeamLead;
    /// The ledger is newer than this program.
    TeamNewer: Failure, fix Team;
    /// The ledger is older than this program.
    TeamOlder: Failure, fix Team, by TeamLead;
    /// A step of the ledger differs from this program's.
    TeamChanged: Failure, fix Team, by TeamLead;
    /// The login belongs to the team.
    TeamMemberGood: Pass;
    /// The login `team_login` does not belong to the company's team.
    TeamNotAMember: Failure, fix Team, by TeamLead;
    /// The server's own rights say no.
    TeamNotAllowed: Failure, fix Team, by TeamLead;
    /// The ledger failed in a way that nobody knows.
    TeamFailed: Failure, fix Team, by TeamLead;
    /// Both clocks show the same.
    TeamClockGood: Pass;
    /// This computer's clock is off by `minutes` from the clock of the team's server.
    TeamClockOff: Warning, fix Clock;
    /// The clock of the team's server is off by `minutes`: WeCom says that this computer's is right.
    TeamServerClock: Warning, fix Team, by NetworkIt;

    /// Nobody said to whom.
    MessageToWhom: Waiting, fix Userid;
    /// It was not wanted.
    MessageNotWanted: Skipped;
    /// WeCom took the message to `userid`; did it arrive?
    MessageSent: Waiting;
    /// No answer came; did it arrive?
    MessageUnanswered: Waiting;
    /// Somebody said that it arrived.
    MessageArrived: Pass;
    /// Somebody said that it did not.
    MessageMissing: Failure, fix VisibleRange, at Apps;
    /// 81013, or `invaliduser`: `userid` is outside the visible range, or nobody.
    MessageNotVisible: Failure, fix VisibleRange, at Apps;
    /// `unlicenseduser`: `userid` has no licence.
    MessageUnlicensed: Failure, fix Licence, at Apps;
    /// `userid` cannot be one.
    MessageBadUserid: Failure, fix Userid;
    /// 60111, 40003: nobody in the company has the id `userid`.
    MessageNobody: Failure, fix Userid;

    /// A call was repeated, and answered then: `tries`.
    Repeated: Pass;
    /// A call was answered after `seconds`.
    Slow: Pass;
}
